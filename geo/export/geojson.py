"""Events as GeoJSON (RFC 7946) with Linked Places times, and as GeoJSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.export.source import Source
from geo.geometry import event_geometry
from geo.jsontext import dumps
from geo.model import Event
from geo.properties import event_properties

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def feature(event: Event, gazetteer: Gazetteer | None) -> dict[str, Any]:
    """One event as a Feature; `when` stands beside the properties and, since GDAL drops it there, in them."""
    properties = event_properties(event)
    return {
        "type": "Feature",
        "id": event.event_id,
        "geometry": event_geometry(event, gazetteer),
        "properties": properties,
        "when": properties["when"],
    }


def write_geojson(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """A FeatureCollection, one feature a line so that files can be compared.

    `note` says what is withheld, `made_by` which program read the reports, where that is known.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        members = {"note": source.note, "made_by": source.made_by}
        about = "".join(f'"{name}": {dumps(text)}, ' for name, text in members.items() if text)
        out.write(f'{{"type": "FeatureCollection", {about}"features": [')
        for number, line in enumerate(_lines(source, gazetteer)):
            out.write(",\n" if number else "\n")
            out.write(line)
        out.write("\n]}\n")


def write_geojsonl(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """One feature a line, without a collection around them."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _lines(source, gazetteer))


def _lines(source: Source, gazetteer: Gazetteer | None) -> Iterator[str]:
    return (dumps(feature(event, gazetteer)) for event in source.events)
