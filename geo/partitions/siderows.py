"""Sides of events, by which they are compared, as JSON records."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.events.links import Side
from geo.exactrecords import place_from_row, place_to_row


def side_to_row(side: Side) -> dict[str, Any]:
    """The side's record."""
    return {
        "event_id": side.event_id,
        "type": side.type,
        "title": side.title,
        "start": side.start.isoformat(),
        "end": side.end.isoformat(),
        "doers": sorted(side.doers),
        "places": [place_to_row(place) for place in side.places],
    }


def side_from_row(row: dict[str, Any]) -> Side:
    """The side that `side_to_row` wrote."""
    return Side(
        event_id=row["event_id"],
        type=row["type"],
        title=row["title"],
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]),
        doers=frozenset(row["doers"]),
        places=tuple(place_from_row(place) for place in row["places"]),
    )
