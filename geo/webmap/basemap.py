"""The map underneath, from the geography that ships: fine where the events are, coarse elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer.geography import layer
from geo.geometry import CELL
from geo.webmap.rings import encode_rings

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place

Floats = NDArray[np.float64]
Arrays = dict[str, NDArray[Any]]

LAYERS = ("countries", "provinces", "borders", "unsettled", "rivers", "lakes")
_MARGIN = 3.0  # degrees around the events that are drawn finely
_FAR_TOLERANCE = 0.12  # degrees; about 13 km, a pixel at the zoom where the world fits
_WIDE = 60.0  # degrees; events spread wider than this get a medium line everywhere
_WIDE_TOLERANCE = 0.04
_TOWNS_NEAR, _TOWNS_FAR = 1500, 500


class Box(NamedTuple):
    """West, south, east, north in WGS 84 degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude, longitude of the middle."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2


class Label(NamedTuple):
    """A name on the map: `rank` is the zoom from which it may show.

    The kinds: 0 country, 1 province, 2 town, 3 capital.
    """

    name: str
    lat: float
    lon: float
    rank: float
    kind: int


def region(lats: Sequence[float], lons: Sequence[float]) -> Box:
    """The box around points, with its margin and on whole degrees; the whole world for none."""
    if not len(lats):
        return Box(-180, -90, 180, 90)
    south, north = min(lats), max(lats)
    west, east = min(lons), max(lons)
    margin = max(_MARGIN, 0.4 * max(north - south, east - west))
    return Box(
        *np.floor([west - margin, south - margin]).tolist(),
        *np.ceil([east + margin, north + margin]).tolist(),
    )


@lru_cache(maxsize=8)
def basemap_arrays(box: Box) -> Arrays:
    """Rings of all layers: `base.LAYER.first` and the rest, as `encode_rings` gives them."""
    arrays: Arrays = {}
    fine = _WIDE_TOLERANCE if box.east - box.west > _WIDE else 0.0
    arrays |= encode_rings("base.countries", _fitted(_paths("countries"), box, fine))
    arrays |= encode_rings("base.lakes", _fitted(_paths("lakes"), box, fine))
    arrays |= encode_rings("base.rivers", _fitted(_paths("rivers"), box, fine))
    borders = layer("borders")
    kinds = {feature["id"]: number for number, feature in enumerate(borders.properties)}
    lines = {"provinces": "admin1", "borders": "country", "unsettled": "unsettled"}
    for name, kind in lines.items():
        paths = ((0, path) for _, path in borders.paths(kinds[kind]))
        arrays |= encode_rings(f"base.{name}", _fitted(paths, box, fine, far=name != "provinces"))
    return arrays


def _paths(name: Any) -> Iterator[tuple[int, Floats]]:
    source = layer(name)
    for number in range(len(source)):
        for _, path in source.paths(number):
            yield number, path


def _fitted(
    paths: Iterable[tuple[int, Floats]], box: Box, fine: float, *, far: bool = True
) -> Iterator[tuple[int, Floats]]:
    """Paths in the box as they are (or simplified by `fine` degrees); others coarsely or not at all."""
    near_paths: list[tuple[int, Floats]] = []
    far_paths: list[tuple[int, Floats]] = []
    for owner, path in paths:
        (near_paths if _touches(path, box) else far_paths).append((owner, path))
    yield from _simplified(near_paths, fine)
    if far:
        yield from _simplified(far_paths, _FAR_TOLERANCE)


def _touches(path: Floats, box: Box) -> bool:
    west, south = path.min(axis=0)
    east, north = path.max(axis=0)
    return bool(west <= box.east and east >= box.west and south <= box.north and north >= box.south)


def _simplified(paths: list[tuple[int, Floats]], tolerance: float) -> Iterator[tuple[int, Floats]]:
    """Lines without the points that matter less than the tolerance (Douglas-Peucker); specks are left out."""
    if not tolerance or not paths:
        yield from paths
        return
    import shapely

    lines = shapely.simplify([shapely.linestrings(path) for _, path in paths], tolerance)
    for (owner, original), line in zip(paths, lines, strict=True):
        points = shapely.get_coordinates(line)
        if np.ptp(original, axis=0).max() >= tolerance and len(points) > 1:
            yield owner, points


@cache
def country_numbers() -> dict[str, int]:
    """Two-letter codes to the numbers that own the rings of `base.countries`."""
    return {str(feature["id"]): number for number, feature in enumerate(layer("countries").properties)}


def basemap_labels(box: Box, gazetteer: Gazetteer, named: Iterable[Place] = ()) -> list[Label]:
    """Names of countries, of provinces and towns in the box, and of the world's largest towns.

    The more important come first: the page leaves out those that would overlap. `named` are places that
    events are at; they show earlier than their population alone would let them.
    """
    labels = [*_country_labels(gazetteer), *_province_labels(box)]
    towns: dict[str, Label] = {}
    for place in named:
        if not place.is_area and place.kind != CELL:
            towns[place.place_id] = _town(place, earliest=6.5)
    for place in gazetteer.nearest(*box.centre, limit=_TOWNS_NEAR, min_population=3000):
        towns.setdefault(place.place_id, _town(place))
    for place in gazetteer.labels(_TOWNS_FAR):
        towns.setdefault(place.place_id, _town(place))
    return sorted([*labels, *towns.values()], key=lambda label: (label.rank, label.name))


def _country_labels(gazetteer: Gazetteer) -> Iterator[Label]:
    source = layer("countries")
    extent = np.sqrt(np.prod(source.bounds[:, 2:] - source.bounds[:, :2], axis=1))
    for number, feature in enumerate(source.properties):
        place = gazetteer.place(f"country:{feature['id']}")
        if place is not None:
            rank = float(np.clip(7.2 - np.log2(max(extent[number], 0.1)), 2.0, 7.0))
            yield Label(place.name, place.lat, place.lon, rank, 0)


def _province_labels(box: Box) -> Iterator[Label]:
    source = layer("admin1")
    for number, feature in enumerate(source.properties):
        lat, lon = feature["lat"], feature["lon"]
        if box.south <= lat <= box.north and box.west <= lon <= box.east:
            west, south, east, north = source.bounds[number]
            rank = float(np.clip(7.4 - np.log2(max((east - west) * (north - south), 0.05)) / 2, 5.2, 9.0))
            yield Label(feature["name"], lat, lon, rank, 1)


def _town(place: Place, earliest: float = 99.0) -> Label:
    """A town from the zoom at which one of its size is worth a name."""
    ladder = ((5e6, 3.6), (1e6, 4.8), (3e5, 6.0), (1e5, 7.0), (3e4, 8.2), (8e3, 9.4))
    rank = next((zoom for people, zoom in ladder if place.population >= people), 10.6)
    if place.kind == "capital":
        rank = min(rank, 4.2)
    return Label(place.name, place.lat, place.lon, min(rank, earliest), 3 if place.kind == "capital" else 2)
