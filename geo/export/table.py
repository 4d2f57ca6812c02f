"""Events as a table (CSV), with every cell made harmless for spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.export.properties import event_properties, source_names
from geo.geometry import DECIMALS, drawn_places
from geo.jsontext import plain
from geo.model import Event, Extraction
from geo.sheets import defused

if TYPE_CHECKING:
    from gazetteer import Gazetteer

COLUMNS = (
    "event_id", "type", "title", "start", "end", "date_precision", "place", "country", "admin1",
    "lat", "lon", "geo_precision", "radius_km", "perpetrators", "targets",
    "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high",
    "status", "disputed_slots", "independent_sources", "merged_because", "confidence",
    "plover", "acled", "sources", "documents", "evidence", "profile",
)  # fmt: skip


def write_csv(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """One row an event; lists are joined by "; ", the first drawn place gives lat and lon."""
    del gazetteer
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, COLUMNS)
        rows.writeheader()
        rows.writerows(row(event) for event in extraction.events)


def row(event: Event) -> dict[str, Any]:
    """The cells of an event."""
    place = next(iter(drawn_places(event)), None)
    values = event_properties(event) | {
        "lat": _degrees(place.lat) if place else None,
        "lon": _degrees(place.lon) if place else None,
        "sources": source_names(event.claims),
        "documents": list(dict.fromkeys(claim.doc_id for claim in event.claims)),
        "evidence": [span.text for claim in event.claims for span in claim.evidence],
    }
    return {column: defused(_cell(values[column])) for column in COLUMNS}


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return plain("; ".join(str(part) for part in dict.fromkeys(value) if part))
    return plain(value) if isinstance(value, str) else value
