"""The places of events as Linked Places (LPF 1.3), for gazetteers of attested places.

https://github.com/LinkedPasts/linked-places-format: GeoJSON with a feature a place, each name with the
reports that it is written in. What happened at a place stands in its `descriptions`, and with the words and
where they stand in `properties.events`. The context is named, never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gazetteer.model import Place
from geo.export.placetypes import place_type
from geo.export.table import evidence_spans
from geo.geometry import place_geometry
from geo.jsontext import dumps
from geo.model import Document, Event, Extraction, Toponym
from geo.properties import linked_when, source_names, what_and_when

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Record = dict[str, Any]

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
_CERTAIN, _LESS_CERTAIN = 0.9, 0.6  # how sure it is that the name means the place
_LEVELS = {"country": 0, "admin1": 1, "admin2": 2, "admin3": 3}
_GEONAMES = "geonames:"


@dataclass(slots=True)
class _Attested:
    """A place, or a name that none was chosen for, with where it is written and what happened there."""

    title: str
    place: Place | None
    confidence: float = 0.0
    mentions: dict[tuple[str, int], tuple[str, Toponym]] = field(default_factory=dict)
    events: list[tuple[Event, Toponym]] = field(default_factory=list)


def write_lpf(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """A FeatureCollection, one place a line; `events_without_place` counts those that name none."""
    documents = {document.id: document for document in extraction.documents}
    places, placeless = _gathered(extraction.events)
    about = {
        "note": extraction.note,
        "made_by": extraction.made_by,
        "events_without_place": placeless,
    }
    members = "".join(f'"{name}": {dumps(value)}, ' for name, value in about.items() if value)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"type": "FeatureCollection", "@context": "{CONTEXT}", {members}"features": [')
        for number, (place_id, found) in enumerate(places.items()):
            out.write(",\n" if number else "\n")
            out.write(dumps(_feature(place_id, found, documents, gazetteer)))
        out.write("\n]}\n")


def _gathered(events: Iterable[Event]) -> tuple[dict[str, _Attested], int]:
    """The places by id, in the order in which they come; how many events have none."""
    places: dict[str, _Attested] = {}
    placeless = 0
    for event in events:
        told = [toponym for toponym in event.places if toponym.place or toponym.text]
        placeless += not told
        for number, toponym in enumerate(told):
            place = toponym.place
            # Two reports that name a place nobody knows may mean two places.
            key = place.place_id if place else f"unresolved:{event.event_id}:{number}"
            found = places.setdefault(key, _Attested(place.name if place else toponym.text, place))
            found.events.append((event, toponym))
            for doc_id, mention in _mentions(event, toponym):
                found.mentions.setdefault((doc_id, mention.start), (doc_id, mention))
                found.confidence = max(found.confidence, mention.confidence)
    return places, placeless


def _mentions(event: Event, toponym: Toponym) -> Iterator[tuple[str, Toponym]]:
    """Where the event's claims name this place; with each the report."""
    wanted = toponym.place.place_id if toponym.place else None
    for claim in event.claims:
        for place in claim.places:
            same = place.place.place_id == wanted if place.place else place.text == toponym.text
            if same and (place.place is None) == (wanted is None):
                yield claim.doc_id, place


def _feature(
    place_id: str, found: _Attested, documents: dict[str, Document], gazetteer: Gazetteer | None
) -> Record:
    place = found.place
    feature: Record = {
        "@id": f"#{quote(place_id, safe=':,')}",
        "type": "Feature",
        "properties": _properties(found),
        "when": _when(found),
        "names": _names(found, documents),
        "types": [_type(place.kind)] if place else [],
        "geometry": _geometry(place, found.confidence, gazetteer) if place else None,
        "links": _links(place_id),
        "relations": _relations(place, gazetteer) if place and gazetteer else [],
        "descriptions": [_description(event) for event, _ in found.events],
    }
    return {name: value for name, value in feature.items() if value or name == "geometry"}


def _properties(found: _Attested) -> Record:
    place = found.place
    return {
        "title": found.title,
        "ccodes": [place.country] if place and place.country else [],
        "fclasses": [place_type(place.kind).fclass] if place else [],
        "events": [_event(event, toponym) for event, toponym in found.events],
    }


