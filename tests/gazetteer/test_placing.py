"""Points in first-level areas: all at once as one by one, and what becomes of those that none holds."""

from __future__ import annotations

import numpy as np

from gazetteer.geography import layer
from gazetteer.placing import Points, provinces_of

COUNTRIES = ["SY", "TR", "IQ", "LB", "ZZ"]


def points(number: int, lat: tuple[float, float], lon: tuple[float, float]) -> Points:
    random = np.random.default_rng(number)
    country, region = random.integers(0, len(COUNTRIES), number), random.integers(0, 2, number)
    return Points(random.uniform(*lat, number), random.uniform(*lon, number), country, region, COUNTRIES)


def test_all_at_once_is_as_one_by_one() -> None:
    areas, many = layer("admin1"), points(400, (33, 38), (35, 44))
    many.region[:] = 0
    found = provinces_of([many], areas).tolist()
    for n, number in enumerate(found):
        held = [
            area
            for area in areas.containing(many.lat[n], many.lon[n])
            if areas.properties[area]["country"] == COUNTRIES[many.country[n]]
        ]
        assert number == (held[-1] if held else -1)
    assert sum(number >= 0 for number in found) > 50


def test_what_none_holds_goes_where_most_of_its_region_is() -> None:
    areas = layer("admin1")
    homs, damascus, sea = (34.73, 36.71), (33.51, 36.29), (34.9, 35.5)
    lat, lon = np.array([homs, homs, damascus, sea, sea]).T
    region = np.array([1, 1, 1, 1, 2])
    whole = Points(lat, lon, np.zeros(5, int), region, ["SY"])
    names = [areas.properties[n]["name"] if n >= 0 else "" for n in provinces_of([whole], areas)]
    assert names == ["Homs", "Homs", "Damascus", "Homs", ""]
    parts = [
        Points(lat[n : n + 1], lon[n : n + 1], np.zeros(1, int), region[n : n + 1], ["SY"]) for n in range(5)
    ]
    assert provinces_of(parts, areas).tolist() == provinces_of([whole], areas).tolist()
    assert provinces_of([], areas).tolist() == []
