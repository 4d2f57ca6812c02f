"""The description that lies beside a table: W3C "Metadata Vocabulary for Tabular Data" (2015), CSVW.

With it a reader knows which cells are days, numbers or lists, what the columns are called, and where the
places come from. It names no moment: the same table is described in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from geo.export.columns import EVENTS, JOINT, Column
from geo.export.source import Source
from geo.jsontext import dumps

RIGHTS = (
    "Places: GeoNames (CC BY 4.0, https://creativecommons.org/licenses/by/4.0/), changed; Natural Earth and "
    "U.S. Census Bureau (public domain). Words of reports belong to those who wrote them. "
    "Boundaries shown do not imply endorsement."
)
_SOURCES = ("https://www.geonames.org/", "https://www.naturalearthdata.com/")


def describe_events(source: Source, name: str) -> str:
    """The description of the table of events called `name`, as JSON."""
    return describe(source, name, "Reported events", EVENTS, ("event_id",))


def describe(source: Source, name: str, title: str, columns: Iterable[Column], key: Iterable[str]) -> str:
    """The description of a table with these columns, in which `key` tells the rows apart, as JSON."""
    told: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": quote(name),
        "dc:title": title,
        "dc:description": source.note,
        "dc:creator": source.made_by,
        "dc:rights": RIGHTS,
        "dc:source": [{"@id": address} for address in _SOURCES],
        "dialect": {"encoding": "utf-8", "header": True, "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {"columns": [_column(column) for column in columns], "primaryKey": list(key)},
    }
    return dumps({name: value for name, value in told.items() if value}, indent=2) + "\n"


def _column(column: Column) -> dict[str, Any]:
    """A name and a title each: the header's word, and the one for people."""
    told: dict[str, Any] = {
        "name": column.name,
        "titles": [column.name, column.title],
        "datatype": {"base": column.datatype, **column.limits} if column.limits else column.datatype,
    }
    if column.several:
        told["separator"] = JOINT
    if column.required:
        told["required"] = True
    if column.about:
        told["dc:description"] = column.about
    return told
