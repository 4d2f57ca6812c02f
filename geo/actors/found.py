"""What the finders of actors work on and hand on: a sentence, and a mention with the tokens it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from geo.actors.names import Name
from geo.actors.reports import Report
from geo.model import ActorMention, Sentence, Span
from geo.tokens import Token, tokenize

_FIRST = 4  # words that tell most sentences apart at once
_MOST = 0.7  # of the words: below it, a few acronyms do not make a sentence one of capitals


class Found(NamedTuple):
    """A mention with the tokens that it covers, first to last (exclusive)."""

    mention: ActorMention
    first: int
    last: int


@dataclass(frozen=True)
class Line:
    """A sentence of a report, cut into tokens."""

    tokens: Sequence[Token]
    text: str
    offset: int
    report: Report

    def weight(self, name: Name) -> int:
        """What speaks for a short name in this report."""
        return self.report.weight(name)

    def span(self, first: int, last: int) -> Span:
        """Tokens first to last (exclusive) as evidence."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start, end, self.text[start - self.offset : end - self.offset])

    @cached_property
    def capitals(self) -> bool:
        """True where (nearly) all is written in capitals, so that they tell no names."""
        words = [token.text for token in self.tokens if token.text.isalpha() and len(token.text) > 1]
        if not any(map(str.isupper, words[:_FIRST])):
            return False
        return len(words) > 2 and sum(map(str.isupper, words)) > _MOST * len(words)

    @cached_property
    def headline(self) -> bool:
        """True where (nearly) all longer words begin with a capital, as in a headline."""
        words = [token.text for token in self.tokens if len(token.text) > 3 and token.text.isalpha()]
        return len(words) > 2 and sum(word[0].isupper() for word in words) > _MOST * len(words)


def line_of(sentence: Sentence, report: Report) -> Line:
    """A sentence, cut into tokens."""
    return Line(tokenize(sentence.text, sentence.start), sentence.text, sentence.start, report)
