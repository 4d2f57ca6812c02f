"""A GeoNames dump (SY.txt, allCountries.zip) as a stream of entries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gazetteer.errors import PlaceFileError
from gazetteer.model import Place
from gazetteer.sources.entry import PRIMARY, Entry, settlement_radius
from gazetteer.sources.features import RADIUS_OF_KIND, kind_of_feature
from gazetteer.sources.geonames import written
from gazetteer.sources.textlines import lines_of

COLUMNS = 19  # of https://download.geonames.org/export/dump/readme.txt
LONGEST_NAME = 400
MOST_PEOPLE = 2**32 - 1
KNOWN = 8  # names that a place has that is known beyond its neighbourhood

MoreNames = Callable[[int], Iterable[str]]


def entries_of_dump(path: Path, more_names: MoreNames = lambda _: ()) -> Iterator[Entry]:
    """Places of a dump; countries and first-level areas are left out: the built-in index has them.

    Raises PlaceFileError naming the file and the line of what is broken.
    """
    source = f"GeoNames, imported from {path.name}"
    for line, text in lines_of(path):
        cells = text.split("\t")
        if len(cells) != COLUMNS:
            raise PlaceFileError(f"{path}:{line}: {len(cells)} columns, a GeoNames dump has {COLUMNS}")
        try:
            entry = _entry(cells, source)
        except ValueError as error:
            raise PlaceFileError(f"{path}:{line}: {error}") from error
        if entry:
            for name in more_names(int(cells[0])):
                if written(name):
                    entry.add(name)
            yield entry


def _entry(cells: list[str], source: str) -> Entry | None:
    number, name, population = (
        _whole(cells[0], "id"),
        cells[1].strip(),
        _whole(cells[14] or "0", "population"),
    )
    kind = kind_of_feature(cells[6], cells[7], population)
    if kind is None:
        return None
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"name {name[:40]!r} is empty or longer than {LONGEST_NAME} characters")
    settled = cells[6] == "P"
    place = Place(
        place_id=f"geonames:{number}",
        name=name,
        kind=kind,
        country=cells[8],
        admin1="",
        lat=_degrees(cells[4], "latitude", 90),
        lon=_degrees(cells[5], "longitude", 180),
        radius_km=settlement_radius(population) if settled else RADIUS_OF_KIND.get(kind, 1.0),
        population=population,
        source=source,
    )
    names = {name: PRIMARY}
    for other in (cells[2], *cells[3].split(",")) if cells[3] or cells[2] != name else ():
        if written(cleaned := other.strip()):
            names.setdefault(cleaned, 0)
    minor = not settled and not population and len(names) < KNOWN
    return Entry(place, names, f"{cells[8]}.{cells[10]}", minor=minor)


def _whole(text: str, what: str) -> int:
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else -1
    if not 0 <= value <= MOST_PEOPLE:
        raise ValueError(f"{what} {text[:20]!r} is not a whole number of at most {MOST_PEOPLE:,}")
    return value


def _degrees(text: str, what: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:
        raise ValueError(f"{what} {text!r} is not a number of at most {most:g}")
    return value
