"""A case's events and claims piece by piece: as many as there are, in memory that does not grow.

What the program read is given, without the decisions of an analyst: they form events anew, for which all
of the case is needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from geo.exactrecords import claim_from_row, event_from_row
from geo.model import Claim, Document, Event
from geo.records import Record, document_from_record
from geo.store import schema
from geo.store.rows import Row

Intact = Callable[[str], AbstractContextManager[None]]  # names the table where a record makes no sense

_EVENTS_AT_ONCE = 500
_IDS_AT_ONCE = 900  # in one statement; SQLite takes at least 999


class Stream:
    """What a case holds at one moment, for the writers that take events as they come (geo.export.source).

    Each of `events` and `claims` reads from the start; publishers are given by report.
    """

    note = ""

    def __init__(self, connection: Connection, made_by: str, intact: Intact) -> None:
        self.made_by = made_by
        self._connection = connection
        self._intact = intact

    @property
    def events(self) -> Iterator[Event]:
        """The events in their order, with their claims."""
        return (event for _, event in self.event_rows())

    def event_rows(self) -> Iterator[tuple[Row, Event]]:
        """The same, each with the row that it is of."""
        for rows in self._rows(select(schema.events).order_by(schema.events.c.position)):
            with self._intact("events"):
                records = [json.loads(row["record"]) for row in rows]
            claims = self._claims_of(records)
            with self._intact("events"):
                made = [event_from_row(record, claims) for record in records]
            yield from zip(rows, made, strict=True)

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims and statements, in the order of the run."""
        for records in self._records(schema.claims):
            with self._intact("claims"):
                made = [claim_from_row(record) for record in records]
            yield from made

    @property
    def documents(self) -> Iterator[Document]:
        """The reports in their order."""
        for records in self._records(schema.documents):
            with self._intact("documents"):
                made = [document_from_record(record) for record in records]
            yield from made

    def picked(self, event_ids: Sequence[str]) -> list[Event]:
        """Those of these events that there are, in the order asked for, read without the others."""
        found: dict[str, Event] = {}
        events = schema.events.c
        for ids in some(event_ids):
            rows = self._connection.execute(select(events.record).where(events.event_id.in_(ids))).scalars()
            with self._intact("events"):
                records = [json.loads(row) for row in rows]
            claims = self._claims_of(records)
            with self._intact("events"):
                found |= {record["event_id"]: event_from_row(record, claims) for record in records}
        return [found[event_id] for event_id in event_ids if event_id in found]

    def in_order(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims of this case, each once, in the order of the run."""
        by_id = {claim.claim_id: claim for claim in claims}
        places: dict[str, int] = {}
        table = schema.claims.c
        for ids in some(list(by_id)):
            asked = select(table.claim_id, table.position).where(table.claim_id.in_(ids))
            places.update((row.claim_id, row.position) for row in self._connection.execute(asked))
        return sorted(by_id.values(), key=lambda claim: places[claim.claim_id])

    def publishers(self) -> dict[str, str]:
        """Who published each report that says so: id → publisher."""
        found = {}
        for records in self._records(schema.documents):
            with self._intact("documents"):
                found.update({record["id"]: record["publisher"] for record in records if record["publisher"]})
        return found

    def _records(self, table: Table) -> Iterator[list[Record]]:
        for rows in self._rows(select(table.c.record).order_by(table.c.position)):
            with self._intact(table.name):
                records = [json.loads(row["record"]) for row in rows]
            yield records

    def _rows(self, asked: Select[Any]) -> Iterator[list[Row]]:
        """Some rows after the other; a database is not asked for all of them at once either."""
        found = self._connection.execute(asked.execution_options(stream_results=True)).mappings()
        for some in found.partitions(_EVENTS_AT_ONCE):
            yield [dict(row) for row in some]

    def _claims_of(self, records: Iterable[Record]) -> dict[str, Claim]:
        """The claims, statements and general denials that these events name, by id."""
        with self._intact("events"):
            wanted = list(
                dict.fromkeys(
                    name
                    for record in records
                    for part in ("claims", "statements", "general_denials")
                    for name in record[part]
                )
            )
        found: dict[str, Claim] = {}
        for ids in some(wanted):
            found |= self._claims(ids)
        return found

    def _claims(self, ids: Sequence[str]) -> dict[str, Claim]:
        table = schema.claims
        rows = self._connection.execute(select(table.c.record).where(table.c.claim_id.in_(ids))).scalars()
        with self._intact("claims"):
            return {claim.claim_id: claim for claim in map(claim_from_row, map(json.loads, rows))}


def some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """So many as one statement takes."""
    return (ids[start : start + _IDS_AT_ONCE] for start in range(0, len(ids), _IDS_AT_ONCE))
