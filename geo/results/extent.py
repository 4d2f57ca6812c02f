"""Of more events than a page can hold, those that it holds: the last days of what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from geo.results.result import Result
from geo.results.selection import Selection


@dataclass(frozen=True, slots=True)
class Extent:
    """What is loaded: `events` of the `of` that the folder holds.

    `asked` is what was asked for; `selection` the part of it that is loaded, where it was too much: events
    that touch its days, of the last one alone (`cut`) only some.
    """

    asked: Selection
    selection: Selection
    events: int
    of: int
    cut: bool = False

    @property
    def is_all(self) -> bool:
        """True where nothing is left out."""
        return self.events == self.of

    @property
    def is_less(self) -> bool:
        """True where less is loaded than was asked for."""
        return self.asked != self.selection or self.cut


def extent_of(result: Result, asked: Selection, most: int) -> Extent:
    """All that is asked for, or of more than `most` the events of as many of its last days as it holds.

    The days are whole ones; where a single day has more, `most` of it. Undated events have no last day.
    """
    count = result.count(asked)
    if count <= most:
        return Extent(asked, asked, count, result.events)
    first, held = _cut(result, asked, most)
    if not held:  # none of them is on the timeline
        return Extent(asked, asked, most, result.events, cut=True)
    return Extent(asked, replace(asked, first=first), min(held, most), result.events, cut=held > most)


def _cut(result: Result, asked: Selection, most: int) -> tuple[date | None, int]:
    """The first of the last days, and how many events touch these."""
    first, held = asked.first, 0
    for end, count in result.last_days(asked):
        day = end if asked.last is None else min(end, asked.last)
        if held and held + count > most and day != first:
            break
        first, held = day, held + count
    return first, held
