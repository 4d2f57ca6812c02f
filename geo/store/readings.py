"""What each report gave by itself: kept as it is read, and found again for the next run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from geo.jsontext import dumps
from geo.model import Claim, Document, Reading, Toponym
from geo.records import document_from_record, document_to_record
from geo.store import rows, schema
from geo.store.exact import claim_from_row, claim_to_row
from geo.store.fingerprint import document_hash

_AT_ONCE = 500  # ids asked for in one statement; SQLite takes at least 999


def keep(connection: Connection, readings: Iterable[Reading], stamp: str) -> None:
    """Keep readings until the run's end; an earlier one of the same report makes way."""
    made = [_row(reading, stamp) for reading in readings]
    if made:
        connection.execute(insert(schema.readings).prefix_with("OR REPLACE"), made)


def read(connection: Connection, wanted: Mapping[str, str], stamp: str) -> Iterator[Reading]:
    """Of the reports wanted (id → hash) those read by what the stamp names, in any order, each once.

    A stamp of "" names nothing.

    Raises what broken JSON raises where rows are damaged.
    """
    ids = list(wanted) if stamp else []
    for start in range(0, len(ids), _AT_ONCE):
        some = {doc_id: wanted[doc_id] for doc_id in ids[start : start + _AT_ONCE]}
        fresh = {one.document.id: one for one in _unfinished(connection, some, stamp)}
        yield from fresh.values()
        rest = {doc_id: digest for doc_id, digest in some.items() if doc_id not in fresh}
        yield from _finished(connection, rest, stamp)


def clear(connection: Connection) -> None:
    """The run has ended: what it found stands in the other tables now."""
    connection.execute(delete(schema.readings))


def _row(reading: Reading, stamp: str) -> rows.Row:
    document = reading.document
    record = {
        "document": document_to_record(document),
        "claims": [claim_to_row(claim) for claim in reading.claims],
        "toponyms": [rows.toponym_to_record(document.id, toponym) for toponym in reading.toponyms],
    }
    return {
        "doc_id": document.id,
        "hash": document_hash(document),
        "stamp": stamp,
        "record": dumps(record),
    }


def _unfinished(connection: Connection, wanted: Mapping[str, str], stamp: str) -> Iterator[Reading]:
    table = schema.readings
    asked = select(table.c.doc_id, table.c.hash, table.c.record)
    for doc_id, digest, text in connection.execute(
        asked.where(table.c.doc_id.in_(wanted), table.c.stamp == stamp)
    ):
        if wanted[doc_id] == digest:
            record = json.loads(text)
            yield Reading(
                document_from_record(record["document"]),
                tuple(map(claim_from_row, record["claims"])),
                tuple(rows.toponym_from_record(one)[1] for one in record["toponyms"]),
            )


def _finished(connection: Connection, wanted: Mapping[str, str], stamp: str) -> Iterator[Reading]:
    """From the tables of the last run, its claims as they were before they were put together."""
    table = schema.documents
    asked = select(table.c.doc_id, table.c.hash, table.c.record)
    found = [
        document_from_record(json.loads(text))
        for doc_id, digest, text in connection.execute(
            asked.where(table.c.doc_id.in_(wanted), table.c.stamp == stamp)
        )
        if wanted[doc_id] == digest
    ]
    claims = _claims(connection, found)
    toponyms = _toponyms(connection, found)
    for document in found:
        yield Reading(document, tuple(claims[document.id]), tuple(toponyms[document.id]))


def _claims(connection: Connection, documents: Sequence[Document]) -> dict[str, list[Claim]]:
    table = schema.claims
    found: dict[str, list[Claim]] = {document.id: [] for document in documents}
    asked = select(table.c.record).where(table.c.doc_id.in_(found)).order_by(table.c.position)
    for text in connection.execute(asked).scalars():
        claim = replace(claim_from_row(json.loads(text)), event_id="", about=())
        found[claim.doc_id].append(claim)
    return found


def _toponyms(connection: Connection, documents: Sequence[Document]) -> dict[str, list[Toponym]]:
    table = schema.toponyms
    found: dict[str, list[Toponym]] = {document.id: [] for document in documents}
    asked = select(table.c.record).where(table.c.doc_id.in_(found)).order_by(table.c.position)
    for text in connection.execute(asked).scalars():
        doc_id, toponym = rows.toponym_from_record(json.loads(text))
        found[doc_id].append(toponym)
    return found
