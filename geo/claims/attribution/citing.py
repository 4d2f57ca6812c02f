"""Sources that are cited: "according to X", "citing Y", "(source: Z)"."""

from __future__ import annotations

from geo.claims.attribution.memory import Memory, personal
from geo.claims.attribution.words import words
from geo.claims.view import View
from geo.model import Actor, Attribution, Span

_STOPS = frozenset({".", ";", '"', "“", "”", ")"})
_CITED = 2  # actors of one citation
_LONGEST = 8  # tokens of a source in its own words
_CUTS = frozenset({",", "who", "that", "which", "as", "in", "there", "here"})
_RELATIVE = frozenset({"that", "which", "who", "whose"})  # "the union that supports the clinic"
_DANGLING = frozenset("the a an of by on to from with and for its their".split())
_REASONS = frozenset({"citing", "quoting"})  # "citing safety fears": no source
_ARTICLES = frozenset({"the", "a", "an"})


def cited(view: View, memory: Memory) -> tuple[list[Attribution], set[int]]:
    """Those cited, and the tokens of the citations; X is nearer to the event than who passes it on."""
    links: list[Attribution] = []
    covered: set[int] = set()
    for match in words().cites.find(view.tokens):
        start = match.last + (view.norms[match.last : match.last + 1] == [":"])
        end = _clause_end(view, start)
        verb = view.span(match.first, match.last).text
        found = _named(view, start, end, verb) or _in_own_words(view, start, end, verb, memory)
        if found or verb.casefold() not in _REASONS:
            links += found
            covered |= set(range(match.first, end))
    return links, covered


def _named(view: View, start: int, end: int, verb: str) -> list[Attribution]:
    end = next((at for at in range(start, end) if view.norms[at] in _RELATIVE), end)
    return [
        Attribution(m.actor, m.span or Span(0, 0, ""), verb)
        for m in view.actors
        if m.span
        and start <= view.at(m.span.start) < end
        and not view.is_place(m)
        and not (m.form == "group" and _owns_another(view, view.range_of(m.span.start, m.span.end)[1]))
    ][:_CITED]


def _owns_another(view: View, last: int) -> bool:
    """ "the doctors' union": the union says so."""
    return view.norms[last : last + 1] in (["'s"], ["’"], ["'"])


def _in_own_words(view: View, start: int, end: int, verb: str, memory: Memory) -> list[Attribution]:
    """A source that is nobody of ours: "according to reports"; "citing" may give a reason instead."""
    if start >= end:
        return []
    who = personal(view, start, memory)
    if who:
        return [Attribution(who.actor, who.span, verb)]
    stop = next((i for i in range(start, min(end, start + _LONGEST)) if view.norms[i] in _CUTS), None)
    stop = min(end, start + _LONGEST) if stop is None else stop
    while stop > start and view.norms[stop - 1] in _DANGLING:
        stop -= 1
    speaks = words().voices & set(view.norms[start:stop])
    if stop <= start or (verb.casefold() in _REASONS and not speaks):
        return []
    span = view.span(start + (view.norms[start] in _ARTICLES and start + 1 < stop), stop)
    return [Attribution(Actor("", span.text, "unnamed"), span, verb)]


def _clause_end(view: View, start: int) -> int:
    """Up to a comma that a new clause follows, or the end; "reports, including one from X" goes on."""
    at = start
    while at < len(view.norms):
        if view.norms[at] in _STOPS:
            return at
        if view.norms[at] in (",", "and") and view.norms[at + 1 : at + 2] not in (
            ["including"],
            ["who"],
            ["a"],
        ):
            follows = view.norms[at + 1 : at + 3]
            if view.norms[at] == "," or {"has", "have", "is", "was"} & set(follows):
                return at
        at += 1
    return at
