"""The elements of a pattern: words, phrases of a class, and who, where, when or what is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from geo.claims.statements.sides import Sides, sides_of
from geo.claims.view import View
from geo.tokens import Phrases, tokenize


@dataclass(frozen=True, slots=True)
class Class:
    """Phrases of one sort, and the words that they begin with."""

    phrases: Phrases[Literal[True]]
    first_words: frozenset[str]

    @classmethod
    def of(cls, listed: Iterable[str]) -> Class:
        """The class of the phrases listed."""
        kept = list(listed)
        first = frozenset(tokens[0].norm for phrase in kept if (tokens := tokenize(phrase)))
        return cls(Phrases((phrase, True) for phrase in kept), first)

    def end(self, text: Text, at: int) -> int | None:
        """Where a phrase that begins at a token ends."""
        tokens = text.view.tokens
        if at >= len(tokens) or tokens[at].norm not in self.first_words:
            return None
        match = self.phrases.at(tokens, at)
        return match.last if match else None


CLAUSE_ENDS = frozenset({";", ":", "!", "?"})  # a full stop inside a sentence ends an abbreviation
CLAUSE_MARKS = CLAUSE_ENDS | {",", "(", ")"}
_OBJECT_ENDS = (
    CLAUSE_MARKS
    | {".", '"', "“", "”"}
    | frozenset("on in and as at via through saying late early hours".split())
)


@dataclass(frozen=True)
class Text:
    """A sentence's words with what may stand for the elements in capitals."""

    view: View
    classes: Mapping[str, Class]

    @cached_property
    def sides(self) -> Sides:
        """Who is named, by the token at which their words begin."""
        return sides_of(self.view, self.classes["sides"].phrases)

    @cached_property
    def marks(self) -> Mapping[str, Mapping[int, int]]:
        """For places and dates: first token to last (exclusive)."""
        view = self.view
        places = [t for t in view.toponyms if t.role == "place"]
        return {
            "PLACE": {view.at(t.start): view.range_of(t.start, t.end)[1] for t in places},
            "DATE": {view.at(d.start): view.range_of(d.start, d.end)[1] for d in view.dates},
        }


@dataclass(frozen=True, slots=True)
class Element:
    """One element: where it may end when it begins at a token; a gap has a reach instead."""

    name: str
    words: frozenset[str] = frozenset()
    optional: bool = False
    parts: tuple[Element, ...] = ()  # of an alternative, one of which must stand here
    reach: int = 0  # of a gap
    stops: frozenset[str] = frozenset()  # of a gap

    def end(self, text: Text, at: int) -> int | None:
        """The token (exclusive) at which it ends; None where it does not stand here."""
        return ENDS.get(self.name, _class_end)(self, text, at)


def _word_end(element: Element, text: Text, at: int) -> int | None:
    norms = text.view.norms
    return at + 1 if at < len(norms) and norms[at] in element.words else None


def _class_end(element: Element, text: Text, at: int) -> int | None:
    return text.classes[element.name].end(text, at)


def _event_end(_element: Element, text: Text, at: int) -> int | None:
    return text.classes["events"].end(text, at)


def _side_end(element: Element, text: Text, at: int) -> int | None:
    return text.sides.end(at, element.name)


def _mark_end(element: Element, text: Text, at: int) -> int | None:
    return text.marks[element.name].get(at)


def _number_end(_element: Element, text: Text, at: int) -> int | None:
    norms = text.view.norms
    if at >= len(norms):
        return None
    return at + 1 if norms[at][0].isdigit() else text.classes["figures"].end(text, at)


def _object_end(_element: Element, text: Text, at: int) -> int | None:
    norms = text.view.norms
    return at if at >= len(norms) or norms[at] in _OBJECT_ENDS or at in text.marks["DATE"] else None


def _either_end(element: Element, text: Text, at: int) -> int | None:
    return max((end for part in element.parts if (end := part.end(text, at)) is not None), default=None)


ENDS: Mapping[str, Callable[[Element, Text, int], int | None]] = {
    "WORD": _word_end,
    "EVENT": _event_end,
    "SIDE": _side_end,
    "ANYONE": _side_end,
    "PEOPLE": _side_end,
    "PLACE": _mark_end,
    "DATE": _mark_end,
    "NUMBER": _number_end,
    "END": _object_end,
    "EITHER": _either_end,
}
