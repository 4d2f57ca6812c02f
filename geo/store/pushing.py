"""A case put into another place: what was read replaces what is there, what people did is joined.

Decisions, judgements and runs are lists that only grow, on both sides. One that is in both is known by who
did what and when, not by its number, so pushing again doubles none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, insert, select

from geo.decisions import UNDO, Decision
from geo.decisions.listing import Identity, identities, identity
from geo.jsontext import dumps
from geo.records import document_from_record
from geo.store import decisions, readings, schema
from geo.store.replacing import Content
from geo.store.rows import Row
from geo.store.streaming import Stream, some

if TYPE_CHECKING:
    from geo.store.postgis.upserting import Changes


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push changed: by table (of a database), and how many rows of each list were new there."""

    tables: Mapping[str, Changes] = field(default_factory=dict)
    decisions: int = 0
    judgements: int = 0
    contested: int = 0  # of the decisions, those about claims that somebody else has decided on there
    described: int = 0  # reports put there as they were read before somebody dated or described them


def content_in(connection: Connection, stream: Stream) -> Content:
    """The rows of a case as they stand, read as they are taken."""
    return Content(
        documents=_rows(connection, schema.documents),
        claims=_rows(connection, schema.claims),
        events=stream.event_rows(),
        toponyms=_rows(connection, schema.toponyms),
        unread=_rows(connection, schema.unread),
    )


def are_kin(here: Connection, there: Connection) -> bool:
    """Whether the lists of runs have one in common, or there is none there: else they are different cases."""
    ours, theirs = (set(map(_bare, _rows(one, schema.runs, "id"))) for one in (here, there))
    return not theirs or bool(ours & theirs)


def join_lists(here: Connection, there: Connection) -> Pushed:
    """Add to the decisions and judgements there those of here that are not among them."""
    contested, count = _join_decisions(here, there)
    judged = _join(here, there, schema.checks, _bare)
    return Pushed(decisions=count, judgements=judged, contested=contested)


def count_described(connection: Connection) -> int:
    """How many reports do not stand as decisions say: dated or described since they were read."""
    made, table = decisions.read(connection), schema.documents
    named = {one.doc_id for one in made if one.action in (decisions.SET_PUBLISHED, decisions.SET_DETAILS)}
    count = 0
    for ids in some(sorted(named)):
        asked = select(table.c.record).where(table.c.doc_id.in_(ids))
        found = [document_from_record(json.loads(one)) for one in connection.execute(asked).scalars()]
        completed = decisions.completed(found, made)
        count += sum(before != after for before, after in zip(found, completed, strict=True))
    return count


def join_runs(here: Connection, there: Connection, *, changed: bool) -> None:
    """Add the runs that are not there; where what stands there now is of a run known before, that anew."""
    added = _join(here, there, schema.runs, _bare)
    ours = list(_rows(here, schema.runs, "id"))
    if not changed or not ours:
        return
    newest = there.execute(select(schema.runs).order_by(schema.runs.c.id.desc()).limit(1)).mappings().one()
    if not added or _bare(dict(newest)) != _bare(ours[-1]):
        again = {name: value for name, value in ours[-1].items() if name != "id"}
        there.execute(
            insert(schema.runs).values(**again | {"at": datetime.now(UTC).isoformat(timespec="seconds")})
        )


def clear_readings(connection: Connection) -> None:
    """Drop what was kept of reports that stand in the other tables now."""
    readings.clear(connection, connection.execute(select(schema.documents.c.doc_id)).scalars().all())


def _join(here: Connection, there: Connection, table: Table, known_by: Callable[[Row], Hashable]) -> int:
    """Add the rows of a list that are not there, with their numbers where it is empty; how many."""
    held: dict[Hashable, int] = {}
    for row in _rows(there, table, "id"):
        held[known_by(row)] = held.get(known_by(row), 0) + 1
    new = []
    for row in _rows(here, table, "id"):
        name = known_by(row)
        if held.get(name, 0):
            held[name] -= 1
        else:
            new.append(row)
    _append(there, table, new)
    return len(new)


def _join_decisions(here: Connection, there: Connection) -> tuple[int, int]:
    """How many of the decisions added are contested, and how many were added."""
    table = schema.decisions
    theirs = decisions.read(there)
    same, damaged = identities(theirs), [_bare(row) for row in _rows(there, table, "id")]
    known: dict[int, Identity] = {}
    placed: dict[int, int] = {}  # a decision's number here → there
    first = there.execute(select(func.count()).select_from(table)).scalar_one() == 0
    added: list[Decision] = []
    for one, row in zip(decisions.read(here), list(_rows(here, table, "id")), strict=True):
        if one.usable:
            known[one.id] = identity(one, known)
            if matching := same.get(known[one.id]):
                placed[one.id] = matching.pop(0)
                continue
        elif _bare(row) in damaged:
            damaged.remove(_bare(row))
            continue
        renumbered = row if first else _renumbered(row, one, placed)
        (placed[one.id],) = _append(there, table, [renumbered], numbered=first)
        added.append(one)
    shared = set(placed.values())
    others = [one for one in theirs if one.id not in shared]
    return len(_about(added) & _about(others)), len(added)


def _renumbered(row: Row, one: Decision, placed: Mapping[int, int]) -> Row:
    """An undo names what it takes back by the number that it bears there."""
    bare = {name: value for name, value in row.items() if name != "id"}
    if not one.usable or one.action != UNDO:
        return bare
    target = placed.get(int(one.payload["decision"]), 0)  # 0: what is in neither list
    return bare | {"payload": dumps({**one.payload, "decision": target})}


def _about(made: Iterable[Decision]) -> set[str]:
    """The claims that decisions are about."""
    return {
        str(address["claim_id"])
        for one in made
        if one.usable
        for address in one.payload.get("claims", ())
        if "claim_id" in address
    }


def _append(
    connection: Connection, table: Table, new: Sequence[Row], *, numbered: bool | None = None
) -> list[int]:
    """The numbers of the rows added; their own where the list was empty."""
    if numbered is None:
        numbered = connection.execute(select(table.c.id).limit(1)).first() is None
    ids = []
    for row in new:
        values = row if numbered else {name: value for name, value in row.items() if name != "id"}
        kept = connection.execute(insert(table).values(**values)).inserted_primary_key
        ids.append(int(kept[0]) if kept else 0)
    if numbered and new and connection.dialect.name == "postgresql":
        last = select(func.max(table.c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))
    return ids


def _rows(connection: Connection, table: Table, order: str = "position") -> Iterator[Row]:
    asked = select(table).order_by(table.c[order]).execution_options(stream_results=True)
    for part in connection.execute(asked).mappings().partitions(1000):
        yield from map(dict, part)


def _bare(row: Row) -> str:
    """A row without its number."""
    return json.dumps({name: value for name, value in row.items() if name != "id"}, sort_keys=True)
