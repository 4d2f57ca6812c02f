"""Our exports read again, also after GDAL; what is not ours is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import geopandas
import pytest

from geo.errors import ExportError
from geo.export import write
from geo.export.readback import read_claim_records, read_events
from geo.export.verifying import check_quotes


@pytest.mark.parametrize("name", ["x.geojson", "x.geojsonl"])
def test_events_come_back_as_they_went(samples: ModuleType, tmp_path: Path, name: str) -> None:
    write(samples.EXTRACTION, tmp_path / name, gazetteer=samples.Areas())
    back = read_events(tmp_path / name)
    assert back.events == samples.EVENTS
    assert set(back.claims) == set(samples.EXTRACTION.claims)
    assert back.documents == ()


def test_events_come_back_from_a_geopackage_made_geojson(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.gpkg", gazetteer=samples.Areas())
    geopandas.read_file(tmp_path / "x.gpkg").to_file(tmp_path / "y.geojson", driver="GeoJSON")
    back = read_events(tmp_path / "y.geojson")
    assert back.events[1:] == samples.EVENTS[1:]
    assert back.events[0].claims[0] == samples.STRIKE  # the second claim's half character is lost in GDAL


def test_a_moment_no_claim_has_comes_back_without_words(samples: ModuleType, tmp_path: Path) -> None:
    write([replace(samples.EVENTS[0], moment=samples.MONTH)], tmp_path / "x.geojson")
    (event,) = read_events(tmp_path / "x.geojson").events
    assert (event.moment.start, event.moment.precision, event.moment.text) == (
        samples.MONTH.start,
        "month",
        "",
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.geojson", "{", "not GeoJSON"),
        ("x.geojson", "[]", "not a FeatureCollection"),
        ("x.geojson", '{"features": [1]}', "feature 1"),
        ("x.geojson", '{"features": [{"properties": {}}]}', "feature 1.*missing"),
        ("x.geojson", '{"features": [{"properties": {"claims": "no"}}]}', "claims is not a list"),
        ("x.geojson", '{"features": [{"properties": {"claims": 3}}]}', "claims is not a list"),
        ("x.geojson", '{"features": [{"properties": {"claims": [3]}}]}', "not an event"),
        ("x.geojson", "[" * 100_000, "not GeoJSON"),
        ("x.geojsonl", "\n{", "not JSON lines"),
        ("x.geojson", b"\xff\xfe", "not GeoJSON"),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ExportError, match=said):
        read_events(tmp_path / name)


def test_one_event_twice_is_refused(samples: ModuleType, tmp_path: Path) -> None:
    write([samples.EVENTS[0], samples.EVENTS[0]], tmp_path / "x.geojson")
    with pytest.raises(ExportError, match="twice"):
        read_events(tmp_path / "x.geojson")


def test_claims_of_either_export(samples: ModuleType, tmp_path: Path) -> None:
    for name in ("x.jsonl", "x.geojson"):
        write(samples.EXTRACTION, tmp_path / name, gazetteer=samples.Areas())
        ids = {record["claim_id"] for record in read_claim_records(tmp_path / name)}
        assert ids == {"c1", "c2", "c3", "c4", "c5"}
    (tmp_path / "y.jsonl").write_text("[1]\n")
    with pytest.raises(ExportError, match="line 1"):
        list(read_claim_records(tmp_path / "y.jsonl"))
    (tmp_path / "y.jsonl").write_bytes(b"\xff\n")
    with pytest.raises(ExportError, match="not JSON lines"):
        list(read_claim_records(tmp_path / "y.jsonl"))


def test_quotes_are_found_again(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "x.jsonl")
    records = list(read_claim_records(tmp_path / "x.jsonl"))
    texts = {document.id: document.text for document in samples.EXTRACTION.documents}
    quotes = list(check_quotes(records, texts))
    assert len(quotes) > len(records)
    assert not [quote for quote in quotes if quote.problem]
    assert {quote.problem for quote in check_quotes(records, {})} == {"its document is not among those given"}


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": []},
        {"evidence": None},
        {"evidence": [{"start": 1, "end": 87, "text": "moved"}]},
        {"evidence": [{"start": -3, "end": 5, "text": "x"}]},
        {"evidence": [{"start": True, "end": 5, "text": "x"}]},
        {"evidence": [{"start": 0, "end": 10**9, "text": "x"}]},
        {"trigger": None},
        {"places": [7]},
    ],
)
def test_a_quote_that_moved_is_named(samples: ModuleType, change: dict[str, object]) -> None:
    record = json.loads(json.dumps(_record(samples))) | change
    lost = [q for q in check_quotes([record], {"a.txt": samples.TEXT}) if q.problem]
    assert [(quote.claim_id, quote.part) for quote in lost] == [("c1", next(iter(change)))]


def _record(samples: ModuleType) -> dict[str, object]:
    from geo.records import claim_to_record

    return claim_to_record(samples.STRIKE)
