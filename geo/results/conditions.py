"""A selection as a condition of SQL over event rows (geo.webmap.rows); every value is a parameter.

The comparisons of `start`, `end`, `xmin` … `ymax` and `type` are plain ones, so that DuckDB leaves out row
groups by their statistics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from geo.results.selection import FACETS, Box, PlacesNamed, Selection
from geo.webmap.facets import fold


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a query with a "?" for each value."""

    sql: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: Sql) -> Sql:
        return Sql(f"{self.sql} AND {other.sql}", (*self.values, *other.values))

    def __or__(self, other: Sql) -> Sql:
        return Sql(f"({self.sql} OR {other.sql})", (*self.values, *other.values))


ALL, NOTHING = Sql("TRUE"), Sql("")
_FEW = 8
Exists = Callable[[Sql], bool]  # whether any event of the result meets it


def selected(selection: Selection) -> Sql:
    """What the events of the selection meet, but for the words searched."""
    made = ALL
    for part in _parts(selection):
        made &= part
    return made


def search(text: str, places_named: PlacesNamed, exists: Exists) -> Sql:
    """Every word is in the event's words or names one of its places in another spelling, or all of it does.

    Where that finds nothing at all, names of places that are nearly so.
    """
    if not text.strip():
        return ALL
    every = ALL
    for word in fold(text).split():
        every &= Sql("contains(searched, ?)", (word,)) | _any_of("facet_place", places_named(word, False))
    found = every | _any_of("facet_place", places_named(text, False))
    return found if exists(found) else _any_of("facet_place", places_named(text, True))


def _parts(selection: Selection) -> Iterator[Sql]:
    if selection.has_window:
        yield Sql("on_timeline")
    if selection.last is not None:
        yield Sql('"start" <= ?', (selection.last,))
    if selection.first is not None:
        yield Sql('"end" >= ?', (selection.first,))
    if selection.box is not None:
        yield _in_box(selection.box)
    if selection.hidden:
        yield Sql(f"type NOT IN ({_marks(selection.hidden)})", selection.hidden)
    for facet in FACETS:
        if wanted := selection.of(facet):
            yield _having(facet, wanted)


def _having(facet: str, wanted: tuple[str, ...]) -> Sql:
    if facet == "type":  # an event has one
        return Sql(f"type IN ({_marks(wanted)})", wanted)
    return _any_of(f"facet_{facet}", wanted)


def _any_of(column: str, wanted: Iterable[str]) -> Sql:
    """Has any of these values; for a few, one by one is more than twice as fast."""
    values = tuple(wanted)
    if len(values) > _FEW:
        return Sql(f"list_has_any({column}, ?::VARCHAR[])", (list(values),))
    return Sql(f"({' OR '.join([f'list_contains({column}, ?)' for _ in values] or ['FALSE'])})", values)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" for _ in values)


def _in_box(box: Box) -> Sql:
    """A place inside; the box around all places of an event comes first, for it needs no list to be read."""
    west, south, east, north = box
    beside, both = (
        ("(xmin <= ? AND xmax >= ?)", "AND") if west <= east else ("(xmin <= ? OR xmax >= ?)", "OR")
    )
    one = f"(s.lon >= ? {both} s.lon <= ?) AND s.lat >= ? AND s.lat <= ?"
    return Sql(
        f"{beside} AND ymin <= ? AND ymax >= ? AND len(list_filter(spots, lambda s: {one})) > 0",
        (east, west, north, south, west, east, south, north),
    )
