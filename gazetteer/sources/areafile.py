"""Areas from any file that GDAL reads: boundary sets with their codes, as humanitarian users have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import PlaceFileError
from gazetteer.geography import layer
from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, Entry
from gazetteer.sources.natural_earth import disc_radius

WGS84 = "EPSG:4326"
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A file of areas, the level that they are of, and the fields that hold their names and codes."""

    path: Path
    level: int  # 1, 2, 3
    name_field: str
    code_field: str


def read_areas(asked: AreaFile) -> tuple[list[Entry], list[bytes], NDArray[np.float64]]:
    """Entries, polygons (WKB, WGS 84) and bounds (n, 4: west, south, east, north) of the areas.

    Raises PlaceFileError naming the file and the feature that is broken.
    """
    import shapely  # loaded only here: a look-up needs none of it

    names, codes, shapes = _columns(asked)
    entries, seen = [], set[str]()
    for number, (name, code, shape) in enumerate(zip(names, codes, shapes, strict=True), 1):
        where = f"{asked.path}: feature {number}"
        if not name or not code:
            raise PlaceFileError(f"{where}: {asked.name_field} {name!r}, {asked.code_field} {code!r}: empty")
        if code in seen:
            raise PlaceFileError(f"{where}: {asked.code_field} {code!r} is there twice")
        if shape is None or shape.is_empty or "Polygon" not in shape.geom_type:
            raise PlaceFileError(f"{where}: no polygon")
        seen.add(code)
        entries.append(_entry(asked, name, code, shape))
    return entries, [shapely.to_wkb(shape) for shape in shapes], shapely.bounds(shapes)


def _columns(asked: AreaFile) -> tuple[list[str], list[str], NDArray[Any]]:
    """Names, codes and shapes (WGS 84) of the features."""
    import pyogrio
    import shapely

    fields = [asked.name_field, asked.code_field]
    try:
        known = pyogrio.read_info(asked.path)["fields"].tolist()
        missing = [field for field in fields if field not in known]
        if missing:
            raise PlaceFileError(f"{asked.path}: no field {missing[0]!r}; it has {', '.join(known)}")
        meta, _, wkb, columns = pyogrio.raw.read(asked.path, columns=fields, force_2d=True)
        if wkb is None or not len(wkb):
            raise PlaceFileError(f"{asked.path}: no areas in it")
        shapes = shapely.make_valid(shapely.from_wkb(wkb))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.GeometryError) as error:
        raise PlaceFileError(f"{asked.path}: not a file of areas ({error})") from error
    except shapely.errors.GEOSException as error:
        raise PlaceFileError(f"{asked.path}: broken geometry ({error})") from error
    of = dict(zip(meta["fields"].tolist(), columns, strict=True))
    names, codes = ([_text(value) for value in of[field]] for field in fields)
    return names, codes, _in_degrees(shapes, meta["crs"], asked.path)


def _in_degrees(shapes: NDArray[Any], crs: str | None, path: Path) -> NDArray[Any]:
    import shapely

    if crs and crs != WGS84:
        from pyproj import Transformer

        turn = Transformer.from_crs(crs, WGS84, always_xy=True).transform
        shapes = shapely.transform(shapes, lambda xy: np.column_stack(turn(*xy.T)))
    west, south, east, north = shapely.total_bounds(shapes)
    if not (-180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001):
        raise PlaceFileError(f"{path}: coordinates are not degrees, and the file does not say what they are")
    return shapes


def _entry(asked: AreaFile, name: str, code: str, shape: Any) -> Entry:
    inside = shape.representative_point()
    country, admin1 = _parents(inside.y, inside.x)
    place = Place(
        place_id=f"admin{asked.level}:{code}",
        name=name,
        kind=f"admin{asked.level}",
        country=country,
        admin1=name if asked.level == 1 else admin1,
        lat=round(inside.y, 5),
        lon=round(inside.x, 5),
        radius_km=disc_radius(_square_km(shape)),
        population=0,
        source=f"imported from {asked.path.name}",
    )
    entry = Entry(place)
    entry.add(name, PRIMARY)
    entry.add(code)
    return entry


def _parents(lat: float, lon: float) -> tuple[str, str]:
    """The ISO code of the country and the name of the first-level area that hold a point."""
    areas = layer("admin1")
    found: Iterator[dict[str, Any]] = (areas.properties[n] for n in areas.containing(lat, lon))
    facts = next(found, {"country": "", "name": ""})
    return facts["country"], facts["name"]


def _square_km(shape: Any) -> float:
    """The area on the sphere: that of the shape on the equal-area cylinder."""
    import shapely

    flat = shapely.transform(
        shape, lambda xy: np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))])
    )
    return float(flat.area) * EARTH_KM**2


def _text(value: Any) -> str:
    """A field's value as text; whole numbers that GDAL gives as floats without their .0."""
    if value is None or value != value:  # noqa: PLR0124 -- NaN is what differs from itself
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
