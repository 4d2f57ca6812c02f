"""An event as a JSON record and back: the shape that a case file keeps.

The record names its claims by id and does not hold them; whoever reads it brings the claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from geo.model import INTERNAL, Claim, Event, Related
from geo.records import Record, moment_from_record, moment_to_record, place_from_record, place_to_record


def event_to_record(event: Event) -> Record:
    """The event with its moment and places in full and its claims by id."""
    record = {
        "event_id": event.event_id,
        "type": event.type,
        "title": event.title,
        "date": moment_to_record(event.moment),
        "places": [place_to_record(place) for place in event.places],
        "status": event.status,
        "disputed_slots": list(event.disputed_slots),
        "independent_sources": event.independent_sources,
        "merged_because": list(event.merged_because),
        "confidence": event.confidence,
        "claims": _ids(event.claims),
        "statements": _ids(event.statements),
        "general_denials": _ids(event.general_denials),
        "possibly_same": [asdict(other) for other in event.possibly_same],
    }
    return record if event.profile == INTERNAL else record | {"profile": event.profile}


def event_from_record(record: Record, claims: Mapping[str, Claim]) -> Event:
    """The event that `event_to_record` wrote; `claims` holds at least its claims, by id.

    Raises KeyError when the record names a claim that is not there.
    """
    return Event(
        event_id=record["event_id"],
        type=record["type"],
        title=record["title"],
        moment=moment_from_record(record["date"]),
        places=tuple(place_from_record(place) for place in record["places"]),
        claims=_pick(record["claims"], claims),
        status=record["status"],
        disputed_slots=tuple(record["disputed_slots"]),
        independent_sources=record["independent_sources"],
        merged_because=tuple(record["merged_because"]),
        confidence=record["confidence"],
        statements=_pick(record["statements"], claims),
        general_denials=_pick(record["general_denials"], claims),
        possibly_same=tuple(Related(**other) for other in record.get("possibly_same", ())),
        profile=record.get("profile", INTERNAL),
    )


def _ids(claims: Iterable[Claim]) -> list[str]:
    return [claim.claim_id for claim in claims]


def _pick(ids: Iterable[str], claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    return tuple(claims[claim_id] for claim_id in ids)
