"""One-to-one matching of events: the best pair first; what it takes is no longer free.

Where both sides rank by the same score this greedy choice is the one stable matching (Abraham, Levavi,
Manlove and O'Malley, "The Stable Roommates Problem with Globally Ranked Pairs", Internet Mathematics 5,
2008): no two events would both fit each other better than what they got. So each match can be told by
itself, which the best sum over all (linear assignment) cannot: there an event may lose its nearest for
another's sake. What finds its partners taken is "also near", for datasets split differently what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.comparing.pairs import Pairs
from geo.datasets.model import UNKNOWN, Dataset, Ints


@dataclass(frozen=True, slots=True)
class Matched:
    """For each event the number of a pair, `UNKNOWN` for none: its match; else the best that is taken."""

    pair_here: Ints
    pair_there: Ints
    near_here: Ints
    near_there: Ints


def match(here: Dataset, there: Dataset, pairs: Pairs) -> Matched:
    """Match by score; ties go to the nearer in place, then by the events' ids, so that a run repeats."""
    order = np.lexsort((
        _ranks(there.ids, pairs.there),
        _ranks(here.ids, pairs.here),
        pairs.km,
        -pairs.score,
    ))  # fmt: skip
    matched = Matched(*(np.full(len(one), UNKNOWN, np.int64) for one in (here, there, here, there)))
    i, j = pairs.here[order].tolist(), pairs.there[order].tolist()
    free_here, free_there = bytearray(b"\1" * len(here)), bytearray(b"\1" * len(there))
    for pair, a, b in zip(order.tolist(), i, j, strict=True):
        if free_here[a] and free_there[b]:
            free_here[a] = free_there[b] = 0
            matched.pair_here[a] = matched.pair_there[b] = pair
    backwards = order[::-1]  # so that the best is written last
    matched.near_here[pairs.here[backwards]] = backwards
    matched.near_there[pairs.there[backwards]] = backwards
    matched.near_here[matched.pair_here != UNKNOWN] = UNKNOWN
    matched.near_there[matched.pair_there != UNKNOWN] = UNKNOWN
    return matched


def _ranks(ids: list[str], events: NDArray[Any]) -> NDArray[Any]:
    """The place of each event's id among those of the pairs."""
    numbers, inverse = np.unique(events, return_inverse=True)
    names = [ids[number] for number in numbers.tolist()]
    rank = np.empty(len(names), dtype=np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return rank[inverse]
