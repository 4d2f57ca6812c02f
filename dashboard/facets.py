"""What events can be found by, as columns of numbers: a million of them are filtered in milliseconds.

A column gives every event some of its values: event i has `values[numbers[starts[i]:starts[i + 1]]]`.
No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dashboard.packed import Numbers, Packed, Spool, Texts
from geo.webmap.facets import FACETS, HARMS

if TYPE_CHECKING:
    import pyarrow as pa

Flags = NDArray[np.bool_]
_NOT_TOLD = -1
FIGURES = tuple(f"{harm}.{end}" for harm in HARMS for end in ("low", "high"))


@dataclass(frozen=True)
class Column:
    """One facet of all events."""

    values: Packed
    starts: NDArray[Any]
    numbers: NDArray[Any]

    def __post_init__(self) -> None:
        if int(self.starts[-1]) != len(self.numbers):
            raise ValueError("the parts of a column do not fit together")

    @cached_property
    def owners(self) -> NDArray[np.uint32] | None:
        """The event of each number; None where every event has one."""
        lengths = np.diff(self.starts)
        return None if (lengths == 1).all() else np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)

    def having(self, wanted: Iterable[str]) -> Flags:
        """Which events have any of these values."""
        good = np.zeros(len(self.values), dtype=np.bool_)
        good[[number for value in set(wanted) if (number := self.values.find(value)) is not None]] = True
        found: Flags = good[self.numbers]
        if self.owners is None:
            return found
        flags = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        flags[self.owners[found]] = True
        return flags

    def tallied(self, flags: Flags) -> NDArray[np.int64]:
        """Events of each value, by its number, among those flagged."""
        inside = flags if self.owners is None else flags[self.owners]
        return np.bincount(self.numbers[inside], minlength=len(self.values))

    def counts(self, flags: Flags) -> dict[str, int]:
        """Events a value among those flagged, most first; every value is there, if with 0."""
        found = self.tallied(flags)
        return {self.values[int(n)]: int(found[n]) for n in np.argsort(-found, kind="stable")}

    def most(self, flags: Flags, limit: int, among: Flags | None = None) -> tuple[dict[str, int], int]:
        """The values of most events among those flagged, most first, and how many more have any.

        `among` flags the values that are asked for.
        """
        found = self.tallied(flags)
        there = np.flatnonzero(found if among is None else found * among)
        order = there[np.argsort(-found[there], kind="stable")]
        return {self.values[int(n)]: int(found[n]) for n in order[:limit]}, max(0, len(order) - limit)

    def counted(self, values: Iterable[str], flags: Flags) -> dict[str, int]:
        """Events of these values among those flagged."""
        return {value: int((self.having([value]) & flags).sum()) for value in values}

    def of(self, event: int) -> list[str]:
        """The values of one event."""
        return [self.values[int(n)] for n in self.numbers[self.starts[event] : self.starts[event + 1]]]


@dataclass(frozen=True)
class Index:
    """The events in the order of the page, as far as filters, counts and charts need them.

    `arrays`: `undated`, `mapped`; `start` and `end` of those on the timeline (ordinals); the figures of tolls
    (-1 where none is told); `spot.lat`, `spot.lon`, `mark.from` and `mark.spot` as in the map's data, and
    `title` and `when` by their numbers in `said`.
    """

    ids: Packed
    columns: Mapping[str, Column]
    texts: Texts  # folded, to search in
    said: Packed
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)

    @cached_property
    def number(self) -> Numbers:
        """Each event's place in the order of the page, by id."""
        return Numbers(self.ids)

    def title(self, event: int) -> str:
        """An event's title with its days."""
        title, when = (self.said[int(self.arrays[name][event])] for name in ("title", "when"))
        return f"{title}, {when}"


class Finding:
    """Takes tables of event rows, of which it keeps what events are found by."""

    def __init__(self) -> None:
        from geo.webmap.coded import Words

        self._facets = {name: Words() for name in FACETS}
        self._texts = Spool()
        self._figures: dict[str, list[NDArray[np.int32]]] = {name: [] for name in FIGURES}

    def add(self, rows: pa.Table) -> None:
        """The next rows, of `geo.webmap.rows.SCHEMA`."""
        for name, words in self._facets.items():
            for chunk in rows[f"facet_{name}"].chunks:
                words.add(chunk)
        for chunk in rows["searched"].chunks:
            self._texts.add(chunk)
        for name, parts in self._figures.items():
            figures = rows[name.replace(".", "_")].fill_null(_NOT_TOLD)
            parts.append(figures.to_numpy().astype(np.int32))

    def columns(self, order: NDArray[Any]) -> dict[str, Column]:
        """The facets of events in the order of the page, of which event i came as row `order[i]`."""
        from geo.webmap.coded import in_order_of_coming

        made = {}
        for name, words in self._facets.items():
            lists = in_order_of_coming(words.lists(), order)
            numbers = lists.numbers.astype(np.uint32)
            made[name] = Column(Packed.of(lists.values), lists.starts.astype(np.uint32), numbers)
        return made

    def texts(self, order: NDArray[Any]) -> Texts:
        """What is searched."""
        return self._texts.texts(order)

    def figures(self, order: NDArray[Any]) -> dict[str, NDArray[np.int32]]:
        """The tolls, by name."""
        from geo.webmap.coded import joined

        return {name: joined(parts).astype(np.int32)[order] for name, parts in self._figures.items()}
