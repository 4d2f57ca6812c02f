"""The simplified Natural Earth that ships with Dateline, and what can be asked of it without a geo library.

Five layers, made by scripts/build_geography.py (which names their packages), all WGS 84 degrees on a grid
of 0.001, areas simplified at 0.02 degrees (about 2 km):

- `countries`: 238 countries and territories, by ISO 3166-1 code (provinces dissolved)
- `admin1`: 4,589 provinces, states, governorates
- `borders`: lines shared by two areas, in three features: "country", "unsettled" (what Natural Earth calls
  disputed, indefinite, or a line of control), "admin1"
- `lakes`: 705 lakes and reservoirs; `rivers`: the world's larger rivers, coarser (2 to 4 km)

Boundaries shown do not imply endorsement: a territory stands under the country whose ISO 3166-2 list has
it, and the lines in dispute are a feature of their own so that a map can draw them apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError

FOLDER = Path(__file__).resolve().parent / "data" / "geography"
GRID = 1000  # steps to a degree
KM_PER_DEGREE = 111.195  # on a sphere of 6,371 km

LayerName = Literal["countries", "admin1", "borders", "lakes", "rivers"]
Floats = NDArray[np.float64]


class Layer:
    """One layer: features with properties, each of rings (areas) or lines."""

    def __init__(self, path: Path) -> None:
        """Read a layer file.

        Raises GazetteerError when the file is missing or is no layer.
        """
        try:
            with np.load(path) as file:
                columns = {name: file[name] for name in file.files}
            self.properties: list[dict[str, Any]] = json.loads(columns["properties"].tobytes())
            self._owner, self._begins = columns["owner"].astype(np.int64), columns["begins"]
            self._ends = np.cumsum(columns["lengths"].astype(np.int64))
            steps = np.ascontiguousarray(columns["steps"].T).view(np.int32).reshape(2, -1)
        except (OSError, KeyError, ValueError) as error:
            raise GazetteerError(f"{path}: not a geography layer ({error}); reinstall Dateline") from error
        self._corners = _positions(steps, self._ends)

    def __len__(self) -> int:
        return len(self.properties)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each feature by its id."""
        return {facts["id"]: number for number, facts in enumerate(self.properties)}

    def paths(self, number: int) -> Iterator[tuple[bool, Floats]]:
        """A feature's rings or lines as (n, 2) arrays of lon, lat; True where a new part begins."""
        first, last = np.searchsorted(self._owner, [number, number + 1])
        for path in range(first, last):
            start = self._ends[path - 1] if path else 0
            yield bool(self._begins[path]), self._corners[start : self._ends[path]] / GRID

    @cached_property
    def bounds(self) -> Floats:
        """West, south, east, north of every feature, (n, 4) degrees."""
        box = np.tile([np.inf, np.inf, -np.inf, -np.inf], (len(self), 1))
        starts = np.concatenate([[0], self._ends[:-1]])
        low = np.minimum.reduceat(self._corners, starts)
        high = np.maximum.reduceat(self._corners, starts)
        np.minimum.at(box[:, :2], self._owner, low / GRID)
        np.maximum.at(box[:, 2:], self._owner, high / GRID)
        return box

    def containing(self, lat: float, lon: float) -> list[int]:
        """Numbers of the areas that hold a point."""
        box = self.bounds
        inside = (box[:, 0] <= lon) & (lon <= box[:, 2]) & (box[:, 1] <= lat) & (lat <= box[:, 3])
        point = np.array([[lon, lat]])
        return [int(n) for n in np.flatnonzero(inside) if self.covers(int(n), point)[0]]

    def covers(self, number: int, points: Floats) -> NDArray[np.bool_]:
        """Which of the points (n, 2: lon, lat) the area holds: an odd number of edges to their west."""
        odd = np.zeros(len(points), dtype=bool)
        for _, ring in self.paths(number):
            odd ^= _crossings(ring, points) % 2 == 1
        return odd

    def area_km2(self, number: int) -> float:
        """The feature's area on the sphere, in square kilometres."""
        total = 0.0
        for begins, ring in self.paths(number):
            total += _ring_area(ring) if begins else -_ring_area(ring)
        return total

    def centre(self, number: int) -> tuple[float, float] | None:
        """Latitude and longitude of the area's centroid in degrees; None where it is of no use.

        It is of no use where the area does not hold it (a crescent, an archipelago).
        """
        west, _, east, _ = self.bounds[number]
        turn = [360.0, 0.0] if east - west > 180 else [0.0, 0.0]  # cut in two by the 180th meridian
        sums = np.zeros(3)
        for begins, ring in self.paths(number):
            sums += _moments(ring + np.where(ring[:, :1] < 0, turn, 0.0)) * (1 if begins else -1)
        if not sums[2]:
            return None
        lon, lat = float(sums[0] / sums[2] + 180) % 360 - 180, float(sums[1] / sums[2])
        return (lat, lon) if self.covers(number, np.array([[lon, lat]]))[0] else None

    def geometry(self, number: int) -> dict[str, Any]:
        """The feature's GeoJSON-like geometry: MultiPolygon for areas, MultiLineString for lines."""
        paths = list(self.paths(number))
        if paths and not np.array_equal(paths[0][1][0], paths[0][1][-1]):
            return {"type": "MultiLineString", "coordinates": [_listed(path) for _, path in paths]}
        parts: list[list[list[list[float]]]] = []
        for begins, ring in paths:
            if begins:
                parts.append([])
            parts[-1].append(_listed(ring))
        return {"type": "MultiPolygon", "coordinates": parts}


