"""What an analyst decided: an append-only list in the case file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert, select

from geo.decisions import Decision, standing
from geo.jsontext import dumps
from geo.store import schema

SET_PUBLISHED = "set_published"
SET_DETAILS = "set_details"  # title, publisher, language of a report
LEAVE_UNDATED = "leave_undated"  # do not ask again for a report's publication date
ABOUT_REPORTS = (SET_PUBLISHED, SET_DETAILS, LEAVE_UNDATED)  # these count from the next run on
DETAILS = ("title", "publisher", "language")


def append(connection: Connection, decision: Decision) -> None:
    """Add a decision at the end of the list."""
    connection.execute(
        insert(schema.decisions).values(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            author=decision.author,
            action=decision.action,
            doc_id=decision.doc_id,
            event_id=decision.event_id,
            claim_id=decision.claim_id,
            payload=dumps(dict(decision.payload)),
        )
    )


def read(connection: Connection) -> list[Decision]:
    """All decisions, oldest first."""
    rows = connection.execute(select(schema.decisions).order_by(schema.decisions.c.id)).mappings()
    return [Decision(**{**row, "payload": json.loads(row["payload"])}) for row in rows]


def published_dates(decisions: list[Decision]) -> dict[str, date | None]:
    """The publication dates that the user chose, the last one of each document (None: taken back)."""
    ever: dict[str, date | None] = {d.doc_id: None for d in decisions if d.action == SET_PUBLISHED}
    stand = [decision for decision in standing(decisions) if decision.action == SET_PUBLISHED]
    return ever | {decision.doc_id: _day(decision.payload.get("published")) for decision in stand}


def details(decisions: list[Decision]) -> dict[str, dict[str, str]]:
    """What the user wrote of each document's title, publisher and language; the last word counts."""
    found: dict[str, dict[str, str]] = {}
    for decision in decisions:
        if decision.action == SET_DETAILS:
            kept = {name: str(decision.payload[name]) for name in DETAILS if name in decision.payload}
            found.setdefault(decision.doc_id, {}).update(kept)
    return found


def left_undated(decisions: list[Decision]) -> frozenset[str]:
    """The documents that the user said to read without a publication date."""
    return frozenset(decision.doc_id for decision in standing(decisions) if decision.action == LEAVE_UNDATED)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
