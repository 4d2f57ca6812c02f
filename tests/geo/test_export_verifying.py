"""Every export's quotes are found in the reports again; what was changed in any of them is named."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import geopandas
import pytest

from gazetteer import Gazetteer
from geo.errors import ExportError
from geo.export import FORMATS, write
from geo.export.cited import read_cited, reports_of
from geo.export.verifying import Quote, check
from geo.records import claim_to_record

ENDINGS = sorted(form.ending for form in FORMATS.values() if form.name != "areas")
RECORDS = ("db", "geojson", "geojsonl", "gpkg", "jsonl", "parquet")
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def exports(samples: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small extraction in every format."""
    folder, gazetteer = tmp_path_factory.mktemp("exports"), Gazetteer.open()
    for ending in ENDINGS:
        write(samples.EXTRACTION, folder / f"x.{ending}", gazetteer=gazetteer)
    return folder


@pytest.fixture
def texts(samples: ModuleType) -> dict[str, str]:
    return {document.id: document.text for document in samples.EXTRACTION.documents}


def edited(path: Path, folder: Path, change: Change) -> Path:
    """A copy of an export with its text changed, however the format keeps that."""
    copy = folder / path.name
    if path.suffix in {".gpkg", ".parquet"}:
        read, save = (
            (geopandas.read_file, lambda frame: frame.to_file(copy, layer="events"))
            if path.suffix == ".gpkg"
            else (geopandas.read_parquet, lambda frame: frame.to_parquet(copy))
        )
        frame = read(path)
        for name in ("claims", "general_denials"):
            frame[name] = frame[name].map(change)
        save(frame)
    elif path.suffix == ".db":
        copy.write_bytes(path.read_bytes())
        with closing(sqlite3.connect(copy)) as connection, connection:
            rows = connection.execute("select position, record from claims").fetchall()
            for position, record in rows:
                connection.execute(
                    "update claims set record = ? where position = ?", (change(record), position)
                )
    else:
        copy.write_text(change(path.read_text("utf-8")), "utf-8", newline="")
    return copy


def lost(path: Path, texts: dict[str, str]) -> list[Quote]:
    return [quote for quote in check(read_cited(path), texts) if quote.problem]


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_quotes_are_found(exports: Path, texts: dict[str, str], ending: str) -> None:
    quotes = list(check(read_cited(exports / f"x.{ending}"), texts))
    assert len(quotes) >= 4
    assert not [quote for quote in quotes if quote.problem]


