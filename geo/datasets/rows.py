"""The rows of a CSV, one at a time, with the line and the byte at which each begins.

A row can so be read again alone: `row_at`. Lines are UTF-8; one that is not is read as Windows-1252, in
which spreadsheets of the West save, and counted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from geo.errors import DatasetError

MAX_CELL = 1_000_000  # characters; a note of an event has some hundred
_MAX_LINE = 4_000_000  # bytes: longer ones are cut, and their row then has too few cells
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK": "a ZIP archive or a spreadsheet"}


class Row(NamedTuple):
    """The cells, or what is wrong with them; where the row begins."""

    cells: list[str]
    line: int
    offset: int
    broken: str = ""


class Rows:
    """A CSV file that is open: its columns (lower case), its delimiter, its rows."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Read the header. Raises DatasetError when the file is not text or has none."""
        self._lines = _Lines(path, file)
        header = self._lines.head()
        self.delimiter = max(",;\t", key=header.count)
        csv.field_size_limit(MAX_CELL)
        self._reader = csv.reader(self._lines, delimiter=self.delimiter)
        try:
            self.columns = [cell.strip().lower() for cell in next(self._reader, [])]
        except csv.Error as error:
            raise DatasetError(f"{path}, line 1: not CSV ({error})") from error

    @property
    def other_encoding(self) -> int:
        """How many lines so far were not UTF-8."""
        return self._lines.other_encoding

    def __iter__(self) -> Iterator[Row]:
        """The rows after the header; empty lines are passed over."""
        while True:
            line, offset = self._reader.line_num + 1, self._lines.offset
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row([], line, offset, f"not CSV ({error})")
                continue
            if cells:
                yield Row(cells, line, offset)


def row_at(path: Path, offset: int, delimiter: str) -> list[str]:
    """The cells of the row that begins at this byte. Raises DatasetError when the file has changed."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return next(csv.reader(_Lines(path, file), delimiter=delimiter), [])
    except (OSError, csv.Error) as error:
        raise DatasetError(f"{path}: cannot be read again ({error})") from error


class _Lines:
    """The lines of a file as text, and how many bytes were given out."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self.offset = file.tell()
        self.other_encoding = 0

    def head(self) -> str:
        """The first line, without taking it."""
        first = self._file.readline(_MAX_LINE)
        for mark, what in _MARKS.items():
            if first.startswith(mark):
                raise DatasetError(f"{self._path}: is {what}; save it as CSV in UTF-8")
        if b"\0" in first:
            raise DatasetError(f"{self._path}: is not text; give a CSV or GeoJSON file")
        self.offset = 3 if first.startswith(b"\xef\xbb\xbf") else 0
        self._file.seek(self.offset)
        return first.decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(_MAX_LINE)
        if not raw:
            raise StopIteration
        self.offset += len(raw)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.other_encoding += 1
            return raw.decode("cp1252", "replace")
