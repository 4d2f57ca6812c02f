"""Linked Places: the structure that its specification asks for, and what a gazetteer's reader looks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import geojson_validator
import pytest

from gazetteer import Gazetteer
from geo.export import format_for, write
from geo.model import Extraction, Moment
from geo.publishing import Promise, publish

CERTAINTY = {"certain", "less-certain", "uncertain"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def written(extraction: Extraction, folder: Path, gazetteer: Gazetteer) -> Any:
    path = folder / "x.lpf.json"
    write(extraction, path, gazetteer=gazetteer)
    assert geojson_validator.validate_structure(path, check_crs=True) == {}
    assert geojson_validator.validate_geometries(path)["invalid"] == {}
    collection = json.loads(path.read_text("utf-8"))
    assert collection["@context"].endswith("linkedplaces-context-v1.1.jsonld")
    for feature in collection["features"]:
        check(feature)
    assert len({feature["@id"] for feature in collection["features"]}) == len(collection["features"])
    return collection


def check(feature: dict[str, Any]) -> None:
    """What LPF 1.3 requires of a feature, and the values that it allows."""
    assert feature["type"] == "Feature"
    assert feature["@id"].startswith("#")
    assert feature["properties"]["title"]
    assert all(len(code) == 2 and code.isupper() for code in feature["properties"]["ccodes"])
    assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
    assert any(name["citations"] for name in feature["names"])
    for name in feature["names"]:
        assert name["toponym"]
        assert all(citation["label"] for citation in name["citations"])
    for span in feature.get("when", {}).get("timespans", []):
        for end in (span["start"], span["end"]):
            assert set(end) <= {"in", "earliest", "latest"}
            assert all(date.fromisoformat(day) for day in end.values())
    assert feature["geometry"] is None or feature["geometry"]["certainty"] in CERTAINTY
    assert {link["type"] for link in feature.get("links", [])} <= {"closeMatch"}
    for relation in feature.get("relations", []):
        assert set(relation) == {"relationType", "relationTo", "label"}
    assert all(description["value"] for description in feature["descriptions"])


def test_a_place_with_its_names_and_what_happened_there(
    samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    collection = written(replace(samples.EXTRACTION, made_by="Dateline 1"), tmp_path, gazetteer)
    assert (collection["made_by"], collection["events_without_place"]) == ("Dateline 1", 1)
    town, village, province = collection["features"]
    assert town["@id"] == "#geonames:163533"
    assert town["links"] == [{"type": "closeMatch", "identifier": "https://www.geonames.org/163533/"}]
    assert town["names"] == [
        {
            "toponym": "Talbiseh",
            "citations": [
                {
                    "label": "=A title (A Paper, 2015-10-04)",
                    "@id": "https://x.test/a",
                    "doc_id": "a.txt",
                    "start": 9,
                    "end": 17,
                }
            ],
            "lang": "en",
        }
    ]
    assert town["types"][0]["identifier"] == "aat:300008375"
    assert town["relations"][0]["label"] == "part of Homs"
    assert town["geometry"]["coordinates"] == [36.730278, 34.840278]
    assert town["geometry"]["certainty"] == "certain"
    assert town["when"]["timespans"] == [{"start": {"in": "2015-09-30"}, "end": {"in": "2015-09-30"}}]
    (event,) = town["properties"]["events"]
    assert [quote["doc_id"] for quote in event["evidence"]] == ["a.txt", "b.txt"]
    assert town["descriptions"][0]["value"].startswith(
        "Air strike reported, Talbiseh (2015-09-30); reported by"
    )
    assert "links" not in village
    assert province["geometry"]["type"] in {"Polygon", "MultiPolygon"}
    assert province["properties"]["fclasses"] == ["A"]


def test_a_name_that_no_place_was_chosen_for_has_no_geometry(
    samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    place = replace(
        samples.STRIKE.places[0], place=None, lat=None, lon=None, geo_precision="unresolved", confidence=0.0
    )
    claim = replace(samples.STRIKE, places=(place,))
    event = replace(samples.EVENTS[0], claims=(claim,), places=(place,), moment=Moment(None, None, "unknown"))
    more = replace(event, event_id="e9")
    first, second = written(Extraction((), (claim,), (event, more)), tmp_path, gazetteer)["features"]
    assert first["geometry"] is None
    assert first["properties"]["title"] == "Talbiseh"
    assert "when" not in first
    assert first["@id"] != second["@id"]  # two may be two places


def test_a_public_one_has_cells_and_no_words(
    samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    public = publish(samples.EXTRACTION, gazetteer, Promise(date(2026, 1, 1))).extraction
    collection = written(public, tmp_path, gazetteer)
    assert collection["note"].startswith("Public profile.")
    said = json.dumps(collection["features"], ensure_ascii=False)
    assert "Talbiseh" not in said
    assert "Jets" not in said
    assert "a.txt" not in said


def test_its_ending_is_of_two_parts() -> None:
    assert format_for("places.LPF.json").name == "lpf"
    assert format_for("x.txt", "lpf").ending == "lpf.json"
