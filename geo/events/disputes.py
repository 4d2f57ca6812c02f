"""Where claims about one event cannot both hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from geo.events.clusters import doers_of, place_ids, sides_of
from geo.model import Actor, Claim, Harm, Slot

_HARMS: tuple[Harm, ...] = ("killed", "wounded", "missing", "displaced")
_ORDER: tuple[Slot, ...] = ("occurrence", "target", "perpetrator", "toll", "place", "date", "control")
_TARGET_SIDES = frozenset({"armed_group", "military", "civilians", "police", "protesters"})
_TAKING = frozenset({"territory_captured", "territory_seized", "ground_offensive"})
_OF_STATE = frozenset({"military", "state", "government", "police", "ministry"})
_MOST_VIEWS = 60  # different sets of sides compared pair by pair; bounds an event that thousands report
_Range = tuple[float, float]


def disputed_slots(claims: Sequence[Claim], statements: Iterable[Claim]) -> tuple[Slot, ...]:
    """The slots in which two claims of different sources exclude each other, or that a statement denies.

    `statements` are those about this event; a general denial, which names neither its place nor its
    sides, is none of them. Cost grows with the claims, not with their pairs.
    """
    slots: set[Slot] = set()
    said = list(statements)
    blamed = [s for s in said if s.slot == "perpetrator" and s.stance == "asserts"]
    if any(_tolls_exclude(group) for group in _by_places(claims)):
        slots.add("toll")
    if _some_disjoint((_source(claim), _sides(claim)) for claim in claims):
        slots.add("target")
    if _some_disjoint((_source(claim), frozenset(doers_of(claim))) for claim in (*claims, *blamed)):
        slots.add("perpetrator")
    slots |= {s.slot for s in said if s.stance == "denies" and s.slot and s.slot != "control"}
    slots |= {s.slot for s in said if s.slot in ("target", "control") and _contradicts(s, claims)}
    return tuple(slot for slot in _ORDER if slot in slots)


def _contradicts(statement: Claim, claims: Sequence[Claim]) -> bool:
    """Another source's word that fighters were the target where civilians are told to be hit, or that a place
    which is told to have been taken is held by others.
    """
    others = [claim for claim in claims if _source(claim) != _source(statement)]
    if statement.slot == "target":
        return statement.stance == "asserts" and any("civilians" in _sides(claim) for claim in others)
    taken = [claim for claim in others if claim.type in _TAKING]
    if statement.stance == "denies":
        return bool(taken and statement.source)
    holders = [m.actor for m in statement.targets] or [link.actor for link in statement.source[:1]]
    takers = [m.actor for claim in taken for m in claim.perpetrators]
    return any(_on_other_sides(one, other) for one in holders for other in takers)


def _on_other_sides(one: Actor, other: Actor) -> bool:
    """By name; of those without one only an army and an armed group are surely not the same."""
    if one.actor_id and other.actor_id:
        return not sides_of(one) & sides_of(other)
    kinds = {one.kind in _OF_STATE, other.kind in _OF_STATE}
    return len(kinds) > 1 and "armed_group" in (one.kind, other.kind)


def _source(claim: Claim) -> Hashable:
    """Who says so; where nobody is named, the report, which corrects itself and contradicts nobody."""
    return tuple(link.actor.name for link in claim.source) or claim.doc_id


def _by_places(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    """Claims over the same places: only their tolls can be held against each other."""
    groups: dict[frozenset[str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(frozenset(place_ids(claim)), []).append(claim)
    return groups.values()


def _tolls_exclude(claims: Sequence[Claim]) -> bool:
    """Totals of the same harm by different sources whose ranges do not meet."""
    for harm in _HARMS:
        totals = [(_source(claim), total) for claim in claims if (total := _total(claim, harm))]
        # Two ranges miss each other only if the highest low passes the lowest high; a source is not
        # held against itself, so the two most extreme ones of each end are looked at.
        lows = sorted(totals, key=lambda pair: -pair[1][0])[:2]
        highs = sorted(totals, key=lambda pair: pair[1][1])[:2]
        if any(low[1][0] > high[1][1] and low[0] != high[0] for low in lows for high in highs):
            return True
    return False


def _total(claim: Claim, harm: Harm) -> _Range | None:
    tolls = [toll for toll in claim.tolls if toll.harm == harm and toll.part_of is None]
    if not tolls:
        return None
    low = sum(toll.low or 0 for toll in tolls)
    high = sum(float("inf") if toll.high is None else toll.high for toll in tolls)
    return low, high


def _some_disjoint(views: Iterable[tuple[Hashable, frozenset[str]]]) -> bool:
    """True where two sources each name somebody, and nobody in common."""
    distinct = list(dict.fromkeys((source, named) for source, named in views if named))[:_MOST_VIEWS]
    return any(one[0] != other[0] and not one[1] & other[1] for one, other in combinations(distinct, 2))


def _sides(claim: Claim) -> frozenset[str]:
    return frozenset(
        side
        for target in claim.targets
        if target.actor.kind in _TARGET_SIDES
        for side in sides_of(target.actor) or {target.actor.kind}
    )
