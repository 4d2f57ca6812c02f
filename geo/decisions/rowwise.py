"""A row that somebody wrote, as decisions: checked like the page's form, by the same rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.decisions.before import About, AlreadyThereError, Before
from geo.decisions.changing import place_key
from geo.decisions.forming import HARMS, FormError, about, changes, checked_point, text_of, written
from geo.decisions.model import UNDO, Decision
from geo.model import Claim
from geo.sheets import Row

NONE = "none"  # in a cell: there is no such thing; an empty cell leaves what was read
NEW = "new"  # in which_place: one place more
PLACING = ("which_place", "place_id", "lat", "lon")
OF_ONE_SOURCE = ("perpetrators", "targets", *HARMS)  # what a claim says; an event has none of its own
SLOTS = ("type", "date_from", "date_to", *PLACING, *OF_ONE_SOURCE)
NAMED = ("action", "event_id", "claim_id", "other", "undoes", "note")


def decisions_of(row: Row, before: Before, author: str) -> list[Decision]:
    """What the row decides. Raises AlreadyThereError, or FormError that says what to write instead."""
    act = _ACTS.get(_action(row))
    if act is None:
        raise FormError(f"action {row.get('action')!r} is none; use one of {', '.join(_ACTS)}")
    name = _checksum(row, author)
    before.check_row(name, again=_action(row) in {"change", "move"})
    made = act(row, before)
    return [replace(one, author=author, payload={**one.payload, "row": name}) for one in made]


def _action(row: Row) -> str:
    return row.get("action").casefold().replace(" ", "_")


def _number(row: Row) -> str:
    """Of the decision that an undo takes back."""
    return row.get("undoes") or row.get("decision")


def _checksum(row: Row, author: str) -> str:
    """The same for the same row, wherever it stands: so that a table that is given twice counts once."""
    cells = [f"{name}={row.get(name)}" for name in (*NAMED, *SLOTS) if row.get(name)]
    if _action(row) == UNDO:  # named by the list's own column where `undoes` is empty
        cells.append(f"undone={_number(row)}")
    return hashlib.sha256("\n".join([author, *cells]).encode("utf-8", "replace")).hexdigest()[:16]


def _plain(action: str) -> Callable[[Row, Before], list[Decision]]:
    def act(row: Row, before: Before) -> list[Decision]:
        _only(row, action, ())
        ids = {"claim_id": row.get("claim_id"), "event_id": row.get("event_id")}
        if action == "reject" and before.is_rejected(**ids):
            raise AlreadyThereError("was said to be no event already")
        event, claims = _about(row, before)
        return [about(action, event, claims, **_note(row))]

    return act


def _separate(row: Row, before: Before) -> list[Decision]:
    _only(row, "separate", ())
    if not row.get("claim_id"):
        raise FormError("separate takes one claim out of an event: give its claim_id")
    event, claims = _about(row, before)
    if event is None or claims[0].kind != "event":
        raise FormError("is about a statement, which belongs to no event")
    if len(event.claims) < 2:
        raise FormError(f"{claims[0].claim_id} is the only claim of its event: nothing to separate")
    return [about("separate", event, claims, **_note(row))]


def _merge(row: Row, before: Before) -> list[Decision]:
    _only(row, "merge", ("other",))
    if not (row.get("event_id") and row.get("other")):
        raise FormError("merge puts two events together: give event_id, and the other one's id in other")
    if row.get("event_id") == row.get("other"):
        raise FormError("merge: event_id and other are the same event")
    one, other = before.event(row.get("event_id")), before.event(row.get("other"))
    if one.event is None or other.event is None or one.event is other.event:
        raise AlreadyThereError("these two are one event already")
    return [
        about(
            "merge",
            one.event,
            [*one.event.claims, *other.event.claims],
            other=other.event.title,
            **_note(row),
        )
    ]


def _annotate(row: Row, before: Before) -> list[Decision]:
    if not row.get("note"):
        raise FormError("note: the column note is empty")
    return _plain("note")(row, before)


def _change(row: Row, before: Before) -> list[Decision]:
    _only(row, "change", SLOTS)
    if not any(row.get(name) for name in SLOTS):
        raise FormError("change: no column says to what; to remark on it, write the action note")
    return _changed("change", row, before)


def _move(row: Row, before: Before) -> list[Decision]:
    _only(row, "move", PLACING)
    if not (row.get("place_id") or row.get("lat")):
        raise FormError("move: give lat and lon, or place_id")
    return _changed("move", row, before)


def _changed(action: str, row: Row, before: Before) -> list[Decision]:
    """One decision for all claims that the same is changed of."""
    event, claims = _about(row, before)
    own = [name for name in OF_ONE_SOURCE if row.get(name)]
    if own and len(claims) > 1:
        raise FormError(f"{own[0]}: the event has {len(claims)} claims, each says its own; give claim_id")
    place = _place(row, claims)
    alike: dict[str, tuple[dict[str, Any], list[Claim]]] = {}
    for claim in claims:
        payload = changes(claim, _values(row, claim, place), before.known)
        if payload:
            alike.setdefault(repr(payload), (payload, []))[1].append(claim)
    if not alike:
        raise AlreadyThereError("says so already")
    return [about(action, event, group, **payload, **_note(row)) for payload, group in alike.values()]


def _values(row: Row, claim: Claim, place: Mapping[str, str] | None) -> dict[str, Any]:
    """The row as the values of the page's form."""
    values: dict[str, Any] = {}
    if row.get("type"):
        values["type"] = row.get("type").casefold().replace(" ", "_")
    if row.get("date_to") and not row.get("date_from"):
        raise FormError("date_to: give date_from too")
    if row.get("date_from"):
        values |= {"from": _given(row, "date_from"), "to": _given(row, "date_to")}
    names = (("perpetrators", "attributed"), ("targets", "target"))
    values |= {name: _given(row, column) for column, name in names if row.get(column)}
    if any(row.get(harm) for harm in HARMS):
        values["tolls"] = {harm: _figure(row, claim, harm) for harm in HARMS}
    has_it = place and (not place["was"] or place["was"] in map(place_key, claim.places))
    if place and has_it and not _is_there(claim, place):
        values["places"] = [place]
    return values


