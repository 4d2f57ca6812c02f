"""The tables of a case, in a file or in a database.

Nouns are kept as JSON records (geo.records) beside the few columns that are searched, so that any
program that reads SQLite can read a case. A case file is known by SQLite's application id; the table
`schema_version` says which layout it has, and geo.store.migrations brings an older one forward. What a
case in PostgreSQL has besides is in geo.store.postgis.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, Table, Text

from geo.store.exacttext import ExactText

APPLICATION_ID = 0x44544C4E  # "DTLN"
SCHEMA_VERSION = 2

metadata = MetaData()
_Words = Text().with_variant(
    ExactText(), "postgresql"
)  # of reports or people; records are JSON, which escapes

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

documents = Table(
    "documents",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("doc_id", _Words, nullable=False, unique=True),
    Column("hash", Text, nullable=False),
    Column("published", Text),
    Column("record", Text, nullable=False),
    Column("stamp", Text, nullable=False, server_default=""),  # what read it: geo.store.runs.Maker.stamp
)
claims = Table(
    "claims",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("claim_id", _Words, nullable=False, index=True),
    Column("doc_id", _Words, nullable=False, index=True),
    Column("event_id", _Words, nullable=False, index=True),
    Column("type", _Words, nullable=False),
    Column("record", Text, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("event_id", _Words, nullable=False, unique=True),
    Column("type", _Words, nullable=False, index=True),
    Column("start", Text, index=True),
    Column("end", Text),
    Column("status", _Words, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
)
toponyms = Table(
    "toponyms",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("doc_id", _Words, nullable=False, index=True),
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
    Column("maker", Text, nullable=False, server_default="{}"),  # JSON: versions, checksums, settings
    Column("new", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("removed", Integer, nullable=False, server_default="0"),
)
# What reports gave in a run that has not ended: committed as they are read, so that nothing loses them.
readings = Table(
    "readings",
    metadata,
    Column("doc_id", _Words, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("record", Text, nullable=False),
)
# Append-only: what an analyst decided is history, and the program never rewrites it.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", _Words, nullable=False),
    Column("action", _Words, nullable=False, index=True),
    Column("doc_id", _Words, nullable=False),
    Column("event_id", _Words, nullable=False, index=True),
    Column("claim_id", _Words, nullable=False),
    Column("payload", Text, nullable=False),
)
# Append-only too: how a coder judged the slots of a claim that was drawn to be checked.
checks = Table(
    "checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("coder", _Words, nullable=False, index=True),
    Column("doc_id", _Words, nullable=False),
    Column("claim_id", _Words, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)
