"""First-level areas: Natural Earth (public domain), simplified in gazetteer/data/geography."""

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
    entry = Entry(
        Place(
            place_id=f"admin1:{facts['id']}",
            name=facts["name"],
            kind="admin1",
            country=facts["country"],
            admin1=facts["name"],
            lat=facts["lat"],
            lon=facts["lon"],
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
