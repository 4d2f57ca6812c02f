"""Which events of an extraction to keep: by time, place, type, actor, source and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geo.export.source import Source
from geo.geometry import drawn_places
from geo.lexicons import load
from geo.model import Actor, Claim, Event, Extraction, Toponym

Box = tuple[float, float, float, float]  # west, south, east, north; WGS 84 degrees


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; an empty part keeps everything. Names compare without regard to case."""

    since: date | None = None
    until: date | None = None
    box: Box | None = None
    types: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()  # a name, an id or the state they belong to: who did it or was hit
    sources: frozenset[str] = frozenset()  # a name or an id: who says so; or the publisher
    min_confidence: float = 0.0


def select(extraction: Extraction, selection: Selection) -> Extraction:
    """The extraction cut down to the events that match, with their claims and documents.

    An undated event matches no time, one that is not drawn (a country only) no box; an area is where
    its middle is. Statements stay with their events.
    """
    publishers = {document.id: document.publisher for document in extraction.documents}
    events = tuple(event for event in extraction.events if _matches(event, selection, publishers))
    if len(events) == len(extraction.events):
        return extraction
    ids = {claim_id for event in events for claim_id in _claim_ids(event)}
    claims = tuple(claim for claim in extraction.claims if claim.claim_id in ids)
    documents = {claim.doc_id for claim in claims}
    return replace(
        extraction,
        documents=tuple(document for document in extraction.documents if document.id in documents),
        claims=claims,
        events=events,
        toponyms=tuple(pair for pair in extraction.toponyms if pair[0] in documents),
    )


class Selected:
    """The same of a stream, event by event as they pass; `kept` of the `seen` did, the last time."""

    def __init__(self, source: Source, selection: Selection, publishers: Mapping[str, str]) -> None:
        self.note, self.made_by = source.note, source.made_by
        self.kept = self.seen = 0
        self._source, self._selection, self._publishers = source, selection, publishers

    @property
    def events(self) -> Iterator[Event]:
        """The events that match."""
        self.kept = self.seen = 0
        for event in self._source.events:
            self.seen += 1
            if _matches(event, self._selection, self._publishers):
                self.kept += 1
                yield event

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims of the events that match; all of them, where every event does."""
        ids: set[str] = set()
        for event in self.events:
            ids.update(_claim_ids(event))
        everything = self.kept == self.seen
        return (claim for claim in self._source.claims if everything or claim.claim_id in ids)


def _claim_ids(event: Event) -> Iterator[str]:
    return (claim.claim_id for claim in (*event.claims, *event.statements, *event.general_denials))


def _matches(event: Event, selection: Selection, publishers: Mapping[str, str]) -> bool:
    return (
        event.confidence >= selection.min_confidence
        and (not selection.types or event.type in selection.types)
        and _in_time(event, selection.since, selection.until)
        and (selection.box is None or any(_in_box(place, selection.box) for place in drawn_places(event)))
        and (not selection.actors or _named(_actors(event), selection.actors))
        and (not selection.sources or _named(_sources(event, publishers), selection.sources))
    )


def _in_time(event: Event, since: date | None, until: date | None) -> bool:
    """True where the event's interval touches the one asked for."""
    if since is None and until is None:
        return True
    start, end = event.moment.start, event.moment.end
    if start is None or end is None:
        return False
    return (since is None or end >= since) and (until is None or start <= until)


def _in_box(place: Toponym, box: Box) -> bool:
    if place.lat is None or place.lon is None:
        return False
    west, south, east, north = box
    inside = west <= place.lon <= east if west <= east else place.lon >= west or place.lon <= east
    return inside and south <= place.lat <= north


def _actors(event: Event) -> Iterable[str]:
    for claim in event.claims:
        for mention in (*claim.perpetrators, *claim.targets):
            yield from _names(mention.actor)


def _sources(event: Event, publishers: Mapping[str, str]) -> Iterable[str]:
    for claim in event.claims:
        yield publishers.get(claim.doc_id, "")
        for link in claim.source:
            yield from _names(link.actor)


def _names(actor: Actor) -> tuple[str, ...]:
    """The actor's name and ids, and the name of the state that it is part of."""
    state = (actor.actor_id or actor.parent).removeprefix("state:").split("/")[0]
    known = load("states")["states"].get(state, {}).get("name", "")
    return actor.name, actor.actor_id, actor.parent, known


def _named(names: Iterable[str], wanted: frozenset[str]) -> bool:
    folded = {name.casefold() for name in wanted}
    return any(name.casefold() in folded for name in names if name)
