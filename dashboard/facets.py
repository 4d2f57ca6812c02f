"""What events can be found by, as columns of numbers: 100,000 of them are filtered in milliseconds.

A column gives every event some of its values: event i has `values[numbers[starts[i]:starts[i + 1]]]`.
No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.model import Document, Event
from geo.tollranges import toll_range
from geo.webmap.facets import FACETS, HARMS, Countries, facets_of, searched

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """One facet of all events."""

    values: tuple[str, ...]
    starts: NDArray[Any]
    numbers: NDArray[Any]

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The event of each number."""
        return np.repeat(np.arange(len(self.starts) - 1), self.starts[1:] - self.starts[:-1])

    def having(self, wanted: Iterable[str]) -> Flags:
        """Which events have any of these values."""
        asked = set(wanted)
        good = np.array([value in asked for value in self.values], dtype=np.bool_)
        flags = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        if len(self.numbers):
            flags[self.owners[good[self.numbers]]] = True
        return flags

    def counts(self, flags: Flags) -> dict[str, int]:
        """Events a value among those flagged, most first; every value is there, if with 0."""
        found = np.bincount(self.numbers[flags[self.owners]], minlength=len(self.values))
        order = np.argsort(-found, kind="stable")
        return {self.values[n]: int(found[n]) for n in order}

    def of(self, event: int) -> list[str]:
        """The values of one event."""
        return [self.values[n] for n in self.numbers[self.starts[event] : self.starts[event + 1]]]


@dataclass(frozen=True)
class Index:
    """The events in the order of the page, as far as filters, counts and charts need them."""

    ids: tuple[str, ...]
    columns: Mapping[str, Column]
    texts: tuple[str, ...]  # folded, to search in
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)  # undated, killed.low, killed.high …

    @cached_property
    def number(self) -> dict[str, int]:
        """Each event's place in the order of the page, by id."""
        return {event_id: number for number, event_id in enumerate(self.ids)}


def make_index(
    events: Sequence[Event], documents: Mapping[str, Document], gazetteer: Gazetteer | None = None
) -> Index:
    """The columns of these events; the gazetteer names their countries."""
    countries = Countries(gazetteer)
    rows = [facets_of(event, documents, countries) for event in events]
    columns = {name: _column(row[name] for row in rows) for name in FACETS}
    texts = tuple(searched(event, documents) for event in events)
    return Index(tuple(event.event_id for event in events), columns, texts, _arrays(events))


def _column(rows: Iterable[Iterable[str]]) -> Column:
    numbers: dict[str, int] = {}
    starts, found = [0], []
    for row in rows:
        found += [numbers.setdefault(value, len(numbers)) for value in dict.fromkeys(row) if value]
        starts.append(len(found))
    return Column(tuple(numbers), np.array(starts, np.uint32), np.array(found, np.uint32))


def _arrays(events: Sequence[Event]) -> dict[str, NDArray[Any]]:
    """What charts and the sentence on top need beside the payload; -1 where no figure is told."""
    arrays: dict[str, NDArray[Any]] = {
        "undated": np.array([event.moment.start is None for event in events], np.uint8)
    }
    for harm in HARMS:
        ranges = [toll_range(event.claims, harm) for event in events]
        arrays[f"{harm}.low"] = _figures(one.low for one in ranges)
        arrays[f"{harm}.high"] = _figures(one.high for one in ranges)
    return arrays


def _figures(values: Iterable[int | None]) -> NDArray[np.int32]:
    return np.array([-1 if value is None else value for value in values], np.int32)
