"""The columns of places, gathered one place at a time and kept on disk until all are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer import index
from gazetteer.errors import GazetteerError
from gazetteer.geography import Layer
from gazetteer.placing import Points, provinces_of
from gazetteer.sources.entry import Entry

BATCH = 20_000  # places kept in memory until they are written
CHUNK = 500_000  # points put in areas at a time

# Words that places share, kept once: column, table, and the most words that the column can number.
TABLES = {
    "country": ("countries", 2**16),
    "admin1": ("admin1", 2**16),
    "kind": ("kinds", 2**8),
    "source": ("sources", 2**16),
    "region": ("regions", 2**16),  # the source's own areas; helps to find the first-level area
}
_NUMBERS = ("lat", "lon", "radius", "population", "fame", "number")
_STEPS = {"lat": index.DEGREES, "lon": index.DEGREES, "radius": 10}  # to a whole one
_ASIDE = "name_bytes note_place note_bytes"
_FILES = {
    **{
        column: index.COLUMNS[column]
        for column in (*_NUMBERS, *TABLES, *_ASIDE.split())
        if column != "region"
    },
    **dict.fromkeys(("region", "name_lengths", "note_lengths"), np.uint16),
}


class PlaceColumns:
    """Columns and tables of the places added, in their order."""

    def __init__(self, folder: Path) -> None:
        """Make the folder that the columns wait in."""
        folder.mkdir()
        for column in _FILES:
            (folder / column).touch()
        self._folder, self._count = folder, 0
        self._words: dict[str, dict[str, int]] = {column: {} for column in TABLES}
        self._words["region"][""] = 0
        self._rows: list[tuple[Any, ...]] = []
        self._notes: list[tuple[int, bytes]] = []

    def __len__(self) -> int:
        return self._count

    def add(self, entry: Entry) -> None:
        """Add the place of an entry."""
        place = entry.place
        number = geonames_number(place.place_id)
        if place.note:
            self._notes.append((self._count, place.note.encode()))
        self._rows.append(
            (
                *(
                    place.lat,
                    place.lon,
                    place.radius_km,
                    place.population,
                    entry.fame,
                    number,
                ),
                *(place.country, place.admin1, place.kind, place.source, entry.region_code),
                place.name.encode(),
            )
        )
        self._count += 1
        if len(self._rows) == BATCH:
            self._flush()

    def finished(self, areas: Layer | None = None) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """The tables for the meta, and the columns, each read when it is asked for.

        Where `areas` are given, places get the name of the first-level area that holds them.
        """
        self._flush()
        if areas:
            self._place(areas)
        columns = _OnDisk(self._folder)
        tables: dict[str, Any] = {
            TABLES[column][0]: list(words) for column, words in self._words.items() if column != "region"
        }
        numbers = columns["number"]
        return {**tables, "ordered": bool((numbers[1:] >= numbers[:-1]).all())}, columns

    def _place(self, areas: Layer) -> None:
        """Write the column `admin1` anew, and its table, from the points."""
        self._words["admin1"] = {}
        names = self._numbered("admin1", ["", *(facts["name"] for facts in areas.properties)])
        column: NDArray[Any] = np.array(names, _FILES["admin1"])
        column[provinces_of(self._points(), areas) + 1].tofile(self._folder / "admin1")

    def _points(self) -> Iterator[Points]:
        columns = _OnDisk(self._folder)
        lat, lon, country, region = (columns[name] for name in ("lat", "lon", "country", "region"))
        for first in range(0, len(lat), CHUNK):
            chunk = slice(first, first + CHUNK)
            degrees = lat[chunk] / index.DEGREES, lon[chunk] / index.DEGREES
            yield Points(*degrees, country[chunk], region[chunk], list(self._words["country"]))

    def _flush(self) -> None:
        """Write the rows that wait to the files of their columns."""
        columns = (*_NUMBERS, *TABLES, "name")
        for column, values in zip(columns, zip(*self._rows, strict=True), strict=bool(self._rows)):
            if column in TABLES:
                self._append(column, self._numbered(column, values))
            elif column in _STEPS:
                self._append(column, np.rint(np.multiply(values, _STEPS[column])))
            elif column == "name":
                self._append_texts(column, values)
            else:
                self._append(column, values)
        self._append("note_place", [place for place, _ in self._notes])
        self._append_texts("note", [note for _, note in self._notes])
        self._rows.clear()
        self._notes.clear()

    def _append_texts(self, column: str, texts: Sequence[bytes]) -> None:
        self._append(f"{column}_lengths", [len(text) for text in texts])
        with (self._folder / f"{column}_bytes").open("ab") as file:
            file.writelines(texts)

    def _append(self, column: str, values: Sequence[int] | NDArray[np.float64]) -> None:
        with (self._folder / column).open("ab") as file:
            file.write(np.asarray(values, _FILES[column]).tobytes())

    def _numbered(self, column: str, words: Iterable[str]) -> list[int]:
        """The numbers of the words in the column's table, which learns the new ones."""
        known, (table, most) = self._words[column], TABLES[column]
        numbers = [known.setdefault(word, len(known)) for word in words]
        if len(known) > most:
            raise GazetteerError(
                f"more than {most:,} different {table}: {list(known)[most]!r} is one too many"
            )
        return numbers


class _OnDisk(dict[str, NDArray[Any]]):
    """Columns that are read from their files each time they are asked for: memory holds one of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, column: str) -> NDArray[Any]:
        if column.endswith("_starts"):
            return index.starts(self[column.replace("_starts", "_lengths")])
        return np.fromfile(self._folder / column, _FILES[column])


def geonames_number(place_id: str) -> int:
    """The number in a place id of GeoNames; 0 for another's."""
    source, _, number = place_id.partition(":")
    return int(number) if source == "geonames" else 0