def _event(event: Event, toponym: Toponym) -> Record:
    """What happened at the place, with the words of its reports."""
    return {
        **what_and_when(event),
        "relation": toponym.relation,
        "geo_precision": toponym.geo_precision,
        "status": event.status,
        "evidence": [
            {"claim_id": claim_id, "doc_id": doc_id, "start": span.start, "end": span.end, "text": span.text}
            for claim_id, doc_id, span in evidence_spans(event)
        ],
    }


def _when(found: _Attested) -> Record | None:
    """The days of the events there, each interval once, in order."""
    spans = {
        (moment.start, moment.end): when["timespans"][0]
        for moment in (event.moment for event, _ in found.events)
        if moment.start and moment.end and (when := linked_when(moment))
    }
    return {"timespans": [spans[days] for days in sorted(spans)]} if spans else None


def _names(found: _Attested, documents: dict[str, Document]) -> list[Record]:
    """Each name as it is written, with the reports that write it so; then the gazetteer's."""
    names: dict[str, Record] = {}
    for doc_id, mention in found.mentions.values():
        if mention.text:
            document = documents.get(doc_id) or Document(doc_id, "")
            name = names.setdefault(mention.text, {"toponym": mention.text, "citations": []})
            name["citations"].append(
                _citation(document) | {"doc_id": doc_id, "start": mention.start, "end": mention.end}
            )
            if len(document.language) == 2:
                name.setdefault("lang", document.language)
    if found.place and found.title not in names:
        names[found.title] = {"toponym": found.title, "citations": [{"label": found.place.source}]}
    return list(names.values())


def _citation(document: Document) -> Record:
    parts = [document.publisher, document.published.isoformat() if document.published else ""]
    more = ", ".join(part for part in parts if part)
    label = (document.title or document.id) + (f" ({more})" if more else "")
    linked = document.url.startswith(("https://", "http://"))
    return {"label": label} | ({"@id": document.url} if linked else {})


def _type(kind: str) -> Record:
    known = place_type(kind).aat
    label = kind.replace("_", " ")
    told: Record = {"identifier": f"aat:{known}"} if known else {}
    return told | {"label": label, "sourceLabels": [{"label": label, "lang": "en"}]}


def _geometry(place: Place, confidence: float, gazetteer: Gazetteer | None) -> Record:
    """Where the place is; `certainty`: whether the name means this one."""
    levels = ((_CERTAIN, "certain"), (_LESS_CERTAIN, "less-certain"), (0.0, "uncertain"))
    certainty = next(name for least, name in levels if confidence >= least)
    cited = {"certainty": certainty, "citations": [{"label": place.source}]}
    return place_geometry(place, gazetteer) | cited


def _links(place_id: str) -> list[Record]:
    if not place_id.startswith(_GEONAMES):
        return []
    return [
        {
            "type": "closeMatch",
            "identifier": f"https://www.geonames.org/{quote(place_id.removeprefix(_GEONAMES))}/",
        }
    ]


def _relations(place: Place, gazetteer: Gazetteer) -> list[Record]:
    """The area of the same country that holds the place: the finest that is known, or its country."""
    level = _LEVELS.get(place.kind, 9)
    held = gazetteer.admin_of(place.lat, place.lon) if level else []
    wider = (
        area
        for area in held
        if area.country == place.country
        and area.place_id != place.place_id
        and _LEVELS.get(area.kind, 9) < level
    )
    return [
        {
            "relationType": "gvp:broaderPartitive",
            "relationTo": f"#{quote(area.place_id, safe=':,')}",
            "label": f"part of {area.name}",
        }
        for area in [next(wider, None)]
        if area
    ]


def _description(event: Event) -> Record:
    days = [day.isoformat() for day in (event.moment.start, event.moment.end) if day]
    when = " to ".join(dict.fromkeys(days)) or "day not known"
    sources = ", ".join(source_names(event.claims))
    said = f"; reported by {sources}" if sources else ""
    return {"@id": f"#event:{quote(event.event_id)}", "value": f"{event.title} ({when}){said}", "lang": "en"}
