"""Event rows of many tables put together in the order of the page; no loop goes over events.

The order: on the timeline first, by start, end and id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.webmap.coded import Coded, Lists, Words, joined, lengths_of, reordered, starts_of
from geo.webmap.rows import SAYS, SPOT, TOWN, as_rows

_EPOCH = date(1970, 1, 1).toordinal()
_SPOT_NUMBERS = ("lat", "lon", "radius", "kind")


@dataclass(frozen=True)
class SpotRows:
    """The places drawn, event after event: event i has those from `starts[i]` to `starts[i + 1]`."""

    starts: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius: NDArray[np.float64]  # km
    kind: NDArray[np.uint8]
    area: Coded  # the id of the place whose polygon is drawn, or ""
    towns: pa.ChunkedArray  # what the map may name, by the numbers of `town`
    town: NDArray[np.int64]


@dataclass(frozen=True)
class Gathered:
    """What the map's data are made of, in the order of the page."""

    order: NDArray[np.int64]  # of each event the row that it came in
    dated: int  # so many are on the timeline
    start: NDArray[np.int64]  # ordinals of those
    end: NDArray[np.int64]
    undated: NDArray[np.bool_]
    disputed: NDArray[np.bool_]
    type: Coded
    says: dict[str, Coded]
    spots: SpotRows
    tints: Lists


class Gathering:
    """Takes tables of event rows, of which it keeps what the map's data are made of."""

    def __init__(self) -> None:
        self._plain: list[pa.Table] = []
        self._words = {name: Words() for name in ("type", "tints", "area", *SAYS)}
        self._lengths: list[NDArray[Any]] = []
        self._spots: list[pa.StructArray] = []

    def add(self, table: pa.Table) -> None:
        """The next rows; raises KeyError or ValueError as `as_rows`."""
        rows = as_rows(table).combine_chunks()
        if not rows.num_rows:
            return
        self._plain.append(rows.select(["event_id", "on_timeline", "start", "end", "disputed"]))
        for name, words in self._words.items():
            if name != "area":
                words.add(rows[f"say_{name}" if name in SAYS else name].chunk(0))
        spots = rows["spots"].chunk(0)
        self._lengths.append(lengths_of(spots))
        self._spots.append(spots.flatten())
        self._words["area"].add(pc.struct_field(self._spots[-1], "place"))

    @property
    def ids(self) -> pa.ChunkedArray:
        """The events' ids as they came."""
        return self._table()["event_id"]

    def _table(self) -> pa.Table:
        kinds = {"event_id": pa.string(), "on_timeline": pa.bool_(), "start": pa.date32()}
        kinds |= {"end": pa.date32(), "disputed": pa.bool_()}
        return pa.concat_tables([pa.table({n: [] for n in kinds}, schema=pa.schema(kinds)), *self._plain])

    def gathered(self) -> Gathered:
        """All of them, in the order of the page."""
        table = self._table()
        order = _order(table)
        on_timeline, disputed = (_flags(table[name])[order] for name in ("on_timeline", "disputed"))
        dated = int(on_timeline.sum())
        start, end = (_ordinals(table[name].take(pa.array(order[:dated]))) for name in ("start", "end"))
        coded = {name: self._words[name].coded() for name in ("type", *SAYS)}
        coded = {name: Coded(one.values, one.numbers[order]) for name, one in coded.items()}
        tints = self._words["tints"].lists()
        starts, taken = reordered(tints.starts, order)
        return Gathered(
            order=order,
            dated=dated,
            start=start,
            end=end,
            undated=_flags(pc.is_null(table["start"]))[order],
            disputed=disputed,
            type=coded.pop("type"),
            says=coded,
            spots=self._spot_rows(order),
            tints=Lists(tints.values, starts, tints.numbers[taken]),
        )

    def _spot_rows(self, order: NDArray[np.int64]) -> SpotRows:
        whole = pa.chunked_array(self._spots, SPOT)
        starts, taken = reordered(starts_of(joined(self._lengths)), order)
        lat, lon, radius, kind = (
            pc.struct_field(whole, name).to_numpy()[taken] if len(whole) else np.zeros(0)
            for name in _SPOT_NUMBERS
        )
        area = self._words["area"].coded()
        towns = pc.struct_field(whole, "town") if len(whole) else pa.chunked_array([], TOWN)
        return SpotRows(
            starts=starts,
            lat=lat.astype(np.float64),
            lon=lon.astype(np.float64),
            radius=np.round(radius.astype(np.float64), 2),
            kind=kind.astype(np.uint8),
            area=Coded(area.values, area.numbers[taken]),
            towns=towns,
            town=taken,
        )


def _order(table: pa.Table) -> NDArray[np.int64]:
    far = pa.scalar(date.max, pa.date32())
    keys = {
        "behind": pc.invert(table["on_timeline"]).cast(pa.uint8()),
        "start": table["start"].fill_null(far),
        "end": table["end"].fill_null(far),
        "event_id": table["event_id"],
    }
    order: NDArray[Any] = pc.sort_indices(
        pa.table(keys), sort_keys=[(name, "ascending") for name in keys]
    ).to_numpy()
    return order.astype(np.int64)


def _flags(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(column.to_numpy(), dtype=np.bool_)


def _ordinals(days: pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(days.cast(pa.int32()).to_numpy(), dtype=np.int64) + _EPOCH


def gather(tables: Iterable[pa.Table]) -> Gathered:
    """Tables of event rows, put together."""
    gathering = Gathering()
    for table in tables:
        gathering.add(table)
    return gathering.gathered()
