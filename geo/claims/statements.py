"""Claims about events that are none themselves: denials, disputes about the target, who holds a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo.claims.attribution import Speech
from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.model import ActorMention, Slot, Span, Stance
from geo.tokens import Phrases

_HOLDERS = frozenset({"armed_group", "military", "state", "coalition", "government"})
_PRESENCE = re.compile(
    r"\b(?:there (?:were|was|are|is) no|no) [^,.;]{0,40}?"
    r"\b(?:units|fighters|militants|forces|presence|troops|positions|rebels)\b[^,.;]*"
)
_LOCATED = re.compile(
    r"\bwhere [^,.;]{2,60}? (?:is|are|were|was) (?:located|based|present|positioned|active|not located)\b"
    r"|\b(?:controlled|held|run) (?:solely |mostly |entirely )?by [^,.;]{2,60}"
    r"|\b[^,.;“\"]{2,40}? (?:isn[’']t|is not|are not|aren[’']t) (?:located|present|active)\b"
)
_RATIO = re.compile(
    r"\b(?:just |only )?(?:one in \d+|a (?:tiny |small )?fraction of|fewer than \w+|\d+ ?(?:%|per ?cent) of)"
    r" [^,.;]{0,80}?\b(?:targeted|targeting|hit|aimed)\b[^,.;]*"
)
_ONLY = re.compile(
    r"\b(?:targeted|hit|struck|hitting|targeting) (?:solely|only|exclusively|mostly) [^.;”\"]{2,160}"
)
_NOT_MEANT = re.compile(
    r"\b(?:not|never|n[’']t) (?:really )?(?:meant|there|intended|aimed|designed|supposed|in order)\b"
    r"[^,.;”\"]{0,12}?\b(?:to )?(?:target|hit|fight|strike|at)\b[^,.;”\"]*"
)
_WHILE_NOT = re.compile(r"\bwhile saying [^,.;”\"]{2,80}")
_STRUCK = frozenset(
    "strike strikes airstrikes airstrike raids raid bombing attack attacks campaign bombed".split()
)


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What is said about events: the slot it concerns and the stance it takes."""

    view: View
    speech: Speech
    slot: Slot
    stance: Stance
    span: Span
    actors: tuple[ActorMention, ...]


@cache
def _false_words() -> Phrases[bool]:
    return Phrases((word, True) for word in load("speech")["false"])


@cache
def _report_words() -> frozenset[str]:
    return frozenset(load("speech")["reports"])


@cache
def _denying() -> Phrases[bool]:
    return Phrases((form, True) for verb in load("speech")["denies"] for form in inflect(verb))


def statements_of(view: View, speech: Speech) -> Iterator[StatementDraft]:
    """The statements that a sentence makes; at most one a slot."""
    seen: set[Slot] = set()
    for slot, stance, span in _found(view):
        if slot not in seen:
            seen.add(slot)
            yield StatementDraft(view, speech, slot, stance, span, _holders(view, span))


def _found(view: View) -> Iterator[tuple[Slot, Stance, Span]]:
    denial = _denial(view)
    if denial:
        yield "occurrence", "denies", denial
    text = view.sentence.text
    for slot, stance, pattern in (
        ("control", "denies", _PRESENCE),
        ("control", "asserts", _LOCATED),
        ("target", "asserts", _RATIO),
        ("target", "denies", _NOT_MEANT),
        ("target", "asserts", _ONLY),
        ("target", "doubts", _WHILE_NOT),
    ):
        match = pattern.search(text)
        if match and _about_holders(view, match.start(), match.end()):
            start = view.sentence.start
            yield (
                _slot(slot),
                _stance(stance, match.group()),
                Span(start + match.start(), start + match.end(), match.group()),
            )


def _slot(name: str) -> Slot:
    return "control" if name == "control" else "target"


def _stance(name: str, words: str) -> Stance:
    if name == "asserts" and re.search(r"\b(?:not|isn[’']t|aren[’']t|never)\b", words):
        return "denies"
    return "denies" if name == "denies" else "doubts" if name == "doubts" else "asserts"


def _about_holders(view: View, start: int, end: int) -> bool:
    """Somebody who can hold a place or be a target must be named in the words."""
    low, high = view.sentence.start + start, view.sentence.start + end
    return any(
        mention.span and low <= mention.span.start < high and mention.actor.kind in _HOLDERS | {"civilians"}
        for mention in view.actors
    )


def _denial(view: View) -> Span | None:
    """ "reports of … were an 'information attack'", "denied that its jets struck …"."""
    false = _false_words().find(view.tokens)
    reports = [i for i, norm in enumerate(view.norms) if norm in _report_words()]
    if false and reports and reports[0] < false[0].first:
        return view.span(reports[0], false[0].last)
    denying = _denying().find(view.tokens)
    if denying and (_STRUCK | _report_words()) & set(view.norms[denying[0].last :]):
        return view.span(denying[0].first, _clause_end(view, denying[0].last))
    return None


def _clause_end(view: View, at: int) -> int:
    while at < len(view.norms) and view.norms[at] not in {",", ";", "."}:
        at += 1
    return at


def _holders(view: View, span: Span) -> tuple[ActorMention, ...]:
    return tuple(
        mention
        for mention in view.actors
        if mention.span and span.start <= mention.span.start < span.end and mention.actor.kind in _HOLDERS
    )
