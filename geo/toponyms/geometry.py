"""From a chosen place and a relation to a point, a radius and how fine that is."""

from __future__ import annotations

from gazetteer.model import Place
from geo.model import GeoPrecision, Toponym
from geo.toponyms.names import Name
from geo.toponyms.relations import BEARING_KM, NEAR_KM
from geo.toponyms.sphere import offset

_LINES = frozenset(["river", "road", "mountain"])  # no point is exact on them
OUTSKIRTS_KM = 5.0  # beyond the place's own radius


def to_toponym(name: Name) -> Toponym:
    """The mention as the other steps see it."""
    place = name.choice.place if name.choice else None
    lat, lon, radius = _where(place, name) if place else (None, None, 0.0)
    return Toponym(
        start=name.start,
        end=name.end,
        text=name.text,
        role=name.role,
        relation=name.relation,
        place=place,
        lat=lat,
        lon=lon,
        radius_km=radius,
        geo_precision=_precision(place, name),
        confidence=name.confidence,
        reason=", ".join(name.reasons),
        nominal=name.nominal,
        candidates=name.candidates[:5],
    )


def _where(place: Place, name: Name) -> tuple[float, float, float]:
    """Latitude, longitude and radius in km of what a mention means."""
    if place.is_area:
        return place.lat, place.lon, place.radius_km
    if name.relation == "direction" and name.bearing is not None:
        told = name.distance_km
        distance = place.radius_km / 2 + BEARING_KM if told is None else told
        lat, lon = offset(place.lat, place.lon, name.bearing, distance)
        return round(lat, 6), round(lon, 6), max(2.0, 0.3 * told) if told else distance
    if name.relation == "near":
        return place.lat, place.lon, max(name.distance_km or NEAR_KM, place.radius_km)
    if name.relation == "outskirts":
        return place.lat, place.lon, place.radius_km + OUTSKIRTS_KM
    return place.lat, place.lon, place.radius_km


def _precision(place: Place | None, name: Name) -> GeoPrecision:
    if place is None:
        return "unresolved"
    if place.kind in ("country", "admin1"):
        return "country" if place.kind == "country" else "admin1"
    if place.is_area:
        return "area"
    spot = place.kind not in _LINES and name.noun != "township"
    return "exact" if name.relation == "in" and spot else "near"
