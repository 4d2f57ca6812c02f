"""Case files of older layouts brought forward, one step a layout, all in one transaction.

A step is written in SQL, so that it stays what it was when the tables of today have moved on.
"""

from __future__ import annotations

from sqlalchemy import Connection, MetaData

_RUNS = ("new", "changed", "unchanged", "removed")

# Layout → what makes the next one of it. Tables that are new are made from those of today.
_STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE documents ADD COLUMN stamp TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE runs ADD COLUMN maker TEXT NOT NULL DEFAULT '{}'",
        *(f"ALTER TABLE runs ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0" for name in _RUNS),
    ),
}


def migrate(connection: Connection, version: int, today: MetaData) -> None:
    """Bring a case of this layout to today's, inside the transaction of `connection`."""
    for layout in range(version, max(_STEPS) + 1):
        for statement in _STEPS[layout]:
            connection.exec_driver_sql(statement)
    today.create_all(connection)
    connection.exec_driver_sql("UPDATE schema_version SET version = ?", (max(_STEPS) + 1,))
