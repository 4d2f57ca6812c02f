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
_ROWS_IN_A_GROUP = 50_000  # what a reader may skip or must read as one
# GDAL writes when a layer was changed last; the same events make the same file, so that is always then.
_CLOCK = "OGR_CURRENT_DATE"
_NO_MOMENT = "1970-01-01T00:00:00.000Z"


def write_gpkg(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """One layer "events" of mixed geometries; lists and claims are JSON text, days are dates.

    The layer's description says what is withheld and what read the reports.
    """
    import pyogrio

    frame = _flat(extraction, gazetteer)
    about = " ".join(text for text in (extraction.note, _made(extraction)) if text)
    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: _NO_MOMENT})
    try:
        frame.to_file(
            path,
            layer=_LAYER,
            driver="GPKG",
            engine="pyogrio",
            geometry_type="Unknown",
            use_arrow=True,
            layer_options={"IDENTIFIER": _LAYER, "DESCRIPTION": about},
        )
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})


def write_parquet(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """GeoParquet 1.1, as `geoparquet_table` has it."""
    import pyarrow.parquet as pq

    table = geoparquet_table(extraction, gazetteer)
    pq.write_table(table, path, compression="zstd", row_group_size=_ROWS_IN_A_GROUP)


def geoparquet_table(extraction: Extraction, gazetteer: Gazetteer | None) -> Any:
    """A row an event as GeoParquet 1.1 (pyarrow), each with its bounding box; lists and claims are JSON text.

    The metadata hold `note` (what is withheld) and `made_by` beside `geo`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = pa.BufferOutputStream()
    _flat(extraction, gazetteer).to_parquet(
        made, index=False, schema_version=_GEOPARQUET, write_covering_bbox=True
    )
    table = pq.read_table(pa.BufferReader(made.getvalue()))
    about = {"note": extraction.note, "made_by": extraction.made_by}
    known = {name: plain(text) for name, text in about.items() if text}
    return _without_empty_boxes(table).replace_schema_metadata({**(table.schema.metadata or {}), **known})


def _without_empty_boxes(table: Any) -> Any:
    """No box where there is no geometry: geopandas writes one of NaN, and the format asks for none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    boxes = table["bbox"].combine_chunks()
    sides = [boxes.field(number) for number in range(boxes.type.num_fields)]
    missing = pc.is_null(table["geometry"].combine_chunks())
    made = pa.StructArray.from_arrays(sides, fields=list(boxes.type), mask=missing)
    return table.set_column(table.schema.get_field_index("bbox"), "bbox", made)


def _made(extraction: Extraction) -> str:
    return f"Made by {extraction.made_by}." if extraction.made_by else ""


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
