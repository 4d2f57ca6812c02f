"""The quotes of any export, with the report that each is of and where in it: read for checking.

Formats that hold claims as records are read claim by claim. A table and a KML hold the words of an event in
one text and beside it where each quote stands; they are given as they are, for only the reports can tell
where one quote ends and the next begins.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from geo.addresses import Where, place_of
from geo.errors import ExportError
from geo.export import kml
from geo.export.columns import JOINT
from geo.export.formats import by_ending
from geo.export.readback import features_of, nested, properties_of, read_claim_records
from geo.jsontext import plain
from geo.records import Record, claim_to_record

MAX_FIELD = 64_000_000  # characters of a cell: an event of very many claims
_ROWS_AT_ONCE = 1_000
_CLAIM_LISTS = ("claims", "general_denials")
_DETAILS = re.compile(r'<script type="application/json" id="dateline-details">(.*?)</script>', re.DOTALL)
_KML = "{http://www.opengis.net/kml/2.2}"
_APOSTROPHE = re.compile("'?")  # keeps a spreadsheet from running the cell; it is none of the report's
_REPORTED_BY = re.compile("(Reported by [^\n]*:\n)?")  # one line: more would be words of nobody


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote and where it should stand; `start`, `end`, `text` are whatever the file has."""

    claim_id: str
    doc_id: str
    part: str  # "evidence", "trigger", "places" …; "report": all of a report
    start: Any
    end: Any
    text: Any


@dataclass(frozen=True, slots=True)
class Joined:
    """Quotes of one event in one text: `spans` as the file has them, [[claim, report, start, end], …]."""

    event_id: str
    text: str
    spans: Any
    joint: str  # between two quotes
    lead: re.Pattern[str]  # what may stand before the first
    clean: Callable[[str], str]  # what the format makes of words


def read_cited(path: str | Path) -> Iterator[Record | Cited | Joined]:
    """What an export quotes: claims as records, quotes, or quotes joined. Raises ExportError.

    A case, in a file or in a database, gives its claims as the program read them, without the analyst's
    decisions.
    """
    source = place_of(path)
    if not isinstance(source, Path):
        yield from _of_case(source)
        return
    form = by_ending(source)
    name = form.name if form else "jsonl"  # claims by any other name
    if name == "areas":
        raise ExportError(f"{source} holds counts and no quotes; verify an export of the events")
    yield from _READERS.get(name, read_claim_records)(source)


def reports_of(one: Record | Cited | Joined) -> list[str]:
    """The ids of the reports that are quoted, as far as they are texts."""
    if isinstance(one, Cited):
        named: list[Any] = [one.doc_id]
    elif isinstance(one, Joined):
        spans = one.spans if isinstance(one.spans, list) else []
        named = [span[1] for span in spans if isinstance(span, list) and len(span) > 1]
    else:
        named = [one.get("doc_id")]
    return [doc_id for doc_id in named if isinstance(doc_id, str)]


def _of_case(path: Where) -> Iterator[Record]:
    from geo.store import Case

    with Case.open(path, create=False) as case, case.stream() as stream:
        yield from map(claim_to_record, stream.claims)