@pytest.mark.parametrize("ending", ENDINGS)
def test_changed_words_are_named(exports: Path, texts: dict[str, str], ending: str, tmp_path: Path) -> None:
    path = edited(
        exports / f"x.{ending}", tmp_path, lambda text: text.replace(" on Wednesday", " on Thursdays")
    )
    found = {(quote.doc_id, quote.part) for quote in lost(path, texts)}
    assert ("a.txt", "evidence") in found
    assert {doc_id for doc_id, _ in found} == {"a.txt"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_moved_offsets_are_named(exports: Path, texts: dict[str, str], ending: str, tmp_path: Path) -> None:
    moved = edited(
        exports / f"x.{ending}", tmp_path, lambda text: re.sub(r'\b0(, (?:"end": )?)86\b', r"1\g<1>87", text)
    )
    assert {(quote.doc_id, quote.part) for quote in lost(moved, texts)} == {("a.txt", "evidence")}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_that_was_not_given_is_named(exports: Path, texts: dict[str, str], ending: str) -> None:
    del texts["b.txt"]
    problems = {(quote.doc_id, quote.problem) for quote in lost(exports / f"x.{ending}", texts)}
    assert problems == {("b.txt", "its document is not among those given")}


@pytest.mark.parametrize("ending", RECORDS)
def test_a_changed_figure_is_named(exports: Path, texts: dict[str, str], ending: str, tmp_path: Path) -> None:
    path = edited(exports / f"x.{ending}", tmp_path, lambda text: text.replace('"low": 33', '"low": 99'))
    assert {(q.claim_id, q.part, q.problem) for q in lost(path, texts)} == {
        ("c1", "casualties", "gives 99, which its sentence does not")
    }


@pytest.mark.parametrize("ending", RECORDS)
def test_a_changed_actor_is_named(exports: Path, texts: dict[str, str], ending: str, tmp_path: Path) -> None:
    path = edited(
        exports / f"x.{ending}", tmp_path, lambda text: text.replace('"text": "Jets"', '"text": "Guns"')
    )
    assert {(quote.claim_id, quote.part) for quote in lost(path, texts)} == {("c1", "perpetrators")}


@pytest.mark.parametrize("ending", ["csv", "kml"])
def test_words_that_no_report_has_are_named(
    exports: Path, texts: dict[str, str], ending: str, tmp_path: Path
) -> None:
    path = edited(
        exports / f"x.{ending}",
        tmp_path,
        lambda text: text.replace("killing at least 33 civilians.", "killing at least 33 civilians. Yes."),
    )
    assert [quote.problem for quote in lost(path, texts)] == [
        "holds words between its quotes that are in none of them"
    ]


def test_words_before_the_quotes_of_a_placemark_are_named(
    exports: Path, texts: dict[str, str], tmp_path: Path
) -> None:
    path = edited(
        exports / "x.kml", tmp_path, lambda text: text.replace("Reported by", "Reported by X:\nTwo fell:", 1)
    )
    assert [quote.problem for quote in lost(path, texts)] == [
        "holds words between its quotes that are in none of them"
    ]


@pytest.mark.parametrize("ending", ["csv", "kml"])
@pytest.mark.parametrize(
    "spans", ["", "[]", "7", "[7]", '[["c1", "a.txt", -1, 5]]', '[["c1", "a.txt", true, 5]]']
)
def test_spans_that_are_none_are_named(
    exports: Path, texts: dict[str, str], tmp_path: Path, ending: str, spans: str
) -> None:
    quoted = spans.replace('"', '""') if ending == "csv" else spans
    path = edited(
        exports / f"x.{ending}",
        tmp_path,
        lambda text: re.sub(r'\[\["+c4.*?\]\]', lambda _: quoted, text),
    )
    assert len(lost(path, texts)) == 1


def test_a_page_with_another_report_in_it(exports: Path, texts: dict[str, str], tmp_path: Path) -> None:
    path = edited(
        exports / "x.html", tmp_path, lambda text: text.replace("Shells fell on Homs", "Stars fell on Homs")
    )
    assert ("a.txt", "report") in {(quote.doc_id, quote.part) for quote in lost(path, texts)}


def test_a_name_in_linked_places(exports: Path, texts: dict[str, str], tmp_path: Path) -> None:
    path = edited(
        exports / "x.lpf.json",
        tmp_path,
        lambda text: text.replace('"toponym": "Talbiseh"', '"toponym": "Rastan"'),
    )
    assert {(quote.part, quote.text) for quote in lost(path, texts)} == {("name", "Rastan")}


def test_a_word_from_outside_the_sentence_is_named(samples: ModuleType, texts: dict[str, str]) -> None:
    claim = replace(samples.STRIKE, trigger=samples.quote("fell"))
    record = claim_to_record(claim)
    (found,) = (quote for quote in check([record], texts) if quote.problem)
    assert (found.part, found.problem) == ("trigger", "is outside the claim's evidence")
    changed = record | {"decisions": [{"action": "change"}]}  # an analyst may know better
    assert not [quote for quote in check([changed], texts) if quote.problem]


def test_formulas_and_line_ends_come_back(samples: ModuleType, tmp_path: Path) -> None:
    text = "=1+1 <b>hit</b> Talbiseh; at\r\nnight & day\x00."
    document = replace(samples.DOCUMENT, id="=a; b.txt", text=text)
    span = samples.quote(text, document)
    claim = replace(
        samples.STRIKE, doc_id=document.id, trigger=samples.quote("hit", document), evidence=(span, span),
        places=(), perpetrators=(), targets=(), tolls=(), source=(),
    )  # fmt: skip
    event = replace(samples.EVENTS[0], claims=(claim,), places=(), statements=())
    for ending in ("csv", "kml"):
        write([event], tmp_path / f"x.{ending}")
        assert lost(tmp_path / f"x.{ending}", {document.id: text}) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.areas.csv", "country,week\n", "counts and no quotes"),
        ("x.csv", "a,b\n1,2\n", "not a table of events"),
        ("x.csv", b"event_id,evidence,evidence_spans\n\xff,x,y\n", "not a table of events"),
        ("x.csv", "event_id,evidence,evidence_spans\ne1,x,{\n", "e1 has no JSON"),
        ("x.kml", "<kml", "not KML"),
        ("x.kml", "<!DOCTYPE kml [<!ENTITY a 'b'>]><kml/>", "document type"),
        ("x.gpkg", "no", "not a GeoPackage"),
        ("x.parquet", "no", "not a GeoParquet"),
        ("x.html", "<p>", "not a page"),
        ("x.html", '<script type="application/json" id="dateline-details">{}</script>', "not a page"),
        ("x.lpf.json", '{"features": [{"properties": {"events": [7]}}]}', "not a place"),
        ("x.lpf.json", '{"features": [{"properties": {}}]}', "not a place"),
        ("x.txt", "no", "not JSON lines"),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ExportError, match=said):
        list(read_cited(tmp_path / name))


def test_tables_of_other_things_are_named(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"a": [1]}, geometry=geopandas.points_from_xy([1], [2]), crs=4326)
    frame.to_file(tmp_path / "x.gpkg")
    frame.to_parquet(tmp_path / "x.parquet")
    for name in ("x.gpkg", "x.parquet"):
        with pytest.raises(ExportError, match="no claims"):
            list(read_cited(tmp_path / name))
    frame.assign(claims=["[7]"], general_denials=["[]"]).to_parquet(tmp_path / "x.parquet")
    with pytest.raises(ExportError, match="row 1: not a claim"):
        list(read_cited(tmp_path / "x.parquet"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_reports_that_are_quoted(exports: Path, ending: str) -> None:
    named = {doc_id for one in read_cited(exports / f"x.{ending}") for doc_id in reports_of(one)}
    assert named == {"a.txt", "b.txt"}
    assert reports_of({"doc_id": 7}) == []
