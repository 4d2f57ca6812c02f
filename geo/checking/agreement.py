"""How far two coders agree: raw agreement and Cohen's kappa of each slot, over the claims both judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.checking.judging import Coded, Verdict
from geo.checking.scoring import wilson
from geo.checking.slots import SLOTS, Slot


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of two coders on one slot; `kappa` is None where both always said the same one thing: undefined."""

    both: int  # claims that both judged, and for which neither said "not applicable"
    agreed: int
    kappa: float | None
    low: float
    high: float


def kappa(pairs: Sequence[tuple[Verdict, Verdict]]) -> Agreement:
    """Cohen's kappa (1960, Educational and Psychological Measurement 20, 37-46) with its 95 % interval.

    As there, the agreement to be expected by chance is held as it is; the interval of the agreement seen is
    Wilson's, which says something also where a few claims were all judged alike.

    >>> told = [("right", "right")] * 20 + [("wrong", "wrong")] * 15 + [("right", "wrong")] * 5
    >>> found = kappa(told + [("wrong", "right")] * 10)
    >>> found.both, found.agreed, round(found.kappa or 0, 2), round(found.low, 2), round(found.high, 2)
    (50, 35, 0.4, 0.12, 0.62)
    """
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ones[verdict] * others[verdict] for verdict in ones) / count**2 if count else 1.0
    if expected >= 1:
        return Agreement(count, agreed, None, -1.0, 1.0)
    above = [
        (share - expected) / (1 - expected) for share in (agreed / count, *wilson(agreed / count, count))
    ]
    return Agreement(count, agreed, above[0], max(-1.0, above[1]), min(1.0, above[2]))


def agreement(one: Coded, other: Coded) -> dict[Slot, Agreement]:
    """Of two coders, slot by slot; only of what is read as it was when they judged it."""
    both = [
        (one.judged[name].verdicts, other.judged[name].verdicts)
        for name in one.judged
        if name in other.judged
    ]
    found: dict[Slot, Agreement] = {}
    for slot in SLOTS:
        pairs = [(mine[slot], theirs[slot]) for mine, theirs in both if slot in mine and slot in theirs]
        found[slot] = kappa([pair for pair in pairs if "not applicable" not in pair])
    return found


def pairwise(coded: Sequence[Coded]) -> list[tuple[str, str, dict[Slot, Agreement]]]:
    """Every two coders and their agreement."""
    return [(one.coder, other.coder, agreement(one, other)) for one, other in combinations(coded, 2)]
