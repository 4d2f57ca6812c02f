"""From a chosen place and a relation to a point, a radius and how fine that is."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.model import Place
from geo.model import GeoPrecision, Toponym
from geo.toponyms.names import Name
from geo.toponyms.relations import BEARING_KM, NEAR_KM
from geo.toponyms.sphere import offset

_LINES = frozenset(["river", "road", "mountain"])  # no point is exact on them
_SEATS = frozenset(["capital", "city", "town", "village"])
_LANDS = frozenset(
    "territory province governorate region oblast prefecture raion department county lga division".split()
)
PART_AT, PART_REACH = (
    0.6,
    0.7,
)  # of a country's radius: where the middle of its north lies, and how far it reaches
_SIDES: dict[float, str] = {
    0: "northern", 45: "northeastern", 90: "eastern", 135: "southeastern",
    180: "southern", 225: "southwestern", 270: "western", 315: "northwestern",
}  # fmt: skip
LAND_KM = 30.0  # how far a district reaches from its seat, where nothing is known of it
OUTSKIRTS_KM = 5.0  # beyond the place's own radius


def to_toponym(name: Name) -> Toponym:
    """The mention as the other steps see it."""
    place = name.choice.place if name.choice else None
    if place and _is_part_of_country(place, name):
        place = _part_of(place, name.bearing or 0.0)
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
    if _is_land_of(place, name):
        return place.lat, place.lon, max(place.radius_km, LAND_KM)
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


def _is_part_of_country(place: Place, name: Name) -> bool:
    """ "northern Syria", "the east of Chad": about half of it, on that side of its middle."""
    part = name.relation == "direction" and name.bearing in _SIDES and name.distance_km is None
    return place.kind == "country" and part and not name.nominal


def _part_of(country: Place, bearing: float) -> Place:
    lat, lon = offset(country.lat, country.lon, bearing, PART_AT * country.radius_km)
    return replace(
        country,
        place_id=f"part:{bearing:.0f}:{country.place_id}",
        name=f"{_SIDES[bearing]} {country.name}",
        kind="region",
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(PART_REACH * country.radius_km, 1),
        population=0,
        source="measured from the middle of the country",
    )


def _is_land_of(place: Place, name: Name) -> bool:
    """ "X territory", "in X district", of which the gazetteer knows only the town that it is called after.

    "The X district" is a quarter as a rule.
    """
    if name.nominal or place.kind not in _SEATS:
        return False
    return name.noun in _LANDS or (name.noun == "district" and "article_before" not in name.reasons)


def _precision(place: Place | None, name: Name) -> GeoPrecision:
    if place is None:
        return "unresolved"
    if place.kind in ("country", "admin1"):
        return "country" if place.kind == "country" else "admin1"
    if place.is_area or _is_land_of(place, name):
        return "area"
    spot = place.kind not in _LINES and name.noun != "township"
    return "exact" if name.relation == "in" and spot else "near"
