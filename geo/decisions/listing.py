"""All decisions of a case as rows of a table, and such rows taken over into another copy of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from geo.decisions.forming import FormError
from geo.decisions.model import UNDO, Decision, undone
from geo.jsontext import dumps
from geo.sheets import Row

NOT_USABLE = "not usable"
LISTED = (
    "decision", "at", "author", "action", "state", "about", "what",
    "undoes", "event_id", "claim_id", "doc_id", "payload",
)  # fmt: skip
_ADDRESSING = ("claims", "about", "row", "made", "decision")

Identity = tuple[Any, ...]


def rows_of(decisions: Sequence[Decision], unfit: Collection[int]) -> list[dict[str, Any]]:
    """A row a decision, oldest first: also those taken back, without effect, or not usable."""
    gone = undone(decisions)
    return [
        {
            "decision": one.id,
            "at": one.made_at,
            "author": one.author,
            "action": one.action,
            "state": _state(one, gone, unfit),
            "about": str(one.payload.get("about") or one.doc_id),
            "what": _what(one),
            "undoes": one.payload["decision"] if one.usable and one.action == UNDO else "",
            "event_id": one.event_id,
            "claim_id": one.claim_id,
            "doc_id": one.doc_id,
            "payload": dumps(dict(one.payload)) if one.usable else "",
        }
        for one in decisions
    ]


def _state(one: Decision, gone: Collection[int], unfit: Collection[int]) -> str:
    if not one.usable:
        return NOT_USABLE
    return "taken back" if one.id in gone else "no effect" if one.id in unfit else "stands"


def _what(one: Decision) -> str:
    """The values decided, for people."""
    values = {name: value for name, value in one.payload.items() if name not in _ADDRESSING}
    return "; ".join(f"{name}: {v if isinstance(v, str) else dumps(v)}" for name, v in values.items())


def exact(row: Row) -> Decision:
    """The decision of a row with a payload, as it was made. Raises FormError.

    `id` is the number that it bore in the case that it was written from.
    """
    payload = _payload(row.get("payload"))
    at = row.get("at")
    try:
        datetime.fromisoformat(at)
        number = int(row.get("decision"))
    except ValueError:
        listed = row.get("decision")
        raise FormError(f"decision {listed!r}, made at {at!r}: leave these as they were listed") from None
    return Decision(
        row.get("action"),
        row.get("author"),
        row.get("doc_id"),
        row.get("event_id"),
        row.get("claim_id"),
        {**payload, "made": at},
        number,
    )


def _payload(text: str) -> dict[str, Any]:
    try:
        payload = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise FormError("payload: not JSON; did a spreadsheet cut the cell? Take the listed file") from None
    if not isinstance(payload, dict):
        raise FormError("payload: not a JSON object; take the listed file")
    return payload


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def identities(decisions: Iterable[Decision]) -> dict[Identity, list[int]]:
    """The numbers of decisions by what they are, whatever number they bear: who, when, what."""
    known: dict[int, Identity] = {}
    found: dict[Identity, list[int]] = {}
    for one in sorted(decisions, key=lambda one: one.id):
        if one.usable:
            known[one.id] = identity(one, known)
            found.setdefault(known[one.id], []).append(one.id)
    return found


def identity(one: Decision, known: Mapping[int, Identity]) -> Identity:
    """Who, when, what; an undo by what it takes back, of those `known` by their numbers."""
    payload = {name: value for name, value in one.payload.items() if name != "made"}
    target: Identity | None = None
    if one.action == UNDO:
        target = (known.get(payload.pop("decision", 0)) or ("gone",))[:3]
    words = json.dumps(payload, sort_keys=True)
    return (one.author, one.made_at, words, one.action, one.doc_id, target)
