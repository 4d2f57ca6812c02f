"""GeoJSON out: RFC 7946, the properties, Linked Places times, and the rules for geometries."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import geojson_validator
import pyogrio
import pytest
import shapely

from geo.export import write
from geo.geometry import event_geometry
from geo.model import Moment
from geo.properties import event_properties, linked_when

PROPERTIES = """event_id type title start end date_precision place country admin1 geo_precision radius_km
perpetrators targets killed_low killed_best killed_high wounded_low wounded_best wounded_high status
disputed_slots independent_sources merged_because confidence plover acled claims""".split()


@pytest.fixture
def collection(samples: ModuleType, tmp_path: Path) -> dict[str, Any]:
    write(samples.EXTRACTION, tmp_path / "x.geojson", gazetteer=samples.Areas())
    made: dict[str, Any] = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    return made


def test_a_feature_an_event_with_every_property(collection: dict[str, Any]) -> None:
    assert collection["type"] == "FeatureCollection"
    assert [feature["properties"]["event_id"] for feature in collection["features"]] == ["e1", "e2", "e3"]
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert list(feature["properties"])[: len(PROPERTIES)] == PROPERTIES
        assert feature["when"] == feature["properties"]["when"]


def test_the_validator_finds_nothing(collection: dict[str, Any]) -> None:
    assert not geojson_validator.validate_structure(collection)
    found = geojson_validator.validate_geometries(collection)
    assert not found["invalid"]
    assert not found["problematic"]


def test_gdal_reads_it(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.geojson", gazetteer=samples.Areas())
    frame = pyogrio.read_dataframe(tmp_path / "x.geojson")
    assert list(frame["event_id"]) == ["e1", "e2", "e3"]
    assert frame.crs.to_epsg() == 4326
    assert "when" in frame.columns


def test_several_points_are_a_multipoint_of_six_decimals(collection: dict[str, Any]) -> None:
    assert collection["features"][0]["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[36.730278, 34.840278], [36.75, 34.87]],
    }


def test_an_area_is_its_polygon_by_the_right_hand_rule(collection: dict[str, Any]) -> None:
    geometry = collection["features"][1]["geometry"]
    assert geometry["type"] == "Polygon"
    ring = shapely.LinearRing(geometry["coordinates"][0])
    assert ring.is_ccw
    assert [37.0, 35.123457] in geometry["coordinates"][0]


def test_nothing_placed_is_null(collection: dict[str, Any]) -> None:
    assert collection["features"][2]["geometry"] is None
    assert collection["features"][2]["when"] is None


def test_one_place_named_twice_is_one_point(samples: ModuleType) -> None:
    place = samples.EVENTS[0].places[0]
    event = replace(samples.EVENTS[0], places=(place, place))
    assert event_geometry(event, None) == {"type": "Point", "coordinates": [36.730278, 34.840278]}


def test_points_win_over_areas(samples: ModuleType) -> None:
    event = replace(samples.EVENTS[0], places=(samples.SHELLS.places[0], samples.STRIKE.places[0]))
    geometry = event_geometry(event, samples.Areas())
    assert geometry is not None
    assert geometry["type"] == "Point"
    assert event_properties(event)["place"] == "Talbiseh"


def test_a_country_alone_is_not_drawn_and_keeps_its_name(samples: ModuleType) -> None:
    country = replace(samples.STRIKE.places[0], place=samples.SYRIA, geo_precision="country")
    event = replace(samples.EVENTS[0], places=(country,))
    properties = event_properties(event)
    assert event_geometry(event, samples.Areas()) is None
    assert (properties["country"], properties["geo_precision"]) == ("SY", "country")


def test_an_unresolved_place_is_not_drawn(samples: ModuleType) -> None:
    lost = replace(
        samples.STRIKE.places[0], place=None, lat=None, lon=None, radius_km=0.0, geo_precision="unresolved"
    )
    event = replace(samples.EVENTS[0], places=(lost,))
    properties = event_properties(event)
    assert event_geometry(event, samples.Areas()) is None
    assert (properties["place"], properties["country"], properties["radius_km"]) == ("Talbiseh", None, None)


def test_a_place_near_another_stays_a_point_with_a_radius(samples: ModuleType) -> None:
    near = replace(samples.STRIKE.places[0], geo_precision="near", relation="near", radius_km=12.5)
    event = replace(samples.EVENTS[0], places=(near,))
    geometry = event_geometry(event, samples.Areas())
    assert geometry is not None
    assert geometry["type"] == "Point"
    assert event_properties(event)["radius_km"] == 12.5


def test_an_area_without_polygon_is_its_point(samples: ModuleType) -> None:
    area = replace(samples.STRIKE.places[0], geo_precision="area")
    assert event_geometry(replace(samples.EVENTS[0], places=(area,)), samples.Areas()) == {
        "type": "Point",
        "coordinates": [36.730278, 34.840278],
    }


def test_neighbouring_areas_are_one_valid_multipolygon(samples: ModuleType) -> None:
    class Two:
        def area(self, place_id: str) -> object:
            return (
                shapely.box(37, 34, 38, 35)
                if place_id == samples.HOMS.place_id
                else shapely.box(38, 34, 39, 35)
            )

    first = samples.SHELLS.places[0]
    second = replace(first, place=replace(samples.HOMS, place_id="admin1:SY-HM", name="Hama"))
    geometry = event_geometry(replace(samples.EVENTS[1], places=(first, second)), Two())  # type: ignore[arg-type]
    assert geometry is not None
    assert geometry["type"] == "MultiPolygon"
    assert shapely.geometry.shape(geometry).is_valid
    assert shapely.geometry.shape(geometry).area == pytest.approx(2)


def test_roll_ups(collection: dict[str, Any]) -> None:
    properties = collection["features"][0]["properties"]
    assert properties["perpetrators"] == ["Russian Air Force"]
    assert (properties["killed_low"], properties["killed_best"], properties["killed_high"]) == (
        33,
        None,
        None,
    )
    assert properties["place"] == "Talbiseh; Zaafaraneh"
    assert properties["plover"] == ["ASSAULT", "aerial"]
    assert properties["acled"] == ["Explosions/Remote violence", "Air/drone strike"]
    assert [claim["claim_id"] for claim in properties["claims"]] == ["c1", "c2", "c3"]
    assert properties["claims"][2]["about"] == ["e1"]


def test_acled_is_chosen_by_the_actor_or_left_open(samples: ModuleType) -> None:
    def taken(kind: str) -> Any:
        actor = replace(samples.STRIKE.perpetrators[0].actor, kind=kind)
        perpetrators = (replace(samples.STRIKE.perpetrators[0], actor=actor),)
        claim = replace(samples.STRIKE, type="territory_captured", perpetrators=perpetrators)
        event = replace(samples.EVENTS[0], type="territory_captured", claims=(claim,))
        return event_properties(event)["acled"]

    assert taken("armed_group") == ["Battles", "Non-state actor overtakes territory"]
    assert taken("military") == ["Battles", None]


def test_an_unknown_type_has_no_codes(samples: ModuleType) -> None:
    properties = event_properties(replace(samples.EVENTS[0], type="made_up"))
    assert properties["plover"] is properties["acled"] is None


def test_a_day_is_in_and_a_longer_time_between() -> None:
    day, month = date(2015, 9, 30), date(2015, 9, 1)
    assert linked_when(Moment(day, day, "day")) == {
        "timespans": [{"start": {"in": "2015-09-30"}, "end": {"in": "2015-09-30"}}]
    }
    assert linked_when(Moment(month, day, "month")) == {
        "timespans": [{"start": {"earliest": "2015-09-01"}, "end": {"latest": "2015-09-30"}}]
    }


def test_lines_hold_the_same_features(
    samples: ModuleType, tmp_path: Path, collection: dict[str, Any]
) -> None:
    write(samples.EXTRACTION, tmp_path / "x.geojsonl", gazetteer=samples.Areas())
    lines = (tmp_path / "x.geojsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == collection["features"]


def test_no_events_are_an_empty_collection(tmp_path: Path) -> None:
    write([], tmp_path / "x.geojson")
    assert json.loads((tmp_path / "x.geojson").read_text())["features"] == []
