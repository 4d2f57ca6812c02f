"""Which first-level area a place is in, by its point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.geography import Floats, Layer
from gazetteer.sources.entry import Entry

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Points:
    """Places to be put in areas: one array a fact, all of one length."""

    lat: Floats  # degrees, as is lon
    lon: Floats
    country: NDArray[Any]  # numbers of `countries`
    region: NDArray[Any]  # numbers that the source's own regions have; 0 is none
    countries: Sequence[str]


def put_in_provinces(entries: Sequence[Entry], areas: Layer) -> None:
    """Give every entry the number and the name of its first-level area, where it has one."""
    places = [entry.place for entry in entries]
    countries: dict[str, int] = {}
    regions = {"": 0}
    points = Points(
        np.array([place.lat for place in places]),
        np.array([place.lon for place in places]),
        np.array([countries.setdefault(place.country, len(countries)) for place in places], np.int64),
        np.array([regions.setdefault(entry.region_code, len(regions)) for entry in entries], np.int64),
        list(countries),
    )
    for entry, number in zip(entries, provinces_of([points], areas).tolist(), strict=True):
        if number >= 0:
            entry.province = number
            entry.place = replace(entry.place, admin1=areas.properties[number]["name"])


def provinces_of(chunks: Iterable[Points], areas: Layer) -> Numbers:
    """The number of the first-level area of its country that holds each point; -1 for none.

    One that none holds (an island, a coast simplified away) gets the area that most points of its region
    are in. Half a million points a chunk take some 100 MB while they are looked at.
    """
    found: list[Numbers] = []
    regions: list[NDArray[Any]] = []
    votes: Counter[tuple[int, int]] = Counter()
    for points in chunks:
        held = _held(points, areas)
        known = (held >= 0) & (points.region > 0)
        pairs, counts = np.unique([points.region[known], held[known]], axis=1, return_counts=True)
        for region, number, count in zip(*pairs.tolist(), counts.tolist(), strict=True):
            votes[region, number] += count
        found.append(held)
        regions.append(points.region)
    usual = np.full(max((region for region, _ in votes), default=0) + 1, -1, np.int32)
    for (region, number), _ in sorted(votes.items(), key=lambda vote: (vote[1], -vote[0][1])):
        usual[region] = number  # the most votes last, of equals the lowest number
    for held, region in zip(found, regions, strict=True):
        lost = (held < 0) & (region < len(usual))
        held[lost] = usual[region[lost]]
    return np.concatenate([np.empty(0, np.int32), *found])


def _held(points: Points, areas: Layer) -> Numbers:
    """The numbers of the areas that hold the points; -1 where none does."""
    found = np.full(len(points.lat), -1, np.int32)
    order = np.lexsort((points.lat, points.country))
    lat, lon, country = points.lat[order], points.lon[order], points.country[order]
    ends = np.searchsorted(country, np.arange(len(points.countries) + 1)).tolist()
    of_country = {code: slice(*ends[n : n + 2]) for n, code in enumerate(points.countries)}
    for number, (west, south, east, north) in enumerate(areas.bounds):
        own = of_country.get(areas.properties[number]["country"], slice(0, 0))
        low, high = np.searchsorted(lat[own], south), np.searchsorted(lat[own], north, side="right")
        near = np.arange(own.start + low, own.start + high)
        near = near[(lon[near] >= west) & (lon[near] <= east)]
        if len(near):
            held = _within(areas, number, lon[near], lat[near])
            found[order[near[held]]] = number
    return found


def _within(areas: Layer, number: int, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Which of the points an area holds; their latitudes y ascend, so that an edge spans a run of them."""
    rings = [ring for _, ring in areas.paths(number)]
    (x1, y1), (x2, y2) = (np.concatenate([ring[cut] for ring in rings]).T for cut in _FROM_AND_TO)
    begin, end = np.searchsorted(y, np.minimum(y1, y2)), np.searchsorted(y, np.maximum(y1, y2))
    spans = end - begin
    edge = np.repeat(np.arange(len(spans)), spans)
    at = np.arange(len(edge)) + np.repeat(begin - np.cumsum(spans) + spans, spans)
    x1, y1, x2, y2 = x1[edge], y1[edge], x2[edge], y2[edge]
    west = x1 + (y[at] - y1) / (y2 - y1) * (x2 - x1) < x[at]
    crossed: NDArray[np.bool_] = np.bincount(at[west], minlength=len(x)) % 2 == 1
    return crossed


_FROM_AND_TO = (slice(None, -1), slice(1, None))
