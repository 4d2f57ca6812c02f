"""Tables that people fill in with a spreadsheet: written so that no cell is a formula, read as it was meant.

What spreadsheets make of a CSV file is read too: a byte-order mark, UTF-16, Windows-1252, semicolons or tabs
for commas, the apostrophe that our own exports put in front of what would be a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.errors import DatelineError
from geo.jsontext import plain
from geo.reading.decode import UndecodableError, decode

__all__ = ["Problem", "Row", "SheetError", "defused", "read_sheet", "sheet_lines"]

MAX_SHEET_BYTES = 100_000_000
MAX_ROWS = 200_000
_MAX_CELL = 10_000_000  # characters: an address that quotes a long sentence is one cell

# A spreadsheet runs a cell that starts with one of these as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class SheetError(DatelineError):
    """A table cannot be read, or its columns are not those asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line that it begins on, and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """A cell; "" where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line, with the value and what to do."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


def defused(cell: Any) -> Any:
    """A text cell that would be taken for a formula gets an apostrophe in front; numbers are left alone."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def sheet_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A header line and a line a row, without line ends; no cell is a formula or cannot be UTF-8."""
    yield _line(columns)
    for row in rows:
        cells = (row.get(column, "") for column in columns)
        yield _line([defused(_writable(cell)) for cell in cells])


def _writable(cell: Any) -> Any:
    """Text that can be UTF-8, without NULs: with one the table would not be taken for text again."""
    return plain(cell).replace("\0", "\ufffd") if isinstance(cell, str) else cell


def _line(cells: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def read_sheet(data: bytes, name: str, columns: Sequence[str], needed: Sequence[str]) -> list[Row]:
    """The rows that are not empty. Raises SheetError that names the file and what is wrong.

    `columns` are those that may be there, `needed` those that must.
    """
    if len(data) > MAX_SHEET_BYTES:
        raise SheetError(f"{name}: larger than {MAX_SHEET_BYTES // 1_000_000} MB; split it")
    try:
        text = decode(data)
    except UndecodableError as error:
        raise SheetError(f"{name}: {error.reason}, {error.detail}") from error
    csv.field_size_limit(_MAX_CELL)
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        header = [column.strip().lower() for column in next(rows, [])]
        _check(header, columns, needed, name)
        return _rows(rows, header, name)
    except csv.Error as error:
        raise SheetError(f"{name} line {rows.line_num}: not CSV: {error}") from error


def _check(header: Sequence[str], columns: Sequence[str], needed: Sequence[str], name: str) -> None:
    lacking = [column for column in needed if column not in header]
    if lacking:
        raise SheetError(f"{name}: no column {lacking[0]!r} in the first line; it has: {_listed(header)}")
    unknown = [column for column in header if column and column not in columns]
    if unknown:
        raise SheetError(
            f"{name}: unknown columns: {_listed(unknown)}; remove them, or use {_listed(columns)}"
        )
    twice = [column for column in header if column and header.count(column) > 1]
    if twice:
        raise SheetError(f"{name}: two columns are called {twice[0]!r}; remove one")


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns)[:400] or "none"


def _rows(rows: Any, header: Sequence[str], name: str) -> list[Row]:
    found: list[Row] = []
    line = rows.line_num + 1
    for cells in rows:
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise SheetError(f"{name} line {line}: {len(cells)} cells for {len(header)} columns")
        row = {column: _undone(cell) for column, cell in zip(header, cells, strict=False) if column}
        if any(row.values()):
            found.append(Row(line, row))
        if len(found) > MAX_ROWS:
            raise SheetError(f"{name}: more than {MAX_ROWS:,} rows; split it")
        line = rows.line_num + 1
    return found


def _undone(cell: str) -> str:
    """As it was before it was made harmless for spreadsheets."""
    return (cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_STARTS) else cell).strip()
