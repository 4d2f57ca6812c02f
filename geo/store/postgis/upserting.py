"""What a run found put in place of what is there: only what differs is written.

The rows are copied into tables of this transaction first, where nobody waits for them; then, when it is our
turn, they are matched with the case's by the id of their noun (of several with one id, in their order).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DatabaseError

from geo.store import schema
from geo.store.exacttext import kept
from geo.store.postgis.tables import ADDED, words_of

Row = dict[str, Any]

# What a row is found again by; nothing but its place where it has no id.
_KEYS = {
    schema.documents: "doc_id",
    schema.claims: "claim_id",
    schema.events: "event_id",
    schema.toponyms: "doc_id",
    schema.unread: "0",
}


_PLANNED = 1000  # rows from which on PostgreSQL is told what it has to match


class Changes(NamedTuple):
    """How many rows of a table became what; `moved` are those that only stand at another place."""

    added: int
    changed: int
    removed: int
    unchanged: int
    moved: int

    @property
    def any(self) -> bool:
        """Whether anything was written."""
        return bool(self.added or self.changed or self.removed or self.moved)


def stage(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Copy the rows into a table of this transaction. Raises SQLAlchemy's DatabaseError."""
    import psycopg

    names = _columns(table)
    escaped = words_of(table) | ADDED.get(table, {}).keys()
    columns = ", ".join(map(_quoted, names))
    _run(connection, f"CREATE TEMP TABLE {_incoming(table)} (LIKE {table.name}) ON COMMIT DROP")
    raw = connection.connection.cursor()
    try:
        with raw.copy(f"COPY {_incoming(table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_text(row[name]) if name in escaped else row[name] for name in names])
        count = raw.rowcount
    except psycopg.Error as error:
        raise DatabaseError("COPY", None, error) from error
    finally:
        raw.close()
    if count > _PLANNED:
        _run(connection, f"ANALYZE {_incoming(table)}")


def put(connection: Connection, table: Table) -> Changes:
    """Make the table hold what was staged for it, and say what that changed."""
    name, incoming, pairs = table.name, _incoming(table), f"pairs_{table.name}"
    values = [_quoted(column) for column in _columns(table) if column != "position"]
    both = ", ".join(f"{column} = i.{column}" for column in ('"position"', *values))
    _run(
        connection,
        f"CREATE TEMP TABLE {pairs} ON COMMIT DROP AS "
        "SELECT t.position AS old, i.position AS new, false AS differs "
        f"FROM ({_numbered(table, name)}) t FULL JOIN ({_numbered(table, incoming)}) i USING (key, nth)",
    )
    _run(
        connection,
        f"UPDATE {pairs} p SET differs = true FROM {name} t, {incoming} i "
        f"WHERE t.position = p.old AND i.position = p.new AND ({_compared('t', table)}) "
        f"IS DISTINCT FROM ({_compared('i', table)})",
    )
    changes = _counted(connection, pairs)
    if changes.removed:
        _run(connection, f"DELETE FROM {name} t USING {pairs} p WHERE t.position = p.old AND p.new IS NULL")
    if changes.changed or changes.moved:
        _run(
            connection,
            f"UPDATE {name} t SET {both} FROM {pairs} p JOIN {incoming} i ON i.position = p.new "
            "WHERE t.position = p.old AND (p.differs OR p.old <> p.new)",
        )
    if changes.added:
        _run(
            connection,
            f"INSERT INTO {name} (position, {', '.join(values)}) "
            f"SELECT i.position, {', '.join(f'i.{column}' for column in values)} "
            f"FROM {incoming} i JOIN {pairs} p ON p.new = i.position WHERE p.old IS NULL",
        )
    return changes


def _counted(connection: Connection, pairs: str) -> Changes:
    asked = (
        "SELECT count(*) FILTER (WHERE old IS NULL), count(*) FILTER (WHERE differs), "
        "count(*) FILTER (WHERE new IS NULL), count(*) FILTER (WHERE old = new AND NOT differs), "
        f"count(*) FILTER (WHERE old <> new AND NOT differs) FROM {pairs}"
    )
    added, changed, removed, same, moved = connection.execute(text(asked)).one()
    return Changes(added, changed, removed, same + moved, moved)


def _numbered(table: Table, name: str) -> str:
    key = _KEYS[table]
    nth = f"row_number() OVER (PARTITION BY {key} ORDER BY position) AS nth"
    return f"SELECT position, {key} AS key, {nth} FROM {name}"


def _compared(row: str, table: Table) -> str:
    """Everything but the place; geometries as bytes, for which no operator of PostGIS is needed."""
    values = [column for column in _columns(table) if column != "position"]
    return ", ".join(f"{row}.{_quoted(one)}" + ("::bytea" if one == "geom" else "") for one in values)


def _columns(table: Table) -> list[str]:
    return [*(column.name for column in table.columns), *ADDED.get(table, {})]


def _incoming(table: Table) -> str:
    return f"incoming_{table.name}"


def _quoted(column: str) -> str:
    return f'"{column}"'  # "end" is a word of SQL


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return kept(value)
    return [kept(one) for one in value] if isinstance(value, list) else value


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
