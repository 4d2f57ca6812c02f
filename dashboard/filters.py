"""Which events are shown: facets with their counts, search, window. No Streamlit here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.model import Document, Event
from geo.webmap import words
from geo.webmap.palette import look

NOBODY = words.NOT_NAMED


@dataclass(frozen=True, slots=True)
class Facets:
    """What an event can be found by; `text` is folded."""

    type: str
    attributed: frozenset[str]
    sources: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; an empty part shows everything. `hidden` are the types put out in the legend."""

    types: tuple[str, ...] = ()
    attributed: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    search: str = ""
    hidden: tuple[str, ...] = ()


Window = tuple[date, date]


def facets_of(event: Event, documents: Mapping[str, Document]) -> Facets:
    """The facets of an event; `documents` by id give publishers and texts to search in."""
    named = {m.actor.name for claim in event.claims for m in claim.perpetrators if not m.inferred}
    return Facets(
        type=event.type,
        attributed=frozenset(named or {NOBODY}),
        sources=frozenset(_sources(event, documents)),
        text=fold(" ".join(_searched(event, documents))),
    )


def _sources(event: Event, documents: Mapping[str, Document]) -> Iterable[str]:
    """Those who say so, and who published it."""
    for claim in (*event.claims, *event.statements):
        yield from (link.actor.name or link.span.text for link in claim.source)
        if document := documents.get(claim.doc_id):
            yield document.publisher or document.title or document.id


def _searched(event: Event, documents: Mapping[str, Document]) -> Iterable[str]:
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


def fold(text: str) -> str:
    """Without case and marks, so that "Maarat al-Nu'mān" is found by "numan"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("'", "").replace("’", "").casefold()


def passes(facets: Facets, filters: Filters) -> bool:
    """True where an event is to be shown; the words of a search must all be found."""
    return (
        facets.type not in filters.hidden
        and (not filters.types or facets.type in filters.types)
        and (not filters.attributed or not facets.attributed.isdisjoint(filters.attributed))
        and (not filters.sources or not facets.sources.isdisjoint(filters.sources))
        and all(word in facets.text for word in fold(filters.search).split())
    )


def in_window(event: Event, window: Window | None) -> bool:
    """True where the event's days touch the window; without one every event does, the undated too."""
    if window is None:
        return True
    start, end = event.moment.start, event.moment.end
    return bool(start and end and start <= window[1] and end >= window[0])


def type_counts(facets: Iterable[Facets]) -> dict[str, int]:
    """Events a type, most first."""
    return dict(Counter(one.type for one in facets).most_common())


def attributed_counts(facets: Iterable[Facets]) -> dict[str, int]:
    """Events a name that they are attributed to, most first."""
    return dict(Counter(name for one in facets for name in sorted(one.attributed)).most_common())


def source_counts(facets: Iterable[Facets]) -> dict[str, int]:
    """Events a source, most first."""
    return dict(Counter(name for one in facets for name in sorted(one.sources)).most_common())


def mask(flags: Sequence[bool]) -> bytes:
    """A bit an event, least significant first, as the page reads them."""
    bits = bytearray((len(flags) + 7) // 8)
    for number, flag in enumerate(flags):
        if flag:
            bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)
