"""CSV files with a header line that names the columns: text, and id, title, published … as in JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from geo.model import Document, Unread
from geo.reading.decode import decode
from geo.reading.limits import MAX_ARRAY_BYTES
from geo.reading.records import document_from

__all__ = ["read_table"]


def read_table(data: bytes, name: str) -> Iterator[Document | Unread]:
    """A document a row; ids default to `name:LINE`, where the row begins. Raises UndecodableError."""
    text = decode(data)
    csv.field_size_limit(MAX_ARRAY_BYTES)  # the limit of a document is checked later, with a better message
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        if "text" not in columns:
            yield Unread(
                name, "broken", f'no column "text" in the first line; it has: {", ".join(columns)[:200]}'
            )
            return
        line = rows.line_num + 1
        for row in rows:
            if row:
                yield _document(columns, row, f"{name}:{line}")
            line = rows.line_num + 1
    except csv.Error as error:
        yield Unread(f"{name}:{rows.line_num}", "broken", f"not CSV: {error}")


def _document(columns: list[str], row: list[str], default_id: str) -> Document | Unread:
    if len(row) > len(columns):
        return Unread(
            default_id, "broken", f"{len(row)} cells for {len(columns)} columns: is a text not quoted?"
        )
    fields = dict(zip(columns, row, strict=False))
    return document_from(fields, fields.get("text", ""), default_id, "metadata")
