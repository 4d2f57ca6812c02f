"""Where claims about one event cannot both hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from geo.events.clusters import doers_of, place_ids, sides_of
from geo.model import Claim, Harm, Slot

_HARMS: tuple[Harm, ...] = ("killed", "wounded", "missing", "displaced")
_ORDER: tuple[Slot, ...] = ("occurrence", "target", "perpetrator", "toll", "place", "date", "control")
_TARGET_SIDES = frozenset({"armed_group", "military", "civilians", "police", "protesters"})
_MOST_VIEWS = 60  # different sets of sides compared pair by pair; bounds an event that thousands report
_Range = tuple[float, float]


def disputed_slots(claims: Sequence[Claim], statements: Iterable[Claim]) -> tuple[Slot, ...]:
    """The slots in which two claims of different sources exclude each other, or that a statement denies.

    `statements` are those about this event; a general denial, which names neither its place nor its
    sides, is none of them. Cost grows with the claims, not with their pairs.
    """
    slots: set[Slot] = set()
    if any(_tolls_exclude(group) for group in _by_places(claims)):
        slots.add("toll")
    if _some_disjoint((_source(claim), _sides(claim)) for claim in claims):
        slots.add("target")
    if _some_disjoint((_source(claim), frozenset(doers_of(claim))) for claim in claims):
        slots.add("perpetrator")
    slots |= {s.slot for s in statements if s.stance == "denies" and s.slot and s.slot != "control"}
    return tuple(slot for slot in _ORDER if slot in slots)


def _source(claim: Claim) -> Hashable:
    """Who says so; claims whose source is only their report's publisher go by the sentence."""
    chain = tuple(link.actor.name for link in claim.source)
    return chain or (claim.doc_id, claim.trigger.start)


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
