"""Claims and events as they are kept between two steps: the public records, and what these leave out.

Claims that a case or another process holds are put together with those of other reports again. For that they
must come out as they went in, so what the public shape of a place rounds or drops (its own point, other areas
of its name) is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from gazetteer.model import Candidate, Place
from geo.eventrecords import event_from_record, event_to_record
from geo.model import Claim, Event, Toponym
from geo.records import Record, claim_from_record, claim_to_record, place_from_record, place_to_record

_KEPT = "exactly"  # the key beside a place's public ones


def claim_to_row(claim: Claim) -> Record:
    """The claim's record, its places exact."""
    return claim_to_record(claim) | {"places": [place_to_row(place) for place in claim.places]}


def claim_from_row(record: Record) -> Claim:
    """The claim that `claim_to_row` wrote, also one of a case of before, which was less exact."""
    claim = claim_from_record(record)
    return replace(claim, places=_places(record))


def event_to_row(event: Event) -> Record:
    """The event's record, its places exact."""
    return event_to_record(event) | {"places": [place_to_row(place) for place in event.places]}


def event_from_row(record: Record, claims: Mapping[str, Claim]) -> Event:
    """The event that `event_to_row` wrote; `claims` holds at least its claims. Raises KeyError."""
    return replace(event_from_record(record, claims), places=_places(record))


def place_to_row(toponym: Toponym) -> Record:
    """The place's record, with what is lost on the way back under a key of its own."""
    record = place_to_record(toponym)
    read = place_from_record(record)
    lost: Record = {
        name: getattr(toponym, name)
        for name in ("start", "end", "text", "role", "nominal", "confidence")
        if getattr(read, name) != getattr(toponym, name)
    }
    if toponym.place and toponym.place != read.place:
        lost["place"] = asdict(toponym.place)
    if areas := _areas(toponym):
        lost["areas"] = areas
    return record | {_KEPT: lost} if lost else record


def place_from_row(record: Record) -> Toponym:
    """The place that `place_to_row` wrote; of its other candidates the areas alone."""
    toponym = place_from_record(record)
    lost: dict[str, Any] = dict(record.get(_KEPT, {}))
    if "place" in lost:
        lost["place"] = Place(**lost["place"])
    if areas := lost.pop("areas", ()):
        lost["candidates"] = tuple(
            Candidate(Place(**area["place"]), area["match"], area["score"]) for area in areas
        )
    return replace(toponym, **lost) if lost else toponym


def _areas(toponym: Toponym) -> list[Record]:
    """Areas that the name may mean as well: one may hold the town of another event (geo.events.links)."""
    return [
        {"place": asdict(candidate.place), "match": candidate.match, "score": candidate.score}
        for candidate in toponym.candidates
        if candidate.place.kind == "admin1"
    ]


def _places(record: Record) -> tuple[Toponym, ...]:
    places: Iterable[Record] = record.get("places", ())
    return tuple(place_from_row(place) for place in places)
