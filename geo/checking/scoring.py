"""Shares with their intervals: precision of each slot, confidence against what was right, what was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from geo.checking.judging import By, Coded, Judged, Verdict
from geo.checking.sampling import BANDS, stratum
from geo.checking.slots import CORE, EMPTY, SLOTS, Slot, read_of
from geo.model import Claim

Z = 1.959964  # of the normal distribution: intervals of 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """The right among those judged right or wrong, with its 95 % interval; None where there are none."""

    right: int
    judged: int
    share: float | None
    low: float
    high: float
    cannot_tell: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class Precision:
    """A slot: of the claims that fill it, and of those that leave it empty (rightly or not)."""

    filled: Share
    empty: Share


@dataclass(frozen=True, slots=True)
class Band:
    """Claims of like confidence: what it says on average, and how many were right."""

    low: float
    high: float
    said: float
    right: Share


def wilson(share: float, count: float) -> tuple[float, float]:
    """The 95 % score interval of a share among `count` (Wilson 1927, JASA 22, 209-212).

    >>> [round(bound, 3) for bound in wilson(0.9, 50)]
    [0.786, 0.957]
    >>> wilson(0.0, 0)
    (0.0, 1.0)
    """
    if count <= 0:
        return 0.0, 1.0
    middle = share + Z * Z / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    whole = 1 + Z * Z / count
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def share_of(verdicts: Iterable[tuple[Verdict, float]]) -> Share:
    """The share of right among right and wrong, each with its weight.

    With weights the interval is of the effective number of judgements, (Σw)² / Σw² (Kish 1965).
    """
    given = list(verdicts)
    counts = Counter(verdict for verdict, _ in given)
    weights = [weight for verdict, weight in given if verdict in ("right", "wrong")]
    right = sum(weight for verdict, weight in given if verdict == "right")
    total = sum(weights)
    share = right / total if total else None
    effective = total * total / sum(w * w for w in weights) if total else 0
    low, high = wilson(share or 0.0, effective)
    return Share(
        counts["right"], len(weights), share, low, high, counts["cannot tell"], counts["not applicable"]
    )


def weights(judged: Iterable[Judged], claims: Iterable[Claim], by: By) -> dict[str, float]:
    """By claim id: how many claims of its stratum each judged one stands for; 1 where all are drawn alike."""
    done = [one for one in judged if one.verdicts]
    if not by:
        return {one.claim.claim_id: 1.0 for one in done}
    there = Counter(stratum(claim, by) for claim in claims)
    seen = Counter(stratum(one.claim, by) for one in done)
    return {one.claim.claim_id: there[name] / seen[name] for one in done for name in [stratum(one.claim, by)]}


def precision(judged: Iterable[Judged], weight: Mapping[str, float]) -> dict[Slot, Precision]:
    """Each slot's precision; a claim that is no event counts for the slot "event" alone."""
    filled: dict[Slot, list[tuple[Verdict, float]]] = {slot: [] for slot in SLOTS}
    empty: dict[Slot, list[tuple[Verdict, float]]] = {slot: [] for slot in SLOTS}
    for one in judged:
        read = read_of(one.claim)
        for slot, verdict in one.verdicts.items():
            if slot == "event" or one.verdicts.get("event") != "wrong":
                kind = empty if read[slot] == EMPTY else filled
                kind[slot].append((verdict, weight[one.claim.claim_id]))
    return {slot: Precision(share_of(filled[slot]), share_of(empty[slot])) for slot in SLOTS}


def whole(judged: Judged) -> Verdict | None:
    """Whether event, type, place and day are all right; None while some of them are not judged."""
    verdicts = [judged.verdicts.get(slot) for slot in CORE]
    if "wrong" in verdicts:
        return "wrong"
    if None in verdicts:
        return None
    return "cannot tell" if "cannot tell" in verdicts else "right"


def wholes(judged: Iterable[Judged], weight: Mapping[str, float]) -> Share:
    """The share of claims of which event, type, place and day are all right."""
    given = ((whole(one), weight.get(one.claim.claim_id, 1.0)) for one in judged)
    return share_of((verdict, each) for verdict, each in given if verdict)


def calibration(judged: Iterable[Judged]) -> list[Band]:
    """What confidence said against what was right, in those of three bands in which a claim was judged."""
    told = [
        (one.claim.confidence, verdict) for one in judged if (verdict := whole(one)) in ("right", "wrong")
    ]
    bands = []
    for low, high in pairwise(BANDS):
        inside = [(said, verdict) for said, verdict in told if low <= said < high]
        if inside:
            said = sum(each for each, _ in inside) / len(inside)
            right = share_of((verdict, 1.0) for _, verdict in inside if verdict)
            bands.append(Band(low, min(high, 1.0), said, right))
    return bands


def changed(coded: Coded) -> Sequence[Judged]:
    """The claims of which a slot is read differently now, and not judged since."""
    return [one for one in coded.judged.values() if one.changed]
