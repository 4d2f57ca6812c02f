"""Points and areas: which area holds a point, polygons, what is nearest, the basemap's layers."""

from __future__ import annotations

import numpy as np
import pytest

from gazetteer import Gazetteer, GazetteerError, geography


@pytest.mark.parametrize(
    ("point", "ids"),
    [
        ((34.84, 36.73), ["admin1:SY-HI", "country:SY"]),
        ((45.0, 34.1), ["admin1:UA-43", "country:UA"]),
        ((31.5, 34.45), ["admin1:PS-GZZ", "country:PS"]),
        ((48.86, 2.35), ["admin1:FR-75", "country:FR"]),
        # Natural Earth calls these by their neighbours' names: Asmara, Massawa, Keren, Mendefera, Nili.
        ((15.33, 38.93), ["admin1:ER-MA", "country:ER"]),
        ((15.61, 39.43), ["admin1:ER-SK", "country:ER"]),
        ((15.78, 38.45), ["admin1:ER-AN", "country:ER"]),
        ((14.89, 38.81), ["admin1:ER-DU", "country:ER"]),
        ((33.72, 66.13), ["admin1:AF-DAY", "country:AF"]),
        ((0.0, 0.0), []),
        ((-90.0, 400.0), []),
    ],
)
def test_the_areas_that_hold_a_point(gz: Gazetteer, point: tuple[float, float], ids: list[str]) -> None:
    assert [place.place_id for place in gz.admin_of(*point)] == ids


def test_provinces_named_together_are_three_polygons(gz: Gazetteer) -> None:
    polygons = [
        gz.area(gz.lookup(n, country="SY", kind="admin1")[0].place.place_id)
        for n in ("Homs", "Latakia", "Hama")
    ]
    assert all(p is not None and p.is_valid and p.area > 0.1 for p in polygons)
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert polygons[one].intersection(polygons[other]).area < 1e-6


def test_areas_that_are_none(gz: Gazetteer) -> None:
    for place_id in ("geonames:169577", "admin1:XX-99", "country:ZZ", "", "nonsense", "dateline:crimea"):
        assert gz.area(place_id) is None


def test_every_polygon_of_syria_agrees_with_shapely(gz: Gazetteer) -> None:
    from shapely.geometry import Point

    layer = geography.layer("admin1")
    numbers = [n for n, facts in enumerate(layer.properties) if facts["country"] == "SY"]
    points = np.random.default_rng(1).uniform((35.5, 32.3), (42.4, 37.4), (60, 2))
    for number in numbers:
        polygon = gz.area(f"admin1:{layer.properties[number]['id']}")
        inside = layer.covers(number, points)
        assert inside.tolist() == [polygon.contains(Point(*p)) for p in points]


def test_area_of_a_country_in_square_kilometres() -> None:
    layer = geography.layer("countries")
    number = next(n for n, facts in enumerate(layer.properties) if facts["id"] == "SY")
    assert layer.area_km2(number) == pytest.approx(185_000, rel=0.02)


def test_nearest_settlements_come_nearest_first(gz: Gazetteer) -> None:
    assert gz.nearest(34.84, 36.73, limit=1)[0].name == "Talbiseh"
    assert gz.nearest(34.84, 36.73, limit=1, min_population=500_000)[0].name == "Homs"


def test_labels_are_the_largest_settlements(gz: Gazetteer) -> None:
    people = [place.population for place in gz.labels(100)]
    assert len(people) == 100
    assert people == sorted(people, reverse=True)


def test_the_basemap_has_its_five_layers() -> None:
    assert len(geography.countries()["features"]) > 230
    lines = {f["properties"]["id"]: f["geometry"]["type"] for f in geography.border_lines()["features"]}
    assert lines == dict.fromkeys(("admin1", "country", "unsettled"), "MultiLineString")
    assert any(f["properties"]["name"] == "Lake Victoria" for f in geography.lakes()["features"])
    assert geography.rivers()["features"][0]["geometry"]["type"] == "MultiLineString"
    assert all("names" not in f["properties"] for f in geography.features("admin1")["features"])


def test_a_file_that_is_no_layer_is_named(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "broken.npz"
    with pytest.raises(GazetteerError, match=r"broken\.npz"):
        geography.Layer(path)
    path.write_bytes(b"nothing")
    with pytest.raises(GazetteerError, match=r"broken\.npz"):
        geography.Layer(path)


@pytest.mark.parametrize("name", ["admin1", "countries", "lakes"])
def test_every_area_that_ships_is_a_valid_polygon(name: geography.LayerName) -> None:
    from shapely.geometry import shape

    layer = geography.layer(name)
    shapes = (shape(layer.geometry(number)) for number in range(len(layer)))
    assert [n for n, s in enumerate(shapes) if s.is_empty or not s.is_valid] == []
