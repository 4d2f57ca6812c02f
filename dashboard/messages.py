"""What the map sends back, checked: it may be late, about the events of before, or not ours at all."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.filters import Window
from dashboard.opened import Opened
from dashboard.viewstate import window_of
from geo.geometry import on_timeline


def about(case: Opened, message: object) -> Mapping[str, object] | None:
    """The message, if it is about the events that are on the page now."""
    return message if isinstance(message, Mapping) and message.get("key") == case.key else None


def chosen_event(case: Opened, message: Mapping[str, object]) -> str | None:
    """The id of the event that was chosen; None where the message names none."""
    number = message.get("event")
    if not isinstance(number, int) or not 0 <= number < len(case.events):
        return None
    return case.events[number].event_id


def window(case: Opened, message: Mapping[str, object]) -> Window | None:
    """The window that has come to rest; one over all days is none, and shows the undated too."""
    asked = window_of(message.get("from"), message.get("to"))
    if asked is None:
        return None
    starts = [event.moment.start for event in case.events if event.moment.start and on_timeline(event)]
    ends = [event.moment.end for event in case.events if event.moment.end and on_timeline(event)]
    whole = not starts or (asked[0] <= min(starts) and asked[1] >= max(ends))
    return None if whole else asked


def hidden_types(message: Mapping[str, object]) -> list[str]:
    """The types that are put out in the legend."""
    names = message.get("types")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
