"""What is looked at, in the address: case, filters, window, steps, event, map, order. No Streamlit here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from dashboard.filters import FACETS, Box, Filters, Window

Place = tuple[float, float, float]  # of the map: latitude, longitude, zoom
_LISTS = {**{name: name for name in FACETS}, "hide": "hidden"}
_DEEPEST = 25
STEPS = {"mode": ("window", "until"), "step": ("day", "week", "month"), "pace": ("900", "450", "180")}


@dataclass(frozen=True, slots=True)
class ViewState:
    """The view that a link reopens."""

    filters: Filters = field(default_factory=Filters)
    window: Window | None = None
    event_id: str = ""
    place: Place | None = None
    sort: str = ""  # a column of the table, with "-" before it from the last to the first
    case_id: str = ""
    steps: tuple[tuple[str, str], ...] = ()  # how the timeline goes, where otherwise than usual: `STEPS`


def from_query(query: Mapping[str, Sequence[str]]) -> ViewState:
    """The view that an address asks for; what makes no sense in it is left out."""
    lists = {part: tuple(query.get(name, ())) for name, part in _LISTS.items()}
    return ViewState(
        filters=Filters(search=_first(query, "q"), box=box_of(_first(query, "box").split(",")), **lists),
        window=window_of(_first(query, "from"), _first(query, "to")),
        event_id=_first(query, "event"),
        place=place_of(_first(query, "map").split(",")),
        steps=steps_of({name: _first(query, name) for name in STEPS}),
        sort=_first(query, "sort"),
        case_id=_first(query, "case"),
    )


def to_query(view: ViewState) -> dict[str, list[str]]:
    """The address of a view: parameters with values, none empty."""
    window = [day.isoformat() for day in view.window] if view.window else ["", ""]
    query = {name: list(getattr(view.filters, part)) for name, part in _LISTS.items()}
    query |= {"q": [view.filters.search], "box": [_joined(view.filters.box)]}
    query |= {"from": [window[0]], "to": [window[1]], "event": [view.event_id]}
    query |= {name: [value] for name, value in view.steps}
    query |= {"map": [_joined(view.place)], "sort": [view.sort], "case": [view.case_id]}
    return {name: kept for name, values in query.items() if (kept := [value for value in values if value])}


def to_link(view: ViewState) -> str:
    """The address of a view from its own page; every value quoted."""
    return f"?{urlencode(to_query(view), doseq=True)}"


def window_of(first: object, last: object) -> Window | None:
    """A window from two ISO dates; None where they are none."""
    try:
        start, end = date.fromisoformat(str(first)), date.fromisoformat(str(last))
    except ValueError:
        return None
    return (start, end) if start <= end else None


def box_of(values: object) -> Box | None:
    """West, south, east, north in degrees from four numbers or their words; None where they are no box."""
    found = _numbers(values, 4)
    if found is None:
        return None
    west, south, east, north = found
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90 or south > north:
        return None
    return west, south, east, north


def steps_of(asked: object) -> tuple[tuple[str, str], ...]:
    """How the timeline is to go, from names and words; what is no choice is left out."""
    if not isinstance(asked, Mapping):
        return ()
    return tuple((name, str(asked[name])) for name, choices in STEPS.items() if asked.get(name) in choices)


def place_of(values: object) -> Place | None:
    """Latitude, longitude and zoom of the map; None where they are none."""
    found = _numbers(values, 3)
    if found is None:
        return None
    lat, lon, zoom = found
    if abs(lat) > 90 or abs(lon) > 540 or not 0 <= zoom <= _DEEPEST:
        return None
    return lat, lon, zoom


def _numbers(values: object, count: int) -> list[float] | None:
    """So many finite numbers, to about ten metres, or None."""
    if not isinstance(values, list | tuple) or len(values) != count:
        return None
    try:
        found = [round(float(value), 4) for value in values]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if all(map(math.isfinite, found)) else None


def _joined(values: Sequence[float] | None) -> str:
    return ",".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values or ())


def _first(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[0] if values else ""
