"""Where an event is counted: the finest area that all its places lie in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gazetteer.model import Place
from geo.geometry import drawn_places
from geo.model import Event, Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LEVELS = ("country", "admin1", "admin2", "admin3")


class Area(NamedTuple):
    """An area of one level; its code is the gazetteer's, without the level: "SY", "SY-HI", a p-code."""

    code: str = ""
    name: str = ""


Chain = tuple[Area, ...]  # one a level, from the country down; Area() where none is known; () is nowhere


class Areas:
    """Finds the areas of events; points come again and again, so what holds them is kept."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._held = lru_cache(maxsize=100_000)(self._holding)

    def of(self, event: Event) -> Chain:
        """The areas that all places of the event lie in; () where none is known, or they share none."""
        shown = drawn_places(event) or [place for place in event.places if place.place]
        return _shared([self._chain(toponym) for toponym in shown])

    def _chain(self, toponym: Toponym) -> Chain:
        """Of one place, as deep as it is known: what is near it may lie anywhere in the circle around it."""
        place = toponym.place
        if place is None or not place.country:
            return ()
        country = Area(place.country, place.country)
        if toponym.lat is None or toponym.lon is None or toponym.geo_precision == "country":
            return (country,)
        held = self._held(toponym.lat, toponym.lon, place.country)[: _depth(place)]
        least = toponym.radius_km if toponym.geo_precision == "near" else 0.0
        return (country, *(_area(area if area and area.radius_km >= least else None) for area in held))

    def _holding(self, lat: float, lon: float, country: str) -> tuple[Place | None, ...]:
        """The areas of a country that hold a point, by level below it; imported ones come first."""
        found: dict[str, Place] = {}
        for area in self._gazetteer.admin_of(lat, lon):
            if area.country == country:
                found.setdefault(area.kind, area)
        return tuple(found.get(level) for level in LEVELS[1:])


def _depth(place: Place) -> int:
    """How many levels below the country a place is told by: an area no deeper than itself, a spot all."""
    if place.kind in LEVELS:
        return LEVELS.index(place.kind)
    return 0 if place.is_area else len(LEVELS)


def _area(place: Place | None) -> Area:
    return Area(place.place_id.partition(":")[2], place.name) if place else Area()


def _shared(chains: list[Chain]) -> Chain:
    """What all chains begin with, without levels at its end that no area is known of."""
    shared: list[Area] = []
    for areas in zip(*chains, strict=False):
        if len(set(areas)) > 1:
            break
        shared.append(areas[0])
    while shared and not shared[-1].code:
        shared.pop()
    return tuple(shared)
