"""GeoNames' alternateNamesV2: more names of the places of a dump, kept on disk while that is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from gazetteer.errors import PlaceFileError
from gazetteer.sources.textlines import lines_of

BATCH = 20_000
NO_NAMES = frozenset("link wkdt post iata icao faac unlc tcid phon abbr".split())  # "languages" of codes

NamesOf = dict[int, list[str]]


class AlternateNames:
    """Names by GeoNames id."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database, self._any = database, False
        database.execute("CREATE TABLE names (id INTEGER, name TEXT)")

    def read(self, path: Path) -> None:
        """Take the names of a file (.txt, .zip).

        Raises PlaceFileError naming the file and the line of what is broken.
        """
        rows, self._any = _rows(path), True
        while batch := list(islice(rows, BATCH)):
            self._database.executemany("INSERT INTO names VALUES (?, ?)", batch)
        self._database.execute("CREATE INDEX IF NOT EXISTS by_id ON names (id)")

    def of(self, number: int) -> Iterable[str]:
        """The names of an id."""
        if not self._any:
            return ()
        found = self._database.execute("SELECT name FROM names WHERE id = ? ORDER BY rowid", (number,))
        return (name for (name,) in found)


@contextmanager
def alternate_names(paths: Iterable[Path]) -> Iterator[AlternateNames]:
    """The names of the files, on a temporary database."""
    with TemporaryDirectory(prefix="dateline-") as folder, closing(_scratch(Path(folder))) as database:
        names = AlternateNames(database)
        for path in paths:
            names.read(path)
        yield names


def _scratch(folder: Path) -> sqlite3.Connection:
    """A database that need not outlive a crash: no journal, at most 64 MB of memory."""
    database = sqlite3.connect(folder / "scratch.db", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -64000", "temp_store = FILE"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    return database


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    for line, text in lines_of(path):
        cells = text.split("\t")
        if not 8 <= len(cells) <= 10 or not (cells[1].isascii() and cells[1].isdigit()):
            raise PlaceFileError(
                f"{path}:{line}: no alternate name of GeoNames (8 to 10 columns, an id second)"
            )
        if cells[2] not in NO_NAMES and cells[3].strip():
            yield int(cells[1]), cells[3]
