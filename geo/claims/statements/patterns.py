"""Patterns over the words of a sentence, as geo/lexicon/statements.toml writes them.

A pattern is elements with spaces between:

    word, a|b      one of these words           <class>   a phrase of a class of the lexicon
    SIDE           somebody who fights or rules ANYONE    … or any other name
    PEOPLE         people of any kind           EVENT     a noun for an event
    PLACE, DATE    a mention of one             NUMBER    a figure, in digits or in a word
    ..5            up to five words of a clause ,..5      … with commas and brackets among them
    END            nothing: a mark or a small word follows that ends the object

Any element but a gap may be optional ("that?"), and before any but the first a mark of quotation may stand.
Gaps take as few words as they can. The work a word costs is bounded by the patterns, not by the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from geo.claims.statements.elements import CLAUSE_ENDS, CLAUSE_MARKS, ENDS, Class, Element, Text
from geo.errors import LexiconError

Pattern = tuple[Element, ...]
_QUOTES = frozenset('"“”')


def compile_pattern(written: str, classes: Mapping[str, Class]) -> Pattern:
    """The elements of a pattern.

    Raises:
        LexiconError: it names a class that the lexicon does not have, or begins with a gap.
    """
    elements = tuple(_element(word, classes, written) for word in written.split())
    if not elements or elements[0].reach or elements[0].optional:
        raise LexiconError(f"statements.toml: pattern {written!r} begins with nothing to look for")
    return elements


def _element(word: str, classes: Mapping[str, Class], written: str) -> Element:
    gap, dots, reach = word.partition("..")
    if dots:
        return Element("GAP", reach=int(reach), stops=CLAUSE_ENDS if gap == "," else CLAUSE_MARKS)
    optional = word.endswith("?") and len(word) > 1
    parts = [_part(part, classes, written) for part in word.removesuffix("?" if optional else "").split("|")]
    if len(parts) == 1:
        return replace(parts[0], optional=optional)
    if all(part.name == "WORD" for part in parts):
        return Element("WORD", frozenset().union(*(part.words for part in parts)), optional)
    known = all(part.words for part in parts)
    words = frozenset[str]().union(*(part.words for part in parts)) if known else frozenset()
    return Element("EITHER", words, optional, tuple(parts))


def _part(word: str, classes: Mapping[str, Class], written: str) -> Element:
    name = word.strip("<>")
    if word.startswith("<"):
        if name not in classes:
            raise LexiconError(f"statements.toml: pattern {written!r}: no class named {name!r}")
        return Element(name, classes[name].first_words)
    if word == "EVENT":
        return Element(word, classes["events"].first_words)
    return Element(word) if word.isupper() and word in ENDS else Element("WORD", frozenset({word}))


def find(pattern: Pattern, text: Text) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) token of each stretch that fits a pattern, by where they begin."""
    for start in _starts(pattern[0], text):
        last = _fits(pattern, 0, text, start)
        if last is not None:
            yield start, last


def _fits(pattern: Pattern, index: int, text: Text, at: int) -> int | None:
    if index == len(pattern):
        return at
    element = pattern[index]
    if element.reach:
        return _over_gap(pattern, index, text, at)
    end = element.end(text, at)
    if end is not None:
        last = _fits(pattern, index + 1, text, end)
        if last is not None:
            return last
    if element.optional:
        last = _fits(pattern, index + 1, text, at)
        if last is not None:
            return last
    quoted = index and at < len(text.view.norms) and text.view.norms[at] in _QUOTES
    return _fits(pattern, index, text, at + 1) if quoted else None


def _over_gap(pattern: Pattern, index: int, text: Text, at: int) -> int | None:
    gap, norms = pattern[index], text.view.norms
    for here in range(at, min(at + gap.reach, len(norms)) + 1):
        last = _fits(pattern, index + 1, text, here)
        if last is not None:
            return last
        if here < len(norms) and norms[here] in gap.stops:
            return None
    return None


def _starts(element: Element, text: Text) -> Iterator[int]:
    """Tokens at which a first element may begin."""
    if element.words:
        return (at for at, norm in enumerate(text.view.norms) if norm in element.words)
    return iter(range(len(text.view.norms)))


def needs(pattern: Sequence[Element]) -> tuple[frozenset[str], ...]:
    """For each element that must be there and is made of words: the words, one of which must be there."""
    return tuple(element.words for element in pattern if element.words and not element.optional)
