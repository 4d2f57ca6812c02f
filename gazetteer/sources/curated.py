"""Our own CSV files: countries.csv, and places in one schema, one folder.

Places: `name, aliases, kind, country, admin1, lat, lon, radius_km, source, checked, note`; aliases are
separated by `|`, an adjective is written `adj:Scottish`. Countries: `code, name, aliases, adjectives, lat,
lon, capital`. Aliases count as spellings of the main name: they are ours, and chosen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.errors import PlaceFileError
from gazetteer.folding import fold
from gazetteer.model import Place
from gazetteer.sources.entry import ADJECTIVE, PRIMARY, SPELLING, Entry

SOURCE = "Dateline"
LONGEST_TEXT = 1000
DATA = Path(__file__).resolve().parent.parent / "data"
PLACE_FIELDS = "name aliases kind country admin1 lat lon radius_km source checked note"
COUNTRY_FIELDS = "code name aliases adjectives lat lon capital"
_KINDS = """
    capital city town village neighbourhood camp airbase airport base crossing dam hospital facility prison
    oilfield mountain island river road bridge port country admin1 admin2 admin3 region sea lake
"""
KINDS = frozenset(_KINDS.split())


def read_places(path: Path) -> list[Entry]:
    """Entries of one CSV in the schema of places.

    Raises PlaceFileError naming the file and the line of what is broken.
    """
    return list(places_in(path))


def places_in(path: Path, *, scheme: str = "dateline", source: str = "") -> Iterator[Entry]:
    """Entries of one CSV as a stream; ids begin with the scheme, `source` follows the row's own."""
    for line, row in rows_of(path, PLACE_FIELDS):
        said = ", ".join(filter(None, [row["source"], source])) or SOURCE
        yield _place_entry(path, line, row, scheme, said)


def read_countries(path: Path) -> list[tuple[Entry, str]]:
    """Countries with the names of their capitals.

    Raises PlaceFileError naming the file and the line of what is broken.
    """
    return [(_country_entry(path, line, row), row["capital"]) for line, row in rows_of(path, COUNTRY_FIELDS)]


def slug(name: str) -> str:
    """The part of a place id that is made of the name: "Hmeimim air base" → "hmeimim-air-base"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def rows_of(path: Path, fields: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV with their lines.

    Raises PlaceFileError naming the line of what is broken.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        wanted = fields.split()
        if reader.fieldnames != wanted:
            raise PlaceFileError(f"{path}:1: the columns must be {','.join(wanted)}")
        try:
            for row in reader:
                if None in row or None in row.values():
                    raise PlaceFileError(f"{path}:{reader.line_num}: not {len(wanted)} columns")
                yield reader.line_num, {key: value.strip() for key, value in row.items()}
        except (csv.Error, UnicodeDecodeError) as error:  # raised before the line is counted
            raise PlaceFileError(f"{path}:{reader.line_num + 1}: {error}") from error


def _place_entry(path: Path, line: int, row: Mapping[str, str], scheme: str, source: str) -> Entry:
    if not row["name"] or row["kind"] not in KINDS:
        raise PlaceFileError(f"{path}:{line}: name {row['name']!r}, kind {row['kind']!r}: no such kind")
    if not re.fullmatch("([A-Z]{2})?", row["country"]):
        raise PlaceFileError(f"{path}:{line}: country {row['country']!r} is not a code of two capitals")
    if max(len(row["name"]), len(row["note"])) > LONGEST_TEXT:
        raise PlaceFileError(f"{path}:{line}: name or note longer than {LONGEST_TEXT:,} characters")
    where = "-".join(filter(None, [row["country"].lower(), slug(row["name"])]))
    lat, lon = _point(path, line, row)
    place = Place(
        place_id=f"{scheme}:{where}",
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        admin1=row["admin1"],
        lat=lat,
        lon=lon,
        radius_km=_number(path, line, row, "radius_km", 5000),
        population=0,
        source=source,
        note=row["note"],
    )
    return _named(place, row["aliases"].split("|"))


def _country_entry(path: Path, line: int, row: Mapping[str, str]) -> Entry:
    lat, lon = _point(path, line, row)
    place = Place(f"country:{row['code']}", row["name"], "country", row["code"], "", lat, lon, 0, 0, SOURCE)
    entry = _named(place, row["aliases"].split("|"))
    for word in row["adjectives"].split("|"):
        entry.add(word, ADJECTIVE)
    return entry


def _named(place: Place, aliases: Iterable[str]) -> Entry:
    entry = Entry(place)
    entry.add(place.name, PRIMARY)
    entry.add(place.name.partition(" (")[0], PRIMARY)
    for alias in aliases:
        adjective = alias.startswith("adj:")
        entry.add(alias.removeprefix("adj:"), ADJECTIVE if adjective else SPELLING)
    return entry


def _point(path: Path, line: int, row: Mapping[str, str]) -> tuple[float, float]:
    return _number(path, line, row, "lat", 90), _number(path, line, row, "lon", 180)


def _number(path: Path, line: int, row: Mapping[str, str], field: str, most: float) -> float:
    try:
        value = float(row[field])
    except ValueError:
        value = float("nan")
    if not (0 if field == "radius_km" else -most) <= value <= most:
        raise PlaceFileError(f"{path}:{line}: {field} {row[field]!r} is not a number of at most {most:g}")
    return value