@lru_cache(maxsize=8)
def layer(name: LayerName) -> Layer:
    """A layer by its name, read once; without the names in all languages, which only the build needs."""
    made = Layer(FOLDER / f"{name}.npz")
    for facts in made.properties:
        facts.pop("names", None)
    return made


def features(name: LayerName) -> dict[str, Any]:
    """A layer as a GeoJSON-like FeatureCollection."""
    source = layer(name)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": source.properties[n],
                "geometry": source.geometry(n),
            }
            for n in range(len(source))
        ],
    }


def countries() -> dict[str, Any]:
    """Land: a FeatureCollection of countries and territories (MultiPolygon; properties id = ISO code)."""
    return features("countries")


def border_lines() -> dict[str, Any]:
    """Borders: three MultiLineString features with id "country", "unsettled" and "admin1"."""
    return features("borders")


def lakes() -> dict[str, Any]:
    """Lakes: a FeatureCollection of MultiPolygons (properties name, rank: 0 is the largest)."""
    return features("lakes")


def rivers() -> dict[str, Any]:
    """Rivers: a FeatureCollection of one MultiLineString."""
    return features("rivers")


def _positions(steps: NDArray[np.int32], ends: NDArray[np.int64]) -> NDArray[np.int32]:
    """Corners on the grid from steps: sums that start anew with every path."""
    starts = np.concatenate([[0], ends[:-1]])
    corners = np.empty((steps.shape[1], 2), np.int32)
    for axis in (0, 1):
        sums = np.cumsum(steps[axis], dtype=np.int64)
        before = np.concatenate([[0], sums])[starts]
        corners[:, axis] = sums - np.repeat(before, ends - starts)
    return corners


def _crossings(ring: Floats, points: Floats) -> NDArray[np.int64]:
    """How many edges of a ring lie west of each point, on its latitude."""
    (x1, y1), (x2, y2) = ring[:-1].T[:, :, None], ring[1:].T[:, :, None]
    x, y = points[:, 0], points[:, 1]
    spans = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        west = x1 + (y - y1) / (y2 - y1) * (x2 - x1) < x
    counted: NDArray[np.int64] = np.count_nonzero(spans & west, axis=0)
    return counted


def _ring_area(ring: Floats) -> float:
    """Square kilometres within a ring: the shoelace on the equal-area cylinder."""
    x, y = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2 * 6371.0**2)


def _moments(ring: Floats) -> Floats:
    """Sums whose quotients are a ring's centroid: of lon and of lat over its area, and the area (degrees)."""
    origin = ring[0]  # near, so that small rings lose no digits
    (x1, y1), (x2, y2) = (ring[:-1] - origin).T, (ring[1:] - origin).T
    cross = x1 * y2 - x2 * y1
    area = cross.sum() / 2
    first = np.array([((x1 + x2) * cross).sum(), ((y1 + y2) * cross).sum()]) / 6 + origin * area
    found: Floats = np.array([*first, area]) * (1 if area > 0 else -1)
    return found


def _listed(path: Floats) -> list[list[float]]:
    return np.round(path, 3).tolist()  # type: ignore[no-any-return]
