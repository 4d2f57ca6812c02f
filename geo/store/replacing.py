"""What a run found, as rows, into the tables of a case, in a file or in a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, delete, insert

from geo.model import Event, Extraction
from geo.store import rows, schema
from geo.store.rows import Row

if TYPE_CHECKING:
    from geo.store.postgis.upserting import Changes

_ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of the tables that each run replaces, taken once; of events the noun too."""

    documents: Iterable[Row]
    claims: Iterable[Row]
    events: Iterable[tuple[Row, Event]]
    toponyms: Iterable[Row]
    unread: Iterable[Row]


def content_of(extraction: Extraction, stamp: str) -> Content:
    """An extraction as rows; `stamp` names what read it."""
    return Content(
        documents=(rows.document_row(*one, stamp) for one in enumerate(extraction.documents)),
        claims=(rows.claim_row(*one) for one in enumerate(extraction.claims)),
        events=((rows.event_row(at, event), event) for at, event in enumerate(extraction.events)),
        toponyms=(rows.toponym_row(at, *pair) for at, pair in enumerate(extraction.toponyms)),
        unread=(rows.unread_row(*one) for one in enumerate(extraction.unread)),
    )


def staged(connection: Connection, content: Content) -> Callable[[], dict[str, Changes]]:
    """Make the rows ready; what is given puts them in place and says, of a database, what that changed.

    In a database nobody has to wait until they are put in place (`connecting.take_turn` comes before that).
    """
    if connection.dialect.name == "sqlite":
        return lambda: _replace(connection, content)
    from gazetteer import Gazetteer
    from geo.store.postgis import columns, upserting

    gazetteer = Gazetteer.open()
    tables: dict[Table, Iterable[Row]] = {
        schema.documents: content.documents,
        schema.claims: (row | columns.claim_columns(json.loads(row["record"])) for row in content.claims),
        schema.events: (row | columns.event_columns(event, gazetteer) for row, event in content.events),
        schema.toponyms: content.toponyms,
        schema.unread: content.unread,
    }
    for table, made in tables.items():
        upserting.stage(connection, table, made)
    return lambda: {table.name: upserting.put(connection, table) for table in tables}


def _replace(connection: Connection, content: Content) -> dict[str, Changes]:
    tables: dict[Table, Iterator[Row]] = {
        schema.documents: iter(content.documents),
        schema.claims: iter(content.claims),
        schema.events: (row for row, _ in content.events),
        schema.toponyms: iter(content.toponyms),
        schema.unread: iter(content.unread),
    }
    for table, made in tables.items():
        connection.execute(delete(table))
        while some := list(islice(made, _ROWS_AT_ONCE)):
            connection.execute(insert(table), some)
    return {}
