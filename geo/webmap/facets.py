"""What an event can be found by: the values of its facets, and its words folded to search in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geo.model import Claim, Document, Event, Harm
from geo.webmap import words
from geo.webmap.palette import look

if TYPE_CHECKING:
    from gazetteer import Gazetteer

NOBODY = words.NOT_NAMED
BANDS = ((0.8, "80–100 %"), (0.6, "60–80 %"), (0.4, "40–60 %"), (0.0, "under 40 %"))
HARMS: tuple[Harm, ...] = ("killed", "wounded")
SAYS = "\t"  # between a source and its stance in the facet "says"
FACETS = (
    *("type", "attributed", "target", "source", "area", "precision", "confidence", "status"),
    *("document", "place", "says"),
)


class Countries:
    """Countries and first-level areas of places, by name; each country's name is looked up once."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer
        self._names: dict[str, str] = {}

    def areas(self, event: Event) -> Iterator[str]:
        """ "Syria" and "Syria, Homs" of an event's places."""
        for place in event.places:
            if place.place and place.place.country:
                country = self.name(place.place.country)
                yield country
                if place.place.admin1:
                    yield f"{country}, {place.place.admin1}"

    def name(self, code: str) -> str:
        """The name of a country, or its code where the gazetteer does not know it."""
        if code not in self._names:
            found = self._gazetteer.place(f"country:{code}") if self._gazetteer else None
            self._names[code] = found.name if found else code
        return self._names[code]


def facets_of(event: Event, documents: Mapping[str, Document], countries: Countries) -> dict[str, list[str]]:
    """The values of each of FACETS, each once and none empty."""
    found: dict[str, Iterable[str]] = {
        "type": (event.type,),
        "attributed": _named(m for c in event.claims for m in c.perpetrators) or (NOBODY,),
        "target": _named(m for claim in event.claims for m in claim.targets),
        "source": _sources(event, documents),
        "area": countries.areas(event),
        "precision": (words.exactness(event),),
        "confidence": (next(band for low, band in BANDS if event.confidence >= low),),
        "status": _statuses(event),
        "document": (c.doc_id for c in (*event.claims, *event.statements)),
        "place": (p.place.place_id for p in event.places if p.place),
        "says": _says(event, documents),
    }
    return {name: words.unique(values) for name, values in found.items()}


def searched(event: Event, documents: Mapping[str, Document]) -> str:
    """All words that an event is found by, folded, on one line."""
    return fold(" ".join(_searched(event, documents))).replace("\n", " ")


class _Bare(dict[int, int | None]):
    """A table for str.translate that leaves out marks; each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_BARE = _Bare()


def fold(text: str) -> str:
    """Without case and marks, so that "Maarat al-Nu'mān" is found by "numan"."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_BARE)
    return bare.replace("'", "").replace("’", "").casefold()


def _named(mentions: Iterable[Any]) -> list[str]:
    return words.unique(m.actor.name for m in mentions if not m.inferred)


def _sources(event: Event, documents: Mapping[str, Document]) -> Iterator[str]:
    """Those who say so, and who published it."""
    for claim in (*event.claims, *event.statements):
        yield from (link.actor.name or link.span.text for link in claim.source)
        if document := documents.get(claim.doc_id):
            yield words.publisher(document)


def _says(event: Event, documents: Mapping[str, Document]) -> Iterator[str]:
    """Who takes which stance: the nearest source, or the publisher where none is named."""
    for claim in (*event.claims, *event.statements):
        yield f"{_speaker(claim, documents)}{SAYS}{claim.stance}"


def _speaker(claim: Claim, documents: Mapping[str, Document]) -> str:
    if claim.source:
        return claim.source[0].actor.name or claim.source[0].span.text
    document = documents.get(claim.doc_id)
    return words.publisher(document) if document else ""


def _statuses(event: Event) -> Iterator[str]:
    """Its status, and whether statements or general denials concern it."""
    yield event.status
    if any(claim.stance != "asserts" for claim in event.statements):
        yield "denied"
    elif event.statements:
        yield "statements"
    if event.general_denials:
        yield "general_denials"


def _searched(event: Event, documents: Mapping[str, Document]) -> Iterator[str]:
    yield event.title
    yield look(event.type).label
    for place in event.places:
        yield place.text
        if place.place:
            yield from (place.place.name, place.place.admin1)
    for claim in (*event.claims, *event.statements, *event.general_denials):
        yield from (span.text for span in claim.evidence)
        yield from (m.actor.name for m in (*claim.perpetrators, *claim.targets))
        yield from (link.actor.name for link in claim.source)
        if document := documents.get(claim.doc_id):
            yield from (document.title, document.publisher)
