"""What the page says was decided, checked and made a decision of the case. No Streamlit here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.opened import Opened
from dashboard.reports import lexicon
from dashboard.userlists import lists_stamp
from geo.actors import find_actors
from geo.decisions import UNDO, Decision, address_of
from geo.decisions.changing import place_key, place_record
from geo.errors import DatelineError
from geo.model import Actor, Claim, Event, Sentence, Toll
from geo.ontology import ontology

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Message = Mapping[str, Any]
_OLD_PAGE = "This page is out of date: reload it."
_LONGEST = 400  # characters of a name or a note
_NUMBER = re.compile(r"(?:at least )?(\d{1,7})(?: ?(?:-|–|to) ?(\d{1,7})|(\+))?$")
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)$")


class FormError(DatelineError):
    """A value of the form that means nothing; the message says which, and how to write it."""


def decision_of(case: Opened, message: Message) -> Decision:
    """The decision that a message asks for; the map's has "moved" for "do". Raises FormError."""
    act = _move if "moved" in message else _ACTS.get(str(message.get("do")))
    if act is None:
        raise FormError(_OLD_PAGE)
    return replace(act(case, message), author=_text(message.get("author")))


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
    change = {"was": next(iter(keys), None), "to": _checked_point(message.get("lat"), message.get("lon"))}
    claims = [c for c in event.claims if not keys or keys & {place_key(place) for place in c.places}]
    return _about("move", event, claims, places=[change])


def _one(case: Opened, message: Message) -> tuple[Event | None, Claim]:
    claim = case.claim(str(message.get("claim")))
    if claim is None:
        raise FormError("This claim is no longer there: reload the page.")
    return case.event(claim.event_id or next(iter(claim.about), "")), claim


def _plain(action: str) -> Callable[[Opened, Message], Decision]:
    def act(case: Opened, message: Message) -> Decision:
        event, claim = _one(case, message)
        return _about(action, event, [claim])

    return act


def _merge(case: Opened, message: Message) -> Decision:
    one, other = (case.event(str(message.get(name))) for name in ("event", "with"))
    if one is None or other is None or one is other:
        raise FormError("One of these events is no longer there: reload the page.")
    return _about("merge", one, [*one.claims, *other.claims], other=other.title)


def _undo(case: Opened, message: Message) -> Decision:
    number = message.get("decision")
    old = next((decision for decision in case.decisions if decision.id == number), None)
    if old is None:
        raise FormError("This decision is not in the case.")
    about = str(old.payload.get("about") or old.doc_id)
    undoing = {"decision": old.id, "about": about}
    return Decision(UNDO, "", old.doc_id, old.event_id, old.claim_id, undoing)


def _change(case: Opened, message: Message) -> Decision:
    """Only what differs from the claim as it is becomes part of the decision."""
    event, claim = _one(case, message)
    values = message.get("values")
    if not isinstance(values, Mapping):
        raise FormError(_OLD_PAGE)
    payload: dict[str, Any] = {}
    for read in (_type, _date, _actors):
        payload |= read(claim, values)
    payload |= _places(values, case.gazetteer)
    payload |= _tolls(claim, values)
    note = _text(values.get("note"))
    if not payload and not note:
        raise FormError("Nothing was changed.")
    if note:
        payload["note"] = note
    return _about("change" if payload.keys() - {"note"} else "note", event, [claim], **payload)


def _about(action: str, event: Event | None, claims: Sequence[Claim], **payload: Any) -> Decision:
    first = claims[0]
    where = {"claims": [address_of(claim) for claim in claims], "about": event.title if event else ""}
    return Decision(
        action,
        doc_id=first.doc_id,
        event_id=event.event_id if event else "",
        claim_id=first.claim_id,
        payload=where | payload,
    )


def _type(claim: Claim, values: Message) -> dict[str, Any]:
    name = values.get("type")
    if name is None or name == claim.type:
        return {}
    if name not in ontology():
        raise FormError(f"There is no event type “{_text(name)}”.")
    return {"type": name}


def _date(claim: Claim, values: Message) -> dict[str, Any]:
    if "from" not in values:
        return {}
    start, end = _day(values.get("from")), _day(values.get("to"))
    start, end = start or end, end or start
    if start and end and start > end:
        raise FormError(f"The last day, {end}, is before the first, {start}: swap them.")
    if (start, end) == (claim.moment.start, claim.moment.end):
        return {}
    return {"date": {"from": start.isoformat() if start else None, "to": end.isoformat() if end else None}}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        raise FormError(f"“{_text(value)}” is no date: write it like 2015-09-30.") from None


