"""What two datasets both cover, and why an event cannot be in the other one.

An event that the other dataset cannot hold is counted apart: it tells nothing of either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.datasets.model import UNKNOWN, Dataset
from geo.datasets.ucdp import NAME as UCDP

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_LONGEST_NAME = 100
_LONGEST = 31  # days: what is dated to a year or a war says little on when a dataset begins

UNDATED = "no date"
UNPLACED = "no place on the map"
OUTSIDE_TIME = "outside the time that both cover"
OUTSIDE_AREA = "outside the countries that both cover"
OTHER_KIND = "of a kind that the other does not list"
NO_DEATH = "no death told (UCDP GED lists events with at least one)"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days and the countries (ISO 3166-1 codes, or names where none is known) that both datasets have."""

    since: date | None
    until: date | None
    countries: tuple[str, ...]


def countries_of(dataset: Dataset, gazetteer: Gazetteer) -> list[str]:
    """The country of each event: by the name that it tells, else by where it is.

    A code, a name in lower case that no country is known by, or "" where nothing is told.
    """
    named, placed = _namer(gazetteer), _placer(gazetteer)

    def at(spot: int) -> str:
        return "" if spot == UNKNOWN else placed(*dataset.place_of(spot))

    return [
        named(told) if told else at(spot)
        for told, spot in zip(dataset.countries, dataset.first_spot.tolist(), strict=True)
    ]


def covered(datasets: Sequence[Dataset], countries: Sequence[list[str]], asked: Coverage) -> Coverage:
    """What both have; what the user asked for goes before."""
    spans = [span for dataset in datasets if (span := _span(dataset))]
    return Coverage(
        asked.since or (max(span[0] for span in spans) if spans else None),
        asked.until or (min(span[1] for span in spans) if spans else None),
        asked.countries or tuple(sorted(set.intersection(*map(_told, datasets, countries)))),
    )


def _told(dataset: Dataset, countries: list[str]) -> set[str]:
    """The countries of a dataset's own events."""
    return {one for one, why in zip(countries, dataset.not_compared, strict=True) if one and not why}


def comparable(dataset: Dataset) -> NDArray[np.bool_]:
    """The events that have a day and a place, and are events of their own."""
    told = np.array([not why for why in dataset.not_compared], dtype=bool)
    found: NDArray[np.bool_] = told & (dataset.start > 0) & (dataset.first_spot != UNKNOWN)
    return found


def why_apart(dataset: Dataset, other: Dataset, both: Coverage, countries: list[str], days: int) -> list[str]:
    """For each event why the other dataset cannot hold it, or ""; `days` around what both cover count too."""
    first = dataset.first_spot
    since = both.since.toordinal() - days if both.since else 0
    until = both.until.toordinal() + days if both.until else np.iinfo(np.int64).max
    outside = (dataset.end < since) | (dataset.start > until)
    kinds = [_not_listed(kind.types, kind.families, other) for kind in dataset.kinds]
    deaths = other.name == UCDP and dataset.name != UCDP
    shared = frozenset(both.countries)
    found = []
    for number in range(len(dataset)):
        country = countries[number]
        checks = (
            (dataset.not_compared[number], bool(dataset.not_compared[number])),
            (UNDATED, dataset.start[number] <= 0),
            (UNPLACED, first[number] == UNKNOWN),
            (OUTSIDE_TIME, outside[number]),
            (OUTSIDE_AREA, bool(country) and country not in shared),
            (OTHER_KIND, kinds[dataset.kind[number]]),
            (NO_DEATH, deaths and not _deadly(dataset, number)),
        )
        found.append(next((why for why, holds in checks if holds), ""))
    return found


def _deadly(dataset: Dataset, number: int) -> bool:
    return any(column[number] > 0 for column in (dataset.low, dataset.best, dataset.high))


def _not_listed(types: tuple[str, ...], families: tuple[str, ...], other: Dataset) -> bool:
    """True for a type of ours of a kind of disorder that nothing in the other dataset is of."""
    known = any(kind.families for kind in other.kinds) and all(
        kind.types or kind.families for kind in other.kinds
    )
    listed = {family for kind in other.kinds for family in kind.families}
    named = {name for kind in other.kinds for name in kind.types}
    return known and bool(types or families) and not (set(families) & listed or set(types) & named)


def _span(dataset: Dataset) -> tuple[date, date] | None:
    """The first and the last day of the events that are dated to a month or better."""
    dated = comparable(dataset)
    short = dated & (dataset.end - dataset.start < _LONGEST)
    rows = short if short.any() else dated
    if not rows.any():
        return None
    return date.fromordinal(int(dataset.start[rows].min())), date.fromordinal(int(dataset.end[rows].max()))


def _namer(gazetteer: Gazetteer) -> Callable[[str], str]:
    @cache
    def code(name: str) -> str:
        plain = re.sub(r"\s*\([^()]*\)", "", name[:_LONGEST_NAME]).strip()  # UCDP: "Yemen (North Yemen)"
        if len(plain) == 2 and gazetteer.place(f"country:{plain.upper()}"):
            return plain.upper()
        for candidate in gazetteer.lookup(plain):
            if candidate.place.kind == "country":
                return candidate.place.country
        return plain.lower()

    return code


def _placer(gazetteer: Gazetteer) -> Callable[[float, float], str]:
    @cache
    def code(lat: float, lon: float) -> str:
        return next((place.country for place in gazetteer.admin_of(lat, lon) if place.country), "")

    return code
