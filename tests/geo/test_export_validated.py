"""Files out, checked by other people's validators and readers; the same events make the same bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import geojson_validator
import geoparquet_validator
import pyarrow.parquet as pq
import pyogrio
import pytest

from gazetteer import Gazetteer
from geo.export import FORMATS, write
from geo.model import Extraction
from geo.publishing import Promise, publish

MADE_BY = "Dateline 0.1.0 (program 1, word lists 2, gazetteer 3)"
KML = "{http://www.opengis.net/kml/2.2}"
FILES = [form.ending for form in FORMATS.values() if form.name not in {"db", "html"}]


@pytest.fixture(scope="module")
def extractions(samples: ModuleType) -> dict[str, Extraction]:
    """The small extraction, and what may be published of it."""
    internal = replace(samples.EXTRACTION, made_by=MADE_BY)
    public = publish(internal, Gazetteer.open(), Promise(date(2026, 1, 1))).extraction
    return {"internal": internal, "public": public}


@pytest.fixture(scope="module")
def written(
    extractions: dict[str, Extraction], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Path]:
    """Each of the two in each format, by profile and ending."""
    folder = tmp_path_factory.mktemp("out")

    def file(profile: str, ending: str) -> Path:
        path = folder / f"{profile}.{ending}"
        if not path.exists():
            write(extractions[profile], path, gazetteer=Gazetteer.open())
        return path

    return file


Written = Callable[[str, str], Path]
both = pytest.mark.parametrize("profile", ["internal", "public"])


@both
def test_geojson(written: Written, profile: str) -> None:
    path = written(profile, "geojson")
    assert geojson_validator.validate_structure(path, check_crs=True) == {}
    found = geojson_validator.validate_geometries(path)
    assert (found["invalid"], found["problematic"]) == ({}, {})
    lines = written(profile, "geojsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(path.read_text("utf-8"))["features"]


@both
def test_geoparquet(written: Written, profile: str) -> None:
    path = written(profile, "parquet")
    report = geoparquet_validator.check(str(path))
    assert report["version"] == "1.1.0"
    assert geoparquet_validator.failed(report) == []
    passed = {outcome["id"] for outcome in report["outcomes"] if outcome["status"] == "pass"}
    assert "/conf/covering/bbox-column-repetition" in passed
    about = pq.read_schema(path).metadata
    assert about[b"made_by"].decode() == MADE_BY
    assert (b"note" in about) is (profile == "public")


@both
@pytest.mark.parametrize("ending", ["gpkg", "kml", "geojson", "geojsonl"])
def test_gdal_reads_the_same_events(
    written: Written, extractions: dict[str, Extraction], profile: str, ending: str
) -> None:
    events = extractions[profile].events
    path = written(profile, ending)
    frame = pyogrio.read_dataframe(path, use_arrow=False)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["event_id"]) == [event.event_id for event in events]
    drawn = json.loads(written(profile, "geojson").read_text("utf-8"))["features"]
    kinds = {None: None, "MultiPoint": "MultiPoint", "Point": "Point", "Polygon": "Polygon"}
    assert [shape and shape.geom_type for shape in frame.geometry] == [
        kinds[f["geometry"] and f["geometry"]["type"]] for f in drawn
    ]
    begin, end = ("begin", "end") if ending == "kml" else ("start", "end")
    for name, of in ((begin, "start"), (end, "end")):
        days = [str(day)[:10] if day == day and day is not None else None for day in frame[name]]  # noqa: PLR0124
        assert [day if day != "NaT" else None for day in days] == [
            getattr(event.moment, of) and getattr(event.moment, of).isoformat() for event in events
        ]


@both
def test_kml_has_time_spans_and_says_what_made_it(written: Written, profile: str) -> None:
    root = ET.parse(written(profile, "kml")).getroot()  # noqa: S314 (our own file)
    begins = [span.findtext(f"{KML}begin") for span in root.iter(f"{KML}TimeSpan")]
    ends = [span.findtext(f"{KML}end") for span in root.iter(f"{KML}TimeSpan")]
    assert (begins, ends) == (["2015-09-30", "2015-09-01"], ["2015-09-30", "2015-09-30"])
    made = root.find(f"{KML}Document/{KML}ExtendedData/{KML}Data[@name='made_by']/{KML}value")
    assert made is not None
    assert made.text == MADE_BY


@pytest.mark.parametrize("ending", FILES)
def test_the_same_events_make_the_same_bytes(
    written: Written, extractions: dict[str, Extraction], tmp_path: Path, ending: str
) -> None:
    """The page's are compared in tests/dashboard."""
    again = tmp_path / f"internal.{ending}"
    write(extractions["internal"], again, gazetteer=Gazetteer.open())
    assert again.read_bytes() == written("internal", ending).read_bytes()


def test_a_geopackage_tells_no_moment_but_what_made_it(written: Written) -> None:
    connection = sqlite3.connect(written("internal", "gpkg"))
    rows = connection.execute("select description, last_change from gpkg_contents").fetchall()
    connection.close()
    assert rows == [(f"Made by {MADE_BY}.", "1970-01-01T00:00:00.000Z")]


@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.says_maker and not form.in_place])
def test_each_format_that_can_says_what_made_it(written: Written, form: Any) -> None:
    path = written("internal", form.ending)
    beside = path.with_name(f"{path.name}-metadata.json")
    said = path.read_bytes() + (beside.read_bytes() if beside.exists() else b"")
    assert MADE_BY.encode() in said
