"""A decision, and which decisions stand: they are only ever added, so taking one back is one too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo.model import Claim
from geo.records import span_to_record

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `id` and `at` (UTC, ISO 8601) are given when it is kept.

    `payload["claims"]` holds the addresses of the claims that it is about, the rest of it what was decided:
    see docs/decisions.md. `doc_id`, `event_id` and `claim_id` name the first one, for who reads the table.
    """

    action: str  # see docs/decisions.md
    author: str = ""
    doc_id: str = ""
    event_id: str = ""
    claim_id: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    at: str = ""
    usable: bool = True  # False: its row in the case makes no sense; it is listed and counts for nothing

    @property
    def signed(self) -> str:
        """ "by Ana, 2026-11-22": who and when, for the reason of a value."""
        who = f" by {self.author}" if self.author else ""
        return f"{who}, {self.made_at[:10]}".strip(", ")

    @property
    def made_at(self) -> str:
        """When it was made; `at` is later where it was taken over from another copy of the case."""
        return str(self.payload.get("made") or self.at)


def address_of(claim: Claim) -> dict[str, Any]:
    """Where a claim stands, so that it is found again after another extraction."""
    return {
        "doc_id": claim.doc_id,
        "claim_id": claim.claim_id,
        "kind": claim.kind,
        "type": claim.type,
        "trigger": span_to_record(claim.trigger),
        "evidence": span_to_record(claim.evidence[0]),
    }


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Those not taken back, oldest first, without the undoing ones; undoing an undo brings back.

    >>> kept = [Decision("reject", id=1), Decision("undo", payload={"decision": 1}, id=2)]
    >>> standing(kept)
    []
    >>> [d.action for d in standing([*kept, Decision("undo", payload={"decision": 2}, id=3)])]
    ['reject']
    """
    gone = undone(decisions)
    kept = [one for one in decisions if one.usable and one.action != UNDO and one.id not in gone]
    return sorted(kept, key=lambda one: one.id)


def undone(decisions: Sequence[Decision]) -> set[int]:
    """The numbers of those taken back."""
    gone: set[int] = set()
    for decision in sorted(decisions, key=lambda one: one.id, reverse=True):
        if decision.usable and decision.action == UNDO and decision.id not in gone:
            gone.add(int(decision.payload["decision"]))
    return gone


def referred(decision: Decision, ids: Sequence[int]) -> Decision:
    """The decision with the number of one made before it in the same step: -1 is the first of `ids`."""
    target = decision.payload.get("decision")
    if decision.action != UNDO or not isinstance(target, int) or target >= 0:
        return decision
    return replace(decision, payload={**decision.payload, "decision": ids[-target - 1]})
