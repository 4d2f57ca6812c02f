"""One index with what is read from it: the built-in one is a shelf, and so is every import of the user's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.areas import Areas
from gazetteer.distance import Point, distance_km, km_between
from gazetteer.index import DEGREES, REMEDY, Index
from gazetteer.matching import REACH_KM, Fit, Hit, Matcher
from gazetteer.model import Place
from gazetteer.ranking import SETTLEMENTS, prior

CACHED_PLACES = 20_000
WELL_KNOWN = 10_000  # people


class Shelf:
    """The places of one index, by their number in it."""

    def __init__(self, folder: Path, remedy: str = REMEDY) -> None:
        """Open the index of a folder; raises what Index raises."""
        self.index = Index(folder, remedy)
        self.matcher = Matcher(self.index)
        self.place_at = lru_cache(maxsize=CACHED_PLACES)(self._read_place)
        self.prior = lru_cache(maxsize=CACHED_PLACES)(self._prior)
        self._numbers = self.index.columns["number"]
        self._own_id = lru_cache(maxsize=CACHED_PLACES)(self.index.ids.of)
        self._countries_fit = lru_cache(maxsize=512)(self._numbers_of_country)

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def areas(self) -> Areas | None:
        """The polygons that were imported with the places, if any."""
        return Areas(self.index.folder) if Areas.there(self.index.folder) else None

    def place(self, place_id: str) -> Place | None:
        """The place of an id, or None."""
        number = self.number(place_id)
        return None if number is None else self.place_at(number)

    def id_of(self, number: int) -> str:
        """The id of a place."""
        own = self._numbers.item(number)
        return f"geonames:{own}" if own else self._own_id(number)

    def point(self, number: int) -> Point:
        """Latitude and longitude of a place (WGS 84 degrees)."""
        lat, lon = self.index.columns["lat"], self.index.columns["lon"]
        return lat.item(number) / DEGREES, lon.item(number) / DEGREES

    def _prior(self, number: int) -> float:
        columns = self.index.columns
        kind = self.index.meta["kinds"][columns["kind"].item(number)]
        return prior(kind, columns["population"].item(number), columns["fame"].item(number))

    def fuzzy(self, name: str, country: str | None, near: Point | None) -> list[Hit]:
        """Places whose names differ by a few letters: any near the point, well-known ones of the country.

        A name a letter away from a hamlet's, somewhere in the country, is more likely another hamlet's.
        """
        matcher, allowed = self.matcher, self.filter(country, near, strict=True)
        if near:
            return matcher.fuzzy(name, matcher.spellings_near(*near), allowed)
        people = self.index.columns["population"]
        hits = matcher.fuzzy(name, matcher.spellings_of_country(country or ""), allowed)
        return [hit for hit in hits if people.item(hit[0]) >= WELL_KNOWN]

    def filter(
        self, country: str | None, near: Point | None, *, strict: bool = False
    ) -> Callable[[int], bool]:
        """Whether a place is of the country (or, unless strict, of none) and within reach of the point."""
        columns = self.index.columns
        fit = self._countries_fit(country, strict) if country else None
        of_country = columns["country"]

        def allowed(number: int) -> bool:
            if fit is not None and of_country.item(number) not in fit:
                return False
            if near is None:
                return True
            return km_between(near, self.point(number)) <= REACH_KM

        return allowed

    def fit(self, country: str | None) -> Fit | None:
        """Which of many places are of the country or of none; None where no country is given."""
        if country is None:
            return None
        fits = np.zeros(len(self.index.meta["countries"]), dtype=bool)
        fits[[*self._countries_fit(country, False)]] = True
        of_country = self.index.columns["country"]
        return lambda places: fits[of_country[places]]

    def nearest(self, lat: float, lon: float, limit: int, min_population: int) -> list[tuple[float, Place]]:
        """The settlements nearest to a point with their distances in km, nearest first."""
        columns = self.index.columns
        fit = np.flatnonzero(self.settlements & (columns["population"] >= min_population))
        km = distance_km(lat, lon, columns["lat"][fit] / DEGREES, columns["lon"][fit] / DEGREES)
        return [(float(km[n]), self.place_at(int(fit[n]))) for n in np.argsort(km, kind="stable")[:limit]]

    @cached_property
    def settlements(self) -> NDArray[np.bool_]:
        """Which of the places are settlements."""
        kinds = [n for n, kind in enumerate(self.index.meta["kinds"]) if kind in SETTLEMENTS]
        found: NDArray[np.bool_] = np.isin(self.index.columns["kind"], kinds)
        return found

    def counted(self, table: str, column: str) -> dict[str, int]:
        """How many places have each word of a table ("kinds", "kind")."""
        words = self.index.meta[table]
        counts = np.bincount(self.index.columns[column], minlength=len(words)).tolist()
        return {word: count for word, count in zip(words, counts, strict=True) if count}

    def number(self, place_id: str) -> int | None:
        """The number of the place of an id, or None."""
        source, _, code = place_id.partition(":")
        if source != "geonames":
            return self.index.ids.place(place_id)
        if not (code.isascii() and code.isdigit() and len(code) < 10):
            return None
        numbers, wanted = self.index.columns["number"], int(code)
        ordered = self.index.meta["ordered"]
        at = int(np.searchsorted(numbers, wanted) if ordered else np.argmax(numbers == wanted))
        return at if at < len(numbers) and numbers.item(at) == wanted else None

    def _read_place(self, number: int) -> Place:
        columns, meta = self.index.columns, self.index.meta
        return Place(
            place_id=self.id_of(number),
            name=self._text("name", number),
            kind=meta["kinds"][columns["kind"].item(number)],
            country=meta["countries"][columns["country"].item(number)],
            admin1=meta["admin1"][columns["admin1"].item(number)],
            lat=columns["lat"].item(number) / DEGREES,
            lon=columns["lon"].item(number) / DEGREES,
            radius_km=columns["radius"].item(number) / 10,
            population=columns["population"].item(number),
            source=meta["sources"][columns["source"].item(number)],
            note=self._note(number),
        )

    def _note(self, number: int) -> str:
        noted = self.index.columns["note_place"]
        if not len(noted):
            return ""
        at = int(np.searchsorted(noted, number))
        return self._text("note", at) if at < len(noted) and noted.item(at) == number else ""

    def _text(self, column: str, number: int) -> str:
        starts = self.index.columns[f"{column}_starts"]
        text = self.index.columns[f"{column}_bytes"][starts.item(number) : starts.item(number + 1)]
        return text.tobytes().decode()

    def _numbers_of_country(self, country: str, strict: bool) -> frozenset[int]:
        codes = self.index.meta["countries"]
        return frozenset(n for n, code in enumerate(codes) if code == country or not (code or strict))
