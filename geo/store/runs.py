"""Runs: what made the claims of a case, and what each run found new, changed or gone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from geo.jsontext import dumps
from geo.maker import Maker
from geo.store import schema


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the case remembers it; `at` (UTC, ISO 8601) and `id` are given when it is kept."""

    maker: Maker = field(default_factory=Maker)
    fingerprint: str = ""  # of everything that it was given, see geo.store.fingerprint
    new: int = 0  # reports
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    documents: int = 0
    events: int = 0
    at: str = ""
    id: int = 0


def append(connection: Connection, run: Run) -> None:
    """Add a run at the end of the list."""
    values = asdict(run) | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    del values["id"]
    values["maker"] = dumps(values["maker"])
    connection.execute(insert(schema.runs).values(program=run.maker.stamp, **values))


def read(connection: Connection) -> list[Run]:
    """All runs, oldest first. Raises what broken JSON raises where a row is damaged."""
    rows = connection.execute(select(schema.runs).order_by(schema.runs.c.id)).mappings()
    return [_from_row(dict(row)) for row in rows]


def _from_row(row: dict[str, Any]) -> Run:
    program = row.pop("program")
    maker = json.loads(row.pop("maker"))
    return Run(maker=Maker(**maker) if maker else Maker(program=program), **row)
