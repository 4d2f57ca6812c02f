"""What the page asks of a folder of parts: all of it, some days, what the map shows. No Streamlit here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.filters import FACETS, Box, Filters, Labels, Window, in_words
from dashboard.viewstate import Place, ViewState
from geo.results import Extent, Selection
from geo.webmap import words

_WORLD = 360.0  # degrees
_TILE = 256  # pixels of the world at zoom 0 (Web Mercator as Leaflet has it)
_WIDE, _HIGH = 1600, 1000  # pixels of a map: more than one sees is loaded rather than less
_MOST_FACETS = 200  # characters of filters in words


def asked_by(view: ViewState, place: Place | None = None) -> Selection:
    """What a view shows: its filters, its window, the box drawn, or what the map at `place` shows."""
    chosen, box = view.filters, view.filters.box or (around(place) if place else None)
    return selection_of(chosen, view.window, box)


def selection_of(chosen: Filters, window: Window | None, box: Box | None) -> Selection:
    """The filters as a selection."""
    first, last = window or (None, None)
    plain = Selection(search=chosen.search.strip(), hidden=chosen.hidden, box=box, first=first, last=last)
    return replace(plain, **_facets(chosen))


def _facets(chosen: Filters | Selection) -> dict[str, Any]:
    return {facet: chosen.of(facet) for facet in FACETS}


def around(place: Place) -> Box | None:
    """At least what a map at a place (latitude, longitude, zoom) shows; None for all the world."""
    lat, lon, zoom = place
    a_pixel = _WORLD / (_TILE * 2**zoom)
    aside, up = a_pixel * _WIDE / 2, a_pixel * _HIGH / 2
    if aside >= _WORLD / 2:
        return None
    return _turned(lon - aside), max(lat - up, -90.0), _turned(lon + aside), min(lat + up, 90.0)


def _turned(lon: float) -> float:
    """From -180 to 180."""
    return (lon + _WORLD / 2) % _WORLD - _WORLD / 2


def told(extent: Extent, names: Labels) -> str:
    """What is loaded, in words: "1,200,000 of 8,400,000 events are loaded: those from … on, in the box …"."""
    asked, loaded = extent.asked, extent.selection
    parts = [_days(extent)]
    if loaded.box:
        west, south, east, north = loaded.box
        parts.append(f"in {words.span_of(south, north, 'NS')}, {words.span_of(west, east, 'EW')}")
    chosen = replace(Filters(search=asked.search, hidden=asked.hidden), **_facets(asked))
    if filtered := in_words(chosen, names):
        parts.append(f"filtered by {filtered[:_MOST_FACETS]}")
    those = ", ".join(part for part in parts if part)
    are = "is" if extent.events == 1 else "are"
    line = f"{extent.events:,} of {words.plural(extent.of, 'event')} {are} loaded"
    more = " That is as much as the page holds: choose days, or go nearer on the map, to load others."
    return f"{line}: those {those}.{more if extent.is_less else ''}"


def _days(extent: Extent) -> str:
    first, last = extent.selection.first, extent.selection.last
    if extent.cut:
        return (
            f"of {words.day(first)}, and not all of these" if first else "without days, and not all of these"
        )
    if first and last:
        return f"of {words.days(first, last)}"
    if first:
        return f"from {words.day(first)} on"
    return f"up to {words.day(last)}" if last else "of all dates"
