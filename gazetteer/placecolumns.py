"""The columns of places, gathered one place at a time and kept on disk until all are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        self._ids: dict[str, int] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._notes: list[tuple[int, bytes]] = []

    def __len__(self) -> int:
        return self._count

    def add(self, entry: Entry) -> None:
        """Add the place of an entry."""
        place = entry.place
        number = _geonames_number(place.place_id)
        if not number:
            self._ids[place.place_id] = self._count
        if place.note:
            self._notes.append((self._count, place.note.encode()))
        self._rows.append(
            (
                *(
                    place.lat,
                    place.lon,
                    place.radius_km,
                    place.population,
                    min(255, len(entry.names)),
                    number,
                ),
                *(place.country, place.admin1, place.kind, place.source, entry.region_code),
                place.name.encode(),
            )
        )
        self._count += 1
        if len(self._rows) == BATCH:
            self._flush()

    def finished(self, areas: Layer | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
        """The tables for the meta, and the columns.

        Where `areas` are given, places get the name of the first-level area that holds them.
        """
        self._flush()
        columns: dict[str, Any] = {
            column: np.fromfile(self._folder / column, dtype) for column, dtype in _FILES.items()
        }
        if areas:
            columns["admin1"] = self._placed(columns, areas)
        columns["name_starts"] = index.starts(columns.pop("name_lengths"))
        columns["note_starts"] = index.starts(columns.pop("note_lengths"))
        numbers = columns["number"]
        tables: dict[str, Any] = {TABLES[column][0]: list(words) for column, words in self._words.items()}
        del tables["regions"], columns["region"]
        ordered = bool((numbers[1:] >= numbers[:-1]).all())
        return {**tables, "ids": self._ids, "ordered": ordered}, columns

    def _placed(self, columns: dict[str, Any], areas: Layer) -> Any:
        """The column `admin1`, and its table, from the points."""
        lat, lon = columns["lat"] / index.DEGREES, columns["lon"] / index.DEGREES
        points = Points(lat, lon, columns["country"], columns["region"], list(self._words["country"]))
        self._words["admin1"] = {}
        names = self._numbered("admin1", ["", *(facts["name"] for facts in areas.properties)])
        return np.array(names, np.uint16)[provinces_of(points, areas) + 1]

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


def _geonames_number(place_id: str) -> int:
    source, _, number = place_id.partition(":")
    return int(number) if source == "geonames" else 0
