"""Which events are shown: the facets chosen, search, box and window over an index. No Streamlit here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import numpy as np

from dashboard.facets import Flags, Index
from geo.results.selection import FACETS, Box, Filters, PlacesNamed, nowhere
from geo.webmap.facets import fold

__all__ = ["FACETS", "Box", "Filters", "PlacesNamed", "Window", "counts", "flags", "nowhere"]

Window = tuple[date, date]
Labels = Mapping[str, Callable[[str], str]]  # by facet: what a value is called


def flags(index: Index, filters: Filters, places_named: PlacesNamed = nowhere) -> Flags:
    """Which events pass all filters, in the order of the page."""
    passed = _common(index, filters, places_named)
    for facet in FACETS:
        if chosen := filters.of(facet):
            passed &= index.columns[facet].having(chosen)
    return passed


def left_by_others(
    index: Index, filters: Filters, places_named: PlacesNamed = nowhere, *, within: Flags | None = None
) -> Iterator[tuple[str, Flags]]:
    """For each facet the events that all the other facets leave; `within` narrows them to a window."""
    common = _common(index, filters, places_named)
    if within is not None:
        common &= within
    chosen = {facet: index.columns[facet].having(filters.of(facet)) for facet in FACETS if filters.of(facet)}
    for facet in FACETS:
        passed = common.copy()
        for other, having in chosen.items():
            if other != facet:
                passed &= having
        yield facet, passed


def counts(
    index: Index, filters: Filters, places_named: PlacesNamed = nowhere, *, within: Flags | None = None
) -> dict[str, dict[str, int]]:
    """Events a value of each facet, among those that all the other facets leave: what choosing it shows."""
    left = left_by_others(index, filters, places_named, within=within)
    return {facet: index.columns[facet].counts(passed) for facet, passed in left}


def _common(index: Index, filters: Filters, places_named: PlacesNamed) -> Flags:
    """What passes search, box and legend."""
    passed = np.ones(len(index.ids), dtype=np.bool_)
    if filters.hidden:
        passed &= ~index.columns["type"].having(filters.hidden)
    if filters.search.strip():
        passed &= _found(index, filters.search, places_named)
    if filters.box:
        passed &= in_box(index, filters.box)
    return passed


def _found(index: Index, search: str, places_named: PlacesNamed) -> Flags:
    """Events where every word is found, in their words or as another spelling of one of their places."""
    places = index.columns["place"]
    whole = places.having(places_named(search, False))
    found = np.ones(len(index.ids), dtype=np.bool_)
    for word in fold(search).split():
        found &= index.texts.containing(word) | places.having(places_named(word, False))
    found |= whole
    return found if found.any() else places.having(places_named(search, True))


def in_box(index: Index, box: Box) -> Flags:
    """Events with a place inside; of an area its middle counts. Boxes over the date line wrap."""
    west, south, east, north = box
    lat, lon = index.arrays["spot.lat"], index.arrays["spot.lon"]
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    inside = across & (lat >= south) & (lat <= north)
    starts, spots = index.arrays["mark.from"].astype(np.int64), index.arrays["mark.spot"]
    passed = np.zeros(len(index.ids), dtype=np.bool_)
    passed[np.searchsorted(starts, np.flatnonzero(inside[spots]), side="right") - 1] = True
    return passed


def in_window(index: Index, window: Window | None) -> Flags:
    """Events of the timeline whose days touch the window; without one all, the undated too."""
    passed = np.ones(len(index.ids), dtype=np.bool_)
    if window is None:
        return passed
    first, last = (day.toordinal() for day in window)
    start, end = index.arrays["start"], index.arrays["end"]
    passed[: len(start)] = (start <= last) & (end >= first)
    passed[len(start) :] = False
    return passed


def mask(flags: Flags) -> bytes:
    """A bit an event, least significant first, as the page reads them."""
    return np.packbits(flags, bitorder="little").tobytes()


def in_words(filters: Filters, names: Labels) -> str:
    """What is filtered by: "Syria, Homs · “talbiseh” · without Protest"; empty where nothing is."""
    parts = [" or ".join(map(names.get(f, str), filters.of(f))) for f in FACETS if filters.of(f)]
    parts += [f"“{filters.search.strip()}”"] if filters.search.strip() else []
    parts += ["inside the box"] if filters.box else []
    if filters.hidden:
        parts.append("without " + ", ".join(map(names["type"], filters.hidden)))
    return " · ".join(parts)


def labels(title: Callable[[str], str]) -> Labels:
    """What to call the values of the facets whose values are not words; `title` that of a report's id."""
    from geo.webmap.palette import look

    return {
        "type": lambda name: look(name).label,
        "status": lambda name: STATUS.get(name, name),
        "document": title,
    }


STATUS = {
    "reported": "Reported, one origin",
    "multiple_sources": "Several sources",
    "disputed": "Sources differ",
    "denied": "A statement denies or doubts it",
    "statements": "Other statements about it",
    "general_denials": "A general denial may concern it",
}
