"""Which events of two datasets may be the same: near in place and time, and of kinds that go together.

Windows in space and time that widen with how vaguely an event is placed and dated, and kinds compared by a
taxonomy, are those of MELTT (Donnay, Dunford, McGrath, Backer and Cunningham, "Integrating Conflict Event
Data", Journal of Conflict Resolution 63, 2019). Neither tolls nor actors take part: how far the datasets
differ on these is what the comparison is to show.

Candidates come from an R-tree over days and latitudes (STR packing: Leutenegger, Lopez and Edgington,
ICDE 1997), in which an event is as long as its days and as high as its radius.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.distance import distance_km
from geo.datasets.kinds import closeness
from geo.datasets.model import Dataset, Floats, Ints
from geo.errors import DatasetError

MAX_PAIRS = 20_000_000  # numbers that fit into a laptop's memory
_CHUNK = 100  # places looked up at once: each may touch every row, where it is dated to a year
_KM_PER_DEGREE = 111.195
_EARTH_KM = 20_016.0  # half around

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of events that may be the same, each once: numbers here and there, and how near they are."""

    here: Ints
    there: Ints
    km: Floats  # between the nearest of their points
    days: Ints  # between the intervals; 0 where they touch
    kind: Floats  # closeness of kinds
    score: Floats

    def __len__(self) -> int:
        return len(self.here)


def find_pairs(here: Dataset, there: Dataset, use: tuple[Flags, Flags], days: int, km: float) -> Pairs:
    """All pairs within `days` and `km` of each other, over the events that `use` says.

    Raises DatasetError when there are more than `MAX_PAIRS`.
    """
    ours, theirs = (_Spots(one, chosen, km) for one, chosen in zip((here, there), use, strict=True))
    chances = np.array([[closeness(a, b) for b in there.kinds] or [0.0] for a in here.kinds] or [[0.0]])
    parts: list[tuple[NDArray[Any], ...]] = []
    count = 0
    for touching in ours.meeting(theirs, days):
        fit = chances[here.kind[ours.event[touching[0]]], there.kind[theirs.event[touching[1]]]]
        a, b, fit = touching[0][fit > 0], touching[1][fit > 0], fit[fit > 0]
        apart = distance_km(ours.lat[a], ours.lon[a], theirs.lat[b], theirs.lon[b])
        near = apart - ours.radius[a] - theirs.radius[b] <= km
        parts.append((ours.event[a][near], theirs.event[b][near], apart[near], fit[near]))
        count += int(near.sum())
        if count > MAX_PAIRS:
            raise DatasetError(
                f"more than {MAX_PAIRS:,} pairs of events are within {days} days and {km:g} km; "
                "give smaller --within-days and --within-km, or a shorter time"
            )
    return _scored(here, there, [np.concatenate(column) for column in zip(*parts, strict=True)], days, km)


class _Spots:
    """The places of the events to be compared, as boxes of days and latitudes."""

    def __init__(self, dataset: Dataset, use: Flags, km: float) -> None:
        rows = np.flatnonzero(use[dataset.spot_event]) if len(dataset.spot_event) else np.zeros(0, np.int64)
        self.event: Ints = dataset.spot_event[rows]
        self.lat, self.lon = dataset.spot_lat[rows], dataset.spot_lon[rows]
        self.radius = np.minimum(dataset.spot_radius[rows], _EARTH_KM)
        self.start, self.end = dataset.start[self.event], dataset.end[self.event]
        self._half = (self.radius + km / 2) / _KM_PER_DEGREE

    def boxes(self, days: int, rows: slice = slice(None)) -> Any:
        """Shapely boxes, `days` longer at either end."""
        import shapely

        lat, half = self.lat[rows], self._half[rows]
        return shapely.box(self.start[rows] - days, lat - half, self.end[rows] + days, lat + half)

    def meeting(self, others: _Spots, days: int) -> Any:
        """Pairs of places (numbers here, numbers there) whose boxes touch, some at a time."""
        import shapely

        tree = shapely.STRtree(others.boxes(0))
        yield np.zeros(0, np.int64), np.zeros(0, np.int64)  # so that there is always a part
        for first in range(0, len(self.event), _CHUNK):
            rows = slice(first, first + _CHUNK)
            a, b = tree.query(self.boxes(days, rows))
            yield a + first, b


def _scored(here: Dataset, there: Dataset, columns: list[NDArray[Any]], days: int, km: float) -> Pairs:
    """Each pair of events once, by the nearest of their places, with its score from 0 to 1.

    The score falls by half over `km` and over `days` (at least one), counted between points and between
    intervals: an event of the same day is nearer than one dated to the month.
    """
    i, j, apart, kind = columns
    order = np.lexsort((apart, j, i))
    i, j, apart, kind = (column[order] for column in (i, j, apart, kind))
    first = np.ones(len(i), dtype=bool)
    first[1:] = (i[1:] != i[:-1]) | (j[1:] != j[:-1])
    i, j, apart, kind = (column[first] for column in (i, j, apart, kind))
    gap = np.maximum(0, np.maximum(here.start[i] - there.end[j], there.start[j] - here.end[i]))
    spread = (np.abs(here.start[i] - there.start[j]) + np.abs(here.end[i] - there.end[j])) / 2
    score = kind / (1 + apart / max(km, 1.0)) / (1 + spread / max(days, 1))
    return Pairs(i, j, apart, gap, kind, score)
