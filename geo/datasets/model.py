"""The nouns: an event as a dataset lists it, and a dataset as columns.

A file may hold half a million rows. What is compared and drawn is kept as numbers and as texts that repeat;
notes and sources stay in the file, and `reading.event_at` reads a row again when somebody asks for it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.model import GeoPrecision, TimePrecision

UNKNOWN = -1  # a figure that is not told
MAX_KINDS = 10_000  # different types in a dataset; codebooks have some thirty
NAMED = 1000  # rows that were not read and are named; the rest is counted

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Kind(NamedTuple):
    """A type as a dataset says it, our types nearest to it, and ACLED's kinds of disorder that it is of."""

    said: str
    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()


class Spot(NamedTuple):
    """Where, WGS 84 degrees, and how far from there it may have been (km)."""

    lat: float
    lon: float
    radius_km: float = 0.0
    precision: GeoPrecision = "exact"


class DatasetEvent(NamedTuple):
    """An event as a dataset lists it; a tuple, since half a million are made in a few seconds."""

    line: int  # of the file, from 1; a feature's number in GeoJSON
    id: str
    kind: Kind
    start: date | None
    end: date | None
    date_precision: TimePrecision
    spots: tuple[Spot, ...]  # none where no place, or only a country, is told
    country: str = ""  # as they say it
    place: str = ""
    actors: str = ""  # joined by "; "
    low: int | None = None  # people killed
    best: int | None = None
    high: int | None = None
    source: str = ""
    notes: str = ""
    not_compared: str = ""  # why it is no event of its own: "told as a sum or as background"


@dataclass(frozen=True, slots=True)
class Dataset:
    """n events as columns, in the order of the file; `spot_*` has one entry a place of an event.

    Days are proleptic ordinals (`date.toordinal`), 0 for none; figures `UNKNOWN` where none is told.
    """

    name: str  # "ACLED", "UCDP GED", "GeoJSON", "Dateline"
    path: Path
    ids: list[str]
    kind: Ints  # number in `kinds`
    kinds: list[Kind]
    start: Ints
    end: Ints
    low: Ints
    best: Ints
    high: Ints
    countries: list[str]
    places: list[str]
    actors: list[str]
    not_compared: list[str]
    line: Ints
    offset: Ints  # where the row begins in the file, bytes; a feature's index in GeoJSON
    first_spot: Ints  # the number of an event's first spot, `UNKNOWN` where it has none
    spot_event: Ints
    spot_lat: Floats
    spot_lon: Floats
    spot_radius: Floats
    lost: Counter[str] = field(default_factory=Counter)  # reason → rows not read
    named: list[tuple[int, str]] = field(
        default_factory=list
    )  # (line, reason and value) of the first of them
    said: tuple[str, ...] = ()  # how it was read: which property was taken for the date …

    def __len__(self) -> int:
        return len(self.ids)

    def place_of(self, spot: int) -> tuple[float, float]:
        """Latitude and longitude of a spot, to a tenth of a degree (11 km): which country it is in."""
        return round(float(self.spot_lat[spot]), 1), round(float(self.spot_lon[spot]), 1)


def first_spots(spot_event: Ints, count: int) -> Ints:
    """For each of `count` events the number of its first spot, `UNKNOWN` where it has none."""
    found = np.full(count, UNKNOWN, dtype=np.int64)
    found[spot_event[::-1]] = np.arange(len(spot_event) - 1, -1, -1)
    return found
