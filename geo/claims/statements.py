"""Claims about events that are none themselves: denials, disputes about the target, who holds a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from geo.claims.attribution import Speech
from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.model import ActorMention, Slot, Span, Stance
from geo.tokens import Phrases

_HOLDERS = frozenset({"armed_group", "military", "state", "coalition", "government"})
_SIDES = _HOLDERS | {"civilians"}
_Said = tuple[Slot, Stance, Span]

# Who is where. A clause ends at a comma, a semicolon or a full stop.
_ABSENT = re.compile(
    r"\b(?:there (?:were|was|are|is) no|nobody (?:has |had )?(?:seen|saw|met)"
    r"|(?:we|I|they) (?:have |had )?s(?:aw|een) no|no) [^,.;]{0,60}?"
    r"\b(?:units|fighters|militants|forces|presence|troops|positions|rebels|men|here)\b[^,.;]*",
    re.IGNORECASE,
)
_NOBODY_THERE = re.compile(
    r"\b(?:there (?:is|are) no|nobody (?:has seen|saw)|holds? nothing|has no presence) ?[^,.;:]{0,60}",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\bwhere [^,.;]{2,60}? (?:is|are|were|was) (?:located|based|present|positioned|active)\b"
    r"|\b(?:is|are|was|were|been|areas|districts|towns|enclave) (?:still |now |also )?(?:controlled|held|run)"
    r" (?:solely |mostly |entirely )?by [^,.;]{2,60}"
    r"|\b[^,.;“\"]{2,60}? (?:does|do) control\b"
)
_NOT_PRESENT = re.compile(
    r"\b[^,.;“\"]{2,40}? (?:isn[’']t|is not|are not|aren[’']t) (?:located|present|active)\b"
)
# Whom it was meant for.
_RATIO = re.compile(
    r"\b(?:(?:just|only|hardly|barely|fewer than|less than) )?"
    r"(?:one (?:\w+ )?in \w+|a (?:tiny |small )?fraction of|\d+ ?(?:%|per ?cent) of)"
    r"[^,.;]{0,80}?\b(?:targeted|targeting|hit|aimed)\b[^,.;]*"
)
_ONLY = re.compile(
    r"\b(?:targeted|hit|struck|hitting|targeting) (?:solely|only|exclusively|mostly) [^.;”\"]{2,160}"
)
_NOT_MEANT = re.compile(
    r"\b(?:not|never|n[’']t) (?:really )?(?:meant|there|intended|aimed|designed|supposed|in order)\b"
    r"[^,.;”\"]{0,12}?\b(?:to )?(?:target|hit|fight|strike|at)\b[^,.;”\"]*"
)
_WHILE_NOT = re.compile(r"\bwhile saying [^,.;”\"]{2,80}")
_DID_NOT = re.compile(
    r"\b(?:did not|does not|do not|has not|have not|had not|didn[’']t|is not|are not|never) (?:\w+ )?"
    r"(?:bomb(?:ed|ing)?|struck|strik(?:e|ing)|hit(?:ting)?|target(?:ed|ing)?|attack(?:ed|ing)?"
    r"|shell(?:ed|ing)?|flown over|fly over)\b"
    r"[^,.;]{0,80}|\b[Nn]o (?:aircraft|planes?|jets?) (?:flew|struck|bombed|hit)\b[^,.;]{0,80}"
)
_STRUCK = frozenset(
    "strike strikes airstrikes airstrike raids raid bombing attack attacks campaign bombed landed".split()
)
_DENIED = frozenset(
    "involvement responsibility losing lost loss targeting hitting killing using attacking bombing carrying "
    "town village city control role".split()
)
_AIMS = frozenset("belonged target targets targeted targeting headquarters".split())


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What is said about events: the slot it concerns and the stance it takes."""

    view: View
    speech: Speech
    slot: Slot
    stance: Stance
    span: Span
    actors: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    false: Phrases[bool]
    called: frozenset[str]
    denies: Phrases[bool]
    doubts: Phrases[bool]
    blames: Phrases[bool]
    numbers: frozenset[str]


@cache
def _words() -> _Words:
    table = load("speech")

    def forms(key: str) -> Phrases[bool]:
        return Phrases((form, True) for verb in table[key] for form in inflect(verb))

    return _Words(
        false=Phrases((word, True) for word in (*table["false"], *table["inventions"])),
        called=frozenset((*table["reports"], *table["called"])),
        denies=forms("denies"),
        doubts=forms("doubts"),
        blames=forms("blames"),
        numbers=frozenset(table["numbers"]),
    )


