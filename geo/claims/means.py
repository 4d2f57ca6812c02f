"""The type of what a sentence tells: by the triggers' own, or by the means beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.claims.triggers import ATTACK, HARM, OPEN, SHOOTING, Trigger
from geo.claims.view import View
from geo.lexicons import load
from geo.tokens import Phrases

_REACH = 8  # tokens around an attack in which its means are looked for
_SUBJECT_REACH = 16  # those before it, where nothing ends the clause between the two
_CLAUSE_ENDS = frozenset(", ; : . but and when while after before as who which that said".split())
_INSTRUMENT = frozenset({"with", "using", "by", "from"})
_WITH_REACH = 12
_LEAD_REACH = 4  # tokens between "with" and the means
_LEADS_TO_MEANS = frozenset({"by", "when", "after", "in"})
# "groups fighting the army" beside "the strikes hit": two things, not one.
_FROM_AFAR = frozenset({"air_strike", "shelling", "rocket_attack"})
_FLOWN = frozenset({"air_strike", "drone_strike"})
_FIRING = _FLOWN | {"shelling", "rocket_attack"}  # "helicopters opened fire", "fired on X with rockets"
# Of two types whose triggers stand side by side the ones that tell more.
_TELLING = ("suicide_attack", "drone_strike", "riot", "repression_of_protest")
_CRAFT = frozenset("plane planes aircraft helicopter helicopters aviation tanks".split())  # that crash, too
_SUBJECT_GAP = 2  # tokens between those who fire and their verb
_ACTIVE = frozenset({"killed", "wounded", "injured", "kill", "wound", "injure"})
_AUXILIARIES = frozenset({"had", "has", "have", "also", "later", "reportedly"})
_STRONGEST = ("chemical_attack", "suicide_attack", "drone_strike")


@cache
def _means() -> Phrases[str]:
    table = load("triggers")["means"]
    return Phrases((word, type_) for type_, listed in table.items() for word in listed)


def told_by_means(view: View, triggers: Sequence[Trigger]) -> str | None:
    """The type that words like "warplanes" or "chlorine" near the triggers tell an attack to be."""
    types = {trigger.type for trigger in triggers}
    first, high = triggers[0].first, _reach_ahead(view, triggers[-1].last)
    low = max(0, first - _REACH) if HARM in types else _reach_back(view, first)
    matches = [match for match in _means().find(view.tokens[low:high]) if match.value != "none"]
    if types <= {SHOOTING, HARM}:
        matches = [
            m
            for m in matches
            if low + m.first < first
            or _leads_to(view, triggers, low + m.first)
            or _fires(view, triggers, low + m.last)
        ]
    if types == {HARM}:
        matches = [
            match
            for match in matches
            if view.norms[low + match.first] not in _CRAFT or _kills(view, triggers, low + match.last)
        ]
    found = [match.value for match in matches]
    for strongest in _STRONGEST:
        if strongest in found:
            return strongest
    return found[0] if found else None


def _leads_to(view: View, triggers: Sequence[Trigger], at: int) -> bool:
    """Whether a word behind "killed" or "fired on" is what it was done with: "with mortars", "by a drone".

    "fired on a plane", "killed a mortar crew" say what was hit.
    """
    last = triggers[-1].last
    lead = set(view.norms[max(last, at - _LEAD_REACH) : at + 1])
    return bool(lead & _INSTRUMENT) or bool(_LEADS_TO_MEANS & set(view.norms[last : last + 1]))


def _fires(view: View, triggers: Sequence[Trigger], at: int) -> bool:
    """ "eight died when jets fired on a market": the means stands right before the verb of firing."""
    return any(
        trigger.type == SHOOTING
        and trigger.part == "verb"
        and 0 <= trigger.first - at <= _SUBJECT_GAP
        and _CLAUSE_ENDS.isdisjoint(view.norms[at : trigger.first])
        for trigger in triggers
    )


def _kills(view: View, triggers: Sequence[Trigger], at: int) -> bool:
    """ "its aircraft had killed six": not "the plane's crew was killed", "the tank crashed, killing six"."""
    return any(
        view.norms[trigger.first] in _ACTIVE and set(view.norms[at : trigger.first]) <= _AUXILIARIES
        for trigger in triggers
        if trigger.first >= at
    )


def _reach_ahead(view: View, last: int) -> int:
    """ "struck a bridge near X on Monday with two missiles": to the means behind "with", in the clause."""
    for at in range(last, min(last + _WITH_REACH, len(view.norms))):
        if view.norms[at] in _CLAUSE_ENDS:
            break
        if view.norms[at] in ("with", "using"):
            return max(last + _REACH, at + 1 + _LEAD_REACH)
    return last + _REACH


def _reach_back(view: View, first: int) -> int:
    """ "Warplanes of the coalition that the north leads carried out …": as far as the clause goes back."""
    low = max(0, first - _REACH)
    while low > max(0, first - _SUBJECT_REACH) and view.norms[low - 1] not in _CLAUSE_ENDS:
        low -= 1
    after = [at + 1 for at in range(low, first) if view.norms[at] == "after"]
    return after[-1] if after else low  # what came before it was done by other means


def type_of(view: View, triggers: Sequence[Trigger]) -> str:
    """The type that a trigger names, else what the means tell, else still open."""
    closed = [trigger.type for trigger in triggers if trigger.type not in OPEN]
    means = told_by_means(view, triggers)
    if means == "chemical_attack" and set(closed) <= _FROM_AFAR:
        return means
    if means in _FLOWN and set(closed) in ({"rocket_attack"}, {"bombing_ied"}):
        return means  # "jets fired missiles"
    if closed:
        return next((type_ for type_ in _TELLING if type_ in closed), closed[0])
    still_open = {trigger.type for trigger in triggers}
    if SHOOTING in still_open:
        return means if means in _FIRING else SHOOTING
    return means or (ATTACK if ATTACK in still_open else HARM)
