"""Great-circle distances in km, on a sphere of 6371 km (haversine)."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

RADIUS_KM = 6371.0

Point = tuple[float, float]  # lat, lon in degrees
Floats = NDArray[np.float64]


def km_between(one: Point, other: Point) -> float:
    """Kilometres between two points."""
    a, b = radians(one[0]), radians(other[0])
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * RADIUS_KM * asin(min(1.0, sqrt(half)))


def distance_km(lat: float | Floats, lon: float | Floats, lats: Floats, lons: Floats) -> Floats:
    """Kilometres from a point to many, or from each of many to its own."""
    a, b = np.radians(lats), np.radians(lat)
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lons - lon) / 2) ** 2
    found: Floats = 2 * RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found
