"""Which first-level area a place is in, by its point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gazetteer.geography import Floats, Layer
from gazetteer.sources.entry import Entry

CHUNK = 500_000  # points looked at together: some 100 MB of edges and points

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Points:
    """Places to be put in areas: one array a fact, all of one length."""

    lat: Floats  # degrees, as is lon
    lon: Floats
    country: NDArray[np.integer]  # numbers of `countries`
    region: NDArray[np.integer]  # numbers that the source's own regions have; 0 is none
    countries: Sequence[str]


def put_in_provinces(entries: Sequence[Entry], areas: Layer) -> None:
    """Give every entry the number and the name of its first-level area, where it has one."""
    places = [entry.place for entry in entries]
    countries, country = np.unique([place.country for place in places], return_inverse=True)
    regions = {"": 0}
    region = [regions.setdefault(entry.region_code, len(regions)) for entry in entries]
    points = Points(
        np.array([place.lat for place in places]),
        np.array([place.lon for place in places]),
        country,
        np.array(region, dtype=np.int64),
        countries.tolist(),
    )
    for entry, number in zip(entries, provinces_of(points, areas).tolist(), strict=True):
        if number >= 0:
            entry.province = number
            entry.place = replace(entry.place, admin1=areas.properties[number]["name"])


def provinces_of(points: Points, areas: Layer) -> Numbers:
    """The number of the first-level area of its country that holds each point; -1 for none.

    One that none holds (an island, a coast simplified away) gets the area that most points of its region
    are in.
    """
    found = np.full(len(points.lat), -1, dtype=np.int64)
    for first in range(0, len(found), CHUNK):
        _hold(found[first : first + CHUNK], points, first, areas)
    counted = (found >= 0) & (points.region > 0)
    pairs, votes = np.unique(
        points.region[counted].astype(np.int64) * len(areas) + found[counted], return_counts=True
    )
    usual = np.full(points.region.max(initial=0) + 1, -1)
    order = np.lexsort((-pairs, votes))  # the most votes last, of equals the lowest number
    usual[pairs[order] // len(areas)] = pairs[order] % len(areas)
    return np.where(found < 0, usual[points.region], found)


def _hold(found: Numbers, points: Points, first: int, areas: Layer) -> None:
    """Write the numbers of the areas that hold the points from `first` on into `found`."""
    chunk = slice(first, first + len(found))
    lat, lon, country = points.lat[chunk], points.lon[chunk], points.country[chunk]
    order = np.lexsort((lat, country))
    lat, lon = lat[order], lon[order]
    ends = np.searchsorted(country[order], np.arange(len(points.countries) + 1))
    of_country = {code: slice(*ends[n : n + 2]) for n, code in enumerate(points.countries)}
    for number, (west, south, east, north) in enumerate(areas.bounds):
        own = of_country.get(areas.properties[number]["country"], slice(0, 0))
        low, high = np.searchsorted(lat[own], south), np.searchsorted(lat[own], north, side="right")
        near = np.arange(own.start + low, own.start + high)
        near = near[(lon[near] >= west) & (lon[near] <= east)]
        if len(near):
            held = _within(areas, number, lon[near], lat[near])
            found[order[near[held]]] = number


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
