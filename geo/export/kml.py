"""Events as KML 2.2 (OGC 07-147r2) with time spans, for globes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geo.export.properties import event_properties, source_names
from geo.geometry import event_geometry
from geo.jsontext import plain
from geo.model import Event, Extraction

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_DATA = (
    "event_id",
    "type",
    "status",
    "geo_precision",
    "radius_km",
    "killed_low",
    "killed_high",
    "confidence",
)


def write_kml(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """One Placemark an event; an event that nothing places has none of a geometry."""
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", "Events")
    if extraction.note:
        _text(document, "description", extraction.note)
    for event in extraction.events:
        _placemark(document, event, gazetteer)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _placemark(parent: ET.Element, event: Event, gazetteer: Gazetteer | None) -> None:
    placemark = ET.SubElement(parent, "Placemark")
    _text(placemark, "name", event.title)
    _text(placemark, "description", _description(event))
    if event.moment.start and event.moment.end:
        span = ET.SubElement(placemark, "TimeSpan")
        _text(span, "begin", event.moment.start.isoformat())
        _text(span, "end", event.moment.end.isoformat())
    properties = event_properties(event)
    data = ET.SubElement(placemark, "ExtendedData")
    for name in _DATA:
        if properties[name] is not None:
            _text(ET.SubElement(data, "Data", name=name), "value", str(properties[name]))
    _geometry(placemark, event_geometry(event, gazetteer))


def _description(event: Event) -> str:
    """Who reports it and the words; plain text, since readers show descriptions as HTML."""
    quotes = "\n".join(span.text for claim in event.claims for span in claim.evidence)
    sources = ", ".join(source_names(event.claims))
    text = f"Reported by {sources}:\n{quotes}" if sources else quotes
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _geometry(parent: ET.Element, shape: dict[str, Any] | None) -> None:
    if shape is None:
        return
    kind, coordinates = shape["type"], shape["coordinates"]
    if kind.startswith("Multi"):
        parent = ET.SubElement(parent, "MultiGeometry")
    for part in coordinates if kind.startswith("Multi") else [coordinates]:
        if kind.endswith("Point"):
            _text(ET.SubElement(parent, "Point"), "coordinates", _positions([part]))
        else:
            _polygon(parent, part)


def _polygon(parent: ET.Element, rings: list[list[list[float]]]) -> None:
    polygon = ET.SubElement(parent, "Polygon")
    for number, ring in enumerate(rings):
        side = ET.SubElement(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
        _text(ET.SubElement(side, "LinearRing"), "coordinates", _positions(ring))


def _positions(points: list[list[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", plain(text))
