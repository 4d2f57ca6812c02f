"""Events as KML 2.2 (OGC 07-147r2) with time spans, for globes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geo.export.source import Source
from geo.export.table import evidence_spans, spans_as_json
from geo.geometry import event_geometry
from geo.jsontext import plain
from geo.model import Event
from geo.properties import event_properties, source_names

if TYPE_CHECKING:
    from gazetteer import Gazetteer

SPANS = "evidence_spans"  # the field that says where the quotes of a description stand
QUOTE_JOINT = "\n"  # between them
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


def write_kml(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """One Placemark an event; an event that nothing places has none of a geometry."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"<?xml version='1.0' encoding='utf-8'?>\n<kml xmlns=\"{_NAMESPACE}\"><Document>")
        out.writelines(_as_text(part) for part in _about(source))
        for event in source.events:
            out.write(_as_text(_placemark(event, gazetteer)))
        out.write("</Document></kml>")


def _about(source: Source) -> Iterator[ET.Element]:
    """What the file is, what it withholds and what read the reports."""
    about = {"name": "Events", "description": source.note}
    for name, text in about.items():
        if text:
            yield _element(name, text)
    if source.made_by:
        data = ET.Element("ExtendedData")
        _text(ET.SubElement(data, "Data", name="made_by"), "value", source.made_by)
        yield data


def _as_text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


def _placemark(event: Event, gazetteer: Gazetteer | None) -> ET.Element:
    placemark = ET.Element("Placemark")
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
    _text(ET.SubElement(data, "Data", name=SPANS), "value", spans_as_json(evidence_spans(event)))
    _geometry(placemark, event_geometry(event, gazetteer))
    return placemark


def _description(event: Event) -> str:
    """Who reports it and the words, at its end; plain text, since readers show descriptions as HTML."""
    quotes = QUOTE_JOINT.join(span.text for _, _, span in evidence_spans(event))
    sources = " ".join(", ".join(source_names(event.claims)).split())  # on one line
    text = f"Reported by {sources}:{QUOTE_JOINT}{quotes}" if sources else quotes
    return description_text(text)


def description_text(text: str) -> str:
    """The text as a description holds it: readers show one as HTML."""
    return xml_text(text.replace("&", "&amp;").replace("<", "&lt;"))


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
    parent.append(_element(name, text))


def _element(name: str, text: str) -> ET.Element:
    element = ET.Element(name)
    element.text = xml_text(text)
    return element


def xml_text(text: str) -> str:
    """The text as XML can hold it, and as it is read again: one way to end a line."""
    return _NOT_XML.sub("\ufffd", plain(text)).replace("\r\n", "\n").replace("\r", "\n")
