"""What the map sends back, checked: it may be late, about the events of before, or not ours at all."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.filters import Box, Window
from dashboard.opened import Opened
from dashboard.viewstate import Place, box_of, place_of, steps_of, window_of


def about(case: Opened, message: object) -> Mapping[str, object] | None:
    """The message, if it is about the events that are on the page now."""
    return message if isinstance(message, Mapping) and message.get("key") == case.key else None


def chosen_event(case: Opened, message: Mapping[str, object]) -> str | None:
    """The id of the event that was chosen, "" where the choice was taken back; None for no such event."""
    number = message.get("event", -1)
    if number is None:
        return ""
    if not isinstance(number, int) or not 0 <= number < len(case.index.ids):
        return None
    return case.index.ids[number]


def window(case: Opened, message: Mapping[str, object]) -> Window | None:
    """The window that has come to rest; one over all days is none, and shows the undated too."""
    asked, days = window_of(message.get("from"), message.get("to")), case.timeline
    if asked is None or days is None:
        return None
    return None if asked[0] <= days[0] and asked[1] >= days[1] else asked


def hidden_types(message: Mapping[str, object]) -> list[str]:
    """The types that are put out in the legend."""
    names = message.get("types")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def box(message: Mapping[str, object]) -> Box | None:
    """The box drawn on the map, west, south, east, north; None takes it away."""
    return box_of(message.get("box"))


def place(message: Mapping[str, object]) -> Place | None:
    """Where the map has come to rest."""
    return place_of(message.get("view"))


def steps(message: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """How the timeline goes, where otherwise than usual."""
    return steps_of(message.get("settings"))


def area(case: Opened, message: Mapping[str, object]) -> str | None:
    """The province that was clicked, as the facet of areas names it; None at sea and outside the globe."""
    point = place_of((message.get("lat"), message.get("lon"), 0))
    return case.area_at(*point[:2]) if point else None


def row(message: Mapping[str, object]) -> tuple[str, int] | None:
    """The row of another dataset that was clicked: its file's key, its number."""
    file, number = message.get("file"), message.get("row")
    return (file, number) if isinstance(file, str) and isinstance(number, int) and number >= 0 else None


def sort(message: Mapping[str, object]) -> str:
    """The table's order: a column's name, "-" before it for from the last to the first."""
    order = message.get("order")
    return order if isinstance(order, str) and order.removeprefix("-").isidentifier() else ""
