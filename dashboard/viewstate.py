"""What is looked at, in the address: filters, window and the selected event. No Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from dashboard.filters import Filters, Window

_LISTS = {"type": "types", "attributed": "attributed", "source": "sources", "hide": "hidden"}


@dataclass(frozen=True, slots=True)
class ViewState:
    """The view that a link reopens."""

    filters: Filters = field(default_factory=Filters)
    window: Window | None = None
    event_id: str = ""


def from_query(query: Mapping[str, Sequence[str]]) -> ViewState:
    """The view that an address asks for; what makes no sense in it is left out."""
    lists = {part: tuple(query.get(name, ())) for name, part in _LISTS.items()}
    return ViewState(
        filters=Filters(search=_first(query, "q"), **lists),
        window=_window(_first(query, "from"), _first(query, "to")),
        event_id=_first(query, "event"),
    )


def to_query(view: ViewState) -> dict[str, list[str]]:
    """The address of a view: parameters with values, none empty."""
    window = [day.isoformat() for day in view.window] if view.window else ["", ""]
    query = {name: list(getattr(view.filters, part)) for name, part in _LISTS.items()}
    query |= {"q": [view.filters.search], "from": [window[0]], "to": [window[1]], "event": [view.event_id]}
    return {name: kept for name, values in query.items() if (kept := [value for value in values if value])}


def to_link(view: ViewState) -> str:
    """The address of a view from its own page; every value quoted."""
    return f"?{urlencode(to_query(view), doseq=True)}"


def window_of(first: object, last: object) -> Window | None:
    """A window from two ISO dates that the page sent; None where they are none."""
    return _window(str(first), str(last))


def _first(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[0] if values else ""


def _window(first: str, last: str) -> Window | None:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return (start, end) if start <= end else None
