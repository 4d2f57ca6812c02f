"""Events, as they are read, into the columns of a dataset."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geo.datasets.model import (
    MAX_KINDS,
    NAMED,
    UNKNOWN,
    Dataset,
    DatasetEvent,
    Floats,
    Ints,
    Kind,
    first_spots,
)
from geo.errors import DatasetError
from geo.jsontext import plain

MAX_TEXT = 2000  # characters of a name, a place, the actors; an export has some hundred
MAX_EVENTS = 2_000_000  # a full export of a continent has half a million; more is something else


TWICE = "the same as a row above"


def clean(text: str) -> str:
    """A text of a row, at most `MAX_TEXT` characters, that every file can hold."""
    return plain(text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…")


class Lost(NamedTuple):
    """A row that cannot be read: why, in words to count by, and the value."""

    line: int
    reason: str
    value: str = ""


class Read(NamedTuple):
    """What a row gave, and where in the file it begins."""

    item: DatasetEvent | Lost
    offset: int


def in_columns(name: str, path: Path, rows: Iterable[Read], said: Iterable[str] = ()) -> Dataset:
    """The dataset of these rows. Raises DatasetError when there are more than `MAX_EVENTS`."""
    columns = _Columns()
    lost: Counter[str] = Counter()
    named: list[tuple[int, str]] = []
    once: set[int] = set()
    for item, offset in rows:
        if isinstance(item, Lost):
            lost[item.reason] += 1
            if len(named) < NAMED:
                value = f": {item.value[:80]!r}" if item.value else ""
                named.append((item.line, f"{item.reason}{value}"))
            continue
        seen = hash(item[1:])  # all but its line
        if seen in once:
            lost[TWICE] += 1
            if len(named) < NAMED:
                named.append((item.line, TWICE))
            continue
        once.add(seen)
        columns.add(item, offset)
        if len(columns.ids) > MAX_EVENTS:
            raise DatasetError(f"{path}: more than {MAX_EVENTS:,} events; cut it by country or year")
        if len(columns.kinds) > MAX_KINDS:
            raise DatasetError(f"{path}: more than {MAX_KINDS:,} different types; is its type a free text?")
    return columns.dataset(name, path, lost, named, tuple(said))


class _Columns:
    """Numbers in arrays; texts each kept once, however many rows say them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.texts: dict[str, list[str]] = {"country": [], "place": [], "actors": [], "not_compared": []}
        self.numbers = {name: array("q") for name in _NUMBERS}
        self.spots = array("d")
        self.spot_event = array("q")
        self.kinds: dict[Kind, int] = {}
        self._once: dict[str, str] = {}

    def add(self, event: DatasetEvent, offset: int) -> None:
        texts = self.texts
        number = len(self.ids)
        self.ids.append(clean(event.id))
        texts["country"].append(self._kept(event.country))
        texts["place"].append(self._kept(event.place))
        texts["actors"].append(self._kept(event.actors))
        texts["not_compared"].append(event.not_compared)
        values = (
            self.kinds.setdefault(event.kind, len(self.kinds)),
            event.start.toordinal() if event.start else 0,
            event.end.toordinal() if event.end else 0,
            UNKNOWN if event.low is None else event.low,
            UNKNOWN if event.best is None else event.best,
            UNKNOWN if event.high is None else event.high,
            event.line,
            offset,
        )
        for column, value in zip(self.numbers.values(), values, strict=True):
            column.append(value)
        for spot in event.spots:
            self.spot_event.append(number)
            self.spots.extend(spot[:3])

    def _kept(self, text: str) -> str:
        """The text as it is kept, each once."""
        return self._once.get(text) or self._once.setdefault(text, clean(text))

    def dataset(
        self, name: str, path: Path, lost: Counter[str], named: list[tuple[int, str]], said: tuple[str, ...]
    ) -> Dataset:
        spots: Floats = np.frombuffer(self.spots, dtype=np.float64).reshape(-1, 3)
        return Dataset(
            name=name,
            path=path,
            ids=self.ids,
            kinds=list(self.kinds),
            countries=self.texts["country"],
            places=self.texts["place"],
            actors=self.texts["actors"],
            not_compared=self.texts["not_compared"],
            first_spot=first_spots(_ints(self.spot_event), len(self.ids)),
            spot_event=_ints(self.spot_event),
            spot_lat=spots[:, 0],
            spot_lon=spots[:, 1],
            spot_radius=spots[:, 2],
            lost=lost,
            named=named,
            said=said,
            **{name: _ints(column) for name, column in self.numbers.items()},
        )


_NUMBERS = ("kind", "start", "end", "low", "best", "high", "line", "offset")


def _ints(column: array[int]) -> Ints:
    return np.frombuffer(column, dtype=np.int64)
