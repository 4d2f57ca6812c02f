"""What events can be found by, as columns of numbers: 100,000 of them are filtered in milliseconds.

A column gives every event some of its values: event i has `values[numbers[starts[i]:starts[i + 1]]]`.
No Streamlit here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.model import Claim, Document, Event, Harm
from geo.tollranges import toll_range
from geo.webmap import words
from geo.webmap.palette import look

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Flags = NDArray[np.bool_]
NOBODY = words.NOT_NAMED
BANDS = ((0.8, "80–100 %"), (0.6, "60–80 %"), (0.4, "40–60 %"), (0.0, "under 40 %"))
HARMS: tuple[Harm, ...] = ("killed", "wounded")
SAYS = "\t"  # between a source and its stance in the column "says"


@dataclass(frozen=True)
class Column:
    """One facet of all events."""

    values: tuple[str, ...]
    starts: NDArray[Any]
    numbers: NDArray[Any]

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The event of each number."""
        return np.repeat(np.arange(len(self.starts) - 1), self.starts[1:] - self.starts[:-1])

    def having(self, wanted: Iterable[str]) -> Flags:
        """Which events have any of these values."""
        asked = set(wanted)
        good = np.array([value in asked for value in self.values], dtype=np.bool_)
        flags = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        if len(self.numbers):
            flags[self.owners[good[self.numbers]]] = True
        return flags

    def counts(self, flags: Flags) -> dict[str, int]:
        """Events a value among those flagged, most first; every value is there, if with 0."""
        found = np.bincount(self.numbers[flags[self.owners]], minlength=len(self.values))
        order = np.argsort(-found, kind="stable")
        return {self.values[n]: int(found[n]) for n in order}

    def of(self, event: int) -> list[str]:
        """The values of one event."""
        return [self.values[n] for n in self.numbers[self.starts[event] : self.starts[event + 1]]]


@dataclass(frozen=True)
class Index:
    """The events in the order of the page, as far as filters, counts and charts need them."""

    ids: tuple[str, ...]
    columns: Mapping[str, Column]
    texts: tuple[str, ...]  # folded, to search in
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)  # undated, killed.low, killed.high …

    @cached_property
    def number(self) -> dict[str, int]:
        """Each event's place in the order of the page, by id."""
        return {event_id: number for number, event_id in enumerate(self.ids)}


def make_index(
    events: Sequence[Event], documents: Mapping[str, Document], gazetteer: Gazetteer | None = None
) -> Index:
    """The columns of these events; the gazetteer names their countries."""
    countries = Countries(gazetteer)
    rules: dict[str, Callable[[Event], Iterable[str]]] = {
        "type": lambda event: (event.type,),
        "attributed": lambda event: _named(m for c in event.claims for m in c.perpetrators) or {NOBODY},
        "target": lambda event: _named(m for claim in event.claims for m in claim.targets),
        "source": lambda event: _sources(event, documents),
        "area": countries.areas,
        "precision": lambda event: (words.exactness(event),),
        "confidence": lambda event: (next(band for low, band in BANDS if event.confidence >= low),),
        "status": _statuses,
        "document": lambda event: (c.doc_id for c in (*event.claims, *event.statements)),
        "place": lambda event: (p.place.place_id for p in event.places if p.place),
        "says": lambda event: _says(event, documents),
    }
    columns = {name: _column(map(rule, events)) for name, rule in rules.items()}
    texts = tuple(fold(" ".join(_searched(event, documents))).replace("\n", " ") for event in events)
    return Index(tuple(event.event_id for event in events), columns, texts, _arrays(events))


def _column(rows: Iterable[Iterable[str]]) -> Column:
    numbers: dict[str, int] = {}
    starts, found = [0], []
    for row in rows:
        found += [numbers.setdefault(value, len(numbers)) for value in dict.fromkeys(row) if value]
        starts.append(len(found))
    return Column(tuple(numbers), np.array(starts, np.uint32), np.array(found, np.uint32))


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


def _arrays(events: Sequence[Event]) -> dict[str, NDArray[Any]]:
    """What charts and the sentence on top need beside the payload; -1 where no figure is told."""
    arrays: dict[str, NDArray[Any]] = {
        "undated": np.array([event.moment.start is None for event in events], np.uint8)
    }
    for harm in HARMS:
        ranges = [toll_range(event.claims, harm) for event in events]
        arrays[f"{harm}.low"] = _figures(one.low for one in ranges)
        arrays[f"{harm}.high"] = _figures(one.high for one in ranges)
    return arrays


def _figures(values: Iterable[int | None]) -> NDArray[np.int32]:
    return np.array([-1 if value is None else value for value in values], np.int32)


def fold(text: str) -> str:
    """Without case and marks, so that "Maarat al-Nu'mān" is found by "numan"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("'", "").replace("’", "").casefold()
