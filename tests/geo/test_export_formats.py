"""The other formats, and how files are put in place."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import geopandas
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CaseError, ExportError
from geo.export import FORMATS, format_for, write
from geo.export.table import COLUMNS
from geo.export.writing import write_lines
from geo.jsontext import dumps, plain
from geo.sheets import defused
from geo.store import Case

KML = "{http://www.opengis.net/kml/2.2}"


def test_claims_as_lines(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.jsonl")
    claims = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert [claim["claim_id"] for claim in claims] == ["c1", "c2", "c3", "c4", "c5"]
    texts = {document.id: document.text for document in samples.EXTRACTION.documents}
    for claim in claims:
        for span in (claim["trigger"], *claim["evidence"], *claim["casualties"], *claim["source"]):
            assert texts[claim["doc_id"]][span["start"] : span["end"]] == span["text"]


def test_the_table_is_read_again_and_harmless(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["targets"] == "'=cmd|' /C calc'!A0"
    assert (rows[0]["lat"], rows[0]["killed_best"], rows[2]["lat"]) == ("34.840278", "", "")
    assert rows[0]["documents"] == "a.txt; b.txt"


@given(st.text() | st.integers() | st.floats(allow_nan=False) | st.none())
def test_no_text_cell_starts_a_formula(value: str | float | None) -> None:
    cell = defused(value)
    if isinstance(value, str):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert cell.removeprefix("'") == value.removeprefix("'") or cell == value
    else:
        assert cell is value


@pytest.mark.parametrize("events", ["all", "none", "unplaced"])
def test_geopackage_and_geoparquet(samples: ModuleType, tmp_path: Path, events: str) -> None:
    chosen = {"all": samples.EVENTS, "none": (), "unplaced": samples.EVENTS[2:]}[events]
    for name in ("x.gpkg", "x.parquet"):
        write(chosen, tmp_path / name, gazetteer=samples.Areas())
    fields = dict(zip(*map(pyogrio.read_info(tmp_path / "x.gpkg").get, ("fields", "ogr_types")), strict=True))
    assert (fields["start"], fields["killed_low"], fields["claims"]) == (
        "OFTDate",
        "OFTInteger64",
        "OFTString",
    )
    package = geopandas.read_file(tmp_path / "x.gpkg")
    parquet = geopandas.read_parquet(tmp_path / "x.parquet")
    for frame in (package, parquet):
        assert frame.crs.to_epsg() == 4326
        assert list(frame["event_id"]) == [event.event_id for event in chosen]
        assert [json.loads(claims)[0]["claim_id"] for claims in frame["claims"]] == [
            event.claims[0].claim_id for event in chosen
        ]


def test_kml_has_a_time_span_and_no_markup_of_documents(samples: ModuleType, tmp_path: Path) -> None:
    hostile = replace(samples.EVENTS[0], title="<script>\x00alert(1)</script>")
    write((hostile, *samples.EVENTS[1:]), tmp_path / "x.kml", gazetteer=samples.Areas())
    root = ET.parse(tmp_path / "x.kml").getroot()  # noqa: S314 (our own file)
    marks = root.findall(f".//{KML}Placemark")
    assert [mark.findtext(f"{KML}TimeSpan/{KML}begin") for mark in marks] == [
        "2015-09-30",
        "2015-09-01",
        None,
    ]
    assert marks[0].findtext(f"{KML}name") == "<script>\ufffdalert(1)</script>"
    assert len(marks[0].findall(f"{KML}MultiGeometry/{KML}Point")) == 2
    assert marks[1].find(f"{KML}Polygon/{KML}outerBoundaryIs") is not None
    assert pyogrio.read_info(tmp_path / "x.kml")["features"] == 3


def test_a_case_keeps_its_decisions_when_written_again(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.db")
    with Case.open(tmp_path / "x.db") as case:
        case.set_published("b.txt", None)
    write(samples.EVENTS[:1], tmp_path / "x.db")
    with Case.open(tmp_path / "x.db") as case:
        assert [event.event_id for event in case.events()] == ["e1"]
        assert len(case.decisions()) == 1


def test_an_unknown_ending_names_those_that_are_known() -> None:
    with pytest.raises(ExportError, match=r"'x\.shp'.*\.geojson"):
        format_for("x.shp")
    with pytest.raises(ExportError, match="'shp'"):
        format_for("x.geojson", "shp")
    assert format_for("-").name == "jsonl"
    assert format_for("x.GeoJSON").name == "geojson"
    assert format_for("x.txt", "csv").name == "csv"


def test_every_writer_is_there() -> None:
    for form in FORMATS.values():
        if form.name != "html":
            assert callable(form.load())


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("as it was")

    def broken() -> object:
        yield "{}"
        raise KeyError("half way")

    with pytest.raises(KeyError):
        write_lines(broken(), target)  # type: ignore[arg-type]
    assert target.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(samples: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write(samples.EXTRACTION, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").is_file()


def test_what_cannot_be_written_is_named(samples: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(ExportError, match=r"folder\.jsonl.*folder"):
        write(samples.EXTRACTION, tmp_path / "folder.jsonl")
    with pytest.raises(ExportError, match="no folder"):
        write(samples.EXTRACTION, tmp_path / "none" / "x.jsonl")
    (tmp_path / "x.db").write_text("not a database, and longer than the sixteen bytes of a header")
    with pytest.raises(CaseError, match=r"x\.db"):
        write(samples.EXTRACTION, tmp_path / "x.db")
    assert (tmp_path / "x.db").read_text().startswith("not a database")


def test_a_device_is_written_through(samples: ModuleType) -> None:
    write(samples.EXTRACTION, "/dev/null", format="jsonl")
    assert Path("/dev/null").is_char_device()


def test_standard_output(samples: ModuleType, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(samples.EXTRACTION, "-", format="geojson", gazetteer=samples.Areas())
    assert json.loads(capfdbinary.readouterr().out)["type"] == "FeatureCollection"


def test_full_disk_is_an_export_error(samples: ModuleType) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(ExportError, match="/dev/full"):
        write(samples.EXTRACTION, "/dev/full", format="jsonl")


@given(st.text(st.characters(codec=None, categories=None), max_size=40))
def test_any_text_survives_json_lines(text: str) -> None:
    line = dumps({"text": text})
    assert json.loads(line.encode("utf-8")) == {"text": text}
    assert len(line.splitlines()) == 1
    plain(text).encode("utf-8")
