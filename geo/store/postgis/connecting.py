"""The connection to a case in a PostgreSQL database: pooled, recognised, and its turns in writing."""

from __future__ import annotations

import atexit
import hashlib
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, insert, select, text
from sqlalchemy.exc import DBAPIError

from geo.addresses import Address
from geo.errors import CaseError
from geo.store import schema
from geo.store.postgis.refusals import reason
from geo.store.postgis.tables import make_tables

if TYPE_CHECKING:
    import psycopg

_WAIT_SECONDS = 300  # for others that are writing: a push of a large case puts its rows in place meanwhile
_CONNECT_SECONDS = "10"
_OPEN_AT_ONCE, _MORE = 4, 16  # connections
_RECYCLE_SECONDS = 1800  # firewalls forget connections that rest
_WITHOUT = {"no_parameters": True}  # several statements in one go, and "%" as it stands

_POSTGIS = text(
    "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)
_HERE = text(
    "SELECT n.oid IS NOT NULL AS schema, "
    "ARRAY(SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = n.oid) AS names "
    "FROM (SELECT :case AS wanted) w LEFT JOIN pg_namespace n ON n.nspname = w.wanted"
).bindparams(bindparam("case"))


@lru_cache(maxsize=32)
def connect(address: Address, *, create: bool) -> Engine:
    """The engine on a case, its tables made if there are none and `create` is true; one for this process.

    Transactions that begin with it see one state of the case, or take turns in writing. Raises CaseError
    with what to do: no driver, no server, no rights, no PostGIS, no such case, one of another program.
    """
    engine = _engine(address)
    try:
        _ready(engine, address, create=create)
    except DBAPIError as error:
        raise CaseError(f"{address}: {reason(error)}") from error
    return engine


@lru_cache(maxsize=32)
def _engine(address: Address) -> Engine:
    try:
        import psycopg
    except ImportError as error:
        raise CaseError("cases in PostgreSQL need a package more: pip install 'dateline[postgis]'") from error

    def open_one() -> psycopg.Connection[Any]:
        standard = {"connect_timeout": _CONNECT_SECONDS, "application_name": "dateline"}
        told = {**standard, **address.parameters(), "client_encoding": "utf8"}
        # Nothing is prepared on a connection, so that a pooler between may hand out another one.
        return psycopg.connect(**told, prepare_threshold=None)  # type: ignore[arg-type] # texts alone

    engine = create_engine(
        "postgresql+psycopg://",
        creator=open_one,
        pool_size=_OPEN_AT_ONCE,
        max_overflow=_MORE,
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_SECONDS,
        use_native_hstore=False,
        hide_parameters=True,
    ).execution_options(case=address.case)
    event.listen(engine, "begin", _begin)
    atexit.register(engine.dispose)
    if hasattr(os, "register_at_fork"):  # a connection is one process's own
        os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    return engine


def take_turn(connection: Connection) -> None:
    """Wait until nobody else writes into the case; until the transaction ends, nobody else does."""
    case = connection.get_execution_options()["case"]
    number = int.from_bytes(hashlib.sha256(f"dateline {case}".encode()).digest()[:8], signed=True)
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def postgis_schema(connection: Connection) -> str | None:
    """The schema that PostGIS lies in, quoted where it must be; None where it is not installed."""
    found: str | None = connection.execute(_POSTGIS).scalar()
    return found


def _begin(connection: Connection) -> None:
    """Where the tables lie; readers see one moment, writers wait at the start, as with a case file."""
    options = connection.get_execution_options()
    place = _quoted(options["case"])
    # Nothing but the case itself: a function that somebody put into another schema is never called.
    search = f"SET LOCAL search_path TO {place}, pg_temp"
    writing = options.get("writing", False)
    how = (
        f"SET LOCAL lock_timeout TO '{_WAIT_SECONDS}s'"
        if writing
        else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    )
    connection.exec_driver_sql(f"{search}; {how}", execution_options=_WITHOUT)
    if writing and not options.get("staged", False):
        take_turn(connection)


def _quoted(case: str) -> str:
    """The schema in a statement without parameters; SQLAlchemy writes % twice, as for one with them."""
    doubled = case.replace('"', '""')
    return f'"{doubled}"'


def _ready(engine: Engine, address: Address, *, create: bool) -> None:
    with engine.begin() as connection:
        if _version(connection, address, create=create):
            return
    with engine.execution_options(writing=True).begin() as connection:
        if _version(connection, address, create=create):  # somebody else was faster
            return
        if not connection.execute(_HERE, {"case": address.case}).one().schema:
            connection.exec_driver_sql(f"CREATE SCHEMA {_quoted(address.case)}", execution_options=_WITHOUT)
        make_tables(connection, _needed(connection, address))
        connection.execute(insert(schema.schema_version).values(version=schema.SCHEMA_VERSION))


def _needed(connection: Connection, address: Address) -> str:
    """The schema of PostGIS. Raises CaseError where the database cannot take a case."""
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise CaseError(f"{address}: the database is in {encoding}; make one with `createdb -E UTF8`")
    place = postgis_schema(connection)
    if place is None:
        raise CaseError(
            f"{address}: the database has no PostGIS; who runs it does once: "
            f'psql -d {address.database} -c "CREATE EXTENSION postgis"'
        )
    return place


def _version(connection: Connection, address: Address, *, create: bool) -> int:
    """Which layout the case has; 0 where there is none yet and it may be made."""
    here = connection.execute(_HERE, {"case": address.case}).one()
    if not here.names:
        if not create:
            raise CaseError(
                f"{address}: there is no case {address.case!r} in this database; "
                f"`dateline push CASE.db {address}` makes one"
            )
        _needed(connection, address)
        return 0
    if not set(schema.metadata.tables) <= set(here.names):
        raise CaseError(f"{address}: this schema is another program's; choose another ?case=NAME")
    versions = connection.execute(select(schema.schema_version.c.version)).scalars().all()
    if versions != [schema.SCHEMA_VERSION]:
        raise CaseError(
            f"{address}: has layout {versions!r:.60}, and this Dateline knows {schema.SCHEMA_VERSION}; use "
            "the Dateline that made it, or push the case again under another ?case=NAME"
        )
    return schema.SCHEMA_VERSION
