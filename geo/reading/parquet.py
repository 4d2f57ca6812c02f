"""Parquet files with a column of texts, and id, title, published … as in JSON; read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from geo.model import Document, Unread
from geo.reading.limits import MAX_ARRAY_BYTES
from geo.reading.records import document_from

__all__ = ["group_sizes", "read_parquet"]

_COLUMNS = ("id", "text", "title", "published", "publisher", "url", "language")
_ROWS = 64  # at once: texts may be long


def read_parquet(
    source: Path | BinaryIO, name: str, groups: range | None = None
) -> Iterator[Document | Unread]:
    """A document a row, of all row groups or some; ids default to `name:ROW`, rows of the file from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(source)
    except (pa.ArrowException, OSError) as error:
        yield Unread(name, "broken", f"not Parquet that can be read: {error}")
        return
    with file:
        if "text" not in (names := file.schema_arrow.names):
            yield Unread(name, "broken", f'no column "text"; it has: {", ".join(names)[:200]}')
            return
        first = 1
        for group in range(file.num_row_groups):
            if groups is None or group in groups:
                yield from _read_group(file, group, first, name)
            first += file.metadata.row_group(group).num_rows


def group_sizes(path: Path) -> list[int]:
    """Bytes of each row group; none of a file that is not Parquet or holds no texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if "text" in file.schema_arrow.names:
                return [file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups)]
    except (pa.ArrowException, OSError):
        return []  # reading it says why
    return []


def _read_group(file: Any, group: int, first: int, name: str) -> Iterator[Document | Unread]:
    import pyarrow as pa

    size = file.metadata.row_group(group).total_byte_size
    if size > MAX_ARRAY_BYTES:
        detail = f"a row group of {size:,} bytes; at most {MAX_ARRAY_BYTES:,} are read: write smaller ones"
        yield Unread(f"{name}:{first}", "too large", detail)
        return
    columns = [column for column in _COLUMNS if column in file.schema_arrow.names]
    number = first
    try:
        for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns):
            for row in batch.to_pylist():
                yield _document(row, f"{name}:{number}")
                number += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Unread(f"{name}:{number}", "broken", f"this row group cannot be read on: {error}")


def _document(row: dict[str, Any], default_id: str) -> Document | Unread:
    text = row["text"]
    if not isinstance(text, str):
        return Unread(default_id, "broken", 'no "text" in it, or it is not a string')
    fields = {
        column: value.isoformat() if isinstance(value, date) else value for column, value in row.items()
    }
    return document_from(fields, text, default_id, "metadata")
