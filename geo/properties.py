"""What an event comes to: the roll-ups that the files and the page share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from geo.geometry import drawn_places
from geo.model import ActorMention, Claim, Event, GeoPrecision, Moment, Toponym
from geo.ontology import ontology
from geo.records import claim_to_record, place_to_record
from geo.tollranges import toll_range

# From the finest to the coarsest: an event is as precise as the coarsest place it is drawn at.
_FINEST_FIRST: tuple[GeoPrecision, ...] = ("exact", "near", "area", "admin1", "country", "unresolved")

_NON_STATE_GAIN = "Non-state actor overtakes territory"


def what_and_when(event: Event) -> dict[str, Any]:
    """The id, type and title of an event, and its days (ISO 8601, null where they are not known)."""
    return {
        "event_id": event.event_id,
        "type": event.type,
        "title": event.title,
        "start": event.moment.start.isoformat() if event.moment.start else None,
        "end": event.moment.end.isoformat() if event.moment.end else None,
        "date_precision": event.moment.precision,
    }


def event_properties(event: Event) -> dict[str, Any]:
    """The properties of an event's GeoJSON feature, in INTERFACE's order; JSON values only.

    `claims` holds the event's claims, then the statements about it; `general_denials` those that may
    concern it; `possibly_same` other events that may be this one. `places` are the event's places as in a
    claim. Dates are ISO 8601, distances km.
    """
    killed = toll_range(event.claims, "killed")
    wounded = toll_range(event.claims, "wounded")
    plover, acled = event_codes(event)
    return {
        **what_and_when(event),
        **place_properties(event),
        "perpetrators": actor_names(claim.perpetrators for claim in event.claims),
        "targets": actor_names(claim.targets for claim in event.claims),
        "killed_low": killed.low,
        "killed_best": killed.best,
        "killed_high": killed.high,
        "wounded_low": wounded.low,
        "wounded_best": wounded.best,
        "wounded_high": wounded.high,
        "status": event.status,
        "disputed_slots": list(event.disputed_slots),
        "independent_sources": event.independent_sources,
        "merged_because": list(event.merged_because),
        "confidence": round(event.confidence, 3),
        "plover": plover,
        "acled": acled,
        "claims": [claim_to_record(claim) for claim in (*event.claims, *event.statements)],
        "general_denials": [claim_to_record(claim) for claim in event.general_denials],
        "possibly_same": [asdict(other) for other in event.possibly_same],
        "places": [place_to_record(place) for place in event.places],
        "profile": event.profile,
        "when": linked_when(event.moment),
    }


def place_properties(event: Event) -> dict[str, Any]:
    """place, country, admin1 (several joined by "; ", null when none), geo_precision, radius_km."""
    shown: list[Toponym] = drawn_places(event) or list(event.places)
    known = [place.place for place in shown if place.place]
    names = [place.place.name if place.place else place.text for place in shown]
    precisions = [place.geo_precision for place in shown] or ["unresolved"]
    radii = [place.radius_km for place in shown if place.lat is not None]
    return {
        "place": _joined(names),
        "country": _joined(place.country for place in known),
        "admin1": _joined(place.admin1 for place in known),
        "geo_precision": max(precisions, key=_FINEST_FIRST.index),
        "radius_km": round(max(radii), 3) if radii else None,
    }


def actor_names(mentions: Iterable[Iterable[ActorMention]]) -> list[str]:
    """The names of actors that claims themselves give, each once, in order; none taken from context."""
    return list(
        dict.fromkeys(mention.actor.name for group in mentions for mention in group if not mention.inferred)
    )


def source_names(claims: Iterable[Claim]) -> list[str]:
    """Who is quoted by name over several claims, each once."""
    return list(dict.fromkeys(link.actor.name for claim in claims for link in claim.source))


def event_codes(event: Event) -> tuple[list[str | None] | None, list[str | None] | None]:
    """The event's PLOVER (event, mode) and ACLED (event, sub-event); an open choice in ACLED is null."""
    kind = ontology().get(event.type)
    if kind is None:
        return None, None
    plover = list(kind.plover) if kind.plover else None
    return plover, [_acled_choice(part, event) for part in kind.acled] if kind.acled else None


def linked_when(moment: Moment) -> dict[str, Any] | None:
    """The moment as Linked Places `when` (LPF 1.2: timespans of start and end); None when unknown."""
    if moment.start is None or moment.end is None:
        return None
    start, end = moment.start.isoformat(), moment.end.isoformat()
    if start == end:
        span: dict[str, Any] = {"start": {"in": start}, "end": {"in": end}}
    else:
        span = {"start": {"earliest": start}, "end": {"latest": end}}
    return {"timespans": [span]}


def _acled_choice(part: str | None, event: Event) -> str | None:
    """Of "A | B" the one that the actors decide, None when they do not."""
    if part is None or " | " not in part:
        return part
    kinds = {mention.actor.kind for claim in event.claims for mention in claim.perpetrators}
    if _NON_STATE_GAIN in part.split(" | ") and kinds == {"armed_group"}:
        return _NON_STATE_GAIN
    return None


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(value for value in values if value)) or None
