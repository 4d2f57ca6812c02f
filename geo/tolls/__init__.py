"""Tolls: how many people were killed, wounded, missing or displaced, and who they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo.model import Harm, Sentence, Span, Toll
from geo.tokens import Token, tokenize
from geo.tolls.again import gives_again
from geo.tolls.harms import Harms, harm_beside, harm_of, harms_of
from geo.tolls.numbers import Figure, figures
from geo.tolls.parts import (
    among_behind,
    among_named,
    goes_on,
    is_part,
    is_whole,
    listed_parts,
    named_total,
    of_them,
    parts_by_place,
    quote,
    with_those,
)
from geo.tolls.tellers import tells
from geo.tolls.whom import guessed
from geo.tolls.words import BE

__all__ = ["find_tolls"]

_TOTALS = frozenset({"toll", "victims", "casualties", "losses", "fatalities", "body", "corpse"})


def find_tolls(sentences: Iterable[Sentence]) -> list[Toll]:
    """Figures of people harmed, in the order of the text; parts quote the total they belong to."""
    found: list[Toll] = []
    before: Toll | None = None  # the total of the sentence before: "Three of them were children."
    for sentence in sentences:
        reader = _Reader(sentence, tokenize(sentence.text, sentence.start), before)
        reader.read()
        found += reader.found
        before = reader.total if reader.found else None
    return found


@dataclass
class _Reader:
    """Reads one sentence; `total` is the whole that parts are of, `harm` what was told last."""

    sentence: Sentence
    tokens: Sequence[Token]
    total: Toll | None
    harm: Harm | None = None
    named: str = ""
    inherited: bool = True

    def __post_init__(self) -> None:
        self.found: list[Toll] = []

    def read(self) -> None:
        tokens = self.tokens
        harms = harms_of(tokens)
        if not harms and self.total is None and not any(token.norm in _TOTALS for token in tokens):
            return
        self.harm = self.total.harm if self.total else None
        read = figures(tokens)
        parts_left = 0
        for at, figure in enumerate(read):
            if parts_left and self.total:
                parts_left -= 1
                self._add(figure, self.total.harm, quote(self.total))
                continue
            if self._read_part(figure, harms):
                continue
            own = harm_of(tokens, figure, harms)
            if not own and tells(tokens, figure, harms):
                continue
            harm = own or harm_beside(tokens, read, at, harms) or self._joined(figure) or self._again(figure)
            if harm is None:
                continue
            counted = self._with_whom(figure)
            self.harm, self.inherited, self.named = harm, False, ""
            self.total = self._add(counted, harm, None)
            if is_whole(tokens, figure):
                self.named = quote(self.total)
            parts_left = (listed_parts(tokens, read, at) or parts_by_place(tokens, read, at)) if own else 0
        if self.inherited:
            self.total = None

    def _read_part(self, figure: Figure, harms: Harms) -> bool:
        """True where the figure is part of a total, told before or named with it."""
        named = named_total(self.tokens, figure)
        if named:
            harm, words, end = named
            self._name(harm, words)
            died = harm != "killed" and any(harms.behind.get(at) == "killed" for at in range(end, end + 3))
            self._add(with_those(figure, self.tokens, end), "killed" if died else harm, self.named)
            return True
        among = among_named(self.tokens, figure) or among_behind(self.tokens, figure)
        if among:
            self._name(*among)
            self._add(figure, among[0], self.named)
            return True
        if self.named and goes_on(self.tokens, figure):
            counted = with_those(figure, self.tokens)
            if counted.who and self.harm:
                self._add(counted, self.harm, self.named)
            return True
        if self.total is None or not is_part(self.tokens, figure, harms.behind.keys()):
            return False
        counted = with_those(figure, self.tokens)
        if self.inherited and not (counted.who and of_them(self.tokens, figure)):
            return False
        self._add(counted, self._harm_of_part(counted, harms), quote(self.total))
        return True

    def _name(self, harm: Harm, words: str) -> None:
        """Parts that follow are of a total called by name: "the dead", or the figure told before."""
        told = self.total if not self.inherited else None
        self.harm, self.named = harm, quote(told) if told and told.harm == harm else words

    def _harm_of_part(self, figure: Figure, harms: Harms) -> Harm:
        """ "17 were wounded, three of whom died": theirs may be another than the total's."""
        after = range(figure.end, min(figure.end + 5, len(self.tokens)))
        told = next((harms.behind[at] for at in after if at in harms.behind), None)
        return told or (self.total.harm if self.total else "killed")

    def _with_whom(self, figure: Figure) -> Figure:
        """Those counted: as read, a plural that no lexicon has, or for "a third" those counted before."""
        if figure.who:
            return figure
        more = self.tokens[figure.first].norm in ("a", "another")
        again = self.inherited and gives_again(self.tokens, figure)
        if self.total and (again or (more and not self.inherited)):
            return replace(figure, who=self.total.who)
        return _guess(figure, self.tokens)

    def _again(self, figure: Figure) -> Harm | None:
        """ "The ministry speaks of 11": of those whom the sentence before counts."""
        return self.total.harm if self.total and self.inherited and gives_again(self.tokens, figure) else None

    def _joined(self, figure: Figure) -> Harm | None:
        """ "killed 12 soldiers and three boys"."""
        if self.tokens[figure.first].norm == "the":
            return None  # "killed 12, the mayor said"
        if figure.last < len(self.tokens) and self.tokens[figure.last].norm in BE:
            return None  # "killed 12 and three boys were rescued"
        joined = figure.first > 0 and self.tokens[figure.first - 1].norm in ("and", ",")
        return self.harm if joined and figure.who and not self.inherited else None

    def _add(self, figure: Figure, harm: Harm, part_of: str | None) -> Toll:
        start, end = self.tokens[figure.first].start, self.tokens[figure.last - 1].end
        offset = self.sentence.start
        span = Span(start, end, self.sentence.text[start - offset : end - offset])
        toll = Toll(harm, figure.low, figure.high, figure.who, span, part_of)
        self.found.append(toll)
        return toll


def _guess(figure: Figure, tokens: Sequence[Token]) -> Figure:
    """The figure with a plural behind it that no lexicon has: "five Xists"."""
    end, who = guessed(tokens, figure.end)
    return replace(figure, last=end, who=who) if who else figure
