"""A case as it may be published: every field of every event, claim and report made as coarse as promised.

No text of a report goes through: what stands in a public file is places made coarser, days, figures, words of
our own lists, and names that the lexicon of actors has. Nothing has to be judged harmless, so nothing can be
judged so wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.merging import title_of
from geo.model import Claim, Decided, Document, Event, Extraction, Moment, Related, Toll, Toponym
from geo.ontology import ontology
from geo.publishing.cells import Coarsener
from geo.publishing.early import Early
from geo.publishing.people import Names, bare
from geo.publishing.promise import Promise
from geo.publishing.shelters import sheltered

if TYPE_CHECKING:
    from gazetteer import Gazetteer

REPORT = "withheld:"  # before the number of a report
WITHHELD = "[withheld]"
_WHO = frozenset(
    "people persons civilians children women men boys girls families fighters rebels militants soldiers "
    "troops officers policemen police rescuers medics journalists students residents villagers protesters "
    "workers teachers farmers insurgents terrorists gunmen prisoners hostages pilgrims passengers "
    "others".split()
)


@dataclass(frozen=True, slots=True)
class Published:
    """What may be published, and how many events are held back as too recent or not known to be old."""

    extraction: Extraction
    held_back: int


def publish(extraction: Extraction, gazetteer: Gazetteer, promise: Promise) -> Published:
    """The extraction with nothing in it that is finer than promised."""
    documents = {document.id: document for document in extraction.documents}
    early = Early(promise.last_day if promise.hold_back else None, documents)
    events = [part for event in extraction.events if (part := early.part_of(event))]
    public = _Publisher(events, sheltered(extraction.events), gazetteer, promise)
    made = replace(
        extraction,
        documents=tuple(public.document(documents[i]) for i in public.report_ids if i in documents),
        claims=tuple(public.claims.values()),
        events=tuple(public.event(event) for event in events),
        toponyms=(),
        unread=(),
        note=promise.in_words(),
    )
    return Published(made, len(extraction.events) - len(events))


class _Publisher:
    """Numbers for ids, one for each claim, event and report of what is published."""

    def __init__(
        self, events: list[Event], sheltered_ids: set[str], gazetteer: Gazetteer, promise: Promise
    ) -> None:
        self.cells = Coarsener(gazetteer, promise)
        self.promise = promise
        self.profile = promise.in_words()
        self._sheltered = sheltered_ids
        claims = {claim.claim_id: claim for event in events for claim in _claims(event)}
        self._sheltered_claims = {
            c.claim_id for e in events if e.event_id in sheltered_ids for c in _claims(e)
        }
        self.names = Names(self._coarsened(events, claims.values()))
        self.report_ids = sorted({claim.doc_id for claim in claims.values()})
        self._report = _numbered(self.report_ids, REPORT)
        self._event = _numbered((event.event_id for event in events), "event-")
        self._claim = _numbered(claims, "claim-")
        self.claims = {i: self._made_claim(claim) for i, claim in claims.items()}
        self._places = {event.event_id: self._places_of(event) for event in events}
        self._titles = {event.event_id: self._title(event) for event in events}

    def _coarsened(self, events: Iterable[Event], claims: Iterable[Claim]) -> Iterator[str]:
        """The names of all places that are told coarser."""
        places = [place for event in events for place in event.places]
        places += [place for claim in claims for place in claim.places]
        for place in places:
            told = self.cells.coarse(place, sheltered=False)
            if told.place != place.place or not place.place:
                yield from (place.text, place.place.name if place.place else "")

    def _places_of(self, event: Event) -> tuple[Toponym, ...]:
        return self._coarse(event.places, is_sheltered=event.event_id in self._sheltered)

    def _title(self, event: Event) -> str:
        """Made anew from the coarser places, each name once; a name without a place is withheld."""
        names = {place.place.name: place for place in self._places[event.event_id] if place.place}
        return title_of(event.claims[0], tuple(names.values()))

    def event(self, event: Event) -> Event:
        """An event with its claims."""
        return replace(
            event,
            event_id=self._event[event.event_id],
            title=self._titles[event.event_id],
            moment=_bare(event.moment),
            places=self._places[event.event_id],
            claims=self._of(event.claims),
            merged_because=(),
            statements=self._of(event.statements),
            general_denials=self._of(event.general_denials),
            possibly_same=tuple(
                Related(self._event[other.event_id], self._titles[other.event_id], WITHHELD)
                for other in event.possibly_same
                if other.event_id in self._event
            ),
            profile=self.profile,
        )

    def _of(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(self.claims[claim.claim_id] for claim in claims)

    def _made_claim(self, claim: Claim) -> Claim:
        """A claim without the words of its report."""
        return replace(
            claim,
            claim_id=self._claim[claim.claim_id],
            doc_id=self._report[claim.doc_id],
            event_id=self._event.get(claim.event_id, ""),
            trigger=bare(ontology()[claim.type].title),
            evidence=(bare(WITHHELD),),
            places=self._coarse(claim.places, is_sheltered=claim.claim_id in self._sheltered_claims),
            moment=_bare(claim.moment),
            perpetrators=self.names.mentions(claim.perpetrators),
            targets=self.names.mentions(claim.targets),
            tolls=tuple(map(_toll, claim.tolls)),
            source=self.names.chain(claim.source),
            about=tuple(self._event[i] for i in claim.about if i in self._event),
            decided=tuple(Decided(d.decision, d.action, "", d.at) for d in claim.decided),
            profile=self.profile,
        )

    def _coarse(self, places: Iterable[Toponym], *, is_sheltered: bool) -> tuple[Toponym, ...]:
        """Each place once: two of a cell are one."""
        told = (self.cells.coarse(place, sheltered=is_sheltered) for place in places)
        return tuple({place.place.place_id if place.place else "": place for place in told}.values())

    def document(self, document: Document) -> Document:
        """A report's day and language, and its publisher where the lexicon has it."""
        number, published = self._report[document.id], document.published
        if self.promise.hold_back and published and published > self.promise.last_day:
            published = None
        return replace(
            document,
            id=number,
            text="",
            title=f"Report {number.removeprefix(REPORT)}, title withheld",
            url="",
            published=published,
            publisher=self.names.publisher(document.publisher),
        )


def _bare(moment: Moment) -> Moment:
    """The days alone: their words and reasons may name another day, or who chose it."""
    return replace(moment, text="", anchor="")


def _toll(toll: Toll) -> Toll:
    return replace(
        toll,
        who=toll.who if toll.who.casefold() in _WHO else "",
        span=bare(""),
        part_of=WITHHELD if toll.part_of else None,
    )


def _claims(event: Event) -> tuple[Claim, ...]:
    return (*event.claims, *event.statements, *event.general_denials)


def _numbered(ids: Iterable[str], word: str) -> dict[str, str]:
    return {one: f"{word}{number}" for number, one in enumerate(dict.fromkeys(ids), 1)}
