"""Claims to events: grouped, titled, and with the statements about them beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from geo.events.clusters import Cluster, cluster
from geo.events.concerns import is_general, link
from geo.events.disputes import disputed_slots
from geo.events.links import related
from geo.events.origins import count_origins
from geo.model import UNKNOWN_MOMENT, Claim, Document, Event, Moment, Status, Toponym
from geo.ontology import ontology

ON_MAP = frozenset({"actual", "planned"})
_SHOWN_PLACES = 3


def merge(claims: Sequence[Claim], documents: Iterable[Document]) -> tuple[list[Event], list[Claim]]:
    """Events over all claims, and the claims with their `event_id` (statements with `about`) filled in.

    Events come in the order of their days, undated ones last. Supposed and negated claims get an id of
    their own and make no event. Ids depend only on an event's first claim, so they are stable.
    """
    by_id = {document.id: document for document in documents}
    clusters = cluster([claim for claim in claims if claim.kind == "event"])
    ids = {id(group): event_id_of(group) for group in clusters}
    placed = {claim.claim_id: claim for group in clusters for claim in placed_in(group, ids[id(group)])}
    linked = link([claim for claim in claims if claim.kind == "statement"], clusters, ids)
    about = by_event(linked)
    events = [
        form_event(group, ids[id(group)], placed, about.get(ids[id(group)], ()), by_id)
        for group in clusters
        if is_mapped(group)
    ]
    kin = related(events)
    events = [replace(event, possibly_same=kin.get(event.event_id, ())) for event in events]
    final = placed | {statement.claim_id: statement for statement in linked}
    return sorted(events, key=by_day), [final[claim.claim_id] for claim in claims]


def is_mapped(group: Cluster) -> bool:
    """Whether it makes an event: neither supposed nor negated."""
    return group.claims[0].mode in ON_MAP


def placed_in(group: Cluster, event_id: str) -> list[Claim]:
    """The cluster's claims with the id of its event."""
    return [replace(claim, event_id=event_id) for claim in group.claims]


def by_event(statements: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Statements by the ids of the events that they are about, in the order given."""
    about: dict[str, list[Claim]] = {}
    for statement in statements:
        for event_id in statement.about:
            about.setdefault(event_id, []).append(statement)
    return about


def event_id_of(group: Cluster) -> str:
    """Of its first claim in the order of reports and words."""
    first = min(group.claims, key=lambda claim: (claim.doc_id, claim.trigger.start))
    return event_id_after(first.claim_id)


def event_id_after(words: str) -> str:
    """The id of an event that begins with this claim."""
    return "e" + hashlib.sha256(words.encode()).hexdigest()[:15]


def by_day(event: Event) -> tuple[bool, str, str]:
    """The order of events: by their days, the undated last."""
    start = event.moment.start
    return start is None, start.isoformat() if start else "", event.event_id


def form_event(
    group: Cluster,
    event_id: str,
    placed: Mapping[str, Claim],
    statements: Sequence[Claim],
    documents: Mapping[str, Document],
) -> Event:
    """The event of a cluster; `placed` holds its claims by id, `statements` are those about it."""
    outline = outline_of(group, event_id, placed)
    about = [statement for statement in statements if not is_general(statement)]
    slots = disputed_slots(outline.claims, about)
    origins = count_origins(outline.claims, documents)
    status: Status = "disputed" if slots else "multiple_sources" if origins > 1 else "reported"
    return replace(
        outline,
        status=status,
        disputed_slots=slots,
        independent_sources=origins,
        statements=tuple(about),
        general_denials=tuple(statement for statement in statements if is_general(statement)),
    )


def outline_of(group: Cluster, event_id: str, placed: Mapping[str, Claim]) -> Event:
    """What the claims alone make of the event, before statements are heard and origins counted."""
    claims = sorted(
        (placed[claim.claim_id] for claim in group.claims), key=lambda c: (c.doc_id, c.trigger.start)
    )
    places = _places(claims)
    return Event(
        event_id=event_id,
        type=claims[0].type,
        title=title_of(claims[0], places),
        moment=_moment(claims),
        places=places,
        claims=tuple(claims),
        status="reported",
        merged_because=tuple(group.reasons),
        confidence=max(claim.confidence for claim in claims),
    )


def title_of(claim: Claim, places: Sequence[Toponym]) -> str:
    """Neutral words: "Air strike reported, Talbiseh"; never who did it."""
    names = [_shown(place) for place in places]
    where = ", ".join(names[:_SHOWN_PLACES]) + (" and others" if len(names) > _SHOWN_PLACES else "")
    word = "planned" if claim.mode == "planned" else "reported"
    title = ontology()[claim.type].title
    return f"{title} {word}, {where}" if where else f"{title} {word}, place not known"


def _shown(place: Toponym) -> str:
    """The name, and that an area is meant where a town may bear the same one."""
    name = place.place.name if place.place else place.text
    return f"{name} (area)" if place.geo_precision == "admin1" else name


def _places(claims: Iterable[Claim]) -> tuple[Toponym, ...]:
    """Each place once, in the order of the text; countries only where nothing finer is known."""
    found: dict[str, Toponym] = {}
    for claim in claims:
        for place in claim.places:
            key = place.place.place_id if place.place else place.text
            if key not in found or place.confidence > found[key].confidence:
                found[key] = place
    fine = [place for place in found.values() if place.geo_precision != "country"]
    return tuple(fine or found.values())


def _moment(claims: Sequence[Claim]) -> Moment:
    """The most precise day that a claim's own sentence gives; else the shortest interval."""
    dated = [claim.moment for claim in claims if claim.moment.start and claim.moment.end]
    if not dated:
        return next((c.moment for c in claims if c.moment.text), UNKNOWN_MOMENT)
    return min(dated, key=_vagueness)


def _vagueness(moment: Moment) -> tuple[int, bool]:
    days = (moment.end - moment.start).days if moment.end and moment.start else 0
    return days, moment.anchor.startswith("no date")
