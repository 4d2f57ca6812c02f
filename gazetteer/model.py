"""The nouns of the gazetteer: a place, and a place as a candidate for a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "folded", "skeleton", "fuzzy"]

AREA_KINDS = frozenset({"country", "admin1", "admin2", "admin3", "region", "sea", "lake"})


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry: a point (WGS 84 degrees) and how far around it the place reaches (km)."""

    place_id: str  # "geonames:163533", "country:SY", "admin1:SY-HI", "dateline:hmeimim-air-base"
    name: str
    kind: str  # capital, city, town, village, neighbourhood, airbase, country, admin1, region …
    country: str  # ISO 3166-1 alpha-2; "" for seas and for regions over several countries
    admin1: str  # name of the first-level area, "" when not known
    lat: float
    lon: float
    radius_km: float
    population: int
    source: str
    note: str = ""  # what a reader must know: "disputed between Sudan and South Sudan"

    @property
    def is_namesake(self) -> bool:
        """True for one of our list named beside a better-known place of its name: "Madaya (Jindires)"."""
        return self.name.endswith(")") and self.place_id.startswith("dateline:")

    @property
    def is_area(self) -> bool:
        """True where the place is a stretch of land or water, not a spot on it."""
        return self.kind in AREA_KINDS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, how the name matched, and how well (0 to 1)."""

    place: Place
    match: Match
    score: float
    adjective: bool = False  # the name is a demonym or adjective of the place ("Syrian")
    ambiguous: bool = False  # another place elsewhere is as likely, or nearly
    outside: bool = False  # an area was named with it, and no bearer of the name is known to lie there
