"""The tables of a case file, and the connection to one.

Nouns are kept as JSON records (geo.records) beside the few columns that are searched, so that any
program that reads SQLite can read a case. A case is known by SQLite's application id; the table
`schema_version` says which layout it has.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from geo.errors import CaseError

APPLICATION_ID = 0x44544C4E  # "DTLN"
SCHEMA_VERSION = 1
_WAIT_SECONDS = 10  # for another process that is writing

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

documents = Table(
    "documents",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("doc_id", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False),
    Column("published", Text),
    Column("record", Text, nullable=False),
)
claims = Table(
    "claims",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("claim_id", Text, nullable=False, index=True),
    Column("doc_id", Text, nullable=False, index=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("record", Text, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False, index=True),
    Column("start", Text, index=True),
    Column("end", Text),
    Column("status", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
)
toponyms = Table(
    "toponyms",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("doc_id", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
unread = Table(
    "unread",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("events", Integer, nullable=False),
)
# Append-only: what an analyst decided is history, and the program never rewrites it.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", Text, nullable=False, index=True),
    Column("doc_id", Text, nullable=False),
    Column("event_id", Text, nullable=False, index=True),
    Column("claim_id", Text, nullable=False),
    Column("payload", Text, nullable=False),
)


def connect(path: Path, *, create: bool) -> Engine:
    """An engine on the case file at `path`, its tables made if it is new and `create` is true.

    Raises CaseError when there is no such file, it is no case, or a newer Dateline made it.
    """
    exists = path.exists() and path.stat().st_size > 0
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case file; `dateline open {path}` makes one in it")
    if not exists and not create:
        raise CaseError(f"{path}: there is no case file here; `dateline open FOLDER` makes one")
    engine = create_engine("sqlite://", creator=lambda: _raw(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        if exists:
            with engine.connect() as connection:
                _check(connection, path)
        else:
            _make(engine, path)
    except (DatabaseError, sqlite3.Error) as error:
        raise CaseError(f"{path}: cannot be used as a case file ({reason(error)})") from error
    return engine


def reason(error: Exception) -> str:
    """SQLite's own words, without SQLAlchemy's around them."""
    return str(getattr(error, "orig", None) or error)


def _raw(path: Path) -> sqlite3.Connection:
    # A case on read-only ground is read as it stands: SQLite could not make its files beside it.
    fixed = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    address = f"{path.resolve().as_uri()}{'?mode=ro&immutable=1' if fixed else ''}"
    raw = sqlite3.connect(
        address, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = NORMAL")  # safe against crashes in WAL mode
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def _make(engine: Engine, path: Path) -> None:
    if not path.parent.is_dir():
        raise CaseError(f"{path}: there is no folder {path.parent}; make it first")
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
        raw.cursor().execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        raw.close()
    with engine.begin() as connection:
        metadata.create_all(connection)
        if connection.execute(select(schema_version.c.version)).first() is None:
            connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))


def _check(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise CaseError(f"{path}: a database of another program, not a case file; it is left as it is")
    version = connection.execute(select(schema_version.c.version)).scalar()
    if version is None or version > SCHEMA_VERSION:
        raise CaseError(
            f"{path}: made by a newer Dateline (layout {version}, this one knows {SCHEMA_VERSION}); "
            "update Dateline to open it"
        )
