"""Our own lists: every row is where it says, once, and says what it was checked against."""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pytest

from gazetteer import Gazetteer
from gazetteer.distance import distance_km
from gazetteer.folding import fold
from gazetteer.geography import layer
from gazetteer.sources import curated

FILES = sorted((curated.DATA / "places").glob("*.csv"))
ROWS = [
    (path, row) for path in FILES for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
]
FAR_KM = 15.0


# Rows outside of the area that they name, by place id, with the reason.
EXCEPTIONS: dict[str, str] = {}


def test_no_place_is_listed_twice() -> None:
    ids = Counter(entry.place.place_id for path in FILES for entry in curated.read_places(path))
    assert [place_id for place_id, count in ids.items() if count > 1] == []


def test_no_exception_is_there_for_nothing() -> None:
    known = {entry.place.place_id for path in FILES for entry in curated.read_places(path)}
    assert set(EXCEPTIONS) <= known
    assert all(EXCEPTIONS.values())


def test_every_row_is_within_15_km_of_its_first_level_area() -> None:
    areas = layer("admin1")
    numbers = {(facts["country"], facts["name"]): n for n, facts in enumerate(areas.properties)}
    far = []
    for path, row in ROWS:
        if not row["admin1"]:
            continue
        number = numbers.get((row["country"], row["admin1"]))
        assert number is not None, f"{path.name}: no area {row['admin1']!r}"
        point = np.array([[float(row["lon"]), float(row["lat"])]])
        if areas.covers(number, point)[0]:
            continue
        edge = np.concatenate([ring for _, ring in areas.paths(number)])
        if distance_km(point[0, 1], point[0, 0], edge[:, 1], edge[:, 0]).min() > FAR_KM:
            far.append(f"dateline:{row['country'].lower()}-{curated.slug(row['name'])}")
    assert set(far) == set(EXCEPTIONS)


def test_every_row_says_what_it_was_checked_against() -> None:
    for path, row in ROWS:
        assert row["checked"], f"{path.name}: {row['name']}"
        assert row["source"] == "Dateline"
        for coordinate in (row["lat"], row["lon"]):
            assert round(float(coordinate), 2) == float(coordinate), f"{path.name}: {row['name']}"


@pytest.mark.parametrize(
    "name", ["Crimea", "Golan Heights", "Kashmir", "Western Sahara region", "Somaliland", "Abkhazia"]
)
def test_disputed_territory_says_so(name: str) -> None:
    assert any("disputed" in row["note"] for _, row in ROWS if row["name"] == name)


def test_countries_have_one_row_each_with_a_name_that_finds_them(gz: Gazetteer) -> None:
    countries = [entry for entry, _ in curated.read_countries(curated.DATA / "countries.csv")]
    assert len({entry.place.country for entry in countries}) == len(countries) == 250
    lost = [e.place.name for e in countries if e.place not in [c.place for c in gz.lookup(e.place.name)][:3]]
    assert [name for name in lost if fold(name)] == [
        entry.place.name
        for entry in countries
        if gz.place(entry.place.place_id) != entry.place and entry.place.name in lost
    ]


@pytest.mark.parametrize(
    ("code", "point"),
    [("US", (39.76, -98.5)), ("SY", (35, 38)), ("FR", (46, 2)), ("TR", (39.06, 34.91)), ("RU", (60, 100))],
)
def test_a_country_stands_at_its_geonames_point(gz: Gazetteer, code: str, point: tuple[float, float]) -> None:
    place = gz.place(f"country:{code}")
    assert place is not None
    assert (place.lat, place.lon) == pytest.approx(point, abs=0.1)
