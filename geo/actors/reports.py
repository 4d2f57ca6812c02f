"""A report as the finder of actors sees it: what it says elsewhere decides what a short name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from geo.actors.lexicon import ActorLexicon
from geo.actors.names import Name
from geo.model import Sentence
from geo.tokens import tokenize

_NAMED = 1_000  # a full name in the report says more than any number of words


class Report:
    """A report's sentences, read again as a whole only where a short name asks for it."""

    def __init__(self, sentences: Sequence[Sentence], lexicon: ActorLexicon) -> None:
        self._sentences = sentences
        self._lexicon = lexicon
        self._seen: set[str] = set()

    def saw(self, actor_id: str) -> None:
        """An actor was named in full."""
        self._seen.add(actor_id)

    def weight(self, name: Name) -> int:
        """What speaks for a short name: its actor's full name, or words that go with it; 0 for nothing."""
        if name.actor.actor_id in self._seen:
            return _NAMED
        return len(name.near & self._words) or _NAMED * (name.actor.actor_id in self._in_full)

    @cached_property
    def _words(self) -> frozenset[str]:
        words: set[str] = set()
        for sentence in self._sentences:
            words.update(re.findall(r"[^\W\d_]+", sentence.text.casefold()))
        return frozenset(words)

    @cached_property
    def _in_full(self) -> frozenset[str]:
        found: set[str] = set()
        named, sure = self._lexicon.named, _OnlySure()
        first = named.first_words()
        for sentence in self._sentences:
            tokens = tokenize(sentence.text)
            for at, token in enumerate(tokens):
                if token.norm in first and (match := named.at(tokens, at, sure)):
                    found.add(match.value.actor.actor_id)
        return frozenset(found)


class _OnlySure:
    """Company that speaks for no short name."""

    capitals = False

    def weight(self, name: Name) -> int:  # noqa: ARG002 - the shape of Company
        return 0
