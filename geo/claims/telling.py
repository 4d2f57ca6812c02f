"""Which of a sentence's triggers tell an event of their own; others only accompany one, or speak of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from geo.claims.spoken import is_only_judged
from geo.claims.triggers import ATTACK, HARM, OPEN, SHOOTING, Passed, Trigger, ceasefire_words
from geo.claims.view import BE, View
from geo.lexicons import load
from geo.model import Toll

# What an attack may turn out to be, once its means are known.
ATTACKS = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied suicide_attack chemical_attack "
    "ground_fighting attack_on_civilians repression_of_protest ground_offensive".split()
)
TAKING = frozenset({"territory_captured"})  # in which people are killed, too
_PUSHED = frozenset({"out", "back", "control", "to"})
_DAMAGE_REACH = 10  # tokens from the attack to what it destroyed
_CLAUSE = frozenset(", ; : . and but who which that when while after before as".split())
_AMID = frozenset({"during", "amid", "in", "since"})  # "were killed in the unrest"
_CROWDS = frozenset({"protest", "riot"})
_AMONG = frozenset("among amongst include includes included".split())
_PART_REACH = 3  # tokens: "three of whom died"
_LAND_REACH = 7
_ENTERED_BY = frozenset("through via by on at from with into its their his her".split())
_BEHIND_OBJECT = frozenset("in at near on from during after when with by for , ;".split())
_SHORT = 1  # tokens of an object that is none: "seized in March"
_TELLERS = frozenset({"media", "official"})
_KILLERS = frozenset({"armed_group", "military", "police"})
_FINDING = frozenset("found discovered seized confiscated recovered unearthed".split())
_FOUND_REACH = 10
_DESTROYING = frozenset("destroyed destroying destroy dismantled dismantling removed removing".split())
_DESTROYED_REACH = 3


def telling(view: View, triggers: Sequence[Trigger], passed: list[Passed] | None = None) -> list[Trigger]:
    """The triggers that tell something; a figure of people harmed tells where no word does.

    `passed` takes the others, each with the reason.
    """
    left: list[Passed] = []
    told = _kept(triggers, left, lambda one: _why_nothing(view, one))
    beside = list(told)
    told = _kept(told, left, lambda one: _why_with_another(view, one, beside))
    if passed is not None:
        passed += left
    return [*told, *_told_by_toll(view, told)]


def _kept(
    triggers: Sequence[Trigger], left: list[Passed], why_not: Callable[[Trigger], str]
) -> list[Trigger]:
    kept = []
    for trigger in triggers:
        why = why_not(trigger)
        if why:
            left.append(Passed(trigger.first, trigger.last, why))
        else:
            kept.append(trigger)
    return kept


def _why_nothing(view: View, trigger: Trigger) -> str:
    """Why the words around a trigger make it something else than an event; "" where they do not."""
    if trigger.type == HARM and not view.tolls and not _has_object(view, trigger):
        return "nobody named, nobody armed and no figure: who was harmed is not told"
    if trigger.type == "territory_captured" and not _takes_land(view, trigger):
        return "what was taken is no place"
    if trigger.part == "noun" and is_only_judged(view, trigger.first, trigger.last):
        return "only condemned or praised here"
    if _only_spoken_of(view, trigger):
        return "found, destroyed or spoken of, not done"
    return "of a part of those counted" if _is_of_part(view, trigger) else ""


def _why_with_another(view: View, trigger: Trigger, triggers: Sequence[Trigger]) -> str:
    """Why a trigger is told with another one of the sentence; "" where it is not."""
    if _is_damage_of_attack(view, trigger, triggers):
        return "what the attack of this sentence did"
    return "the occasion of what this sentence tells" if _is_occasion(view, trigger, triggers) else ""


def _told_by_toll(view: View, triggers: Sequence[Trigger]) -> list[Trigger]:
    """ "The death toll rose to 27": harm told by a figure alone."""
    if any(trigger.type in ATTACKS | OPEN | TAKING for trigger in triggers):
        return []
    counted = [toll for toll in view.tolls if toll.harm in ("killed", "wounded")]
    told = [toll for toll in counted if not toll.part_of] or [t for t in counted[:1] if _says_who(view, t)]
    return [Trigger(HARM, "state", *view.range_of(t.span.start, t.span.end)) for t in told[:1]]


def _says_who(view: View, part: Toll) -> bool:
    """ "Two of the victims were nuns", "they included a cook": of a total, on no day of its own."""
    first, last = view.range_of(part.span.start, part.span.end)
    return not view.dates and bool(BE & set(view.norms[first : last + 1]) or _AMONG & set(view.norms))


def _takes_land(view: View, trigger: Trigger) -> bool:
    """ "seized an arsenal in X" takes no land: its object, or the passive's subject, is a place."""
    if trigger.part == "pair" and view.norms[trigger.last - 1] == "back":  # "won X back", not its money
        return _names_land(view, trigger.first, trigger.last)
    if trigger.part not in ("verb", "noun") or view.norms[trigger.last - 1] in _PUSHED:
        return True
    if view.norms[trigger.first].startswith("enter"):  # "entered its third month", "entered through X"
        behind = view.norms[trigger.last : trigger.last + 1]
        return not set(behind) & _ENTERED_BY and _names_land(view, trigger.last, trigger.last + _LAND_REACH)
    end = min(trigger.last + _LAND_REACH, len(view.norms))
    high = next((at for at in range(trigger.last, end) if view.norms[at] in _BEHIND_OBJECT), end)
    low = (
        max(0, trigger.first - _LAND_REACH)
        if high - trigger.last < _SHORT or _is_passive(view, trigger)
        else trigger.first
    )
    return _names_land(view, low, high)


