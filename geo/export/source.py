"""What the writers of streaming formats take: an extraction, or a case that is read piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from geo.model import Claim, Event


class Source(Protocol):
    """Events and claims in their order; each of the two can be gone through again, from the start."""

    @property
    def events(self) -> Iterable[Event]:
        """The events with their claims."""

    @property
    def claims(self) -> Iterable[Claim]:
        """The claims and statements."""

    @property
    def note(self) -> str:
        """What a reader of the file must know: what a public one withholds."""

    @property
    def made_by(self) -> str:
        """Which program, word lists and gazetteer read the reports."""
