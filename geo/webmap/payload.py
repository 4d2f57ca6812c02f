"""Events as the page wants them: typed arrays, each place and each text once.

Arrays of n events, sorted by start, last the undated and those told only as background:
`event.start`, `event.end` (days from `header.base`,
whole days, both included; 0 for the undated), `event.type`, `event.mapped`, `event.disputed`, and the numbers
of their texts in `header.strings`: `event.title`, `.when`, `.place`, `.who`, `.target`, `.toll`, `.source`,
`.status`, `.said` (statements about it), `.exactness` (of its place), `.why_undated`, `.why_unmapped`.
Spots are the different places on the map (`spot.lat`, `.lon` in
degrees, `.radius` in km, `.kind` 0 exact, 1 near, 2 area, `.area` a polygon's number and 1, or 0, `.box`
west, south, east, north); `tint.event` and `tint.country` (its number among `base.countries`) name the
events of which only the country is known; marks join events to spots: event i has
`mark.spot[mark.from[i]:mark.from[i + 1]]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.geometry import drawn_places, is_context, on_timeline
from geo.model import Document, Event
from geo.webmap import words
from geo.webmap.basemap import LAYERS, basemap_arrays, basemap_labels, country_numbers, region
from geo.webmap.container import pack, smallest
from geo.webmap.palette import FAMILIES, look
from geo.webmap.rings import encode_rings
from geo.webmap.spots import Spots

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Arrays = dict[str, NDArray[Any]]
_TEXTS = (
    "title",
    "when",
    "place",
    "who",
    "target",
    "toll",
    "source",
    "status",
    "said",
    "exactness",
    "why_undated",
    "why_unmapped",
)


class Strings:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """The number of a text; the empty one has 0."""
        return self.numbers.setdefault(text, len(self.numbers))


def sort_events(events: Iterable[Event]) -> list[Event]:
    """In the order of the page: by start, end and id; last those that are not on the timeline."""
    return sorted(events, key=_order)


def _order(event: Event) -> tuple[bool, date, date, str]:
    start, end = event.moment.start or date.max, event.moment.end or date.max
    return not on_timeline(event), start, end, event.event_id


def page_payload(events: Sequence[Event], gazetteer: Gazetteer, documents: Iterable[Document] = ()) -> bytes:
    """The events and the basemap around them, packed for the page.

    `events` as `sort_events` orders them: the page names an event by its place in this sequence.
    `documents` give the publishers of claims that name no other source.
    """
    publishers = {d.id: words.publisher(d) for d in documents}
    spots = Spots(gazetteer)
    arrays, header = _event_arrays(events, publishers, spots)
    arrays |= spots.arrays() | _tints(events)
    arrays |= encode_rings("area", spots.rings())
    header |= {"areas": len(spots.areas)}
    box = region(*spots.extent())
    arrays |= basemap_arrays(box)
    labels = basemap_labels(box, gazetteer, spots.places())
    header["basemap"] = {"layers": LAYERS, "labels": [label.name for label in labels]}
    arrays |= {
        "label.lat": np.array([label.lat for label in labels], dtype=np.float32),
        "label.lon": np.array([label.lon for label in labels], dtype=np.float32),
        "label.rank": np.array([label.rank for label in labels], dtype=np.float32),
        "label.kind": np.array([label.kind for label in labels], dtype=np.uint8),
    }
    header["key"] = _key(arrays, header)
    return pack(header, arrays)


def _event_arrays(
    events: Sequence[Event], publishers: dict[str, str], spots: Spots
) -> tuple[Arrays, dict[str, Any]]:
    dated = sum(map(on_timeline, events))
    if not all(map(on_timeline, events[:dated])):
        raise ValueError("events are not in the order of sort_events: an undated one comes before a dated")
    base = events[0].moment.start.toordinal() if dated and events[0].moment.start else 0
    names = sorted({event.type for event in events}, key=lambda name: (look(name).family, name))
    numbers = {name: number for number, name in enumerate(names)}
    marks = [spots.add(event) for event in events]
    strings = Strings()
    columns: dict[str, list[int]] = {name: [] for name in _TEXTS}
    for event, numbers_of_spots in zip(events, marks, strict=True):
        for name, text in _texts(event, publishers, mapped=bool(numbers_of_spots)).items():
            columns[name].append(strings.number(text))
    arrays = {f"event.{name}": smallest(np.array(column, dtype=np.int64)) for name, column in columns.items()}
    arrays |= {
        "event.start": smallest(_ordinals([e.moment.start for e in events[:dated]], base, len(events))),
        "event.end": smallest(_ordinals([e.moment.end for e in events[:dated]], base, len(events))),
        "event.type": np.array([numbers[e.type] for e in events], dtype=np.uint8),
        "event.mapped": np.array([bool(m) for m in marks], dtype=np.uint8),
        "event.disputed": np.array([e.status == "disputed" for e in events], dtype=np.uint8),
        "mark.from": np.cumsum([0, *map(len, marks)], dtype=np.uint32),
        "mark.spot": smallest(np.array([s for m in marks for s in m], dtype=np.int64)),
    }
    header = {
        "count": len(events),
        "dated": dated,
        "base": base - date(1970, 1, 1).toordinal(),
        "types": [_type(name, [e.type for e in events].count(name)) for name in names],
        "families": [{"label": label, "colour": colour} for label, colour in FAMILIES],
        "strings": list(strings.numbers),
    }
    return arrays, header


def _tints(events: Sequence[Event]) -> Arrays:
    """The events of which only the country is known, and that country: they have no mark, but a tint."""
    pairs = [(number, country) for number, event in enumerate(events) for country in _countries(event)]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return {"tint.event": smallest(table[:, 0]), "tint.country": smallest(table[:, 1])}


def _countries(event: Event) -> list[int]:
    if is_context(event) or drawn_places(event):
        return []
    known = country_numbers()
    codes = {p.place.country for p in event.places if p.place and p.geo_precision == "country"}
    return sorted(known[code] for code in codes & known.keys())


def _texts(event: Event, publishers: dict[str, str], *, mapped: bool) -> dict[str, str]:
    """What the table and the trays say of an event."""
    return {
        "title": event.title,
        "when": words.when(event.moment),
        "place": words.where(event.places),
        "who": words.attributed_to(event.claims),
        "target": words.actors(m for claim in event.claims for m in claim.targets),
        "toll": words.toll_range(event.claims),
        "source": words.sources(event.claims, publishers),
        "status": words.status(event),
        "said": words.said_of(event),
        "exactness": words.exactness(event),
        "why_undated": "" if event.moment.start else words.why_undated(event.moment),
        "why_unmapped": "" if mapped else words.why_unmapped(event),
    }


def _type(name: str, count: int) -> dict[str, Any]:
    drawn = look(name)
    colour = FAMILIES[drawn.family][1]
    return {
        "name": name,
        "label": drawn.label,
        "family": drawn.family,
        "colour": colour,
        "shape": drawn.shape,
        "count": count,
    }


def _ordinals(days: Sequence[date | None], base: int, count: int) -> NDArray[np.int64]:
    """Days from the base, 0 for the events behind the dated ones."""
    ordinals = np.zeros(count, dtype=np.int64)
    ordinals[: len(days)] = [day.toordinal() - base if day else 0 for day in days]
    return ordinals


def _key(arrays: Arrays, header: dict[str, Any]) -> str:
    """A fingerprint of what is shown: the page keeps its state as long as it stays the same."""
    digest = hashlib.sha256(repr(header).encode())
    for name in sorted(arrays):
        digest.update(name.encode())
        digest.update(arrays[name].tobytes())
    return digest.hexdigest()[:16]
