"""Rows of the parts: of the kinds that they must be, and as events with their claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ResultError
from geo.export.readback import event_of
from geo.model import Event
from geo.webmap.rows import SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

# What makes an event of the properties that the files of all formats hold (geo.properties).
COLUMNS = (
    *("event_id", "type", "title", "start", "end", "date_precision", "places", "status", "disputed_slots"),
    *("independent_sources", "merged_because", "confidence", "claims", "general_denials", "possibly_same"),
    "profile",
)


def check_columns(path: str, names: Iterable[str]) -> None:
    """Raise ResultError where a part lacks one of the columns, or has one of event rows in another kind."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        there = pq.read_schema(path)
    except (OSError, pa.ArrowException) as error:
        raise ResultError(f"{path}: cannot be read ({error}); copy the folder again") from error
    for name in names:
        if name not in there.names:
            raise ResultError(
                f"{path}: has no column {name!r}, which the page needs; extract again with this Dateline"
            )
        if name in SCHEMA.names and not _fits(there.field(name).type, SCHEMA.field(name).type):
            raise ResultError(
                f"{path}: its column {name!r} is {there.field(name).type}, not {SCHEMA.field(name).type}; "
                "extract again with this Dateline"
            )


def _fits(there: pa.DataType, wanted: pa.DataType) -> bool:
    """The same kind, in whatever width."""
    import pyarrow as pa

    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(there))
    return bool(there == wanted or (wanted == pa.string() and there == pa.large_string()))


def as_event_rows(table: pa.Table, path: Path) -> pa.Table:
    """Rows of a part as the page takes them. Raises ResultError where they make no sense."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        rows = table.cast(SCHEMA)
    except (pa.ArrowException, ValueError) as error:
        raise ResultError(f"{path}: not as Dateline writes it ({error}); extract again") from error
    lost = pc.or_(pc.is_null(rows["start"]), pc.is_null(rows["end"]))
    if pc.any(pc.and_(rows["on_timeline"], lost)).as_py():
        raise ResultError(f"{path}: an event of the timeline has no days; copy the folder again")
    return rows


def event_from(row: Sequence[Any], where: str) -> Event:
    """The event of a row of COLUMNS; `where` is named in errors. Raises ExportError where it makes none."""
    properties = dict(zip(COLUMNS, row, strict=True))
    for day in ("start", "end"):
        if isinstance(properties[day], date):
            properties[day] = properties[day].isoformat()
    return event_of({"properties": properties}, where)
