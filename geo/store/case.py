"""A case, opened: what is in it as nouns, and a run's result into it in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as AllBusyError

from geo.addresses import Address, Where, place_of
from geo.checking import Judgement
from geo.decisions import Applied, Decision, apply
from geo.errors import CaseError
from geo.exactrecords import claim_from_row, event_from_row
from geo.model import Claim, Document, Event, Extraction, Reading, Toponym, Unread
from geo.naturalorder import in_order
from geo.records import Record, document_from_record
from geo.store import checks, decisions, pushing, readings, rows, runs, schema, states
from geo.store.connecting import connect, reason, take_turn
from geo.store.decisions import LEAVE_UNDATED
from geo.store.pushing import Pushed
from geo.store.replacing import content_of, staged
from geo.store.runs import Run
from geo.store.streaming import Stream, some

Noun = TypeVar("Noun")


class Case:
    """A case file (SQLite in WAL mode) or a case in a database: many may read while one writes.

    Use it as a context manager. Every method raises CaseError when the case cannot be read or written.
    """

    def __init__(self, path: Where, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._moment: Connection | None = None  # while several tables are read

    @classmethod
    def open(cls, path: str | Path | Address, *, create: bool = True) -> Case:
        """Open the case at `path`, a file or the address of a database (`postgresql://…`, geo.addresses).

        A new one is made there if there is none and `create` is true.
        """
        place = place_of(path)
        try:
            return cls(place, connect(place, create=create))
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
            raise CaseError(
                f"{place}: cannot be opened ({getattr(error, 'strerror', None) or error})"
            ) from error

    def close(self) -> None:
        """Let the file go; the connections to a database wait for the next who opens it."""
        if isinstance(self.path, Path):
            self._engine.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save(self, extraction: Extraction, run: Run | None = None, *, since: str | None = None) -> bool:
        """Replace what earlier runs found by this, in one step; decisions and the list of runs are kept.

        `run` says what made the extraction and what it was given. With `since` (`states.of_basis` before the
        extraction) nothing is written, and False given, where the case has become another one meanwhile.
        """
        run = run or Run()
        counted = replace(run, documents=len(extraction.documents), events=len(extraction.events))
        with self._writing(staged=True) as connection:
            put = staged(connection, content_of(extraction, run.maker.stamp))
            take_turn(connection)
            if since not in (None, states.of_basis(connection)):
                return False
            put()
            readings.clear(connection, (document.id for document in extraction.documents))
            runs.append(connection, counted)
        return True

    def take(self, other: Case, *, instead: bool = False) -> Pushed:
        """Let this case hold what `other` holds, in one step, and join what people did in both.

        Reports, claims, events and place names become those of `other`; its decisions, judgements and runs
        are added where they are not there. A date or title given to a report here alone holds from the next
        run on; `Pushed.described` tells of how many. Raises CaseError when `other` holds nothing, or this is
        another case, which makes way only where `instead` is true (its decisions stay).
        """
        with (
            other.stream() as stream,
            other.at_one_moment() as there,
            self._writing(staged=True) as connection,
        ):
            if not any(other.counts()):
                raise CaseError(f"{other.path}: holds nothing yet")
            with other._intact("claims"):
                put = staged(connection, pushing.content_in(there, stream))
            take_turn(connection)
            if not (instead or pushing.are_kin(there, connection)):
                raise CaseError(f"{self.path}: holds another case, of other runs; give this one another name")
            tables = put()
            pushing.clear_readings(connection)
            joined = pushing.join_lists(there, connection)
            with self._intact("documents"):
                described = pushing.count_described(connection)
            changed = not tables or any(one.any for one in tables.values())
            pushing.join_runs(there, connection, changed=changed)
        return replace(joined, tables=tables, described=described)

    def keep(self, made: Iterable[Reading], stamp: str) -> None:
        """Keep what reports gave until `save` ends the run; the next run finds it if that never comes."""
        with self._writing() as connection:
            readings.keep(connection, made, stamp)

    def hashes(self) -> dict[str, str]:
        """The reports of the last run that ended: id → hash."""
        table = schema.documents
        with self.at_one_moment() as connection:
            return {row.doc_id: row.hash for row in connection.execute(select(table.c.doc_id, table.c.hash))}

    def readings(self, wanted: Mapping[str, str], stamp: str) -> list[Reading]:
        """What these reports (id → hash) gave, of those that this stamp's program has read."""
        with self.at_one_moment() as connection:
            return list(readings.read(connection, wanted, stamp))

    def interrupted(self) -> int:
        """How many reports were read by a run that has not ended."""
        with self.at_one_moment() as connection:
            asked = select(func.count()).select_from(schema.readings)
            return connection.execute(asked).scalar_one()

    def forget_interrupted(self) -> int:
        """Drop what runs that have not ended have kept; gives of how many reports."""
        count = self.interrupted()
        with self._writing() as connection:
            readings.clear(connection)
        return count

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with self.at_one_moment() as connection, self._intact("runs"):
            return runs.read(connection)

    def is_current(self, seen: str) -> bool:
        """True when the last run was given the very documents, by the very program, of this fingerprint."""
        with self.at_one_moment() as connection:
            newest = select(schema.runs.c.fingerprint).order_by(schema.runs.c.id.desc()).limit(1)
            return bool(seen) and connection.execute(newest).scalar() == seen

    def state(self, of: Callable[[Connection], str]) -> str:
        """Words that change when the case does, in the respect that a function of geo.store.states names."""
        with self.at_one_moment() as connection:
            return of(connection)

    def counts(self) -> tuple[int, int]:
        """How many documents and events there are, without reading them."""
        with self.at_one_moment() as connection:
            tables = (schema.documents, schema.events)
            documents, events = (
                connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            )
        return documents, events

    def documents(self, ids: Sequence[str] | None = None) -> tuple[Document, ...]:
        """The reports, in the order of their ids: all, or those of these ids."""
        table = schema.documents
        return self._nouns(table, document_from_record, None if ids is None else table.c.doc_id.in_(ids))

    def claims(self, ids: Sequence[str] | None = None) -> tuple[Claim, ...]:
        """The claims and statements, in the order of the run: all, or those of these ids."""
        table = schema.claims
        return self._nouns(table, claim_from_row, None if ids is None else table.c.claim_id.in_(ids))

    def claims_in(self, doc_ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims and statements of these reports, in the order of the run."""
        return self._nouns(schema.claims, claim_from_row, schema.claims.c.doc_id.in_(doc_ids))

    def event(self, event_id: str) -> Event:
        """One event with its claims, without reading the others. Raises CaseError when there is none."""
        with self.at_one_moment():
            records = self._nouns(schema.events, lambda record: record, schema.events.c.event_id == event_id)
            if not records:
                raise CaseError(f"{self.path}: there is no event {event_id!r} in this case")
            wanted = [
                name for part in ("claims", "statements", "general_denials") for name in records[0][part]
            ]
            return event_from_row(records[0], {claim.claim_id: claim for claim in self.claims(wanted)})

    def part(self, event_ids: Sequence[str]) -> Extraction:
        """These events alone, in this order: with their claims, and the reports that those stand in.

        Nothing else is read; an event that the case does not hold is left out.
        """
        with self.stream() as stream:
            events = stream.picked(event_ids)
            claims = stream.in_order(
                claim for e in events for claim in (*e.claims, *e.statements, *e.general_denials)
            )
            reports = list(some(sorted({claim.doc_id for claim in claims}, key=in_order)))
            return Extraction(
                tuple(chain(*map(self.documents, reports))),
                tuple(claims),
                tuple(events),
                tuple(chain(*map(self.toponyms, reports))),
                self.unread(),
                made_by=self.made_by(),
            )

    def events(self) -> tuple[Event, ...]:
        """The events with their claims."""
        with self.at_one_moment():
            return self._events(self.claims())

    @contextmanager
    def stream(self) -> Iterator[Stream]:
        """Events and claims as the program read them, piece by piece, as they are at one moment."""
        with self.at_one_moment() as connection:
            yield Stream(connection, self.made_by(), self._intact)

    def _events(self, claims: Iterable[Claim]) -> tuple[Event, ...]:
        by_id = {claim.claim_id: claim for claim in claims}
        return self._nouns(schema.events, lambda record: event_from_row(record, by_id))

    def toponyms(self, ids: Sequence[str] | None = None) -> tuple[tuple[str, Toponym], ...]:
        """The place names of the documents, all or of these ids, without candidates: (doc_id, mention)."""
        table = schema.toponyms
        return self._nouns(table, rows.toponym_from_record, None if ids is None else table.c.doc_id.in_(ids))

    def unplaced(self) -> tuple[tuple[str, Toponym], ...]:
        """The place names for which no place was chosen: (doc_id, mention)."""
        table = schema.toponyms
        # As text, for PostgreSQL reads no JSON with a NUL in it; within a word the quotes would be escaped.
        nowhere = table.c.record.contains('"place_id": null', autoescape=True)
        return self._nouns(table, rows.toponym_from_record, nowhere)

    def unread(self) -> tuple[Unread, ...]:
        """What was not read, and why."""
        return self._nouns(schema.unread, lambda record: Unread(**record))

    def extraction(self) -> Extraction:
        """All of it, as the program read it and as it is at one moment, whoever writes meanwhile."""
        with self.at_one_moment():
            claims = self.claims()
            return Extraction(
                self.documents(),
                claims,
                self._events(claims),
                self.toponyms(),
                self.unread(),
                made_by=self.made_by(),
            )

    def made_by(self) -> str:
        """What read the case, in words; "" where that is not known."""
        made = self.runs()
        return made[-1].maker.in_words() if made else ""

    def decided(self) -> Applied:
        """All of it, as the analyst left it, and the decisions that no longer fit."""
        with self.at_one_moment():
            return apply(self.extraction(), self.decisions())

    def decide(self, *made: Decision) -> None:
        """Keep decisions, all or none; none is ever changed or removed.

        An undo may name another of them by a negative number, counted from 1.
        """
        with self._writing() as connection:
            decisions.append_all(connection, made)

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first."""
        with self.at_one_moment() as connection:
            return decisions.read(connection)

    def judge(self, *made: Judgement) -> None:
        """Keep what a coder judged, all or none; none is ever changed or removed."""
        with self._writing() as connection:
            checks.append_all(connection, made)

    def checks(self) -> tuple[list[Judgement], int]:
        """All that coders judged, oldest first, and how many rows of it make no sense."""
        with self.at_one_moment() as connection:
            return checks.read(connection)

    def set_published(self, doc_id: str, published: date | None, *, author: str = "") -> None:
        """Choose a document's publication date (None takes the choice back).

        It holds from the next run on: the claims are those of the old date until then.
        """
        self.describe({doc_id: published}, {}, author=author)

    def describe(
        self,
        dates: Mapping[str, date | None],
        details: Mapping[str, Mapping[str, str]],
        *,
        author: str = "",
    ) -> None:
        """Choose publication dates, and write titles, publishers and languages, by document; all or none.

        What stood there before is kept with each decision, for the next run writes over it.
        """
        before = {document.id: document for document in self.documents()}
        made = [decisions.dating(doc_id, day, before.get(doc_id), author) for doc_id, day in dates.items()]
        made += [
            decisions.describing(doc_id, words, before.get(doc_id), author)
            for doc_id, words in details.items()
        ]
        self.decide(*made)

    def leave_undated(self, doc_ids: Iterable[str], *, author: str = "") -> None:
        """These documents are read without a publication date, and nobody is asked for one again."""
        self.decide(*(Decision(LEAVE_UNDATED, author=author, doc_id=doc_id) for doc_id in doc_ids))

    def left_undated(self) -> frozenset[str]:
        """The documents that are to be read without a publication date."""
        return decisions.left_undated(self.decisions())

    def with_chosen_dates(self, documents: Sequence[Document]) -> list[Document]:
        """The documents as the user completed them: publication dates, kept as "given", and details."""
        return decisions.completed(documents, self.decisions())

    def _nouns(
        self, table: Table, make: Callable[[Record], Noun], which: ColumnElement[bool] | None = None
    ) -> tuple[Noun, ...]:
        asked = select(table.c.record).order_by(table.c.position)
        with self.at_one_moment() as connection:
            records = connection.execute(asked if which is None else asked.where(which)).scalars().all()
        with self._intact(table.name):
            return tuple(make(json.loads(record)) for record in records)

    @contextmanager
    def _intact(self, what: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise CaseError(f"{self.path}: its {what} are damaged ({error!r}); make the case anew") from error

    @contextmanager
    def at_one_moment(self) -> Iterator[Connection]:
        """The case at one moment; inside another of these, at the same one."""
        if self._moment is not None:
            yield self._moment
            return
        with self._transaction(writing=False) as connection:
            self._moment = connection
            try:
                yield connection
            finally:
                self._moment = None

    @contextmanager
    def _writing(self, *, staged: bool = False) -> Iterator[Connection]:
        """Alone, from the beginning; or `staged`, where that is possible, from `take_turn` on."""
        with self._transaction(writing=True, staged=staged) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writing: bool, staged: bool = False) -> Iterator[Connection]:
        try:
            engine = self._engine.execution_options(writing=writing, staged=staged)
            with engine.begin() as connection:
                yield connection
        except (DBAPIError, AllBusyError, sqlite3.Error) as error:
            raise CaseError(f"{self.path}: {reason(error)}") from error
