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
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo.geometry import on_timeline
from geo.model import Document, Event
from geo.webmap.basemap import LAYERS, basemap_arrays, basemap_labels, country_numbers, region
from geo.webmap.coded import Lists, numbered
from geo.webmap.container import pack, smallest
from geo.webmap.gathered import Gathered, gather
from geo.webmap.palette import FAMILIES, look
from geo.webmap.rings import encode_rings
from geo.webmap.rows import SAYS, event_rows
from geo.webmap.spots import Spots, find_spots

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Arrays = dict[str, NDArray[Any]]


def sort_events(events: Iterable[Event]) -> list[Event]:
    """In the order of the page: by start, end and id; last those that are not on the timeline."""
    return sorted(events, key=_order)


def _order(event: Event) -> tuple[bool, date, date, str]:
    start, end = event.moment.start or date.max, event.moment.end or date.max
    return not on_timeline(event), start, end, event.event_id


def page_payload(events: Iterable[Event], gazetteer: Gazetteer, documents: Iterable[Document] = ()) -> bytes:
    """The events and the basemap around them, packed for the page, in the order of `sort_events`.

    `documents` give the publishers of claims that name no other source.
    """
    rows = event_rows(list(events), {one.id: one for one in documents}, gazetteer)
    gathered = gather([rows])
    return payload_of(gathered, find_spots(gathered.spots, gazetteer), gazetteer)


def payload_of(gathered: Gathered, spots: Spots, gazetteer: Gazetteer) -> bytes:
    """Events whose rows were gathered, and the basemap around them, packed for the page."""
    arrays, header = _event_arrays(gathered)
    arrays |= _marks(gathered, spots) | spots.arrays() | _tints(gathered.tints)
    arrays |= encode_rings("area", spots.rings())
    header |= {"areas": len(spots.areas)}
    box = region(*spots.extent())
    arrays |= basemap_arrays(box)
    labels = basemap_labels(box, gazetteer, spots.towns)
    header["basemap"] = {"layers": LAYERS, "labels": [label.name for label in labels]}
    arrays |= {
        "label.lat": np.array([label.lat for label in labels], dtype=np.float32),
        "label.lon": np.array([label.lon for label in labels], dtype=np.float32),
        "label.rank": np.array([label.rank for label in labels], dtype=np.float32),
        "label.kind": np.array([label.kind for label in labels], dtype=np.uint8),
    }
    header["key"] = _key(arrays, header)
    return pack(header, arrays)


def _event_arrays(events: Gathered) -> tuple[Arrays, dict[str, Any]]:
    count, dated = len(events.order), events.dated
    base = int(events.start[0]) if dated else 0
    strings, columns = _strings(events)
    names, types, counts = _types(events)
    days = {"start": np.zeros(count, np.int64), "end": np.zeros(count, np.int64)}
    days["start"][:dated], days["end"][:dated] = events.start - base, events.end - base
    arrays = {f"event.{name}": smallest(column) for name, column in columns.items()}
    arrays |= {f"event.{name}": smallest(column) for name, column in days.items()}
    arrays |= {
        "event.type": types.astype(np.uint8),
        "event.mapped": (np.diff(events.spots.starts) > 0).astype(np.uint8),
        "event.disputed": events.disputed.astype(np.uint8),
    }
    header = {
        "count": count,
        "dated": dated,
        "base": base - date(1970, 1, 1).toordinal(),
        "types": [_type(name, number) for name, number in zip(names, counts, strict=True)],
        "families": [{"label": label, "colour": colour} for label, colour in FAMILIES],
        "strings": strings,
    }
    return arrays, header


def _strings(events: Gathered) -> tuple[list[str], dict[str, NDArray[Any]]]:
    """All texts once, in the order of their first coming behind the empty one, and their numbers."""
    columns = [events.says[name] for name in SAYS]
    every = pa.chunked_array([pa.array([""]), *(column.values for column in columns)], pa.string())
    known = every.combine_chunks().dictionary_encode()
    code_of = known.indices.to_numpy()
    codes = np.empty((len(events.order), len(columns)), np.int32)
    at = 1
    for number, column in enumerate(columns):
        codes[:, number] = code_of[at + column.numbers]
        at += len(column.values)
    flat = np.concatenate((code_of[:1], codes.reshape(-1)))
    numbers, first = numbered(flat, len(known.dictionary))
    table = numbers[1:].reshape(codes.shape)
    strings: list[str] = known.dictionary.take(pa.array(flat[first])).to_pylist()
    return strings, {name: table[:, number] for number, name in enumerate(SAYS)}


def _types(events: Gathered) -> tuple[list[str], NDArray[Any], list[int]]:
    """The types in the order of their families, of each event its type's number, and events of each."""
    found = np.unique(events.type.numbers).tolist()
    names: dict[int, str] = {code: events.type.values[code].as_py() for code in found}
    order = sorted(found, key=lambda code: (look(names[code]).family, names[code]))
    number_of = np.zeros(len(events.type.values), np.int64)
    number_of[order] = np.arange(len(order))
    numbers = number_of[events.type.numbers]
    return [names[code] for code in order], numbers, np.bincount(numbers, minlength=len(order)).tolist()


def _marks(events: Gathered, spots: Spots) -> Arrays:
    return {"mark.from": events.spots.starts.astype(np.uint32), "mark.spot": smallest(spots.marks)}


def _tints(tints: Lists) -> Arrays:
    """The events of which only the country is known, and that country: they have no mark, but a tint."""
    known = country_numbers()
    number_of = np.array([known.get(code, -1) for code in tints.values.to_pylist()], np.int64)
    events = np.repeat(np.arange(len(tints.starts) - 1), np.diff(tints.starts))
    countries = number_of[tints.numbers]
    drawn = countries >= 0
    events, countries = events[drawn], countries[drawn]
    order = np.lexsort((countries, events))
    return {"tint.event": smallest(events[order]), "tint.country": smallest(countries[order])}


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


def _key(arrays: Arrays, header: dict[str, Any]) -> str:
    """A fingerprint of what is shown: the page keeps its state as long as it stays the same."""
    digest = hashlib.sha256(repr(header).encode())
    for name in sorted(arrays):
        digest.update(name.encode())
        digest.update(arrays[name].tobytes())
    return digest.hexdigest()[:16]
