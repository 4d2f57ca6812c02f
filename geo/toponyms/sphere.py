"""Distances, offsets and containment of places, on a sphere of the mean Earth radius.

6371.0088 km is the IUGG's mean radius; a sphere is good to 0.5 %.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

from gazetteer.model import Place

EARTH_KM = 6371.0088


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance of two places, km (haversine)."""
    p1, p2 = radians(one.lat), radians(other.lat)
    a = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(a)))


def unit_vector(place: Place) -> tuple[float, float, float]:
    """The place as a point on the unit sphere."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def offset(lat: float, lon: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point that lies `distance` km from a point in a direction (degrees clockwise from north).

    >>> [round(x, 3) for x in offset(33.51, 36.29, 45, 10)]
    [33.574, 36.366]
    """
    angle, turn, phi = distance / EARTH_KM, radians(bearing), radians(lat)
    phi2 = asin(sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(turn))
    east = atan2(sin(turn) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(phi2))
    return degrees(phi2), (lon + degrees(east) + 540) % 360 - 180


def holds(big: Place, small: Place) -> bool:
    """True where `big` is the country or the province of `small`."""
    if big.place_id == small.place_id or big.country != small.country or not big.country:
        return False
    if big.kind == "country":
        return True
    return big.kind == "admin1" and bool(small.admin1) and small.admin1 == (big.admin1 or big.name)
