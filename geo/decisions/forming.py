"""Values as a person writes them, checked and made the payload of a decision; page and CSV share it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.actors import ActorLexicon, find_actors
from geo.decisions.changing import place_record
from geo.decisions.model import Decision, address_of
from geo.errors import DatelineError
from geo.model import Actor, Claim, Event, Sentence, Toll
from geo.ontology import ontology

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Values = Mapping[str, Any]
HARMS = ("killed", "wounded", "missing", "displaced")
_LONGEST = 400  # characters of a name or a note
_NUMBER = re.compile(r"(?:at least )?(\d{1,7})(?: ?(?:-|–|to) ?(\d{1,7})|(\+))?$")
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d+)?)[,;\s]+(-?\d{1,3}(?:\.\d+)?)$")


class FormError(DatelineError):
    """A value that means nothing; the message says which, and how to write it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What names are looked up in: a place by its id, an actor by its name."""

    gazetteer: Gazetteer
    lexicon: ActorLexicon | None = None


def changes(claim: Claim, values: Values, known: Known) -> dict[str, Any]:
    """What of a form's values differs from the claim as it is, as a payload. Raises FormError.

    `values` has any of `type`, `from` and `to`, `attributed`, `target`, `places`, `tolls`.
    """
    payload = _type(claim, values) | _date(claim, values) | _actors(claim, values, known)
    return payload | _places(values, known.gazetteer) | _tolls(claim, values)


def about(action: str, event: Event | None, claims: Sequence[Claim], **payload: Any) -> Decision:
    """A decision on these claims, addressed so that they are found again."""
    first = claims[0]
    where = {"claims": [address_of(claim) for claim in claims], "about": event.title if event else ""}
    return Decision(
        action,
        doc_id=first.doc_id,
        event_id=event.event_id if event else "",
        claim_id=first.claim_id,
        payload=where | payload,
    )


def _type(claim: Claim, values: Values) -> dict[str, Any]:
    name = values.get("type")
    if name is None or name == claim.type:
        return {}
    if name not in ontology():
        raise FormError(f"There is no event type “{text_of(name)}”.")
    return {"type": name}


def _date(claim: Claim, values: Values) -> dict[str, Any]:
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
        raise FormError(f"“{text_of(value)}” is no date: write it like 2015-09-30.") from None


def _actors(claim: Claim, values: Values, known: Known) -> dict[str, Any]:
    changed = {}
    for name, slot in (("attributed", "perpetrators"), ("target", "targets")):
        if name not in values:
            continue
        wanted = [part.strip() for part in text_of(values[name]).split(";") if part.strip()]
        mentions = [m for m in getattr(claim, slot) if not m.inferred]
        if wanted != [mention.actor.name for mention in mentions]:
            named = {mention.actor.name: mention.actor for mention in mentions}
            changed[slot] = [_actor_record(named.get(name) or _actor(name, known)) for name in wanted]
    return changed


def _actor(name: str, known: Known) -> Actor:
    """The lexicon's actor where it knows the name, else the name as it was given."""
    found = find_actors([Sentence(0, len(name), name)], known.lexicon)
    whole = (m.actor for m in found if m.span and m.span.end - m.span.start == len(name))
    return next(whole, Actor("", name, ""))


def _actor_record(actor: Actor) -> dict[str, str]:
    return {"name": actor.name, "actor_id": actor.actor_id, "kind": actor.kind, "parent": actor.parent}


def _places(values: Values, gazetteer: Gazetteer) -> dict[str, Any]:
    """values["places"]: {"was": key, "id": a place's id or "", "point": "lat, lon" or ""} for each."""
    wanted = values.get("places")
    changes = []
    for one in wanted if isinstance(wanted, list) else []:
        was, place_id, point = (text_of(one.get(name)) for name in ("was", "id", "point"))
        if point:
            changes.append({"was": was or None, "to": _point(point, gazetteer)})
        elif place_id and place_id != was:
            changes.append({"was": was or None, "to": _gazetteer_place(place_id, gazetteer)})
    return {"places": changes} if changes else {}


def _gazetteer_place(place_id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    place = gazetteer.place(place_id)
    if place is None:
        raise FormError(
            f"The gazetteer has no place “{place_id}”: write an id, as `dateline locate NAME` tells it."
        )
    return place_record(place)


def _point(text: str, gazetteer: Gazetteer) -> dict[str, Any]:
    found = _POINT.match(text)
    if not found:
        raise FormError(f"“{text}” is no point: write latitude, longitude, like 34.84, 36.73.")
    return placed_point(float(found[1]), float(found[2]), gazetteer)


def placed_point(lat: object, lon: object, gazetteer: Gazetteer) -> dict[str, Any]:
    """A point as a payload holds it, with the country and province that it lies in. Raises FormError."""
    point = checked_point(lat, lon)
    areas = gazetteer.admin_of(point["lat"], point["lon"])
    country = next((area.country for area in areas if area.country), None)
    admin1 = next((area.name for area in areas if area.kind == "admin1"), "")
    return point | ({"country": country, "admin1": admin1} if country else {})


def checked_point(lat: object, lon: object) -> dict[str, float]:
    """A point as a payload holds it (WGS 84 degrees). Raises FormError."""
    if not (isinstance(lat, int | float) and isinstance(lon, int | float)):
        raise FormError("The map sent no point.")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise FormError(f"{lat}, {lon} is not on the earth: latitude comes first.")
    return {"lat": round(float(lat), 6), "lon": round(float(lon), 6)}


def _tolls(claim: Claim, values: Values) -> dict[str, Any]:
    """values["tolls"]: harm → "5", "5-7", "5+" or ""."""
    wanted = values.get("tolls")
    if not isinstance(wanted, Mapping):
        return {}
    totals: list[dict[str, Any]] = []
    changed = False
    for harm in HARMS:
        old = [t for t in claim.tolls if t.harm == harm and t.part_of is None]
        text = text_of(wanted.get(harm))
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


def text_of(value: object) -> str:
    """On one line, and no longer than a note may be."""
    return " ".join(str(value or "").split())[:_LONGEST]
