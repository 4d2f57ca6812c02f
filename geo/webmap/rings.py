"""Rings and lines as small whole numbers: a first point, then steps of a thousandth of a degree.

A thousandth of a degree is about 100 m, finer than the borders are known. A step longer than 32 degrees
is cut into several.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

GRID = 1000  # steps a degree
_LONGEST = 32_000

Floats = NDArray[np.float64]


def encode_rings(name: str, rings: Iterable[tuple[int, Floats]]) -> dict[str, NDArray[Any]]:
    """Arrays `NAME.first` (lon, lat), `.count` (points a ring), `.delta` (lon, lat steps), `.owner`.

    `rings` are pairs of an owner's number and its points, (n, 2) WGS 84 degrees, longitude first. Points
    that fall on the one before are left out.
    """
    first: list[NDArray[np.int64]] = []
    deltas: list[NDArray[np.int64]] = []
    counts: list[int] = []
    owners: list[int] = []
    for owner, points in rings:
        grid = np.round(np.asarray(points) * GRID).astype(np.int64)
        steps = _steps(grid)
        if not len(steps):
            continue
        first.append(grid[0])
        deltas.append(steps)
        counts.append(len(steps) + 1)
        owners.append(owner)
    return {
        f"{name}.first": np.array(first, dtype=np.int32).reshape(-1),
        f"{name}.count": np.array(counts, dtype=np.uint32),
        f"{name}.delta": _joined(deltas).astype(np.int16).reshape(-1),
        f"{name}.owner": np.array(owners, dtype=np.uint32),
    }


def _steps(grid: NDArray[np.int64]) -> NDArray[np.int64]:
    steps = np.diff(grid, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    if not len(steps) or np.abs(steps).max() <= _LONGEST:
        return steps
    return _joined([_cut(step) for step in steps])


def _cut(step: NDArray[np.int64]) -> NDArray[np.int64]:
    """A long step as several short ones with the same sum."""
    pieces = int(np.abs(step).max() // _LONGEST) + 1
    ends = np.round(np.linspace(0, 1, pieces + 1)[:, None] * step).astype(np.int64)
    return np.diff(ends, axis=0)


def _joined(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(parts) if parts else np.empty((0, 2), dtype=np.int64)


def polygon_rings(geometry: Any) -> list[Floats]:
    """All rings of a shapely polygon or multipolygon, (n, 2) degrees, longitude first."""
    import shapely

    rings: list[Floats] = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            rings.append(shapely.get_coordinates(part.exterior))
            rings.extend(shapely.get_coordinates(hole) for hole in part.interiors)
    return rings
