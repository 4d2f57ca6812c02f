"""Which events are asked for: the page's filters (dashboard.filters applies them to its index), and days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

Box = tuple[float, float, float, float]  # west, south, east, north, WGS 84 degrees; west > east: date line
PlacesNamed = Callable[[str, bool], Iterable[str]]  # ids of the places of a name; True: or of one like it
FACETS = ("type", "area", "attributed", "target", "source", "status", "precision", "confidence", "document")


@dataclass(frozen=True, slots=True)
class Filters:
    """Events that have any of the values of each facet; an empty part asks for everything.

    `hidden` are types left out; with a box those with a place inside, of areas by their middle. Each word of
    `search` is among the event's words, or names one of its places.
    """

    type: tuple[str, ...] = ()
    area: tuple[str, ...] = ()  # "Syria", "Syria, Homs"
    attributed: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    search: str = ""
    hidden: tuple[str, ...] = ()
    box: Box | None = None

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of a facet."""
        chosen: tuple[str, ...] = getattr(self, facet)
        return chosen

    def without_map(self) -> Filters:
        """Without what the page's own script filters: the types put out in the legend."""
        return replace(self, hidden=())


@dataclass(frozen=True, slots=True)
class Selection(Filters):
    """Filters and days: with a first or last one only events of the timeline whose days touch the window."""

    first: date | None = None
    last: date | None = None

    def without(self, facet: str) -> Selection:
        """The same with every value of a facet."""
        every: dict[str, Any] = {facet: ()}
        return replace(self, **every)

    @property
    def has_window(self) -> bool:
        """True where days are asked for."""
        return self.first is not None or self.last is not None

    def touches(self, start: date, end: date) -> bool:
        """Whether days from `start` to `end` touch the window."""
        return (self.first is None or end >= self.first) and (self.last is None or start <= self.last)


def nowhere(name: str, loose: bool) -> Iterable[str]:
    """No gazetteer: no place bears any name."""
    del name, loose
    return ()
