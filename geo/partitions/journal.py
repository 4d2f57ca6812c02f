"""Which report a process was at, on disk, so that its death can be laid to that report."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Self

_WIDTH = 8  # bytes of a number
_ALL = 2**63 - 1  # a row that no report has


class Journal:
    """The row that each try at a piece came to; the file is gone when one has come through.

    A try writes its row over and over at a place of its own, which a system call does in microseconds and
    which outlives the process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        held = path.read_bytes() if path.exists() else b""
        numbers = (held[at : at + _WIDTH] for at in range(0, len(held) // _WIDTH * _WIDTH, _WIDTH))
        self._before = [int.from_bytes(number, "little") for number in numbers]
        path.touch()
        self._file: io.FileIO | None = None

    def __enter__(self) -> Self:
        self._file = io.FileIO(self._path, "r+")
        return self

    def __exit__(self, *failure: object) -> None:
        if self._file:
            self._file.close()
        if not any(failure):
            self._path.unlink()

    def deaths(self, row: int) -> int:
        """How many tries ended at this row."""
        return self._before.count(row)

    def at(self, row: int = _ALL) -> None:
        """This row is worked on from now on; by default none is."""
        if self._file is None:
            raise ValueError("a journal is written inside its `with`")
        self._file.seek(len(self._before) * _WIDTH)
        self._file.write(row.to_bytes(_WIDTH, "little"))
