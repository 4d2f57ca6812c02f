"""Events as a GeoDataFrame, and the one check of what such a frame must hold.

>>> from geo.geodata import events_to_geodataframe
>>> frame = events_to_geodataframe([], None)
>>> frame.crs.to_epsg(), len(frame)
(4326, 0)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geo.errors import ExportError
from geo.geometry import event_geometry
from geo.model import Event
from geo.properties import event_properties

if TYPE_CHECKING:
    import geopandas

    from gazetteer import Gazetteer

__all__ = ["COLUMNS", "CRS", "event_geometry", "events_to_geodataframe", "validate_events"]

CRS = "EPSG:4326"

# Column → what pandas keeps it as. Whole numbers can be missing, so they are pandas' nullable kind.
COLUMNS = {
    "event_id": "str", "type": "str", "title": "str",
    "start": "datetime64[ms]", "end": "datetime64[ms]", "date_precision": "str",
    "place": "str", "country": "str", "admin1": "str", "geo_precision": "str", "radius_km": "float64",
    "perpetrators": "object", "targets": "object",
    "killed_low": "Int64", "killed_best": "Int64", "killed_high": "Int64",
    "wounded_low": "Int64", "wounded_best": "Int64", "wounded_high": "Int64",
    "status": "str", "disputed_slots": "object", "independent_sources": "Int64",
    "merged_because": "object", "confidence": "float64", "plover": "object", "acled": "object",
    "claims": "object", "general_denials": "object", "possibly_same": "object", "places": "object",
    "profile": "str", "when": "object",
}  # fmt: skip

_GEOMETRIES = frozenset({"Point", "MultiPoint", "Polygon", "MultiPolygon"})


def events_to_geodataframe(events: Sequence[Event], gazetteer: Gazetteer | None) -> geopandas.GeoDataFrame:
    """One row an event, in WGS 84; the columns are the GeoJSON properties and `geometry`.

    `start` and `end` are days (NaT when unknown); lists and claims stay Python lists; an event that
    nothing places has no geometry. Raises ExportError when the frame does not hold what it must.
    """
    import geopandas
    import pandas as pd
    import shapely.geometry

    rows = [event_properties(event) for event in events]
    columns = {name: _series(pd, [row[name] for row in rows], kind) for name, kind in COLUMNS.items()}
    shapes = [event_geometry(event, gazetteer) for event in events]
    geometry = [shapely.geometry.shape(shape) if shape else None for shape in shapes]
    frame = geopandas.GeoDataFrame(columns, geometry=geopandas.GeoSeries(geometry, crs=CRS), crs=CRS)
    validate_events(frame)
    return frame


def validate_events(frame: geopandas.GeoDataFrame) -> None:
    """Raise ExportError that names everything the frame lacks: columns, CRS, ids, geometries, dates."""
    wrong = list(_wrong_frame(frame) if _has_columns(frame) else _missing(frame))
    if wrong:
        raise ExportError("not a frame of events: " + "; ".join(wrong))


def _has_columns(frame: Any) -> bool:
    return hasattr(frame, "crs") and not set(COLUMNS) - set(frame.columns)


def _missing(frame: Any) -> list[str]:
    if not hasattr(frame, "crs"):
        return ["it is no GeoDataFrame"]
    return [f"column {name!r} is missing" for name in COLUMNS if name not in frame.columns]


def _wrong_frame(frame: Any) -> list[str]:
    wrong = []
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        wrong.append(f"its coordinates must be {CRS}, not {frame.crs}")
    if frame["event_id"].duplicated().any() or frame["event_id"].isna().any():
        wrong.append("every event needs an event_id of its own")
    if not frame["confidence"].between(0, 1).all():
        wrong.append("confidence goes from 0 to 1")
    if (frame["start"].isna() != frame["end"].isna()).any() or (frame["start"] > frame["end"]).any():
        wrong.append("start and end must both be there, in order, or both be missing")
    return wrong + _wrong_geometry(frame.geometry[frame.geometry.notna()])


def _wrong_geometry(drawn: Any) -> list[str]:
    wrong = []
    strange = sorted(set(drawn.geom_type) - _GEOMETRIES)
    if strange or drawn.is_empty.any():
        wrong.append(f"a geometry is a filled point or area, not {', '.join(strange) or 'empty'}")
    west, south, east, north = drawn.total_bounds if len(drawn) else (0, 0, 0, 0)
    if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
        wrong.append("coordinates leave longitude ±180, latitude ±90")
    return wrong


def _series(pd: Any, values: list[Any], kind: str) -> Any:
    if kind.startswith("datetime"):
        return pd.to_datetime(pd.Series(values, dtype="object"), format="%Y-%m-%d").astype(kind)
    return pd.Series(values, dtype="object" if kind == "str" else kind)
