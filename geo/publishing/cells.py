"""Places made coarser: to the middle of a grid cell, or to an area at least as large."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING

from gazetteer.model import Place
from geo.geometry import CELL
from geo.model import GeoPrecision, Toponym
from geo.publishing.promise import Promise

if TYPE_CHECKING:
    from gazetteer import Gazetteer

SOURCE = "public profile"
_STEPS_KM = (10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0)
# What stands for the district or province of a place that is to be told no finer.
_DISTRICTS = ("admin2", "admin1", "country")


class Coarsener:
    """Makes places coarser as a promise says; the gazetteer tells which areas hold a point."""

    def __init__(self, gazetteer: Gazetteer, promise: Promise) -> None:
        self.gazetteer = gazetteer
        self.promise = promise
        self._cells: dict[tuple[int, int, str], Place] = {}

    def coarse(self, toponym: Toponym, *, sheltered: bool) -> Toponym:
        """The same place told no finer than promised; `sheltered`: at the level of a district."""
        bare = replace(toponym, start=0, end=0, text="", reason="", candidates=(), relation="in")
        place = toponym.place
        if place is None or toponym.lat is None or toponym.lon is None:
            return replace(bare, place=None, lat=None, lon=None, radius_km=0.0, geo_precision="unresolved")
        if toponym.geo_precision == "country" or place.kind == "country":
            return replace(
                bare, lat=place.lat, lon=place.lon, radius_km=place.radius_km, geo_precision="country"
            )
        if self._is_kept(toponym, place, sheltered=sheltered):
            return bare
        find = self._district if sheltered else self._cell
        found = find(toponym.lat, toponym.lon, place)
        if found is None:  # a camp at sea, of no country
            return replace(bare, place=None, lat=None, lon=None, radius_km=0.0, geo_precision="unresolved")
        return replace(
            bare,
            place=found,
            lat=found.lat,
            lon=found.lon,
            radius_km=self._radius(found, toponym),
            geo_precision=_precision(found),
        )

    def _is_kept(self, toponym: Toponym, place: Place, *, sheltered: bool) -> bool:
        """An area that was itself meant, as large as a cell, may stay as it is."""
        meant = toponym.relation == "in" and (toponym.lat, toponym.lon) == (place.lat, place.lon)
        fits = place.kind in _DISTRICTS if sheltered else place.is_area
        return meant and fits and place.radius_km >= self.promise.radius_km

    def _radius(self, found: Place, toponym: Toponym) -> float:
        """At least the cell's; a wider one as one of a few, for its own might tell a place among others."""
        if toponym.radius_km <= found.radius_km:
            return found.radius_km
        return next((step for step in _STEPS_KM if step >= toponym.radius_km), toponym.radius_km)

    def _district(self, lat: float, lon: float, place: Place) -> Place | None:
        """The smallest area of a known level around a point that is as large as a cell; else the country."""
        held = [area for area in self.gazetteer.admin_of(lat, lon) if area.kind in _DISTRICTS]
        large = [area for area in held if area.radius_km >= self.promise.radius_km]
        return next(iter(large), None) or self.gazetteer.place(f"country:{place.country}")

    def _cell(self, lat: float, lon: float, place: Place) -> Place:
        """The cell around a point. It bears the name of the province that its own middle lies in."""
        row, column = floor(lat / self.promise.grid), floor(lon / self.promise.grid)
        key = row, column, place.country
        if key not in self._cells:
            self._cells[key] = self._make(row, column, place.country)
        return self._cells[key]

    def _make(self, row: int, column: int, country: str) -> Place:
        grid = self.promise.grid
        lat = min(max((row + 0.5) * grid, -90.0), 90.0)  # where a cell reaches over the pole or the date line
        lon = min(max((column + 0.5) * grid, -180.0), 180.0)
        lat, lon = round(lat, 4), round(lon, 4)
        held = self.gazetteer.admin_of(lat, lon)
        province = next((a.name for a in held if a.kind == "admin1" and a.country == country), "")
        return Place(
            place_id=f"cell:{lat:g},{lon:g},{country}",
            name=f"{province} (area)" if province else self._country_name(country) or "in no country",
            kind=CELL,
            country=country,
            admin1=province,
            lat=lat,
            lon=lon,
            radius_km=self.promise.radius_km,
            population=0,
            source=SOURCE,
        )

    def _country_name(self, code: str) -> str:
        found = self.gazetteer.place(f"country:{code}")
        return found.name if found else code


def _precision(place: Place) -> GeoPrecision:
    levels: dict[str, GeoPrecision] = {"country": "country", "admin1": "admin1", "admin2": "area"}
    return levels.get(place.kind, "near")
