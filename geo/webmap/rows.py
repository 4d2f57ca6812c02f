"""Event rows: one row of an Arrow table for each event, with all that the page shows of it and finds it by.

Each row is made from its event alone, so processes may share the work; the page's data are put together from
such tables without a loop over events. The columns:

`event_id`, `type`, `on_timeline` (dated, and an event of its own), `start`, `end` (null where undated),
`disputed`; `say_*`, the words of the table and the trays; `facet_*`, what it is found by (geo.webmap.facets);
`killed_low` … `wounded_high` (null where no figure is told); `searched` (folded words); `spots` (the places
drawn: WGS 84 degrees, `radius` in km, `kind` 0 exact, 1 near, 2 area, `place` the id of an area whose polygon
is drawn, `town` what the map may name there); `tints` (ISO 3166-1 codes of the countries of an event of
which no more is known); `xmin`, `ymin`, `xmax`, `ymax` (the box around the spots, null where there are none).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from geo.geometry import CELL, drawn_places, is_context, on_timeline
from geo.jsontext import plain
from geo.model import Document, Event, Toponym
from geo.tollranges import toll_range
from geo.webmap import words
from geo.webmap.facets import FACETS, HARMS, Countries, facets_of, searched

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place

SAYS = (
    *("title", "when", "place", "who", "target", "toll", "source", "status", "said", "exactness"),
    *("why_undated", "why_unmapped"),
)
SIDES = ("xmin", "ymin", "xmax", "ymax")
_ENDS = ("low", "high")
_KINDS = {"exact": 0, "near": 1, "area": 2, "admin1": 2}
KM_PER_DEGREE = 111.2
_MOST = 2**31 - 1  # no toll is larger; what a report says beyond is told as this

_WORDS = pa.list_(pa.string())
TOWN = pa.struct({
    "place_id": pa.string(), "name": pa.string(), "lat": pa.float64(), "lon": pa.float64(),
    "population": pa.int64(), "kind": pa.string(),
})  # fmt: skip
SPOT = pa.struct({
    "lat": pa.float64(), "lon": pa.float64(), "radius": pa.float32(), "kind": pa.uint8(),
    "place": pa.string(), "town": TOWN,
})  # fmt: skip
SCHEMA = pa.schema({
    "event_id": pa.string(), "type": pa.string(), "on_timeline": pa.bool_(),
    "start": pa.date32(), "end": pa.date32(), "disputed": pa.bool_(),
    **{f"say_{name}": pa.string() for name in SAYS},
    **{f"facet_{name}": _WORDS for name in FACETS},
    **{f"{harm}_{end}": pa.int32() for harm in HARMS for end in _ENDS},
    "searched": pa.string(), "spots": pa.list_(SPOT), "tints": _WORDS,
    **{side: pa.float64() for side in SIDES},
})  # fmt: skip

Box = tuple[float, float, float, float]  # west, south, east, north, WGS 84 degrees


class Spot(NamedTuple):
    """A place as it is drawn; `area` is the id of the place whose polygon is."""

    lat: float
    lon: float
    radius: float  # km
    kind: int
    area: str | None


def event_rows(events: Sequence[Event], documents: Mapping[str, Document], gazetteer: Gazetteer) -> pa.Table:
    """A row of SCHEMA for each event, in their order; `documents` by id, as far as the claims' are known."""
    countries = Countries(gazetteer)
    spots = [spots_of(event, gazetteer) for event in events]
    publishers = {doc_id: words.publisher(document) for doc_id, document in documents.items()}
    said = [_said(e, publishers, mapped=bool(found)) for e, found in zip(events, spots, strict=True)]
    facets = [facets_of(event, documents, countries) for event in events]
    ranges = {harm: [toll_range(event.claims, harm) for event in events] for harm in HARMS}
    boxes = [_around(found, gazetteer) for found in spots]
    columns: dict[str, list[Any]] = {
        "event_id": [event.event_id for event in events],
        "type": [event.type for event in events],
        "on_timeline": list(map(on_timeline, events)),
        "start": [event.moment.start for event in events],
        "end": [event.moment.end for event in events],
        "disputed": [event.status == "disputed" for event in events],
        **{f"say_{name}": [row[name] for row in said] for name in SAYS},
        **{f"facet_{name}": [row[name] for row in facets] for name in FACETS},
        **{f"{h}_{end}": _figures(getattr(r, end) for r in ranges[h]) for h in HARMS for end in _ENDS},
        "searched": [searched(event, documents) for event in events],
        "tints": list(map(_countries_alone, events)),
        **{side: [box and box[n] for box in boxes] for n, side in enumerate(SIDES)},
    }
    made = {name: _array(values, SCHEMA.field(name).type) for name, values in columns.items()}
    made["spots"] = _spots(spots)
    return pa.table([made[name] for name in SCHEMA.names], schema=SCHEMA)


