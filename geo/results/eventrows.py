"""Rows of the parts as events with their claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.export.readback import event_of
from geo.model import Event

# What makes an event of the properties that the files of all formats hold (geo.properties).
COLUMNS = (
    *("event_id", "type", "title", "start", "end", "date_precision", "places", "status", "disputed_slots"),
    *("independent_sources", "merged_because", "confidence", "claims", "general_denials", "possibly_same"),
    "profile",
)


def event_from(row: Sequence[Any], where: str) -> Event:
    """The event of a row of COLUMNS; `where` is named in errors. Raises ExportError where it makes none."""
    properties = dict(zip(COLUMNS, row, strict=True))
    for day in ("start", "end"):
        properties[day] = properties[day] and properties[day].isoformat()
    return event_of({"properties": properties}, where)
