"""The columns of places, gathered one place at a time."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np

from gazetteer import index
from gazetteer.errors import GazetteerError
from gazetteer.model import Place

# Words that places share, kept once in the meta: the table, and the most words that its column can number.
TABLES = {"countries": 2**16, "kinds": 2**8, "sources": 2**16, "admin1": 2**16}


class PlaceColumns:
    """Columns and tables of the places added, in their order."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, int]] = {table: {} for table in TABLES}
        self._ids: dict[str, int] = {}
        self._columns = {
            name: array(code)
            for name, code in (
                *(("lat", "i"), ("lon", "i"), ("population", "I"), ("country", "H"), ("admin1", "H")),
                *(("kind", "B"), ("source", "H"), ("radius", "H"), ("fame", "B"), ("number", "I")),
                *(("name_lengths", "H"), ("note_place", "I"), ("note_lengths", "H")),
            )
        }
        self._names, self._notes = bytearray(), bytearray()

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def add(self, place: Place, names: int) -> None:
        """Add a place that has so many names."""
        name, number = place.name.encode(), _geonames_number(place.place_id)
        if not number:
            self._ids[place.place_id] = len(self)
        if place.note:
            note = place.note.encode()
            self._columns["note_place"].append(len(self))
            self._columns["note_lengths"].append(len(note))
            self._notes += note
        self._names += name
        for column, value in (
            ("country", self._word("countries", place.country)),
            ("admin1", self._word("admin1", place.admin1)),
            ("kind", self._word("kinds", place.kind)),
            ("source", self._word("sources", place.source)),
            ("population", place.population),
            ("radius", round(place.radius_km * 10)),
            ("fame", min(255, names)),
            ("number", number),
            ("name_lengths", len(name)),
            ("lon", round(place.lon * index.DEGREES)),
            ("lat", round(place.lat * index.DEGREES)),
        ):
            self._columns[column].append(value)

    def finished(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The tables for the meta, and the columns."""
        numbers = np.asarray(self._columns["number"])
        tables = {
            **{table: list(words) for table, words in self._tables.items()},
            "ids": self._ids,
            "ordered": bool((numbers[1:] >= numbers[:-1]).all()),
        }
        columns: dict[str, Any] = dict(self._columns)
        columns["name_starts"] = index.starts(np.asarray(columns.pop("name_lengths")))
        columns["note_starts"] = index.starts(np.asarray(columns.pop("note_lengths")))
        columns["name_bytes"] = np.frombuffer(bytes(self._names), np.uint8)
        columns["note_bytes"] = np.frombuffer(bytes(self._notes), np.uint8)
        return tables, columns

    def _word(self, table: str, word: str) -> int:
        words = self._tables[table]
        number = words.setdefault(word, len(words))
        if number >= TABLES[table]:
            raise GazetteerError(f"more than {TABLES[table]:,} different {table}: {word!r} is one too many")
        return number


def _geonames_number(place_id: str) -> int:
    source, _, number = place_id.partition(":")
    return int(number) if source == "geonames" else 0
