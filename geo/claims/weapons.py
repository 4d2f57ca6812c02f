"""Events that a sentence tells by what a weapon does: "a glide bomb brought down a block", "hit by guns"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo.claims.pairs import forms, things_with_names_of_weapons, without_aside
from geo.claims.view import BE, View
from geo.lexicons import load
from geo.tokens import Match, Phrases

_SUBJECT_REACH = 6  # tokens between a weapon and its verb, an aside not counted
_ASIDE_REACH = 14
_BY_REACH = 5  # tokens from the participle to "by"
_AGENT_REACH = 5  # tokens from "by" to the weapon
_VEHICLE_REACH = 8
_COMPLETED_REACH = 8  # tokens
_NOT_DONE = BE | {"get", "got", "to"}  # "the shells were hit", "rockets about to hit"
_CLAUSE_MARKS = frozenset(": ; but that when while who which as said if , and or".split())
# Behind these a weapon is no subject: "positions of artillery hit", "armed with rockets struck".
_NO_SUBJECT = frozenset("of with for against at on in from to into against like than under near by".split())
_ARTICLES = frozenset("a an the its their his another one two three four several".split())
_FALLING = frozenset("fall falls fell fallen falling rain rains rained raining".split())
_BARRIER = frozenset({";", ":", ".", "but", "while", "who", "which"})


@dataclass(frozen=True, slots=True)
class _Words:
    acts: Phrases[bool]
    completed: dict[str, frozenset[str]]  # verbs that are acts only with one of these words behind them
    weapons: Phrases[str]
    laden: Phrases[bool]
    driven: Phrases[bool]


@cache
def _words() -> _Words:
    table = load("weapons")
    ways = table["vehicles"]
    completed = {
        form: frozenset(entry["by"]) for entry in table["completed"] for form in forms(entry["verbs"])
    }
    return _Words(
        acts=Phrases((form, True) for form in [*forms(table["acts"]), *completed]),
        completed=completed,
        weapons=Phrases(
            [
                *((noun, "") for noun in things_with_names_of_weapons()),
                *((noun, entry["type"]) for entry in table["weapons"] for noun in entry["nouns"]),
            ]
        ),
        laden=Phrases((phrase, True) for phrase in ways["laden"]),
        driven=Phrases((form, True) for form in forms([*ways["driven"], *ways["driving"]])),
    )


def find_weapons(view: View) -> list[Match[str]]:
    """Stretches of tokens from a weapon to what it does, or from the verb to the weapon, with the type."""
    found = [*_vehicles(view)]
    weapons = [match for match in _words().weapons.find(view.tokens) if match.value]
    if not weapons:
        return found
    acts = [act for act in _words().acts.find(view.tokens) if _is_act(view, act)]
    for weapon in weapons:
        act = _done_by(view, weapon, acts) or _does(view, weapon, acts)
        if act:
            type_ = _of_bomb(view, act) if weapon.value == "attack" else weapon.value
            found.append(Match(min(act.first, weapon.first), max(act.last, weapon.last), type_))
    return found


def _of_bomb(view: View, act: Match[bool]) -> str:
    """A bomb that hits may be dropped or planted; one that goes off was planted, one that falls dropped."""
    if view.norms[act.last - 1] == "off":
        return "bombing_ied"
    return "air_strike" if view.norms[act.first] in _FALLING else "attack"


def _is_act(view: View, act: Match[bool]) -> bool:
    """ "took six lives", "set a warehouse ablaze": such verbs tell harm only with a word behind them."""
    by = _words().completed.get(" ".join(view.norms[act.first : act.last]))
    return by is None or not by.isdisjoint(view.norms[act.last : act.last + _COMPLETED_REACH])


def _does(view: View, weapon: Match[str], acts: list[Match[bool]]) -> Match[bool] | None:
    """ "the drone, flown from the south, hit": the first verb behind the weapon, in the active."""
    if not _is_subject(view, weapon):
        return None
    for act in acts:
        if not weapon.last <= act.first <= weapon.last + _ASIDE_REACH:
            continue
        between = without_aside(view.norms[weapon.last : act.first])
        close = len(between) <= _SUBJECT_REACH and _CLAUSE_MARKS.isdisjoint(between)
        return act if close and not _NOT_DONE & set(between[-2:]) else None
    return None


def _done_by(view: View, weapon: Match[str], acts: list[Match[bool]]) -> Match[bool] | None:
    """ "was holed by a rocket": the verb in front of "by", which stands right before the weapon."""
    low = max(0, weapon.first - _AGENT_REACH)
    at = next((i for i in range(weapon.first - 1, low - 1, -1) if view.norms[i] == "by"), None)
    if at is None or {",", "and", "of", "in", "on"} & set(view.norms[at + 1 : weapon.first]):
        return None
    for act in reversed(acts):
        if act.last <= at:
            between = view.norms[act.last : at]
            return act if len(between) <= _BY_REACH and _BARRIER.isdisjoint(between) else None
    return None


def _is_subject(view: View, weapon: Match[str]) -> bool:
    """Not the object of a preposition: its words reach back to an article or the clause's beginning."""
    at = weapon.first - 1
    while at >= 0 and view.norms[at] not in _NO_SUBJECT | _CLAUSE_MARKS | _BARRIER | _ARTICLES:
        at -= 1
        if weapon.first - at > _AGENT_REACH:
            return True
    if at >= 0 and view.norms[at] in _ARTICLES:
        at -= 1
    return at < 0 or view.norms[at] not in _NO_SUBJECT


def _vehicles(view: View) -> Iterator[Match[str]]:
    """ "drove a bus full of explosives into", "a laden van was rammed into"."""
    laden = _words().laden.find(view.tokens)
    for thing in laden:
        for act in _words().driven.find(view.tokens):
            first, last = min(act.first, thing.first), max(act.last, thing.last)
            between = view.norms[min(act.last, thing.last) : max(act.first, thing.first)]
            if len(between) <= _VEHICLE_REACH and _BARRIER.isdisjoint(between):
                yield Match(first, last, "suicide_attack")
                return