def _figure(row: Row, claim: Claim, harm: str) -> str:
    as_read = written([toll for toll in claim.tolls if toll.harm == harm and toll.part_of is None])
    return _given(row, harm) if row.get(harm) else as_read


def _given(row: Row, column: str) -> str:
    """A cell's value; "" for "none"."""
    return "" if row.get(column).casefold() == NONE else row.get(column)


def _place(row: Row, claims: Sequence[Claim]) -> dict[str, str] | None:
    """Which place goes where, as the form has it; None where the row says nothing of places."""
    if not any(row.get(name) for name in PLACING):
        return None
    place_id, lat, lon = row.get("place_id"), row.get("lat"), row.get("lon")
    if bool(place_id) == bool(lat or lon):
        raise FormError("places: give place_id, or lat and lon")
    point = ""
    if not place_id:
        at = checked_point(_degrees("lat", lat), _degrees("lon", lon))
        point = f"{at['lat']:.6f}, {at['lon']:.6f}"
    return {"was": _which(row.get("which_place"), claims), "id": place_id, "point": point}


def _which(wanted: str, claims: Sequence[Claim]) -> str:
    """The key of the place that is meant; "" for one place more."""
    names: dict[str, set[str]] = {}
    for place in (place for claim in claims for place in claim.places):
        called = {place.text.casefold(), place.place.name.casefold() if place.place else ""}
        names.setdefault(place_key(place), set()).update(called | {place_key(place).casefold()})
    if wanted.casefold() == NEW:
        return ""
    found = [key for key, called in names.items() if not wanted or wanted.casefold() in called]
    if len(found) > 1:
        raise FormError(f"has several places: write in which_place one of {', '.join(found)}")
    if wanted and not found:
        raise FormError(f"which_place: no place {wanted!r} there; it has: {', '.join(names) or 'none'}")
    return found[0] if found else ""


def _is_there(claim: Claim, place: Mapping[str, str]) -> bool:
    """True where the claim has the place at that point already."""
    points = [f"{p.lat:.6f}, {p.lon:.6f}" for p in claim.places if p.lat is not None and p.lon is not None]
    held = [place_key(p) for p in claim.places]
    return place["point"] in points if place["point"] else place["id"] in held


def _degrees(column: str, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise FormError(f"{column}: {text!r} is no number of degrees; write it like 34.84") from None


def _undo(row: Row, before: Before) -> list[Decision]:
    _only(row, "undo", ("undoes",))
    number = _number(row)
    old = before.by_number.get(number)
    if old is None:
        raise FormError(f"undo: no decision {number!r} in this case; see --list")
    if not old.usable:
        raise FormError(f"undo: decision {number} is not usable, so there is nothing to take back")
    if old.id in before.undone:
        raise AlreadyThereError(f"decision {number} was taken back already")
    undoing = {"decision": old.id, "about": str(old.payload.get("about") or old.doc_id)}
    return [Decision(UNDO, "", old.doc_id, old.event_id, old.claim_id, undoing)]


def _about(row: Row, before: Before) -> About:
    if row.get("claim_id"):
        found = before.claim(row.get("claim_id"))
        given = row.get("event_id")
        if given and found.claims[0].claim_id not in {c.claim_id for c in before.event(given).claims}:
            raise FormError(f"{row.get('claim_id')} is no claim of {given}; leave one of the two out")
        return found
    if not row.get("event_id"):
        raise FormError("give event_id or claim_id, from an export of this case")
    return before.event(row.get("event_id"))


def _only(row: Row, action: str, columns: Sequence[str]) -> None:
    """Raise FormError where a column is filled that the action makes no use of."""
    idle = [name for name in (*SLOTS, "other", "undoes") if row.get(name) and name not in columns]
    if idle:
        raise FormError(f"{idle[0]}: {action} makes no use of it; empty the cell, or write another action")


def _note(row: Row) -> dict[str, str]:
    return {"note": text_of(row.get("note"))} if row.get("note") else {}


_ACTS: Mapping[str, Callable[[Row, Before], list[Decision]]] = {
    "accept": _plain("accept"),
    "reject": _plain("reject"),
    "change": _change,
    "move": _move,
    "merge": _merge,
    "separate": _separate,
    "note": _annotate,
    "undo": _undo,
}
