"""Which events may tell where a hospital, a camp or a shelter is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.model import Claim, Event

_WORDS = re.compile(
    r"\b(?:hospital\w*|(?:poly)?clinic\w*|infirmar\w+|dispensar\w+|health\w*|medic\w*|ambulance\w*|maternity|"
    r"surg\w+|wards?|patients?|nurses?|doctors?|midwi\w+|camps?|campsites?|encampments?|shelter\w*|tents?|tented|"
    r"refuge\w*|displace\w*|idps?|orphan\w*|evacu\w+|safe houses?|reception cent\w+)\b",
    re.IGNORECASE,
)
_KINDS = frozenset({"hospital", "camp", "clinic", "shelter"})


def sheltered(events: Iterable[Event]) -> set[str]:
    """Ids of those events, and of what may be the same: linked, or of one report, type and day."""
    groups: dict[object, set[str]] = {}
    for event in events:
        for other in event.possibly_same:
            groups.setdefault(("kin", *sorted((event.event_id, other.event_id))), set()).update(
                (event.event_id, other.event_id)
            )
        for claim in event.claims:
            groups.setdefault((claim.doc_id, event.type, event.moment.start), set()).add(event.event_id)
    found = {event.event_id for event in events if _is_one(event)}
    return _with_kin(found, list(groups.values()))


def _with_kin(found: set[str], groups: list[set[str]]) -> set[str]:
    """All that is tied to one that was found, over any number of ties."""
    by_id: dict[str, list[set[str]]] = {}
    for group in groups:
        for event_id in group:
            by_id.setdefault(event_id, []).append(group)
    reached, open_ = set(found), list(found)
    while open_:
        for group in by_id.pop(open_.pop(), ()):
            open_ += group - reached
            reached |= group
    return reached


def _is_one(event: Event) -> bool:
    kinds = {place.place.kind for place in event.places if place.place}
    told = (*event.claims, *event.statements)
    return bool(kinds & _KINDS) or any(_WORDS.search(text) for claim in told for text in _texts(claim))


def _texts(claim: Claim) -> Iterator[str]:
    yield claim.trigger.text
    yield from (span.text for span in claim.evidence)
    yield from (place.text for place in claim.places)
    yield from (mention.actor.name for mention in claim.targets)
    yield from (toll.who for toll in claim.tolls)
