"""Where claims about one event cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from geo.events.clusters import doers_of, place_ids
from geo.model import Claim, Harm, Slot

_HARMS: tuple[Harm, ...] = ("killed", "wounded", "missing", "displaced")
_ORDER: tuple[Slot, ...] = ("occurrence", "target", "perpetrator", "toll", "place", "date", "control")
_TARGET_SIDES = frozenset({"armed_group", "military", "civilians", "police", "protesters"})


def disputed_slots(claims: Sequence[Claim], statements: Iterable[Claim]) -> tuple[Slot, ...]:
    """The slots in which two claims exclude each other, or that a statement about this event denies.

    A general denial, which names neither the event's place nor its sides, is none of `statements`.
    """
    slots: set[Slot] = set()
    for one, other in combinations(claims, 2):
        if one.source and one.source == other.source:
            continue
        if _tolls_exclude(one, other):
            slots.add("toll")
        if _targets_exclude(one, other):
            slots.add("target")
        if doers_of(one) and doers_of(other) and not doers_of(one) & doers_of(other):
            slots.add("perpetrator")
    slots |= {s.slot for s in statements if s.stance == "denies" and s.slot and s.slot != "control"}
    return tuple(slot for slot in _ORDER if slot in slots)


def _tolls_exclude(one: Claim, other: Claim) -> bool:
    """Totals of the same harm, over the same places, whose ranges do not meet."""
    if place_ids(one) != place_ids(other):
        return False
    for harm in _HARMS:
        mine, theirs = _total(one, harm), _total(other, harm)
        if mine and theirs and (mine[0] > theirs[1] or theirs[0] > mine[1]):
            return True
    return False


def _total(claim: Claim, harm: Harm) -> tuple[float, float] | None:
    tolls = [toll for toll in claim.tolls if toll.harm == harm and toll.part_of is None]
    if not tolls:
        return None
    low = sum(toll.low or 0 for toll in tolls)
    high = sum(float("inf") if toll.high is None else toll.high for toll in tolls)
    return low, high


def _targets_exclude(one: Claim, other: Claim) -> bool:
    """Both name a side that was hit, and no side in common."""
    mine, theirs = _sides(one), _sides(other)
    return bool(mine and theirs and not mine & theirs)


def _sides(claim: Claim) -> set[str]:
    return {
        (target.actor.actor_id or target.actor.kind)
        for target in claim.targets
        if target.actor.kind in _TARGET_SIDES
    }
