"""The case that a table of decisions is meant for: its claims and events by their ids, as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geo.decisions.forming import FormError, Known
from geo.decisions.model import Decision, undone
from geo.model import Claim, Event, Extraction


class AlreadyThereError(FormError):
    """The case says so already, or this was decided before: there is nothing to do."""


class About(NamedTuple):
    """What a row is about: the event as it is now, if there is one, and the claims meant."""

    event: Event | None
    claims: list[Claim]


class Before:
    """A case before a table is taken over."""

    def __init__(
        self, base: Extraction, now: Extraction, decisions: Sequence[Decision], known: Known
    ) -> None:
        self.base, self.decisions, self.known = base, decisions, known
        self.undone = undone(decisions)
        self.by_number = {str(one.id): one for one in decisions}
        self._rows: dict[str, list[int]] = {}
        for one in decisions:
            if one.usable and "row" in one.payload:
                self._rows.setdefault(str(one.payload["row"]), []).append(one.id)
        self._read = {claim.claim_id: claim for claim in base.claims}
        self._claims = {claim.claim_id: claim for claim in now.claims}
        self._events = {event.event_id: event for event in now.events}
        self._once = {event.event_id: event for event in base.events}

    def claim(self, claim_id: str) -> About:
        """The claim of an id with its event. Raises FormError where there is none."""
        claim = self._claims.get(claim_id)
        if claim:
            return About(self._events.get(claim.event_id or next(iter(claim.about), "")), [claim])
        if claim_id in self._read:
            raise FormError(f"the claim {claim_id} was said to be no event; take that decision back first")
        raise FormError(f"no claim {claim_id!r} in this case; take the id from an export of it")

    def event(self, event_id: str) -> About:
        """The event of an id, or the one that its claims are put to now. Raises FormError."""
        event = self._events.get(event_id)
        if event:
            return About(event, list(event.claims))
        if event_id not in self._once:
            raise FormError(f"no event {event_id!r} in this case; take the id from an export of it")
        left = [c.claim_id for c in self._once[event_id].claims if c.claim_id in self._claims]
        homes = dict.fromkeys(self._claims[claim_id].event_id for claim_id in left)
        if len(homes) == 1 and (event := self._events.get(next(iter(homes)))):
            return About(event, [self._claims[claim_id] for claim_id in left])
        if not left:
            raise FormError(f"the claims of {event_id} were said to be no event; take that back first")
        raise FormError(f"the claims of {event_id} belong to several events now; give claim_id")

    def is_rejected(self, *, claim_id: str, event_id: str) -> bool:
        """True where the claim, or all claims of the event, were read and then said to be no event."""
        once = self._once.get(event_id)
        ids = [claim_id] if claim_id else [c.claim_id for c in once.claims] if once else []
        return bool(ids) and all(one in self._read and one not in self._claims for one in ids)

    def check_row(self, name: str, *, again: bool) -> None:
        """Raise AlreadyThereError where this very row was taken over before; `name` is its checksum.

        With `again` a row that stands may be decided anew: another may have changed the same since, and
        whether it has is told by the claims.
        """
        numbers = self._rows.get(name, [])
        if any(number not in self.undone for number in numbers):
            if not again:
                raise AlreadyThereError(f"already there, as decision {numbers[-1]}")
        elif numbers:
            raise AlreadyThereError(f"already there, as decision {numbers[-1]}, which was taken back since")
