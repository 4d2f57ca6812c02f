"""A claim with some of its slots set by an analyst; every value says who set it and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gazetteer.model import AREA_KINDS, Place
from geo.decisions.model import Decision
from geo.model import ActorMention, Claim, Decided, GeoPrecision, Moment, TimePrecision, Toll, Toponym
from geo.ontology import ontology
from geo.records import actor_from_record

SLOTS = ("type", "date", "places", "perpetrators", "targets", "tolls")  # keys of a payload
REGROUPING = frozenset({"type", "date", "places", "perpetrators"})  # what decides which event is meant
_NEW_PLACE = Toponym(0, 0, "", "place", "in", None, None, None, 0.0, "unresolved", 1.0)


def changed(claim: Claim, decision: Decision) -> Claim:
    """The claim as decided, with what the program had read kept beside it.

    Raises ValueError, KeyError or TypeError where the payload makes no sense.
    """
    slots = [slot for slot in SLOTS if slot in decision.payload]
    was = tuple((slot, _said(claim, slot)) for slot in slots)
    for slot in slots:
        claim = _SET[slot](claim, decision.payload[slot], decision)
    return noted(claim, decision, was)


def noted(claim: Claim, decision: Decision, was: tuple[tuple[str, str], ...] = ()) -> Claim:
    """The claim with the decision told on it."""
    note = str(decision.payload.get("note") or "")
    told = Decided(decision.id, decision.action, decision.author, decision.made_at, was, note)
    return replace(claim, decided=(*claim.decided, told))


def place_key(toponym: Toponym) -> str:
    """What a decision calls one of a claim's places by."""
    return toponym.place.place_id if toponym.place else f"words:{toponym.text}"


def place_record(place: Place) -> dict[str, Any]:
    """A place of the gazetteer as a payload holds it."""
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "population": place.population,
        "gazetteer": place.source,
    }


def _type(claim: Claim, value: Any, decision: Decision) -> Claim:
    del decision
    if value not in ontology():
        raise ValueError(f"no event type {value!r}")
    return replace(claim, type=value)


def _date(claim: Claim, value: Mapping[str, Any], decision: Decision) -> Claim:
    start, end = _day(value.get("from")), _day(value.get("to") or value.get("from"))
    precision: TimePrecision = "unknown" if start is None else "day" if start == end else "range"
    anchor = f"set {decision.signed}"
    return replace(claim, moment=Moment(start, end, precision, claim.moment.text, anchor))


def _places(claim: Claim, value: Sequence[Mapping[str, Any]], decision: Decision) -> Claim:
    """Without `was` a place more. Raises ValueError where `was` is gone, its own correction undone."""
    places = list(claim.places)
    for change in value:
        was = change.get("was")
        at = len(places) if was is None else [place_key(place) for place in places].index(was)
        old = _NEW_PLACE if was is None else places[at]
        places[at : at + 1] = [_placed(old, change["to"], decision)]
    return replace(claim, places=tuple(places))


