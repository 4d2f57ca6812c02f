"""Noun phrases that speak and name nobody: "a doctor at the hospital", "the mayor's office"."""

from __future__ import annotations

from typing import NamedTuple

from geo.claims.attribution.words import words
from geo.claims.view import View

_REACH = 14  # tokens between the noun and the verb: "a man who had … said" is too far
_LONGEST = 8  # tokens of a phrase before its noun
_LONGEST_NAME = 6
# Begin a sentence with a capital and are no names.
_NO_NAMES = frozenset(
    "the a an he she it they we i you who what which this that these those there here some many most others "
    "other few several both all everyone everybody nobody none no one nothing but and or if as when while "
    "however meanwhile earlier later also still yet moreover separately additionally instead today yesterday "
    "mr mrs ms ' ’ s . - in on at he's it's".split()
)
_ARTICLES = frozenset({"the", "a", "an", "another", "one", "this", "that", "its", "their", "his", "her"})
_NOBODY = frozenset({"no", "neither", "none"})
_PREPOSITIONS = frozenset(
    "of for at in from with on near by inside outside to into under over about after before across".split()
)
# What ends a phrase on its left, and what may not stand between its noun and the verb.
_STOPS = frozenset(
    ', ; : . ( ) - – — * " “ ” ‘ and but or that which who whom when while where as if because so than '
    "he she they it we i you is are was were be been has have had did does do not n't also then later "
    "there only".split()
)
_BREAKS = frozenset(', ; : . " “ ” and but that which who when while where as if because'.split())
# What may follow the noun, before its verb: "a doctor there", "residents reached by telephone".
_GOES_ON = _PREPOSITIONS | frozenset(
    "there here abroad based using speaking reached contacted interviewed quoted familiar close "
    "working living has have had also later then still yesterday today earlier meanwhile both".split()
)


class Voice(NamedTuple):
    """Tokens first to last (exclusive) of a phrase, and its noun."""

    first: int
    head: int
    last: int


def voice_before(view: View, end: int) -> Voice | None:
    """The phrase that is the subject of the verb at a token: not one that a preposition leads to."""
    at = end - 1
    low = max(-1, end - 1 - _REACH)
    while at > low and not _breaks(view, at):
        if _speaks(view, at) and _leads_to(view, at + 1, end):
            first = _first_of(view, at)
            if not _NOBODY.isdisjoint(view.norms[first:at]):
                return None  # "no group has said"
            if not first or view.norms[first - 1] not in _PREPOSITIONS:
                return Voice(first, at, _last_of(view, at, end))
            at = first - 1
        else:
            at -= 1
    return None


def voice_after(view: View, start: int) -> Voice | None:
    """ "said a doctor": the phrase that begins right behind a verb."""
    for at in range(start, min(start + _LONGEST, len(view.norms))):
        if _speaks(view, at):
            following = view.norms[at + 1 : at + 2]
            if following and following[0] in words().voices:
                continue  # "police officer"
            return Voice(start, at, _last_of(view, at, len(view.norms)))
        if view.norms[at] in _STOPS or view.norms[at] in _PREPOSITIONS:
            return None
    return None


def name_of(view: View, voice: Voice) -> str:
    """The words without a leading article, spaces made single."""
    first = voice.first + (view.norms[voice.first] in _ARTICLES and voice.first < voice.head)
    return " ".join(view.span(first, voice.last).text.split())


def name_before(view: View, end: int) -> Voice | None:
    """A name that nobody listed, right before a verb: "Ecopetrol said"; none where all is in capitals."""
    if view.sentence.text.isupper():
        return None
    at = end
    while at > 0 and end - at < _LONGEST_NAME and _is_namely(view, at - 1):
        at -= 1
    while at < end and view.norms[at] in _NO_NAMES:
        at += 1
    if at == end or view.norms[at - 1 : at] in (["of"], ["in"], ["from"], ["at"], ["for"], ["to"]):
        return None
    if not words().recordings.isdisjoint(view.norms[at:end]):
        return None
    is_place = any(t.role == "place" and at <= view.at(t.start) < end for t in view.toponyms)
    is_day = any(at <= view.at(d.end) - 1 < end for d in view.dates)
    return None if is_place or is_day else Voice(at, end - 1, end)


def is_definite(view: View, voice: Voice) -> bool:
    """ "the ministry", alone: somebody named before."""
    return view.norms[voice.first : voice.last] == ["the", view.norms[voice.head]]


def _speaks(view: View, at: int) -> bool:
    return view.norms[at] in words().voices


def _leads_to(view: View, at: int, end: int) -> bool:
    """True where nothing but the noun's own description stands between it and the verb."""
    if at == end or view.norms[at] in _GOES_ON or _is_dated(view, at):
        return True
    return end - at <= _LONGEST_NAME and all(_is_namely(view, i) for i in range(at, end))


def _is_capital(view: View, at: int) -> bool:
    """Part of a name: a capital, or the full stop of an initial or the hyphen inside one."""
    text = view.tokens[at].text
    initial = text == "." and at > 0 and len(view.tokens[at - 1].text) == 1
    return text[0].isupper() or initial or _is_hyphen(view, at)


def _is_namely(view: View, at: int) -> bool:
    """A capital, or a particle that a hyphen joins to one: "ul-Adl"."""
    return _is_capital(view, at) or (at + 1 < len(view.tokens) and _is_hyphen(view, at + 1))


def _is_hyphen(view: View, at: int) -> bool:
    """A hyphen inside a word, not a dash."""
    inside = 0 < at < len(view.tokens) - 1 and view.norms[at] == "-"
    return inside and view.tokens[at - 1].end == view.tokens[at].start == view.tokens[at + 1].start - 1


def _breaks(view: View, at: int) -> bool:
    initial = view.norms[at] == "." and at > 0 and len(view.norms[at - 1]) == 1
    return view.norms[at] in _BREAKS and not initial


def _is_dated(view: View, at: int) -> bool:
    return any(view.at(date.start) == at for date in view.dates)


def _first_of(view: View, head: int) -> int:
    at = head
    while at > 0 and head - at < _LONGEST:
        before = view.norms[at - 1]
        if (before in _STOPS and not _is_hyphen(view, at - 1)) or before in _PREPOSITIONS:
            break
        at -= 1
        if before in _ARTICLES:
            break
    return at


def _last_of(view: View, head: int, end: int) -> int:
    """The noun with its name, or with what "of" or "for" adds to it: "the chief of police"."""
    if head + 1 < end <= head + _LONGEST_NAME and all(_is_namely(view, i) for i in range(head + 1, end)):
        return end  # "group Jaish X"
    if view.norms[head + 1 : head + 2] not in (["of"], ["for"]):
        return head + 1
    at = head + 2
    while at < min(end, head + _LONGEST):
        stops = view.norms[at] in _STOPS and not _is_capital(view, at)
        if stops or view.norms[at] in _PREPOSITIONS or _is_dated(view, at):
            break
        at += 1
    return at if at > head + 2 else head + 1
