"""What a case in a database has besides the case file's tables: columns to search by, indexes, two views.

The added columns say in SQL's own terms what the records hold. They are written with the record that they are
of, in one statement, and nothing of the program reads them.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table

from geo.store import schema
from geo.store.exacttext import ExactText

# Column → its type; `geometry` lies in whatever schema PostGIS was put into.
EVENT_COLUMNS = {
    "title": "text", "first_day": "date", "last_day": "date", "days": "daterange", "date_precision": "text",
    "place": "text", "country": "text", "admin1": "text", "geo_precision": "text", "radius_km": "float8",
    "geom": "{postgis}.geometry(Geometry, 4326)",
    "attributed_to": "text[]", "targets": "text[]", "sources": "text[]", "reports": "text[]",
    "killed_low": "bigint", "killed_best": "bigint", "killed_high": "bigint",
    "wounded_low": "bigint", "wounded_best": "bigint", "wounded_high": "bigint",
    "disputed_slots": "text[]", "independent_sources": "integer", "is_context": "boolean",
}  # fmt: skip
CLAIM_COLUMNS = {
    "kind": "text", "mode": "text", "scope": "text", "stance": "text", "slot": "text", "confidence": "float8",
    "first_day": "date", "last_day": "date", "place": "text", "source": "text[]", "verb": "text",
    "attributed_to": "text[]", "targets": "text[]",
    "quote": "text", "quote_start": "integer", "quote_end": "integer", "trigger": "text",
}  # fmt: skip
ADDED = {schema.events: EVENT_COLUMNS, schema.claims: CLAIM_COLUMNS}
REPLACED = (schema.documents, schema.claims, schema.events, schema.toponyms, schema.unread)  # by every run

_EVENT_VIEW = (
    "event_id", "type", "title", "first_day", "last_day", "date_precision", "place", "country", "admin1",
    "geo_precision", "radius_km", "attributed_to", "targets", "killed_low", "killed_best", "killed_high",
    "wounded_low", "wounded_best", "wounded_high", "status", "disputed_slots", "independent_sources",
    "sources", "reports", "confidence", "is_context", "days", "geom",
)  # fmt: skip
_CLAIM_VIEW = (
    "claim_id", "event_id", "doc_id", "kind", "type", "mode", "scope", "stance", "slot", "first_day",
    "last_day", "place", "source", "verb", "attributed_to", "targets", "quote", "quote_start", "quote_end",
    "trigger", "confidence",
)  # fmt: skip


def make_tables(connection: Connection, postgis: str) -> None:
    """All tables of a case, in the schema that the connection looks in; `postgis` is that of PostGIS."""
    _index_by_hash()
    schema.metadata.create_all(connection, checkfirst=False)
    for statement in (*_without_limits(), *_columns(postgis), *_INDEXES, *_views()):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _index_by_hash() -> None:
    """Ids may be as long as a report's author likes, and PostgreSQL's ordered indexes take 2,700 bytes."""
    for table in schema.metadata.tables.values():
        for index in table.indexes:
            if words_of(table) & {column.name for column in index.columns}:
                index.dialect_options["postgresql"]["using"] = "hash"


def words_of(table: Table) -> frozenset[str]:
    """The columns whose texts are kept exactly (geo.store.exacttext)."""
    variants = {column.name: column.type._variant_mapping for column in table.columns}
    return frozenset(n for n, found in variants.items() if isinstance(found.get("postgresql"), ExactText))


def _without_limits() -> list[str]:
    """Rows may change places within one transaction, and ids may be long."""
    moving = [
        f"ALTER TABLE {table.name} DROP CONSTRAINT {table.name}_pkey, "
        "ADD PRIMARY KEY (position) DEFERRABLE INITIALLY DEFERRED"
        for table in REPLACED
    ]
    unique = ((schema.documents, "doc_id_key", "doc_id"), (schema.events, "event_id_key", "event_id"))
    long = [
        f"ALTER TABLE {table.name} DROP CONSTRAINT {table.name}_{constraint}, "
        f"ADD CONSTRAINT {table.name}_{column}_once EXCLUDE USING hash ({column} WITH =)"
        for table, constraint, column in (*unique, (schema.readings, "pkey", "doc_id"))
    ]
    return moving + long


def _columns(postgis: str) -> list[str]:
    return [
        f"ALTER TABLE {table.name} "
        + ", ".join(f"ADD COLUMN {name} {kind}" for name, kind in columns.items())
        for table, columns in (
            (schema.events, {n: kind.format(postgis=postgis) for n, kind in EVENT_COLUMNS.items()}),
            (schema.claims, CLAIM_COLUMNS),
        )
    ]


_INDEXES = (
    "CREATE INDEX events_geom ON events USING gist (geom)",
    "CREATE INDEX events_days ON events USING gist (days)",
    "CREATE INDEX events_first_day ON events (first_day)",
    "CREATE INDEX claims_first_day ON claims (first_day)",
    "CREATE INDEX claims_source ON claims USING gin (source)",
)


def _views() -> list[str]:
    """What people and QGIS look at; how many decisions name an event tells where to ask the program."""
    events = ", ".join(f"e.{name}" for name in _EVENT_VIEW)
    decided = "(SELECT count(*) FROM decisions d WHERE d.event_id = e.event_id)::integer AS decisions"
    return [
        f"CREATE VIEW event_map AS SELECT e.position AS id, {events}, {decided} FROM events e",
        f"CREATE VIEW claim_list AS SELECT position AS id, {', '.join(_CLAIM_VIEW)} FROM claims",
    ]