def _placed(old: Toponym, to: Mapping[str, Any], decision: Decision) -> Toponym:
    """At another place of the gazetteer, or at a point; one of the same area keeps the name that it had."""
    lat, lon = float(to["lat"]), float(to["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no point on the earth: {lat}, {lon}")
    chosen = "place_id" in to
    place = _place(to, lat, lon) if chosen else replace(_named(old, to), lat=lat, lon=lon)
    return replace(
        old,
        place=place,
        lat=lat,
        lon=lon,
        radius_km=place.radius_km if chosen else 0.0,
        geo_precision=_precision(place, old) if chosen else "exact",
        confidence=1.0,
        reason=f"{'chosen' if chosen else 'put here'} {decision.signed}",
    )


def _named(old: Toponym, to: Mapping[str, Any]) -> Place:
    """What a point put by hand is called: as before; elsewhere, or for an area, as the report calls it."""
    before = (old.place.country, old.place.admin1) if old.place else ("", "")
    now = (str(to["country"]), str(to.get("admin1") or "")) if "country" in to else before
    if old.place and old.place.kind not in AREA_KINDS and now == before:
        return old.place
    known = old.place.name if old.place and now == before else ""
    name = known or old.text or "a point set by hand"
    return Place(f"point:{name}", name, "point", *now, 0.0, 0.0, 0.0, 0, "analyst")


def _place(to: Mapping[str, Any], lat: float, lon: float) -> Place:
    return Place(
        place_id=str(to["place_id"]),
        name=str(to["name"]),
        kind=str(to.get("kind") or ""),
        country=str(to.get("country") or ""),
        admin1=str(to.get("admin1") or ""),
        lat=lat,
        lon=lon,
        radius_km=float(to.get("radius_km") or 0.0),
        population=int(to.get("population") or 0),
        source=str(to.get("gazetteer") or ""),
    )


def _precision(place: Place, old: Toponym) -> GeoPrecision:
    if place.kind in ("country", "admin1"):
        return "country" if place.kind == "country" else "admin1"
    if place.is_area:
        return "area"
    return "exact" if old.relation == "in" else "near"


def _actors(old: Sequence[ActorMention], value: Sequence[Mapping[str, Any]]) -> tuple[ActorMention, ...]:
    """Who was named already keeps the words that name them."""
    known = {mention.actor.name: mention for mention in old}
    actors = [actor_from_record(dict(record)) for record in value]
    return tuple(replace(known.get(a.name, ActorMention(a, None)), inferred=False) for a in actors)


def _perpetrators(claim: Claim, value: Any, decision: Decision) -> Claim:
    del decision
    return replace(claim, perpetrators=_actors(claim.perpetrators, value))


def _targets(claim: Claim, value: Any, decision: Decision) -> Claim:
    del decision
    return replace(claim, targets=_actors(claim.targets, value))


def _tolls(claim: Claim, value: Sequence[Mapping[str, Any]], decision: Decision) -> Claim:
    """The totals are these; parts of a total stay where a total of their harm does."""
    del decision
    totals = [_toll(claim, record) for record in value]
    harms = {toll.harm for toll in totals}
    parts = [toll for toll in claim.tolls if toll.part_of is not None and toll.harm in harms]
    return replace(claim, tolls=(*totals, *parts))


def _toll(claim: Claim, record: Mapping[str, Any]) -> Toll:
    harm, low, high = record["harm"], record["low"], record["high"]
    if harm not in ("killed", "wounded", "missing", "displaced"):
        raise ValueError(f"no harm {harm!r}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"a toll of {low} to {high}")
    alike = [toll for toll in claim.tolls if toll.harm == harm and toll.part_of is None]
    alike.sort(key=lambda toll: (toll.low, toll.high) != (low, high))
    span = alike[0].span if alike else claim.evidence[0]  # the sentence, where it has no words of its own
    return Toll(harm, low, high, str(record.get("who") or ""), span)


_SET: Mapping[str, Callable[[Claim, Any, Decision], Claim]] = {
    "type": _type,
    "date": _date,
    "places": _places,
    "perpetrators": _perpetrators,
    "targets": _targets,
    "tolls": _tolls,
}


def _said(claim: Claim, slot: str) -> str:
    """A slot's value before, in plain words."""
    if slot == "type":
        return claim.type
    if slot == "date":
        start, end = claim.moment.start, claim.moment.end
        return " to ".join(dict.fromkeys(day.isoformat() for day in (start, end) if day)) or "unknown"
    if slot == "places":
        return ", ".join(map(_place_said, claim.places)) or "none"
    if slot == "tolls":
        return ", ".join(toll.span.text for toll in claim.tolls) or "none"
    return ", ".join(mention.actor.name for mention in getattr(claim, slot)) or "none"


def _place_said(place: Toponym) -> str:
    name = place.place.name if place.place else place.text
    return name if place.lat is None or place.lon is None else f"{name} at {place.lat:.4f}, {place.lon:.4f}"


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
