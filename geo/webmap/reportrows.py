"""Reports as the lists show them, without their texts; and as rows of an Arrow table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from geo.jsontext import plain
from geo.model import Document

if TYPE_CHECKING:
    import pyarrow as pa

_OPENING = 120  # characters


@dataclass(frozen=True, slots=True)
class Report:
    """A report without its text."""

    id: str
    title: str
    publisher: str
    published: date | None
    language: str
    opening: str  # its first words, to know it by


def report_of(document: Document) -> Report:
    """A report as the lists show it."""
    return Report(
        document.id,
        document.title,
        document.publisher,
        document.published,
        document.language,
        _opening(document),
    )


def _opening(document: Document) -> str:
    return " ".join(document.text[:400].split())[:_OPENING]


def report_rows(reports: Iterable[Report]) -> pa.Table:
    """A row for each report: the fields of Report, `published` a day or null."""
    import pyarrow as pa

    made = list(reports)
    columns = {}
    for name in (field.name for field in fields(Report)):
        values = [getattr(report, name) for report in made]
        if name == "published":
            columns[name] = pa.array(values, pa.date32())
        else:
            columns[name] = pa.array(map(plain, values), pa.string())
    return pa.table(columns)
