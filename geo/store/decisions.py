"""What an analyst decided: an append-only list in the case file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce
from typing import Any

from sqlalchemy import Connection, insert, select

from geo.decisions import UNDO, Decision, standing, undone
from geo.decisions.model import referred
from geo.jsontext import dumps
from geo.model import Document
from geo.store import schema

SET_PUBLISHED = "set_published"
SET_DETAILS = "set_details"  # title, publisher, language of a report
LEAVE_UNDATED = "leave_undated"  # do not ask again for a report's publication date
ABOUT_REPORTS = (SET_PUBLISHED, SET_DETAILS, LEAVE_UNDATED)  # these count from the next run on
DETAILS = ("title", "publisher", "language")
_SENSELESS = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
GIVEN = "given"  # where a chosen publication date comes from


def append_all(connection: Connection, made: Iterable[Decision]) -> None:
    """Add decisions; an undo may name another of them by a negative number, counted from 1."""
    ids: list[int] = []
    for decision in made:
        ids.append(append(connection, referred(decision, ids)))


def append(connection: Connection, decision: Decision) -> int:
    """Add a decision at the end of the list; its number."""
    kept = connection.execute(
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
    return int(kept.inserted_primary_key[0]) if kept.inserted_primary_key else 0


def read(connection: Connection) -> list[Decision]:
    """All decisions, oldest first; one whose row makes no sense is not usable, and the others are."""
    rows = connection.execute(select(schema.decisions).order_by(schema.decisions.c.id)).mappings()
    return [_from_row(dict(row)) for row in rows]


def _from_row(row: dict[str, Any]) -> Decision:
    words = row.pop("payload")
    texts = {name: str(value) for name, value in row.items()}  # SQLite keeps any kind in any column
    bare = Decision(**{**texts, "id": row["id"]})
    try:
        decision = replace(bare, payload=json.loads(words))
        _check(decision)
    except _SENSELESS:
        return replace(bare, usable=False)
    return decision


def usable(decision: Decision) -> bool:
    """Whether the payload makes sense, as far as it is read before it is laid over claims."""
    try:
        _check(decision)
    except _SENSELESS:
        return False
    return True


def _check(decision: Decision) -> None:
    """Read what is read of a payload before it is laid over claims; `geo.decisions.apply` tries the rest."""
    payload = decision.payload
    payload.keys()
    for address in payload.get("claims", ()):
        address["trigger"].keys()
    if decision.action == UNDO:
        int(payload["decision"])
    elif decision.action == SET_PUBLISHED:
        _day(payload.get("published"))
        _own_date(payload)
    elif decision.action == SET_DETAILS:
        _texts(payload.get("was", {}))


def published_dates(decisions: list[Decision]) -> dict[str, date | None]:
    """The publication dates that the user chose, the last one of each document (None: taken back)."""
    ever: dict[str, date | None] = {d.doc_id: None for d in decisions if d.action == SET_PUBLISHED}
    stand = [decision for decision in standing(decisions) if decision.action == SET_PUBLISHED]
    return ever | {decision.doc_id: _day(decision.payload.get("published")) for decision in stand}


def details(decisions: list[Decision]) -> dict[str, dict[str, str]]:
    """What the user wrote of each document's title, publisher and language; the last word counts."""
    found: dict[str, dict[str, str]] = {}
    for decision in standing(decisions):
        if decision.action == SET_DETAILS:
            found.setdefault(decision.doc_id, {}).update(_texts(decision.payload))
    return found


def dating(doc_id: str, published: date | None, before: Document | None, author: str) -> Decision:
    """A chosen publication date; the report's own is kept beside it."""
    payload: dict[str, Any] = {"published": published.isoformat() if published else None}
    if before and before.published and before.published_from != GIVEN:
        payload["was"] = {"published": before.published.isoformat(), "from": before.published_from}
    return Decision(SET_PUBLISHED, author=author, doc_id=doc_id, payload=payload)


def describing(doc_id: str, words: Mapping[str, str], before: Document | None, author: str) -> Decision:
    """Title, publisher or language as they were written; what stood there is kept beside them."""
    payload: dict[str, Any] = dict(words)
    if before:
        payload["was"] = {name: getattr(before, name) for name in DETAILS if name in words}
    return Decision(SET_DETAILS, author=author, doc_id=doc_id, payload=payload)


def completed(documents: Iterable[Document], decisions: list[Decision]) -> list[Document]:
    """The documents with the dates and details that stand; what was taken back is as it was before."""
    chosen, own, written = published_dates(decisions), _own_dates(decisions), details(decisions)
    back = _taken_back(decisions)

    def complete(document: Document) -> Document:
        name = document.id
        dated = _dated(document, chosen[name], own.get(name)) if name in chosen else document
        as_before = reduce(_undescribed, back.get(name, ()), dated)
        return replace(as_before, **written.get(name, {}))  # type: ignore[arg-type] # names of text fields alone

    return [complete(document) for document in documents]


def _dated(document: Document, chosen: date | None, own: tuple[date, str] | None) -> Document:
    """With the chosen date; a choice taken back leaves what the report itself says, if that is known."""
    if chosen is not None:
        return replace(document, published=chosen, published_from=GIVEN)
    if document.published_from != GIVEN:
        return document  # just read
    published, origin = own or (None, "unknown")
    return replace(document, published=published, published_from=origin)


def _own_dates(decisions: list[Decision]) -> dict[str, tuple[date, str]]:
    """The reports' own dates and where they came from, as far as choosing another has kept them."""
    dated = [decision for decision in decisions if decision.action == SET_PUBLISHED]
    return {decision.doc_id: own for decision in dated if (own := _own_date(decision.payload))}


def _own_date(payload: Mapping[str, Any]) -> tuple[date, str] | None:
    was = payload.get("was")
    return (date.fromisoformat(was["published"]), str(was["from"])) if was else None


def _taken_back(decisions: list[Decision]) -> dict[str, list[Decision]]:
    """The descriptions that were undone, the newest first, by document."""
    gone = undone(decisions)
    found: dict[str, list[Decision]] = {}
    for decision in reversed(decisions):
        if decision.action == SET_DETAILS and decision.id in gone:
            found.setdefault(decision.doc_id, []).append(decision)
    return found


def _undescribed(document: Document, decision: Decision) -> Document:
    """Before this description, where its words stand there yet."""
    was = _texts(decision.payload.get("was", {}))
    stands = {
        name: text for name, text in _texts(decision.payload).items() if getattr(document, name) == text
    }
    back = {name: was[name] for name in stands if name in was}
    return replace(document, **back)  # type: ignore[arg-type] # names of text fields alone


def _texts(record: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(record[name]) for name in DETAILS if name in record}


def left_undated(decisions: list[Decision]) -> frozenset[str]:
    """The documents that the user said to read without a publication date."""
    return frozenset(decision.doc_id for decision in standing(decisions) if decision.action == LEAVE_UNDATED)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