def _of_table(path: Path) -> Iterator[Joined]:
    csv.field_size_limit(MAX_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        try:
            for row in csv.DictReader(lines):
                spans = _json(row["evidence_spans"], path, row["event_id"])
                yield Joined(row["event_id"], row["evidence"], spans, JOINT, _APOSTROPHE, plain)
        except (KeyError, TypeError, UnicodeDecodeError, csv.Error) as error:
            raise ExportError(f"{path}: not a table of events as Dateline writes it ({error})") from error


def _of_kml(path: Path) -> Iterator[Joined]:
    data = path.read_bytes()
    if b"<!DOCTYPE" in data:
        raise ExportError(f"{path}: it declares a document type, which no KML of Dateline does")
    try:
        for _, element in ET.iterparse(BytesIO(data)):  # noqa: S314 (no entities without a DOCTYPE)
            if element.tag == f"{_KML}Placemark":
                yield _placemark(element, path)
                element.clear()
    except ET.ParseError as error:
        raise ExportError(f"{path}: not KML ({error})") from error


def _placemark(element: ET.Element, path: Path) -> Joined:
    known = {data.get("name"): data.findtext(f"{_KML}value") for data in element.iter(f"{_KML}Data")}
    event_id = known.get("event_id") or ""
    spans = _json(known.get(kml.SPANS), path, event_id)
    text = element.findtext(f"{_KML}description") or ""
    return Joined(event_id, text, spans, kml.QUOTE_JOINT, _REPORTED_BY, kml.description_text)


def _of_package(path: Path) -> Iterator[Record]:
    import pyogrio

    try:
        meta, _, _, columns = pyogrio.raw.read(path, columns=list(_CLAIM_LISTS), read_geometry=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise ExportError(f"{path}: not a GeoPackage of events ({error})") from error
    if sorted(meta["fields"]) != sorted(_CLAIM_LISTS):
        raise ExportError(f"{path}: not a GeoPackage of events: it has no claims")
    rows = (dict(zip(meta["fields"], row, strict=True)) for row in zip(*columns, strict=True))
    yield from _claims(rows, path)


def _of_parquet(path: Path) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(_CLAIM_LISTS)):
                if batch.num_columns != len(_CLAIM_LISTS):
                    raise ExportError(f"{path}: not a GeoParquet of events: it has no claims")
                yield from _claims(batch.to_pylist(), path)
    except pa.ArrowException as error:
        raise ExportError(f"{path}: not a GeoParquet of events ({error})") from error


def _claims(rows: Iterable[Mapping[str, Any]], path: Path) -> Iterator[Record]:
    for number, row in enumerate(rows, 1):
        where = f"{path}, row {number}"
        for name in _CLAIM_LISTS:
            for record in nested(dict(row), name, where):
                if not isinstance(record, dict) or not isinstance(record.get("doc_id"), str):
                    raise ExportError(f"{where}: not a claim as Dateline writes it (no doc_id)")
                yield record


def _of_page(path: Path) -> Iterator[Cited]:
    """The sentences of a saved page, and the reports that it holds."""
    found = _DETAILS.search(path.read_text(encoding="utf-8", errors="replace"))
    if not found:
        raise ExportError(f"{path}: not a page that Dateline saved")
    details = _json(found[1], path, "its data")
    try:
        for event in details["events"]:
            for claim in (*event["claims"], *event["statements"], *event["denials"]):
                for quote in claim["quotes"]:
                    text = "".join(piece for piece, _ in quote["segments"])
                    yield Cited(
                        claim["id"], claim["doc"]["id"], "evidence", quote["start"], quote["end"], text
                    )
        for doc_id, text in details["documents"].items():
            yield Cited("", doc_id, "report", 0, len(text), text)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ExportError(f"{path}: not a page as Dateline saves it ({error!r})") from error


def _of_places(path: Path) -> Iterator[Cited]:
    """Names and what happened there, of Linked Places."""
    for where, feature in features_of(path):
        properties = properties_of(feature, where)
        try:
            for event in nested(properties, "events", where):
                for quote in event["evidence"]:
                    yield Cited(quote["claim_id"], quote["doc_id"], "evidence", *_span(quote))
            for name in feature["names"]:
                for citation in name["citations"]:
                    if "doc_id" in citation:
                        start, end, _ = _span(citation)
                        yield Cited("", citation["doc_id"], "name", start, end, name["toponym"])
        except (KeyError, TypeError) as error:
            raise ExportError(f"{where}: not a place as Dateline writes it ({error!r})") from error


def _span(quote: Record) -> tuple[Any, Any, Any]:
    return quote.get("start"), quote.get("end"), quote.get("text")


def _json(text: str | None, path: Path, where: str) -> Any:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{path}: {where} has no JSON where it should ({str(error)[:200]})") from error


_READERS: Mapping[str, Callable[[Path], Iterator[Record | Cited | Joined]]] = MappingProxyType(
    {
        "csv": _of_table,
        "db": _of_case,
        "gpkg": _of_package,
        "html": _of_page,
        "kml": _of_kml,
        "lpf": _of_places,
        "parquet": _of_parquet,
    }
)
