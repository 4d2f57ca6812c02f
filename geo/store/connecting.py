"""The connection to a case: a file is made, recognised, brought forward; and what SQLite's errors mean."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from geo.addresses import Where
from geo.errors import CaseError
from geo.store import schema
from geo.store.migrations import migrate

# What goes wrong with a connection is raised, and need not be printed besides (Ctrl-C while one is closed).
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

_WAIT_SECONDS = 60  # for another process that is writing
_PAUSE = 0.02  # seconds


def _case_in(folder: Path) -> str:
    """Which case file was meant, in words."""
    if (folder / "events" / "part-00000.parquet").is_file():
        return "it holds events in parts, which `dateline query` and `dateline open` take"
    cases = sorted(folder.glob("*.db"))
    return f"give {cases[0]}" if cases else f"`dateline open {folder}` makes one in it"


def connect(place: Where, *, create: bool) -> Engine:
    """An engine on the case at `place`, its tables made if it is new and `create` is true.

    Transactions that begin with it take turns in writing. Raises CaseError when there is no such case, it
    is none, a newer Dateline made it, or an older one did and it cannot be written.
    """
    if isinstance(place, Path):
        return _connect_file(place, create=create)
    from geo.store.postgis.connecting import connect as connect_database

    return connect_database(place, create=create)


def take_turn(connection: Connection) -> None:
    """In a transaction that began `staged`: wait until nobody else writes. A file waited at its beginning."""
    if connection.dialect.name == "postgresql":
        from geo.store.postgis.connecting import take_turn as wait

        wait(connection)


def _connect_file(path: Path, *, create: bool) -> Engine:
    exists = path.exists() and path.stat().st_size > 0
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case file; {_case_in(path)}")
    if not exists and not create:
        raise CaseError(f"{path}: there is no case file here; `dateline open FOLDER` makes one")
    if not path.parent.is_dir():
        raise CaseError(f"{path}: there is no folder {path.parent}; make it first")
    engine = create_engine("sqlite://", creator=lambda: _raw(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    try:
        _ready(engine, path)
    except (DatabaseError, sqlite3.Error) as error:
        raise CaseError(f"{path}: cannot be used as a case file ({reason(error)})") from error
    return engine


def reason(error: Exception) -> str:
    """The database's own words, without SQLAlchemy's around them, and what to do where that is known."""
    original = getattr(error, "orig", None) or error
    if not isinstance(original, sqlite3.Error):
        from geo.store.postgis.refusals import reason as reason_of_server

        return reason_of_server(original)
    said = str(original)
    return next((f"{said}: {advice}" for words, advice in _ADVICE.items() if words in said), said)


_ADVICE = {
    "disk is full": "free some space and do it again; what was kept before is still there",
    "disk I/O error": "the disk cannot be written; what was kept before is still there",
    "malformed": "the file is damaged; open a copy of it, or give the reports to a new case file "
    "(`sqlite3 CASE .recover` often saves the decisions)",
    "locked": "another program has been writing to it for a minute; wait for it and try again",
    "readonly": "it, or its folder, cannot be written by you; copy it to a folder of yours and use the copy",
    "unable to open": "it, or what SQLite keeps beside it (-wal, -shm), cannot be opened by you; copy all "
    "of these to a folder of yours",
}


def _begin(connection: Connection) -> None:
    """Writers queue up at the start, where waiting helps: one that has read first could not wait."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _raw(path: Path) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}{_access(path)}"
    raw = sqlite3.connect(
        address, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")  # what is kept is on the disk, also when the power fails
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def _access(path: Path) -> str:
    """How a case on read-only ground is opened; nothing for one that can be written.

    SQLite could not make its files beside it, so it is read as it stands; but a log that lies beside it holds
    what was written last, and is read too.
    """
    if not _is_fixed(path):
        return ""
    log = path.resolve().with_name(f"{path.resolve().name}-wal")
    return "?mode=ro" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1"


def _is_fixed(path: Path) -> bool:
    place = path.resolve()
    return place.exists() and not (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK))


def _ready(engine: Engine, path: Path) -> None:
    """Make the case where there is none yet, or bring it forward; whatever stops this leaves it as it was."""
    with engine.connect() as connection:
        version = _version(connection, path)
        logged = connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    if version == schema.SCHEMA_VERSION and (logged or _is_fixed(path)):
        return
    if version and _is_fixed(path):
        raise CaseError(
            f"{path}: made by an older Dateline, and here it cannot be brought forward because it cannot be "
            "written; copy it to a folder of yours and open the copy"
        )
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        version = _version(connection, path)  # another process may have been faster
        if version == 0:
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            schema.metadata.create_all(connection)
            connection.execute(insert(schema.schema_version).values(version=schema.SCHEMA_VERSION))
        elif version < schema.SCHEMA_VERSION:
            migrate(connection, version, schema.metadata)
    raw = engine.raw_connection()
    try:
        _log_ahead(raw.cursor())
    finally:
        raw.close()


def _log_ahead(cursor: Any) -> None:
    """Set WAL mode; SQLite does not wait for others with this, so we do."""
    until = monotonic() + _WAIT_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")  # not possible inside a transaction
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return


def _version(connection: Connection, path: Path) -> int:
    """Which layout the file has; 0 for a new one, also where making it was interrupted."""
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar()
    empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    if owner in (0, schema.APPLICATION_ID) and empty:
        return 0
    if owner != schema.APPLICATION_ID:
        raise CaseError(f"{path}: a database of another program, not a case file; it is left as it is")
    versions = connection.execute(select(schema.schema_version.c.version)).scalars().all()
    if len(versions) != 1 or not isinstance(versions[0], int) or versions[0] < 1:
        raise CaseError(f"{path}: does not say which layout it has ({versions!r:.60}): the file is damaged")
    if versions[0] > schema.SCHEMA_VERSION:
        raise CaseError(
            f"{path}: made by a newer Dateline (layout {versions[0]}, this one knows "
            f"{schema.SCHEMA_VERSION}); update Dateline to open it"
        )
    return int(versions[0])
