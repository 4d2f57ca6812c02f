"""A case as it may be published: every field of every event, claim and report made as coarse as promised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.merging import title_of
from geo.model import Claim, Decided, Document, Event, Extraction, Moment, Related, Toll, Toponym
from geo.publishing.cells import Coarsener
from geo.publishing.people import Names, bare
from geo.publishing.promise import Promise
from geo.publishing.wording import WITHHELD, Wording

if TYPE_CHECKING:
    from gazetteer import Gazetteer

REPORT = "withheld:"  # before the number of a report
_SHELTERS = re.compile(
    r"\b(?:hospitals?|clinics?|medical (?:cent(?:er|re)|point|facilit)\w*|maternity|ambulances?|camps?|"
    r"shelter(?:s|ed|ing)?|orphanages?)\b",
    re.IGNORECASE,
)
_SHELTER_KINDS = frozenset({"hospital", "camp", "clinic", "shelter"})


@dataclass(frozen=True, slots=True)
class Published:
    """What may be published, and how many events are held back as too recent."""

    extraction: Extraction
    held_back: int


def publish(extraction: Extraction, gazetteer: Gazetteer, promise: Promise) -> Published:
    """The extraction with nothing in it that is finer than promised."""
    documents = {document.id: document for document in extraction.documents}
    old = (event for event in extraction.events if _is_old(event, documents, promise))
    events = [kept for event in old if (kept := _without_late(event, promise)).claims]
    public = _Publisher(events, gazetteer, promise)
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


def _is_old(event: Event, documents: dict[str, Document], promise: Promise) -> bool:
    """True where an event is known to lie before the days held back: by its days, or by its reports'."""
    if not promise.hold_back:
        return True
    if event.moment.end is not None:
        return event.moment.end <= promise.last_day
    days = [documents[claim.doc_id].published for claim in event.claims if claim.doc_id in documents]
    return bool(days) and all(day is not None and day <= promise.last_day for day in days)


def _without_late(event: Event, promise: Promise) -> Event:
    """The event without what is said of the days held back: a denial may come later than what it denies."""

    def early(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        ends = ((claim, claim.moment.end) for claim in claims)
        return tuple(claim for claim, end in ends if not end or end <= promise.last_day)

    if not promise.hold_back:
        return event
    return replace(
        event,
        claims=early(event.claims),
        statements=early(event.statements),
        general_denials=early(event.general_denials),
    )


class _Publisher:
    """Numbers for ids, one for each claim, event and report of what is published."""

    def __init__(self, events: list[Event], gazetteer: Gazetteer, promise: Promise) -> None:
        self.cells = Coarsener(gazetteer, promise)
        self.promise = promise
        self.profile = promise.in_words()
        claims = {claim.claim_id: claim for event in events for claim in _claims(event)}
        places = [place for event in events for place in event.places]
        places += [place for claim in claims.values() for place in claim.places]
        quotes = (span.text for claim in claims.values() for span in claim.evidence)
        self.wording = Wording(quotes, self._telling(places))
        self.names = Names(self.wording)
        self.report_ids = sorted({claim.doc_id for claim in claims.values()})
        self._report = _numbered(self.report_ids, REPORT)
        self._event = _numbered((event.event_id for event in events), "event-")
        self._claim = _numbered(claims, "claim-")
        sheltered = {c.claim_id for e in events if _is_sheltered(e) for c in _claims(e)}
        self._sheltered = sheltered
        self.claims = {i: self.claim(claim) for i, claim in claims.items()}
        self._titles = {event.event_id: self._title(event) for event in events}

    def _telling(self, places: Iterable[Toponym]) -> list[str]:
        """The names of all places that are told coarser."""
        names: list[str] = []
        for place in places:
            told = self.cells.coarse(place, sheltered=False)
            if told.place != place.place or not place.place:
                names += [place.text, place.place.name if place.place else ""]
        return names

    def _title(self, event: Event) -> str:
        return title_of(event.claims[0], self._places(event.places, sheltered=_is_sheltered(event)))

    def event(self, event: Event) -> Event:
        """An event with its claims, its title made anew."""
        places = self._places(event.places, sheltered=_is_sheltered(event))
        return replace(
            event,
            event_id=self._event[event.event_id],
            title=self._titles[event.event_id],
            moment=self._moment(event.moment),
            places=places,
            claims=self._of(event.claims),
            merged_because=tuple(filter(self.wording.is_harmless, event.merged_because)),
            statements=self._of(event.statements),
            general_denials=self._of(event.general_denials),
            possibly_same=tuple(self._kin(event)),
            profile=self.profile,
        )

    def _of(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(self.claims[claim.claim_id] for claim in claims)

    def _kin(self, event: Event) -> Iterable[Related]:
        for other in event.possibly_same:
            if other.event_id in self._event:
                number, title = self._event[other.event_id], self._titles[other.event_id]
                yield Related(number, title, self.wording.kept(other.because))

    def claim(self, claim: Claim) -> Claim:
        """A claim without its report's offsets; its quotes where they tell no more than it does."""
        told = self.names.told(claim)
        quotes = [bare(span.text) for span in claim.evidence if self.wording.is_harmless(span.text, told)]
        return replace(
            claim,
            claim_id=self._claim[claim.claim_id],
            doc_id=self._report[claim.doc_id],
            event_id=self._event.get(claim.event_id, ""),
            trigger=bare(self.wording.kept(claim.trigger.text)),
            evidence=tuple(quotes) or (bare(WITHHELD),),
            places=self._places(claim.places, sheltered=claim.claim_id in self._sheltered),
            moment=self._moment(claim.moment),
            perpetrators=self.names.mentions(claim.perpetrators),
            targets=self.names.mentions(claim.targets),
            tolls=tuple(map(self._toll, claim.tolls)),
            source=self.names.chain(claim.source),
            about=tuple(self._event[i] for i in claim.about if i in self._event),
            decided=tuple(Decided(d.decision, d.action, "", d.at) for d in claim.decided),
            profile=self.profile,
        )

    def _places(self, places: Iterable[Toponym], *, sheltered: bool) -> tuple[Toponym, ...]:
        """Each place once: two of a cell are one."""
        told = (self.cells.coarse(place, sheltered=sheltered) for place in places)
        return tuple({place.place.place_id if place.place else "": place for place in told}.values())

    def _moment(self, moment: Moment) -> Moment:
        return replace(moment, text=self.wording.kept(moment.text), anchor=self.wording.kept(moment.anchor))

    def _toll(self, toll: Toll) -> Toll:
        return replace(
            toll,
            who=self.wording.kept(toll.who),
            span=bare(self.wording.kept(toll.span.text)),
            part_of=self.wording.kept(toll.part_of) if toll.part_of else toll.part_of,
        )

    def document(self, document: Document) -> Document:
        """A report's day and language, and its publisher where that tells nothing."""
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


def _claims(event: Event) -> tuple[Claim, ...]:
    return (*event.claims, *event.statements, *event.general_denials)


def _is_sheltered(event: Event) -> bool:
    """True where a hospital, a camp or a shelter may have been hit or be near."""
    kinds = {place.place.kind for place in event.places if place.place}
    texts = (span.text for claim in event.claims for span in claim.evidence)
    return bool(kinds & _SHELTER_KINDS) or any(map(_SHELTERS.search, texts))


def _numbered(ids: Iterable[str], word: str) -> dict[str, str]:
    return {one: f"{word}{number}" for number, one in enumerate(dict.fromkeys(ids), 1)}
