"""GeoJSON of anybody's: a FeatureCollection of points with a date among their properties.

Which property holds the date is told by its name and by what is in it; the dataset says which was taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from geo.datasets import values
from geo.datasets.columns import Lost, Read, in_columns
from geo.datasets.kinds import told_kind
from geo.datasets.model import Dataset, DatasetEvent, Spot
from geo.errors import DatasetError
from geo.model import TimePrecision

NAME = "GeoJSON"
Feature = Mapping[str, Any]

# Names as they are usual, the more telling first; compared without regard to case.
STARTS = (
    "start", "date_start", "start_date", "startdate", "begin", "event_date", "date", "datetime", "time",
    "timestamp", "day", "when", "reported",
)  # fmt: skip
ENDS = ("end", "date_end", "end_date", "enddate", "end_time")
IDS = ("event_id", "id", "fid", "uid", "ogc_fid")
TYPES = ("event_type", "type", "category", "kind", "class")
PLACES = ("place", "location", "name", "city", "title")
FIGURES = ("fatalities", "killed", "deaths", "dead")
ACTORS = ("actors", "actor", "actor1", "perpetrators", "side_a", "actor2", "targets", "side_b")
NOTES = ("notes", "description", "summary", "text", "title")
SOURCES = ("source", "sources", "url")
_LOOKED_AT = 1000  # features from which the property of the date is told
_MAX_TEXT = 2000


def read_features(path: Path, features: Sequence[Any]) -> Dataset:
    """The dataset of these features. Raises DatasetError when no property is a date."""
    start, end = dated(features)
    if not start:
        raise DatasetError(
            f"{path}: no property of its features holds a date; looked for {', '.join(STARTS)}"
        )
    said = f"date: property {start!r}" + (f" to {end!r}" if end else "")
    return in_columns(NAME, path, _rows(features, start, end), [said])


def dated(features: Sequence[Any]) -> tuple[str, str | None]:
    """The properties that hold the first and the last day; "" where none holds a day."""
    return _dated(features, STARTS) or "", _dated(features, ENDS)


def read_feature(feature: Any, number: int, start: str, end: str | None) -> DatasetEvent | Lost:
    """The event of a feature (its number from 1), or what is wrong with it."""
    properties = properties_of(feature)
    spots = spots_of(feature)
    first = _day(properties.get(start))
    last = (_day(properties.get(end)) if end else None) or first
    if not spots:
        return Lost(number, "geometry is not a point")
    if first is None or last is None or last < first:
        return Lost(number, f"{start} is no day that can be told", str(properties.get(start)))
    low, best, high = (_figure(properties, [f"killed_{part}"]) for part in ("low", "best", "high"))
    precision: TimePrecision = "day" if first == last else "range"
    return DatasetEvent(
        line=number,
        id=_text(properties, IDS) or str(feature.get("id") or number),
        kind=told_kind(_text(properties, TYPES)),
        start=first,
        end=last,
        date_precision=precision,
        spots=spots,
        country=_text(properties, ("country",)),
        place=_text(properties, PLACES),
        actors="; ".join(dict.fromkeys(filter(None, (_text(properties, [name]) for name in ACTORS)))),
        low=low,
        best=_figure(properties, FIGURES) if best is None else best,
        high=high,
        source=_text(properties, SOURCES),
        notes=_text(properties, NOTES),
    )


def properties_of(feature: Any) -> dict[str, Any]:
    """A feature's properties by their names in lower case."""
    found = feature.get("properties") if isinstance(feature, dict) else None
    return {str(name).lower(): value for name, value in found.items()} if isinstance(found, dict) else {}


def spots_of(feature: Any) -> tuple[Spot, ...]:
    """The points of a Point or MultiPoint, with `radius_km` where that is told."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Point", "MultiPoint"}:
        return ()
    found = geometry.get("coordinates")
    points = [found] if geometry["type"] == "Point" else found
    radius = properties_of(feature).get("radius_km")
    reach = float(radius) if isinstance(radius, int | float) and 0 <= radius <= 20_000 else 0.0
    spots = []
    for point in points if isinstance(points, list) else []:
        if isinstance(point, list) and len(point) >= 2:
            at = values.degrees(str(point[1]), str(point[0]))
            spots += [Spot(*at, reach, "near" if reach else "exact")] if at else []
    return tuple(spots)


def _rows(features: Sequence[Any], start: str, end: str | None) -> Iterator[Read]:
    for number, feature in enumerate(features, 1):
        yield Read(read_feature(feature, number, start, end), number - 1)


def _dated(features: Sequence[Any], names: Sequence[str]) -> str | None:
    """The first of the names that most of the first features have a day under."""
    looked_at = [properties_of(feature) for feature in features[:_LOOKED_AT]]
    for name in names:
        if sum(_day(properties.get(name)) is not None for properties in looked_at) * 2 > len(looked_at):
            return name
    return None


def _day(value: Any) -> date | None:
    """The day of a text, or of seconds or milliseconds since 1970 (UTC)."""
    if isinstance(value, str):
        return values.day(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) < 1e8:
        return None
    try:
        return datetime.fromtimestamp(value / 1000 if abs(value) > 1e11 else value, UTC).date()
    except (OverflowError, ValueError, OSError):
        return None


def _text(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    for name in names:
        value = properties.get(name)
        if isinstance(value, list):
            value = "; ".join(str(part) for part in value[:20])
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()[:_MAX_TEXT]
    return ""


def _figure(properties: Mapping[str, Any], names: Sequence[str]) -> int | None:
    found = _text(properties, names)
    return values.figure(found) if found else None
