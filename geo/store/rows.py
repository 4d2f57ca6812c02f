"""Nouns as rows of the case file's tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.exactrecords import claim_to_row, event_to_row
from geo.jsontext import dumps
from geo.model import Claim, Document, Event, Toponym, Unread
from geo.records import (
    Record,
    document_to_record,
    place_from_record,
    place_to_record,
    unread_to_record,
)
from geo.store.fingerprint import document_hash

Row = dict[str, Any]


def document_row(position: int, document: Document, stamp: str) -> Row:
    """A row of `documents`; `stamp` names what read it."""
    return {
        "stamp": stamp,
        "position": position,
        "doc_id": document.id,
        "hash": document_hash(document),
        "published": document.published.isoformat() if document.published else None,
        "record": dumps(document_to_record(document)),
    }


def claim_row(position: int, claim: Claim) -> Row:
    """A row of `claims`."""
    return {
        "position": position,
        "claim_id": claim.claim_id,
        "doc_id": claim.doc_id,
        "event_id": claim.event_id,
        "type": claim.type,
        "record": dumps(claim_to_row(claim)),
    }


def event_row(position: int, event: Event) -> Row:
    """A row of `events`."""
    return {
        "position": position,
        "event_id": event.event_id,
        "type": event.type,
        "start": event.moment.start.isoformat() if event.moment.start else None,
        "end": event.moment.end.isoformat() if event.moment.end else None,
        "status": event.status,
        "confidence": event.confidence,
        "record": dumps(event_to_row(event)),
    }


def toponym_row(position: int, doc_id: str, toponym: Toponym) -> Row:
    """A row of `toponyms`."""
    return {"position": position, "doc_id": doc_id, "record": dumps(toponym_to_record(doc_id, toponym))}


def toponym_to_record(doc_id: str, toponym: Toponym) -> Record:
    """A mention; the candidates that were not chosen are not kept."""
    return place_to_record(toponym) | {
        "doc_id": doc_id,
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "role": toponym.role,
        "nominal": toponym.nominal,
    }


def toponym_from_record(record: Record) -> tuple[str, Toponym]:
    """(doc_id, mention) as `toponym_to_record` wrote it."""
    place = place_from_record(record)
    return record["doc_id"], replace(place, role=record["role"], nominal=record["nominal"])


def unread_row(position: int, unread: Unread) -> Row:
    """A row of `unread`."""
    return {"position": position, "record": dumps(unread_to_record(unread))}
