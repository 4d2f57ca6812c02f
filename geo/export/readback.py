"""Our own exports read again: claims from .jsonl, events from .geojson and .geojsonl.

A file may have been through other programs (GDAL turns nested properties into JSON text), or be
hostile: whatever is not of the expected shape is an ExportError that names the file and the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import ExportError
from geo.export.writing import extraction_of
from geo.model import INTERNAL, Claim, Event, Extraction, Moment, Related
from geo.records import Record, claim_from_record, place_from_record

EVENT_ENDINGS = frozenset({".geojson", ".geojsonl"})


def read_claim_records(path: str | Path) -> Iterator[Record]:
    """The claims of a .jsonl, .geojson or .geojsonl export as records. Raises ExportError."""
    source = Path(path)
    if source.suffix.lower() not in EVENT_ENDINGS:
        for where, record in _lines(source):
            yield _claim_record(record, where)
        return
    for where, feature in features_of(source):
        properties = properties_of(feature, where)
        for name in ("claims", "general_denials"):
            for record in nested(properties, name, where):
                yield _claim_record(record, where)


def read_events(path: str | Path) -> Extraction:
    """The events of a .geojson or .geojsonl export, with their claims and without documents.

    Raises ExportError when the file is not one that Dateline wrote.
    """
    source = Path(path)
    events = [event_of(feature, where) for where, feature in features_of(source)]
    if len({event.event_id for event in events}) != len(events):
        raise ExportError(f"{source}: an event_id comes twice; export it again")
    return extraction_of(events)


def event_of(feature: Any, where: str) -> Event:
    """The event of a feature with the properties that Dateline writes; raises ExportError for another."""
    properties = properties_of(feature, where)
    try:
        claims = [claim_from_record(record) for record in nested(properties, "claims", where)]
        denials = [claim_from_record(record) for record in nested(properties, "general_denials", where)]
        told = tuple(claim for claim in claims if claim.kind == "event")
        return Event(
            event_id=str(properties["event_id"]),
            type=str(properties["type"]),
            title=str(properties["title"]),
            moment=_moment(properties, told),
            places=tuple(place_from_record(place) for place in nested(properties, "places", where)),
            claims=told,
            status=properties["status"],
            disputed_slots=tuple(nested(properties, "disputed_slots", where)),
            independent_sources=int(properties["independent_sources"]),
            merged_because=tuple(nested(properties, "merged_because", where)),
            confidence=float(properties["confidence"]),
            statements=tuple(claim for claim in claims if claim.kind == "statement"),
            general_denials=tuple(denials),
            possibly_same=tuple(Related(**kin) for kin in nested(properties, "possibly_same", where)),
            profile=str(properties.get("profile") or INTERNAL),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ExportError(f"{where}: not an event as Dateline writes it ({_said(error)})") from error


def _moment(properties: Record, claims: tuple[Claim, ...]) -> Moment:
    """The event's interval; its words and reason are those of a claim with the same interval."""
    start, end = (date.fromisoformat(day[:10]) if day else None for day in _days(properties))
    for claim in claims:
        if (claim.moment.start, claim.moment.end, claim.moment.precision) == (
            start,
            end,
            properties["date_precision"],
        ):
            return claim.moment
    return Moment(start, end, properties["date_precision"])


def _days(properties: Record) -> tuple[str | None, str | None]:
    return properties["start"], properties["end"]


def features_of(source: Path) -> Iterator[tuple[str, Any]]:
    """The features of a .geojson or .geojsonl as they are, each with where it stands. Raises ExportError."""
    if source.suffix.lower() == ".geojsonl":
        yield from _lines(source)
        return
    try:
        collection = json.loads(source.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ExportError(f"{source}: not GeoJSON ({_said(error)})") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise ExportError(f"{source}: not a FeatureCollection; give an export of `dateline extract`")
    for number, feature in enumerate(features, 1):
        yield f"{source}, feature {number}", feature


def _lines(source: Path) -> Iterator[tuple[str, Any]]:
    with source.open(encoding="utf-8-sig", errors="strict", newline="\n") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{source}, line {number}", json.loads(line)
        except (UnicodeDecodeError, ValueError, RecursionError) as error:
            raise ExportError(f"{source}: not JSON lines ({_said(error)})") from error


def properties_of(feature: Any, where: str) -> Record:
    """The properties of what should be a feature. Raises ExportError."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise ExportError(f"{where}: not a GeoJSON feature with properties")
    return properties


def nested(properties: Record, name: str, where: str) -> list[Any]:
    """A list among the properties, also where a program turned it into JSON text."""
    value = properties.get(name)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise ExportError(f"{where}: {name} is not a list") from error
    if value is None:
        return []
    if not isinstance(value, list):
        raise ExportError(f"{where}: {name} is not a list")
    return value


def _claim_record(record: Any, where: str) -> Record:
    if not isinstance(record, dict) or not isinstance(record.get("doc_id"), str):
        raise ExportError(f"{where}: not a claim as Dateline writes it (no doc_id)")
    return record


def _said(error: Exception) -> str:
    return f"missing {error}" if isinstance(error, KeyError) else str(error)[:200]
