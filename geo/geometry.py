"""Where an event is drawn, as a GeoJSON geometry; shapely is loaded only for polygons.

Nothing is drawn for a country alone or for a place that was not resolved: those events keep their
claims and have no geometry.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gazetteer.model import Place
from geo.model import Event, Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Geometry = dict[str, Any]

DECIMALS = 6  # RFC 7946, section 11.2: six decimals are about ten centimetres
CELL = "cell"  # the kind of what stands for all places in a cell of a grid: it is on no map
_POINT = frozenset({"exact", "near"})
_AREA = frozenset({"area", "admin1"})


def event_geometry(event: Event, gazetteer: Gazetteer | None) -> Geometry | None:
    """A GeoJSON geometry (WGS 84, longitude first, six decimals, right-hand rule), or None.

    Points win over areas; an area without a polygon in the gazetteer (or without a gazetteer) is
    its point, which `radius_km` then qualifies.
    """
    places = drawn_places(event)
    if not places:
        return None
    if places[0].geo_precision in _POINT:
        return _points(places)
    ids = tuple(dict.fromkeys(place.place.place_id for place in places if place.place))
    return (_areas(gazetteer, ids) if gazetteer else None) or _points(places)


def place_geometry(place: Place, gazetteer: Gazetteer | None) -> Geometry:
    """A place by itself: an administrative area's outline where the gazetteer has one, else its point."""
    is_area = place.kind.startswith("admin")  # of a country the point will do
    outline = _areas(gazetteer, (place.place_id,)) if gazetteer and is_area else None
    return outline or {"type": "Point", "coordinates": [_round(place.lon), _round(place.lat)]}


def is_context(event: Event) -> bool:
    """True for what claims tell only as a sum or as background."""
    return bool(event.claims) and all(claim.scope != "single" for claim in event.claims)


def on_timeline(event: Event) -> bool:
    """True for a dated event of its own; a look back would stretch the timeline over years of nothing."""
    return event.moment.start is not None and not is_context(event)


def drawn_places(event: Event) -> list[Toponym]:
    """The places that the geometry shows: the points, or the areas when there is no point.

    A sum over a campaign and a look back get no mark of their own.
    """
    if is_context(event):
        return []
    located = [place for place in event.places if place.lat is not None and place.lon is not None]
    points = [place for place in located if place.geo_precision in _POINT]
    return points or [place for place in located if place.geo_precision in _AREA]


def _points(places: Iterable[Toponym]) -> Geometry:
    found = ((_round(place.lon or 0.0), _round(place.lat or 0.0)) for place in places)
    coordinates = [list(point) for point in dict.fromkeys(found)]
    if len(coordinates) == 1:
        return {"type": "Point", "coordinates": coordinates[0]}
    return {"type": "MultiPoint", "coordinates": coordinates}


@lru_cache(maxsize=512)  # many events share a province, and its outline takes milliseconds
def _areas(gazetteer: Gazetteer, place_ids: tuple[str, ...]) -> Geometry | None:
    """The places' outlines: one as it is, several as a MultiPolygon without shared edges.

    None when none of them has one. The result is shared: it is to be read, not changed.
    """
    polygons = [shape for shape in map(gazetteer.area, place_ids) if shape is not None]
    if not polygons:
        return None
    import shapely

    several = len(polygons) > 1
    shape = shapely.union_all(polygons) if several else polygons[0]
    shape = shapely.set_precision(shape, 10.0**-DECIMALS)
    shape = shapely.orient_polygons(shape, exterior_cw=False)
    parts = [_rings(part) for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    if len(parts) == 1 and not several:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _rings(polygon: Any) -> list[list[list[float]]]:
    rings = [polygon.exterior, *polygon.interiors]
    return [[[_round(x), _round(y)] for x, y in ring.coords] for ring in rings]


def _round(degrees: float) -> float:
    return round(float(degrees), DECIMALS)