def _names_land(view: View, low: int, high: int) -> bool:
    named = any(t.role == "place" and low <= view.at(t.start) < high for t in view.toponyms)
    return named or bool(_land() & set(view.norms[low:high]))


@cache
def _land() -> frozenset[str]:
    return frozenset(load("triggers")["land"]["words"])


def _is_passive(view: View, trigger: Trigger) -> bool:
    return bool(BE & set(view.norms[max(0, trigger.first - 3) : trigger.first]))


def _only_spoken_of(view: View, trigger: Trigger) -> bool:
    """ "rejected a ceasefire", "found 15 kg of explosives", "destroyed a car bomb": nothing that happened."""
    if trigger.type == "ceasefire":
        return not (view.dates or ceasefire_words() & set(view.norms))
    if trigger.type == "bombing_ied" and trigger.part == "noun":
        found = _FINDING & set(view.norms[max(0, trigger.first - _FOUND_REACH) : trigger.first])
        destroyed = _DESTROYING & set(view.norms[max(0, trigger.first - _DESTROYED_REACH) : trigger.first])
        return bool(found or destroyed)
    return False


def _is_damage_of_attack(view: View, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "The raid wrecked a mill": what the attack did, and no event of its own."""
    if trigger.type != "property_destruction" or trigger.part == "noun":
        return False
    return any(
        other.part == "noun"
        and other.type in ATTACKS | {ATTACK}
        and 0 <= trigger.first - other.last <= _DAMAGE_REACH
        and not _CLAUSE & set(view.norms[other.last : trigger.first])
        and not any(m.span and other.last <= view.at(m.span.start) < trigger.first for m in view.actors)
        for other in triggers
    )


def _is_occasion(view: View, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "killed in the unrest", "shot amid a march": the occasion of what the sentence tells."""
    if trigger.type not in _CROWDS or trigger.part != "noun":
        return False
    if view.norms[trigger.last : trigger.last + 1] == ["crackdown"]:
        return False  # "in a protest crackdown": who did it
    before = view.norms[max(0, trigger.first - 2) : trigger.first]
    amid = bool(_AMID & set(before[-1:])) or (before[-1:] == ["the"] and bool(_AMID & set(before)))
    return amid and any(t.type in (HARM, SHOOTING) and t.part != "noun" for t in triggers)


def _is_of_part(view: View, trigger: Trigger) -> bool:
    """ "three of whom died on Monday": when some of those counted died, not when it happened.

    Behind a comma the verb is of the whole again: "33 people, including three children, were killed".
    """
    ends = [view.range_of(toll.span.start, toll.span.end)[1] for toll in view.tolls if toll.part_of]
    return trigger.type == HARM and any(
        0 <= trigger.first - end <= _PART_REACH and "," not in view.norms[end : trigger.first] for end in ends
    )


def _has_object(view: View, trigger: Trigger) -> bool:
    """ "killed" without a figure tells an event only of somebody named, or where somebody armed did it."""
    ranges = [(m.actor.kind, view.range_of(m.span.start, m.span.end)) for m in view.actors if m.span]
    named = any(0 <= first - trigger.last <= 2 for kind, (first, _) in ranges if kind not in _TELLERS)
    return named or any(0 <= trigger.first - last <= 1 for kind, (_, last) in ranges if kind in _KILLERS)
