"""Which events, and what of them, is known to lie before the days that are held back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from geo.events.disputes import disputed_slots
from geo.events.origins import count_origins
from geo.model import Claim, Document, Event, Status


class Early:
    """Cuts off what is told of the days after `last_day` (None: nothing is), or may be."""

    def __init__(self, last_day: date | None, documents: Mapping[str, Document]) -> None:
        self.last_day = last_day
        self.documents = documents

    def part_of(self, event: Event) -> Event | None:
        """The event with what is known to be early of it, its status worked out anew; None: nothing is."""
        if not event.claims:
            return None
        if self.last_day is None:
            return event
        claims, statements = self._early(event.claims), self._early(event.statements)
        end = event.moment.end
        if not claims or (end is not None and end > self.last_day):
            return None
        if claims == event.claims and statements == event.statements:
            return replace(event, general_denials=self._early(event.general_denials))
        slots = disputed_slots(claims, statements)
        origins = count_origins(claims, self.documents)
        status: Status = "disputed" if slots else "multiple_sources" if origins > 1 else "reported"
        return replace(
            event,
            claims=claims,
            statements=statements,
            general_denials=self._early(event.general_denials),
            status=status,
            disputed_slots=slots,
            independent_sources=origins,
        )

    def _early(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if self._is_early(claim))

    def _is_early(self, claim: Claim) -> bool:
        """By its own days, else by those of its report."""
        document = self.documents.get(claim.doc_id)
        end = claim.moment.end or (document.published if document else None)
        return end is not None and self.last_day is not None and end <= self.last_day