def statements_of(view: View, speech: Speech) -> Iterator[StatementDraft]:
    """The statements that a sentence makes; at most one a slot."""
    seen: set[Slot] = set()
    for find in _FINDERS:
        for slot, stance, span in find(view):
            if slot not in seen:
                seen.add(slot)
                yield StatementDraft(view, speech, slot, stance, span, _holders(view, span))


def _denials(view: View) -> Iterator[_Said]:
    """ "reports of … were an 'information attack'", "called the dead an invention", "denied that …"."""
    words = _words()
    false = words.false.find(view.tokens)
    named = [i for i, norm in enumerate(view.norms) if norm in words.called]
    if false and named and named[0] < false[-1].first:
        yield "occurrence", "denies", view.span(named[0], false[-1].last)
    denying = words.denies.find(view.tokens)
    if denying and (_DENIED | _STRUCK | words.called) & set(view.norms[denying[0].last :]):
        yield "occurrence", "denies", view.span(denying[0].first, _clause_end(view, denying[0].last))


def _doubts(view: View) -> Iterator[_Said]:
    """ "doubted the number", "I doubt that the headquarters belonged to X"."""
    for match in _words().doubts.find(view.tokens):
        end = _clause_end(view, match.last)
        clause = set(view.norms[match.last : end])
        if clause & _words().numbers:
            yield "toll", "doubts", view.span(match.first, end)
        elif clause & _AIMS:
            yield "target", "doubts", view.span(match.first, end)


def _blames(view: View) -> Iterator[_Said]:
    """ "They blamed X": who did it, said by somebody."""
    for match in _words().blames.find(view.tokens):
        end = _clause_end(view, match.last)
        span = view.span(match.first, end)
        if any(m.span and match.last <= view.at(m.span.start) < match.last + 4 for m in view.actors):
            yield "perpetrator", "asserts", span


def _did_not(view: View) -> Iterator[_Said]:
    """ "X did not bomb Y": denies that Y was the target where it is named, else that it happened."""
    for span in _matches(view, _DID_NOT):
        named = any(
            m.span and span.start < m.span.start < span.end and not view.is_place(m) for m in view.actors
        )
        yield ("target" if named else "occurrence"), "denies", span


def _by_pattern(slot: Slot, stance: Stance, pattern: re.Pattern[str]) -> Callable[[View], Iterator[_Said]]:
    """A finder of what a pattern matches, where the words name a side."""

    def find(view: View) -> Iterator[_Said]:
        for span in _matches(view, pattern):
            if _names_a_side(view, span):
                yield slot, stance, span

    return find


_FINDERS: tuple[Callable[[View], Iterator[_Said]], ...] = (
    _denials,
    _doubts,
    _blames,
    _by_pattern("control", "denies", _ABSENT),
    _by_pattern("control", "denies", _NOBODY_THERE),
    _by_pattern("control", "denies", _NOT_PRESENT),
    _by_pattern("control", "asserts", _PRESENT),
    _by_pattern("target", "asserts", _RATIO),
    _by_pattern("target", "denies", _NOT_MEANT),
    _by_pattern("target", "asserts", _ONLY),
    _by_pattern("target", "doubts", _WHILE_NOT),
    _did_not,
)


def _matches(view: View, pattern: re.Pattern[str]) -> Iterator[Span]:
    match = pattern.search(view.sentence.text)
    if match:
        start = view.sentence.start
        yield Span(start + match.start(), start + match.end(), match.group())


def _names_a_side(view: View, span: Span) -> bool:
    """Somebody who can hold a place or be a target, named in the words or right before them."""
    low = max(view.sentence.start, span.start - 12)
    return any(
        m.span and low <= m.span.start < span.end and m.actor.kind in _SIDES and not view.is_place(m)
        for m in view.actors
    )


def _clause_end(view: View, at: int) -> int:
    while at < len(view.norms) and view.norms[at] not in {",", ";", ".", ":"}:
        at += 1
    return at


def _holders(view: View, span: Span) -> tuple[ActorMention, ...]:
    return tuple(
        mention
        for mention in view.actors
        if mention.span and span.start <= mention.span.start < span.end and mention.actor.kind in _HOLDERS
    )
