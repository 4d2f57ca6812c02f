"""Airports and air bases: the package airportsdata (MIT), which gathers public lists.

Read at build time only. Taken are those with an IATA code, which traffic reaches, and the military ones:
airstrips of farms are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, SPELLING, Entry

SOURCE = "airportsdata"
RADIUS_KM = 2.5  # a runway with what stands around it
_MILITARY = re.compile(r"\b(?:Air ?Base|Air Force|RAF|Naval|Military|Joint Base|Marine Corps|Air Station)\b")
_CIVIL = re.compile(r"\bAirport$")
_SHORTENED = {"Afb": "Air Force Base", "Ntl": "National", "Intl": "International", "Arpt": "Airport"}
_OFFICIAL = re.compile(r"\b(?:International|Regional|Municipal|National|County|Domestic) (?=Airport$)")


def load() -> Iterable[Mapping[str, Any]]:
    """The rows of the installed package."""
    import airportsdata  # a build requirement, not a dependency

    return airportsdata.load("ICAO").values()


def entries(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Places of the rows worth a report's mention, sorted by ICAO code."""
    found = (_entry(row) for row in sorted(rows, key=lambda row: row["icao"]))
    return [entry for entry in found if entry]


def _entry(row: Mapping[str, Any]) -> Entry | None:
    name = " ".join(_SHORTENED.get(word, word) for word in row["name"].split())
    military = bool(_MILITARY.search(name))
    if not (military or row["iata"]) or " " not in name:
        return None
    place = Place(
        place_id=f"airport:{row['icao']}",
        name=name,
        kind="airbase" if military and not _CIVIL.search(name) else "airport",
        country=row["country"],
        admin1="",
        lat=round(float(row["lat"]), 4),
        lon=round(float(row["lon"]), 4),
        radius_km=RADIUS_KM,
        population=0,
        source=SOURCE,
    )
    entry = Entry(place)
    entry.add(name, PRIMARY)
    for spelling in _spellings(name, row["city"]):
        entry.add(spelling, SPELLING)
    return entry


def _spellings(name: str, city: str) -> Iterable[str]:
    """ "Kabul International Airport" is Kabul Airport, "London Heathrow Airport" Heathrow Airport."""
    short = _OFFICIAL.sub("", name)
    for full in (name, short):
        yield full
        rest = full.removeprefix(f"{city} ") if city else full
        if rest != full and not _OFFICIAL.match(rest) and rest.count(" ") and not rest.startswith("Airport"):
            yield rest
    if name.endswith(" Air Base"):
        yield name.removesuffix(" Air Base") + " Airbase"