def spots_of(event: Event, gazetteer: Gazetteer) -> dict[Spot, Place | None]:
    """The places of an event on the map, each once, with the gazetteer's entry of the first that is there."""
    found: dict[Spot, Place | None] = {}
    for place in drawn_places(event):
        found.setdefault(_spot(place, gazetteer), place.place)
    return found


def _spot(place: Toponym, gazetteer: Gazetteer) -> Spot:
    kind = _KINDS[place.geo_precision]
    place_id = place.place.place_id if place.place and kind == 2 else None
    area = place_id if place_id and _bounds(gazetteer, place_id) else None
    radius = round(place.radius_km, 2) if kind and not area else 0.0
    return Spot(round(float(place.lat or 0.0), 6), round(float(place.lon or 0.0), 6), radius, kind, area)


@lru_cache(maxsize=16_384)  # few places are areas, and a polygon takes a millisecond
def _bounds(gazetteer: Gazetteer, place_id: str) -> Box | None:
    geometry = gazetteer.area(place_id)
    return None if geometry is None else geometry.bounds


def around(spot: Spot) -> Box:
    """The box around a spot that is no polygon."""
    up = spot.radius / KM_PER_DEGREE
    aside = up / max(cos(radians(spot.lat)), 0.05)
    return spot.lon - aside, spot.lat - up, spot.lon + aside, spot.lat + up


def _around(spots: Iterable[Spot], gazetteer: Gazetteer) -> Box | None:
    """The box around all spots, their middles included: a polygon need not hold its own."""
    boxes = [box for spot in spots for box in _boxes(spot, gazetteer)]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _boxes(spot: Spot, gazetteer: Gazetteer) -> Iterator[Box]:
    yield around(spot)
    if spot.area and (bounds := _bounds(gazetteer, spot.area)):
        yield bounds


def _said(event: Event, publishers: dict[str, str], *, mapped: bool) -> dict[str, str]:
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


def _countries_alone(event: Event) -> list[str]:
    if is_context(event) or drawn_places(event):
        return []
    return sorted({p.place.country for p in event.places if p.place and p.geo_precision == "country"})


def _figures(values: Iterable[int | None]) -> list[int | None]:
    return [value and min(value, _MOST) for value in values]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """As a column; half surrogate pairs, which Arrow cannot hold, become the replacement character."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(list(map(_plain, values)), kind)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(plain, value))
    return plain(value) if isinstance(value, str) else value


def _spots(of_events: Sequence[Mapping[Spot, Place | None]]) -> pa.ListArray:
    """Column by column: a list of dictionaries would take most of the time."""
    starts = [0]
    for found in of_events:
        starts.append(starts[-1] + len(found))
    spots = [spot for found in of_events for spot in found]
    towns = [_town(place) for found in of_events for place in found.values()]
    kinds = {field.name: field.type for field in TOWN}
    columns = {name: _array([getattr(t, name, None) for t in towns], kind) for name, kind in kinds.items()}
    missing = pa.array([town is None for town in towns], pa.bool_())
    lat, lon, radius, kind, area = zip(*spots, strict=True) if spots else ((),) * 5
    made = [
        *(_array(list(v), f.type) for v, f in zip((lat, lon, radius, kind, area), SPOT, strict=False)),
        pa.StructArray.from_arrays(list(columns.values()), fields=list(TOWN), mask=missing),
    ]
    return pa.ListArray.from_arrays(
        pa.array(starts, pa.int32()), pa.StructArray.from_arrays(made, fields=list(SPOT))
    )


def _town(place: Place | None) -> Place | None:
    """What the map may name: no area, whose names it has already, and no cell of a grid."""
    return None if place is None or place.is_area or place.kind == CELL else place


def as_rows(table: pa.Table) -> pa.Table:
    """The columns of SCHEMA in a table that has more, as a part of a folder does.

    Raises KeyError for one that lacks any, ValueError where a value is not of its kind.
    """
    columns = []
    for field in SCHEMA:
        column = table[field.name]
        if field.type == pa.int32():
            column = pc.min_element_wise(column, pa.scalar(_MOST, column.type), skip_nulls=False)
        columns.append(column.cast(field.type))
    return pa.table(columns, schema=SCHEMA)
