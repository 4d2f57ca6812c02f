"""Events as a table (CSV), with every cell made harmless for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.export.columns import EVENTS, JOINT
from geo.export.source import Source
from geo.geometry import DECIMALS, drawn_places
from geo.jsontext import dumps, plain
from geo.model import Event, Span
from geo.properties import event_properties, source_names
from geo.sheets import defused

if TYPE_CHECKING:
    from gazetteer import Gazetteer

COLUMNS = tuple(column.name for column in EVENTS)


def write_csv(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """One row an event; lists are joined by "; ", the first drawn place gives lat and lon."""
    del gazetteer
    write_rows(path, COLUMNS, (row(event) for event in source.events))


def write_rows(path: Path, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    """A table of rows by column; every text cell is harmless already."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, tuple(columns))
        table.writeheader()
        table.writerows(rows)


def row(event: Event) -> dict[str, Any]:
    """The cells of an event."""
    place = next(iter(drawn_places(event)), None)
    spans = evidence_spans(event)
    values = event_properties(event) | {
        "lat": _degrees(place.lat) if place else None,
        "lon": _degrees(place.lon) if place else None,
        "sources": source_names(event.claims),
        "documents": list(dict.fromkeys(claim.doc_id for claim in event.claims)),
        "evidence": JOINT.join(plain(span.text) for _, _, span in spans),
        "evidence_spans": spans_as_json(spans),
    }
    return {column: defused(_cell(values[column])) for column in COLUMNS}


def evidence_spans(event: Event) -> list[tuple[str, str, Span]]:
    """Every quote of the event's claims, each once: the claim, its report, the words and where they stand."""
    once: dict[tuple[str, int, int], tuple[str, str, Span]] = {}
    for claim in event.claims:
        for span in claim.evidence:
            once.setdefault((claim.doc_id, span.start, span.end), (claim.claim_id, claim.doc_id, span))
    return list(once.values())


def spans_as_json(spans: Iterable[tuple[str, str, Span]]) -> str:
    """[[claim, report, start, end], …] for quotes that stand beside it, in their order."""
    return dumps([[claim_id, doc_id, span.start, span.end] for claim_id, doc_id, span in spans])


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return plain(JOINT.join(_item(part) for part in dict.fromkeys(value) if part))
    return plain(value) if isinstance(value, str) else value


def _item(part: Any) -> str:
    """An item of a list, without what would make it two."""
    return str(part).replace(JOINT, ", ")