def _actors(claim: Claim, values: Message) -> dict[str, Any]:
    changed = {}
    for name, slot in (("attributed", "perpetrators"), ("target", "targets")):
        if name not in values:
            continue
        wanted = [part.strip() for part in _text(values[name]).split(";") if part.strip()]
        mentions = [m for m in getattr(claim, slot) if not m.inferred]
        if wanted != [mention.actor.name for mention in mentions]:
            known = {mention.actor.name: mention.actor for mention in mentions}
            changed[slot] = [_actor_record(known.get(name) or _actor(name)) for name in wanted]
    return changed


def _actor(name: str) -> Actor:
    """The lexicon's actor where it knows the name, else the name as it was given."""
    found = find_actors([Sentence(0, len(name), name)], lexicon(lists_stamp()))
    whole = (m.actor for m in found if m.span and m.span.end - m.span.start == len(name))
    return next(whole, Actor("", name, ""))


def _actor_record(actor: Actor) -> dict[str, str]:
    return {"name": actor.name, "actor_id": actor.actor_id, "kind": actor.kind, "parent": actor.parent}


def _places(values: Message, gazetteer: Gazetteer) -> dict[str, Any]:
    """values["places"]: {"was": key, "id": a place's id or "", "point": "lat, lon" or ""} for each."""
    wanted = values.get("places")
    changes = []
    for one in wanted if isinstance(wanted, list) else []:
        was, place_id, point = (_text(one.get(name)) for name in ("was", "id", "point"))
        if point:
            changes.append({"was": was or None, "to": _point(point)})
        elif place_id and place_id != was:
            changes.append({"was": was or None, "to": _gazetteer_place(place_id, gazetteer)})
    return {"places": changes} if changes else {}


def _gazetteer_place(place_id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    place = gazetteer.place(place_id)
    if place is None:
        raise FormError(f"The gazetteer has no place “{place_id}”.")
    return place_record(place)


def _point(text: str) -> dict[str, float]:
    found = _POINT.match(text)
    if not found:
        raise FormError(f"“{text}” is no point: write latitude, longitude, like 34.84, 36.73.")
    return _checked_point(float(found[1]), float(found[2]))


def _checked_point(lat: object, lon: object) -> dict[str, float]:
    if not (isinstance(lat, int | float) and isinstance(lon, int | float)):
        raise FormError("The map sent no point.")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise FormError(f"{lat}, {lon} is not on the earth: latitude comes first.")
    return {"lat": round(float(lat), 6), "lon": round(float(lon), 6)}


def _tolls(claim: Claim, values: Message) -> dict[str, Any]:
    """values["tolls"]: harm → "5", "5-7", "5+" or ""."""
    wanted = values.get("tolls")
    if not isinstance(wanted, Mapping):
        return {}
    totals: list[dict[str, Any]] = []
    changed = False
    for harm in ("killed", "wounded", "missing", "displaced"):
        old = [t for t in claim.tolls if t.harm == harm and t.part_of is None]
        text = _text(wanted.get(harm))
        if text == written(old):
            totals += [{"harm": harm, "low": t.low, "high": t.high, "who": t.who} for t in old]
            continue
        changed = True
        if text:
            low, high = _figure(harm, text)
            totals.append({"harm": harm, "low": low, "high": high, "who": old[0].who if old else ""})
    return {"tolls": totals} if changed else {}


def written(tolls: Sequence[Toll]) -> str:
    """Figures of one harm as the form shows and reads them: "5", "5-7", "5+"; several with "and"."""
    return " and ".join(
        f"{toll.low or 0}+"
        if toll.high is None
        else f"{toll.low}"
        if toll.low == toll.high
        else f"{toll.low or 0}-{toll.high}"
        for toll in tolls
    )


def _figure(harm: str, text: str) -> tuple[int, int | None]:
    found = _NUMBER.match(text)
    if not found:
        raise FormError(f"{harm.capitalize()}: “{text}” is no figure; write 5, 5-7, or 5+ for at least 5.")
    low = int(found[1])
    at_least = bool(found[3]) or text.startswith("at least")
    high = None if at_least else int(found[2] or low)
    if high is not None and high < low:
        raise FormError(f"{harm.capitalize()}: {text} runs backwards.")
    return low, high


def _text(value: object) -> str:
    return " ".join(str(value or "").split())[:_LONGEST]


_ACTS: Mapping[str, Callable[[Opened, Message], Decision]] = {
    "accept": _plain("accept"),
    "reject": _plain("reject"),
    "separate": _plain("separate"),
    "merge": _merge,
    "change": _change,
    "undo": _undo,
}
