"""Events as GeoPackage and GeoParquet, through geopandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.geodata import COLUMNS, events_to_geodataframe
from geo.jsontext import dumps, plain
from geo.model import Extraction

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_LAYER = "events"
_GEOPARQUET = "1.1.0"


def write_gpkg(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """One layer "events" of mixed geometries; lists and claims are JSON text, days are dates."""
    frame = _flat(extraction, gazetteer)
    frame.to_file(
        path, layer=_LAYER, driver="GPKG", engine="pyogrio", geometry_type="Unknown", use_arrow=True
    )


def write_parquet(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """GeoParquet 1.1 with a bounding box a row; lists and claims are JSON text."""
    frame = _flat(extraction, gazetteer)
    frame.to_parquet(path, index=False, schema_version=_GEOPARQUET, write_covering_bbox=True)


def _flat(extraction: Extraction, gazetteer: Gazetteer | None) -> Any:
    """The frame with nested values as JSON text, days as dates, and text that every format can hold."""
    frame = events_to_geodataframe(extraction.events, gazetteer)
    for name, kind in COLUMNS.items():
        if kind == "object":
            frame[name] = frame[name].map(_text).astype("string")
        elif kind == "str":
            frame[name] = frame[name].map(_plain).astype("string")
        elif kind.startswith("datetime"):
            frame[name] = frame[name].astype("date32[day][pyarrow]")  # a date also where all are missing
    return frame


def _text(value: Any) -> str | None:
    return None if value is None else dumps(value)


def _plain(value: Any) -> str | None:
    """Text without half surrogates and NULs, which GDAL would cut at."""
    return plain(value).replace("\0", "\ufffd") if isinstance(value, str) else None
