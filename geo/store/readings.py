"""What each report gave by itself: kept as it is read, and found again for the next run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection, Table, delete, insert, select

from geo.exactrecords import claim_from_row, claim_to_row
from geo.jsontext import dumps
from geo.model import Reading
from geo.records import document_from_record, document_to_record
from geo.store import rows, schema
from geo.store.fingerprint import document_hash

_AT_ONCE = 500  # ids asked for in one statement; SQLite takes at least 999


def keep(connection: Connection, readings: Iterable[Reading], stamp: str) -> None:
    """Keep readings until the run's end; an earlier one of the same report makes way."""
    made = {reading.document.id: _row(reading, stamp) for reading in readings}
    if made:
        clear(connection, made)
        connection.execute(insert(schema.readings), list(made.values()))


def read(connection: Connection, wanted: Mapping[str, str], stamp: str) -> Iterator[Reading]:
    """Of the reports wanted (id → hash) those read by what the stamp names, in any order, each once.

    One whose rows are damaged is none: its report is read again. A stamp of "" names nothing.
    """
    ids = list(wanted) if stamp else []
    for start in range(0, len(ids), _AT_ONCE):
        some = {doc_id: wanted[doc_id] for doc_id in ids[start : start + _AT_ONCE]}
        fresh = {one.document.id: one for one in _unfinished(connection, some, stamp)}
        yield from fresh.values()
        rest = {doc_id: digest for doc_id, digest in some.items() if doc_id not in fresh}
        yield from _finished(connection, rest, stamp)


def clear(connection: Connection, doc_ids: Iterable[str] | None = None) -> None:
    """Drop what was kept of these reports, which stands in the other tables now; None: of all."""
    if doc_ids is None:
        connection.execute(delete(schema.readings))
        return
    ids = list(doc_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        connection.execute(delete(schema.readings).where(schema.readings.c.doc_id.in_(some)))


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
            yield from _made(partial(_from_record, text))


def _from_record(text: str) -> Reading:
    record = json.loads(text)
    return Reading(
        document_from_record(record["document"]),
        tuple(map(claim_from_row, record["claims"])),
        tuple(rows.toponym_from_record(one)[1] for one in record["toponyms"]),
    )


def _finished(connection: Connection, wanted: Mapping[str, str], stamp: str) -> Iterator[Reading]:
    """From the tables of the last run, its claims as they were before they were put together."""
    table = schema.documents
    asked = select(table.c.doc_id, table.c.hash, table.c.record)
    found = {
        doc_id: text
        for doc_id, digest, text in connection.execute(
            asked.where(table.c.doc_id.in_(wanted), table.c.stamp == stamp)
        )
        if wanted[doc_id] == digest
    }
    claims = _by_report(connection, schema.claims, found)
    toponyms = _by_report(connection, schema.toponyms, found)
    for doc_id, text in found.items():
        yield from _made(partial(_from_rows, text, claims[doc_id], toponyms[doc_id]))


def _from_rows(document: str, claims: Sequence[str], toponyms: Sequence[str]) -> Reading:
    return Reading(
        document_from_record(json.loads(document)),
        tuple(replace(claim_from_row(json.loads(text)), event_id="", about=()) for text in claims),
        tuple(rows.toponym_from_record(json.loads(text))[1] for text in toponyms),
    )


def _made(make: Callable[[], Reading]) -> Iterator[Reading]:
    """The reading, or none where its rows are damaged: the report is given, so it is read again."""
    try:
        yield make()
    except (ValueError, KeyError, TypeError):
        return


def _by_report(connection: Connection, table: Table, doc_ids: Iterable[str]) -> dict[str, list[str]]:
    """The records of a table's rows, in their order, by report."""
    found: dict[str, list[str]] = {doc_id: [] for doc_id in doc_ids}
    asked = select(table.c.doc_id, table.c.record).where(table.c.doc_id.in_(found)).order_by(table.c.position)
    for doc_id, record in connection.execute(asked):
        found[doc_id].append(record)
    return found
