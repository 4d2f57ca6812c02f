"""The different places on the map, each once, with the polygon of those that are areas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.geometry import drawn_places
from geo.model import Event, Toponym
from geo.webmap.rings import Floats, polygon_rings

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place

_KINDS = {"exact": 0, "near": 1, "area": 2, "admin1": 2}
_AREA_TOLERANCE = 0.01  # degrees, about 1 km: half of what the borders were simplified by
_KM_PER_DEGREE = 111.2

SpotKey = tuple[float, float, float, int, int]


class Spots:
    """Collects the spots of events; a spot is latitude, longitude, radius (km), kind, polygon."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._numbers: dict[SpotKey, int] = {}
        self._boxes: list[tuple[float, float, float, float]] = []
        self._places: dict[str, Place] = {}
        self._area_of: dict[str, int] = {}
        self.areas: list[list[Floats]] = []

    def add(self, event: Event) -> list[int]:
        """The spots of an event, made where they are new; none for what has no place on the map."""
        return list(dict.fromkeys(self._spot(place) for place in drawn_places(event)))

    def _spot(self, place: Toponym) -> int:
        kind = _KINDS[place.geo_precision]
        area = self._area(place) if kind == 2 else 0
        radius = round(place.radius_km, 2) if kind and not area else 0.0
        lat, lon = round(float(place.lat or 0.0), 6), round(float(place.lon or 0.0), 6)
        key = (lat, lon, radius, kind, area)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            self._boxes.append(self._box(key))
            if place.place:
                self._places[place.place.place_id] = place.place
        return self._numbers[key]

    def _area(self, place: Toponym) -> int:
        """The number of the place's polygon and 1; 0 where it has none."""
        if place.place is None:
            return 0
        place_id = place.place.place_id
        if place_id not in self._area_of:
            geometry = self._gazetteer.area(place_id)
            self._area_of[place_id] = 0 if geometry is None else self._keep(geometry)
        return self._area_of[place_id]

    def _keep(self, geometry: Any) -> int:
        simple = geometry.simplify(_AREA_TOLERANCE)
        self.areas.append(polygon_rings(geometry if simple.is_empty else simple))
        return len(self.areas)

    def _box(self, key: SpotKey) -> tuple[float, float, float, float]:
        lat, lon, radius, _, area = key
        if area:
            corners = np.concatenate(self.areas[area - 1])
            (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
            return west, south, east, north
        up = radius / _KM_PER_DEGREE
        aside = up / max(float(np.cos(np.radians(lat))), 0.05)
        return lon - aside, lat - up, lon + aside, lat + up

    def places(self) -> list[Place]:
        """The gazetteer's entries of the spots."""
        return list(self._places.values())

    def extent(self) -> tuple[list[float], list[float]]:
        """Latitudes and longitudes of the boxes' corners."""
        lats = [value for box in self._boxes for value in (box[1], box[3])]
        lons = [value for box in self._boxes for value in (box[0], box[2])]
        return lats, lons

    def rings(self) -> Iterator[tuple[int, Floats]]:
        """The polygons' rings with their polygon's number."""
        for number, rings in enumerate(self.areas):
            for ring in rings:
                yield number, ring

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The spots as columns."""
        table = np.array(list(self._numbers), dtype=np.float64).reshape(-1, 5)
        return {
            "spot.lat": table[:, 0].astype(np.float32),
            "spot.lon": table[:, 1].astype(np.float32),
            "spot.radius": table[:, 2].astype(np.float32),
            "spot.kind": table[:, 3].astype(np.uint8),
            "spot.area": table[:, 4].astype(np.uint32),
            "spot.box": np.array(self._boxes, dtype=np.float32).reshape(-1),
        }
