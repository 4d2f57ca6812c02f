"""The different places on the map, each once, with the polygon of those that are areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gazetteer.model import Place
from geo.webmap.coded import combined, numbered
from geo.webmap.gathered import SpotRows
from geo.webmap.rings import Floats, polygon_rings
from geo.webmap.rows import KM_PER_DEGREE

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_AREA_TOLERANCE = 0.01  # degrees, about 1 km: half of what the borders were simplified by


@dataclass(frozen=True)
class Spots:
    """The spots in the order of their first coming, which of them the rows are, and the polygons."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius: NDArray[np.float64]  # km
    kind: NDArray[np.uint8]
    area: NDArray[np.int64]  # a polygon's number and 1, or 0
    marks: NDArray[np.int64]  # the spot of each row
    areas: list[list[Floats]]
    towns: list[Place]  # what the map may name at them

    def extent(self) -> tuple[list[float], list[float]]:
        """The least and most latitude, and longitude, of the boxes; nothing where there are none."""
        if not len(self.lat):
            return [], []
        west, south, east, north = self.boxes().T
        return [south.min(), north.max()], [west.min(), east.max()]

    def rings(self) -> Iterator[tuple[int, Floats]]:
        """The polygons' rings with their polygon's number."""
        for number, rings in enumerate(self.areas):
            for ring in rings:
                yield number, ring

    def boxes(self) -> NDArray[np.float64]:
        """West, south, east, north of each spot: its polygon's, or those of the circle around it."""
        up = self.radius / KM_PER_DEGREE
        aside = up / np.maximum(np.cos(np.radians(self.lat)), 0.05)
        around = np.stack([self.lon - aside, self.lat - up, self.lon + aside, self.lat + up], axis=1)
        corners = [np.concatenate(rings) for rings in self.areas]
        of_areas = np.array([[*c.min(axis=0), *c.max(axis=0)] for c in corners]).reshape(-1, 4)
        drawn = self.area > 0
        around[drawn] = of_areas[self.area[drawn] - 1]
        return around

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The spots as columns."""
        return {
            "spot.lat": self.lat.astype(np.float32),
            "spot.lon": self.lon.astype(np.float32),
            "spot.radius": self.radius.astype(np.float32),
            "spot.kind": self.kind,
            "spot.area": self.area.astype(np.uint32),
            "spot.box": self.boxes().astype(np.float32).reshape(-1),
        }


def find_spots(rows: SpotRows, gazetteer: Gazetteer) -> Spots:
    """The different spots of the rows; a polygon that this gazetteer does not have is not drawn."""
    numbers, areas = _areas(rows, gazetteer)
    codes, count = combined(rows.lat, rows.lon, rows.radius, rows.kind, numbers)
    marks, first = numbered(codes, count)
    return Spots(
        lat=rows.lat[first],
        lon=rows.lon[first],
        radius=rows.radius[first],
        kind=rows.kind[first],
        area=numbers[first],
        marks=marks,
        areas=areas,
        towns=_towns(rows, first),
    )


def _areas(rows: SpotRows, gazetteer: Gazetteer) -> tuple[NDArray[np.int64], list[list[Floats]]]:
    """Of each row the number of its polygon and 1, and the polygons, in the order of their first coming."""
    codes, first = numbered(rows.area.numbers, len(rows.area.values))
    areas: list[list[Floats]] = []
    number_of = np.zeros(len(first), np.int64)
    for number, place_id in enumerate(rows.area.values.take(pa.array(rows.area.numbers[first])).to_pylist()):
        rings = _rings(gazetteer, place_id) if place_id else None
        if rings is not None:
            areas.append(rings)
            number_of[number] = len(areas)
    return number_of[codes], areas


@lru_cache(maxsize=8192)  # most are met again when the page's data are made anew
def _rings(gazetteer: Gazetteer, place_id: str) -> list[Floats] | None:
    geometry = gazetteer.area(place_id)
    if geometry is None:
        return None
    simple = geometry.simplify(_AREA_TOLERANCE)
    return polygon_rings(geometry if simple.is_empty else simple)


def _towns(rows: SpotRows, first: NDArray[np.int64]) -> list[Place]:
    """Those of the spots, each once."""
    named = rows.towns.take(pa.array(rows.town[first])).drop_null().to_pylist()
    return [
        Place(**town, country="", admin1="", radius_km=0.0, source="")
        for town in {one["place_id"]: one for one in named}.values()
    ]
