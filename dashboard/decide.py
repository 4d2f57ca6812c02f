"""What the page says was decided, checked and made a decision of the case. No Streamlit here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.opened import Opened
from dashboard.reports import lexicon
from dashboard.userlists import lists_stamp
from geo.decisions import UNDO, Decision
from geo.decisions.changing import place_key
from geo.decisions.forming import FormError, Known, about, changes, placed_point, text_of
from geo.model import Claim, Event

Message = Mapping[str, Any]
_OLD_PAGE = "This page is out of date: reload it."


def decision_of(case: Opened, message: Message) -> Decision:
    """The decision that a message asks for; the map's has "moved" for "do". Raises FormError."""
    act = _move if "moved" in message else _ACTS.get(str(message.get("do")))
    if act is None:
        raise FormError(_OLD_PAGE)
    return replace(act(case, message), author=text_of(message.get("author")))


def _move(case: Opened, message: Message) -> Decision:
    """{"moved": event number, "lat", "lon"}: the event's pin stands there now.

    Only an event at one place has a pin that can be moved.
    """
    number = message.get("moved")
    ids = case.index.ids
    event = case.event(ids[number]) if isinstance(number, int) and 0 <= number < len(ids) else None
    if event is None:
        raise FormError(_OLD_PAGE)
    keys = {place_key(place) for place in event.places}
    if len(keys) > 1:
        raise FormError("This event has several places: choose Correct at the claim to move one.")
    point = placed_point(message.get("lat"), message.get("lon"), case.gazetteer)
    change = {"was": next(iter(keys), None), "to": point}
    claims = [c for c in event.claims if not keys or keys & {place_key(place) for place in c.places}]
    return about("move", event, claims, places=[change])


def _one(case: Opened, message: Message) -> tuple[Event | None, Claim]:
    claim = case.backing.claim(str(message.get("claim")))
    if claim is None:
        raise FormError("This claim is no longer there: reload the page.")
    return case.event(claim.event_id or next(iter(claim.about), "")), claim


def _plain(action: str) -> Callable[[Opened, Message], Decision]:
    def act(case: Opened, message: Message) -> Decision:
        event, claim = _one(case, message)
        return about(action, event, [claim])

    return act


def _merge(case: Opened, message: Message) -> Decision:
    one, other = (case.event(str(message.get(name))) for name in ("event", "with"))
    if one is None or other is None or one is other:
        raise FormError("One of these events is no longer there: reload the page.")
    return about("merge", one, [*one.claims, *other.claims], other=other.title)


def _undo(case: Opened, message: Message) -> Decision:
    number = message.get("decision")
    old = next((decision for decision in case.backing.decisions if decision.id == number), None)
    if old is None:
        raise FormError("This decision is not in the case.")
    undoing = {"decision": old.id, "about": str(old.payload.get("about") or old.doc_id)}
    return Decision(UNDO, "", old.doc_id, old.event_id, old.claim_id, undoing)


def _change(case: Opened, message: Message) -> Decision:
    """Only what differs from the claim as it is becomes part of the decision."""
    event, claim = _one(case, message)
    values = message.get("values")
    if not isinstance(values, Mapping):
        raise FormError(_OLD_PAGE)
    payload = changes(claim, values, Known(case.gazetteer, lexicon(lists_stamp())))
    note = text_of(values.get("note"))
    if not payload and not note:
        raise FormError("Nothing was changed.")
    if note:
        payload["note"] = note
    return about("change" if payload.keys() - {"note"} else "note", event, [claim], **payload)


_ACTS: Mapping[str, Callable[[Opened, Message], Decision]] = {
    "accept": _plain("accept"),
    "reject": _plain("reject"),
    "separate": _plain("separate"),
    "merge": _merge,
    "change": _change,
    "undo": _undo,
}
