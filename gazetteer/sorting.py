"""Sorting more rows than memory holds: SQLite's own external sort, over a file that goes when it is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

BATCH = 20_000


class Sorter:
    """Rows that begin with a word; read back distinct and in order."""

    def __init__(self, database: sqlite3.Connection, width: int) -> None:
        self._database, self._waiting = database, list[tuple[Any, ...]]()
        self._fields = ", ".join(f"f{n}" for n in range(width))
        self._insert = f"INSERT INTO unsorted VALUES ({', '.join('?' * width)})"  # noqa: S608 -- no word of others
        database.execute(f"CREATE TABLE unsorted ({self._fields})")

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take rows."""
        self._waiting += rows
        if len(self._waiting) >= BATCH:
            self._flush()

    def sort(self) -> None:
        """Sort what was taken; to be called once, before reading."""
        self._flush()
        fields = self._fields
        self._database.execute(
            f"CREATE TABLE sorted AS SELECT DISTINCT {fields} FROM unsorted ORDER BY {fields}"  # noqa: S608
        )
        self._database.execute("DROP TABLE unsorted")

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows in order; can be read more than once."""
        return iter(self._database.execute(f"SELECT {self._fields} FROM sorted ORDER BY rowid"))  # noqa: S608

    def _flush(self) -> None:
        self._database.executemany(self._insert, self._waiting)
        self._waiting.clear()


@contextmanager
def sorter(width: int) -> Iterator[Sorter]:
    """A Sorter of rows of so many fields, on a temporary file."""
    with TemporaryDirectory(prefix="dateline-") as folder, closing(scratch(Path(folder))) as database:
        yield Sorter(database, width)


def scratch(folder: Path) -> sqlite3.Connection:
    """A database that need not outlive a crash: no journal, at most 64 MB of memory."""
    database = sqlite3.connect(folder / "scratch.db", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -64000", "temp_store = FILE"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    return database
