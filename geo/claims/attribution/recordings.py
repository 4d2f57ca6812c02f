"""Videos and photographs that show what happened: whoever put them out is the source, else they are."""

from __future__ import annotations

from functools import cache
from typing import Literal

from geo.claims.attribution.subjects import SPEAKER_KINDS
from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.model import Actor, ActorMention, Attribution, Span
from geo.tokens import Match, Phrases

_REACH = 12  # "a video that was posted on … purported to show"
_PUT_OUT = frozenset({"posted", "published", "released", "shared", "uploaded"})


@cache
def _recordings() -> Phrases[Literal[True]]:
    return Phrases((word, True) for word in load("speech")["recordings"])


@cache
def _shows() -> frozenset[str]:
    return frozenset(form for verb in load("speech")["shows"] for form in inflect(verb))


def recorded(view: View) -> tuple[Attribution, set[int]] | None:
    """The source of a recording that a sentence describes, and the tokens that speak of it."""
    for match in _recordings().find(view.tokens):
        window = range(match.last, min(match.last + _REACH, len(view.norms)))
        shown = next((i for i in window if view.norms[i] in _shows()), None)
        if shown is None:
            continue
        verb = view.tokens[shown].text
        tokens = set(range(match.first, shown + 1))
        owner = _released_by(view, match, shown) or _beside(view, match)
        if owner:
            return Attribution(owner.actor, owner.span or Span(0, 0, ""), verb), tokens
        first = match.first - (view.norms[match.first - 1 : match.first] in (["one"], ["a"], ["another"]))
        span = view.span(first, _posted(view, match.last, shown))
        return Attribution(Actor("", span.text[:1].lower() + span.text[1:], "recording"), span, verb), tokens
    return None


def _posted(view: View, last: int, shown: int) -> int:
    """ "Videos posted online" keeps its participle."""
    if view.norms[last : last + 1] and view.norms[last] in _PUT_OUT and shown > last:
        return min(last + 2, shown)
    return last


def _beside(view: View, match: Match[Literal[True]]) -> ActorMention | None:
    """ "opposition sources and footage": those who tell, with what shows it."""
    if view.norms[match.first - 1 : match.first] != ["and"]:
        return None
    ends = [(m, view.range_of(m.span.start, m.span.end)[1]) for m in view.actors if m.span]
    return next((m for m, last in ends if last == match.first - 1 and m.actor.kind in SPEAKER_KINDS), None)


def _released_by(view: View, match: Match[Literal[True]], shown: int) -> ActorMention | None:
    """ "footage released by X shows", "X posted a video showing"."""
    for mention in reversed(view.actors):
        if mention.span is None or view.is_place(mention):
            continue
        first, last = view.range_of(mention.span.start, mention.span.end)
        if match.last < first <= shown and view.norms[first - 1] in ("by", "from"):
            return mention
        if last <= match.first and _PUT_OUT & set(view.norms[last : match.first]):
            return mention
    return None
