"""A case file, opened: what is in it as nouns, and a run's result into it in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, delete, insert, select
from sqlalchemy.exc import DatabaseError

from geo.errors import CaseError
from geo.eventrecords import event_from_record
from geo.model import Claim, Document, Event, Extraction, Toponym, Unread
from geo.records import Record, claim_from_record, document_from_record
from geo.store import decisions, rows, schema
from geo.store.decisions import SET_PUBLISHED, Decision

Noun = TypeVar("Noun")

_FILLED_BY_A_RUN = (schema.documents, schema.claims, schema.events, schema.toponyms, schema.unread)


class Case:
    """A case file (SQLite in WAL mode: several processes may read while one writes).

    Use it as a context manager. Every method raises CaseError when the file cannot be read or written.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Case:
        """Open the case at `path`; a new one is made there if there is none and `create` is true."""
        place = Path(path)
        try:
            return cls(place, schema.connect(place, create=create))
        except OSError as error:
            raise CaseError(f"{place}: cannot be opened ({error.strerror or error})") from error

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save(self, extraction: Extraction, *, program: str = "", seen: str = "") -> None:
        """Replace what earlier runs found by this; decisions and the list of runs are kept.

        `program` names what made the extraction; `seen` is the `fingerprint` of what it was given.
        """
        tables: dict[Table, Sequence[Mapping[str, Any]]] = {
            schema.documents: [
                rows.document_row(number, document) for number, document in enumerate(extraction.documents)
            ],
            schema.claims: [rows.claim_row(number, claim) for number, claim in enumerate(extraction.claims)],
            schema.events: [rows.event_row(number, event) for number, event in enumerate(extraction.events)],
            schema.toponyms: [
                rows.toponym_row(number, *pair) for number, pair in enumerate(extraction.toponyms)
            ],
            schema.unread: [rows.unread_row(number, lost) for number, lost in enumerate(extraction.unread)],
        }
        run = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": program,
            "fingerprint": seen,
            "documents": len(extraction.documents),
            "events": len(extraction.events),
        }
        with self._transaction() as connection:
            for table in _FILLED_BY_A_RUN:
                connection.execute(delete(table))
                if tables[table]:
                    connection.execute(insert(table), tables[table])
            connection.execute(insert(schema.runs), run)

    def is_current(self, seen: str) -> bool:
        """True when the last run was given the very documents, by the very program, of this fingerprint."""
        with self._transaction() as connection:
            newest = select(schema.runs.c.fingerprint).order_by(schema.runs.c.id.desc()).limit(1)
            return bool(seen) and connection.execute(newest).scalar() == seen

    def documents(self) -> tuple[Document, ...]:
        """The reports, in the order they were read."""
        return self._nouns(schema.documents, document_from_record)

    def claims(self) -> tuple[Claim, ...]:
        """The claims and statements, in the order of the run."""
        return self._nouns(schema.claims, claim_from_record)

    def events(self) -> tuple[Event, ...]:
        """The events with their claims."""
        by_id = {claim.claim_id: claim for claim in self.claims()}
        return self._nouns(schema.events, lambda record: event_from_record(record, by_id))

    def toponyms(self) -> tuple[tuple[str, Toponym], ...]:
        """The place names of the documents: (doc_id, mention); without their other candidates."""
        return self._nouns(schema.toponyms, rows.toponym_from_record)

    def unread(self) -> tuple[Unread, ...]:
        """What was not read, and why."""
        return self._nouns(schema.unread, lambda record: Unread(**record))

    def extraction(self) -> Extraction:
        """All of it."""
        return Extraction(self.documents(), self.claims(), self.events(), self.toponyms(), self.unread())

    def decide(self, decision: Decision) -> None:
        """Keep a decision; none is ever changed or removed."""
        with self._transaction() as connection:
            decisions.append(connection, decision)

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first."""
        with self._transaction() as connection:
            return decisions.read(connection)

    def set_published(self, doc_id: str, published: date | None, *, author: str = "") -> None:
        """Choose a document's publication date (None takes the choice back).

        It holds from the next run on: the claims are those of the old date until then.
        """
        day = published.isoformat() if published else None
        self.decide(Decision(SET_PUBLISHED, author=author, doc_id=doc_id, payload={"published": day}))

    def with_chosen_dates(self, documents: Sequence[Document]) -> list[Document]:
        """The documents with the publication dates that were chosen for them, kept as "given"."""
        chosen = decisions.published_dates(self.decisions())
        return [
            _dated(document, chosen[document.id]) if document.id in chosen else document
            for document in documents
        ]

    def _nouns(self, table: Table, make: Callable[[Record], Noun]) -> tuple[Noun, ...]:
        with self._transaction() as connection:
            records = connection.execute(select(table.c.record).order_by(table.c.position)).scalars().all()
        try:
            return tuple(make(json.loads(record)) for record in records)
        except (ValueError, KeyError, TypeError) as error:
            raise CaseError(
                f"{self.path}: its {table.name} are damaged ({error!r}); make the case anew"
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (DatabaseError, sqlite3.Error) as error:
            raise CaseError(f"{self.path}: {schema.reason(error)}") from error


def _dated(document: Document, published: date | None) -> Document:
    """With the chosen date; a choice taken back leaves what the report itself says, if that is known."""
    if published is not None:
        return replace(document, published=published, published_from="given")
    if document.published_from == "given":
        return replace(document, published=None, published_from="unknown")
    return document
