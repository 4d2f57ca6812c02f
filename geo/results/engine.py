"""DuckDB, shut in: it reads the files that it was given, writes to a folder of its own, and has no network.

DuckDB would otherwise load extensions by itself and read whatever a query names; here the files are listed,
and its settings locked, before the first query. A query is text of ours; every value goes in as a parameter.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ResultError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MEMORY = "2GB"  # beyond that it works on disk
_DISK = "20GB"
_SHUT: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "parquet_metadata_cache": True,
    "enable_progress_bar": False,
    "max_temp_directory_size": _DISK,
    "memory_limit": MEMORY,
}
_LAST: dict[str, Any] = {"enable_external_access": False, "lock_configuration": True}
_OF = "total_row_groups_to_scan"
_AT_ONCE = 1_000  # rows handed over
_LONGEST = 300  # characters of an error of DuckDB


class Engine:
    """Queries over these files; used by several threads at once. `folder` is named in errors."""

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        import duckdb

        self._folder = folder
        beside = tempfile.mkdtemp(prefix="dateline-duckdb-")  # for its owner alone
        self._connection = duckdb.connect(":memory:", config={"temp_directory": beside})
        self._remove = weakref.finalize(self, shutil.rmtree, beside, ignore_errors=True)
        settings = _SHUT | {"allowed_paths": [str(path) for path in files]} | _LAST
        for name, value in settings.items():
            self._connection.execute(f"SET {name} = ?", [value])

    def close(self) -> None:
        """Give back memory and disk."""
        self._connection.close()
        self._remove()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of the answer, as they come. Raises ResultError."""
        with self._asking() as cursor:
            cursor.execute(sql, list(values))
            while found := cursor.fetchmany(_AT_ONCE):
                yield from found

    def tables(self, sql: str, values: Sequence[Any], rows: int) -> Iterator[pa.Table]:
        """The answer as Arrow tables of so many rows at most. Raises ResultError."""
        import pyarrow as pa

        with self._asking() as cursor:
            for batch in cursor.sql(sql, params=list(values)).to_arrow_reader(rows):
                yield pa.Table.from_batches([batch])

    def scanned(self, sql: str, values: Sequence[Any] = ()) -> tuple[int, int, int]:
        """What answering reads: row groups, of how many in the files, and bytes."""
        told = next(self.rows(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values))
        profile = json.loads(told[1])
        scans = list(_scans(profile["operator"]))
        read, of = (sum(scan[name] for scan in scans) for name in ("row_groups_scanned", _OF))
        return read, of, profile["io"]["total_bytes_read"]

    @contextmanager
    def _asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, for threads; what DuckDB says is wrong in words of ours."""
        import duckdb

        cursor = self._connection.cursor()
        try:
            yield cursor
        except duckdb.OutOfMemoryException as error:
            raise ResultError(
                f"{self._folder}: this takes more than {MEMORY} of memory and {_DISK} of disk; narrow it by "
                "days, box or type"
            ) from error
        except duckdb.BinderException as error:
            raise ResultError(
                f"{self._folder}: its parts do not have the columns that are asked for ({_said(error)}); "
                "extract again with this Dateline"
            ) from error
        except duckdb.Error as error:
            raise ResultError(
                f"{self._folder}: a part cannot be read ({_said(error)}); copy the folder again, or "
                "extract again"
            ) from error
        finally:
            cursor.close()


def _said(error: Exception) -> str:
    return " ".join(str(error).split("\n\n")[0].split())[:_LONGEST]


def _scans(operators: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for operator in operators:
        if _OF in operator:
            yield operator
        yield from _scans(operator.get("children", ()))
