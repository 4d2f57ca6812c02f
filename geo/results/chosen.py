"""Events of a result for the writers of files (geo.export.source), read as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geo.errors import ExportError
from geo.export.formats import Format
from geo.export.source import Source
from geo.export.writing import extraction_of
from geo.model import Claim, Event

MOST_AT_ONCE = 200_000  # events of a format that takes them all at once: some gigabytes


@dataclass(frozen=True, slots=True)
class Chosen:
    """Events and their claims, each time read anew; no statements about what is no event."""

    read: Callable[[], Iterator[Event]]
    made_by: str
    note: str = ""

    @property
    def events(self) -> Iterator[Event]:
        """The events with their claims."""
        return self.read()

    @property
    def claims(self) -> Iterator[Claim]:
        """Their claims and statements, each once."""
        told: set[str] = set()
        for event in self.read():
            for claim in (*event.claims, *event.statements, *event.general_denials):
                if claim.claim_id not in told:
                    told.add(claim.claim_id)
                    yield claim


def source_for(form: Format, chosen: Chosen, count: int) -> Source:
    """What the format takes of these events. Raises ExportError where they are too many for it."""
    if form.streams:
        return chosen
    if count > MOST_AT_ONCE:
        raise ExportError(
            f"{count:,} events are too many for .{form.ending}, which is made in memory (at most "
            f"{MOST_AT_ONCE:,}); narrow them, or write .geojsonl or .csv"
        )
    return replace(extraction_of(chosen.events), made_by=chosen.made_by)
