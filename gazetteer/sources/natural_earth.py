"""First-level areas: Natural Earth (public domain), simplified in gazetteer/data/geography.

Their points are centroids, as GeoNames' are to a quarter of a degree; Natural Earth's own are where a map
has room for the label, up to hundreds of kilometres off.
"""

from __future__ import annotations

from math import pi, sqrt

from gazetteer.geography import Layer
from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, Entry

SOURCE = "Natural Earth"


def provinces(layer: Layer) -> list[Entry]:
    """First-level areas, in the order of the layer."""
    return [_province(layer, number) for number in range(len(layer))]


def _province(layer: Layer, number: int) -> Entry:
    facts = layer.properties[number]
    lat, lon = layer.centre(number) or (facts["lat"], facts["lon"])
    entry = Entry(
        Place(
            place_id=f"admin1:{facts['id']}",
            name=facts["name"],
            kind="admin1",
            country=facts["country"],
            admin1=facts["name"],
            lat=round(lat, 3),
            lon=round(lon, 3),
            radius_km=disc_radius(layer.area_km2(number)),
            population=0,
            source=SOURCE,
        )
    )
    entry.add(facts["name"], PRIMARY)
    for name in facts["names"]:
        if len(name) > 1:
            entry.add(name)
    return entry


def disc_radius(area_km2: float) -> float:
    """The radius in km of the disc as large as the area."""
    return round(max(1.0, sqrt(area_km2 / pi)), 1)
