"""The gazetteer as others use it: names to places, points to areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer import folding, ranking
from gazetteer.geography import distance_km, layer
from gazetteer.index import BUILT, DEGREES, Index
from gazetteer.matching import REACH_KM, Hit, Matcher
from gazetteer.model import Candidate, Place

Point = tuple[float, float]  # lat, lon in degrees


class Gazetteer:
    """Places by name, by id, by point. Open one with `Gazetteer.open()`; it only reads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matcher = Matcher(index)
        self._place_at = lru_cache(maxsize=100_000)(self._read_place)
        self._ids: dict[str, int] = index.meta["ids"]
        self._own_ids = {number: place_id for place_id, number in self._ids.items()}
        self._countries_fit = lru_cache(maxsize=512)(self._numbers_of_country)
        self.has = self._matcher.has

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open an index folder, by default the built-in one.

        Raises IndexMissing when there is none, GazetteerError when it cannot be used.
        """
        return cls(Index(path or BUILT))

    def __len__(self) -> int:
        return len(self._index)

    def lookup(  # noqa: PLR0913 -- the questions a caller may ask at once
        self,
        name: str,
        *,
        country: str | None = None,
        near: Point | None = None,
        kind: str | None = None,
        limit: int = 10,
        fuzzy: bool = False,
        within: str | None = None,
    ) -> list[Candidate]:
        """Places that the name may mean, best first.

        `country` (ISO 3166-1 alpha-2) keeps the places of that country and those of none; `near`
        (lat, lon) and `kind` weigh, as does a kind that the name says ("Homs province"); `within` names
        an area that the place is in, as does a comma in the name ("Talbiseh, Homs"). `fuzzy` allows a few
        letters' difference inside `country` or near.
        """
        head, _, tail = name.partition(",") if len(name) <= folding.LONGEST else ("", "", "")
        wanted = head if tail else name
        hits = self._hits(wanted, country, near, fuzzy)
        kind = kind or (folding.kind_said(folding.fold(wanted)) if " " in wanted else None)
        asked = ranking.Asked(kind, self._areas_named(within or tail, country))
        return self._ranked(hits, asked, near)[:limit]

    def lookup_many(self, names: Iterable[str], **asked: Any) -> list[list[Candidate]]:
        """`lookup` of each name, with the same arguments."""
        return [self.lookup(name, **asked) for name in names]

    def place(self, place_id: str) -> Place | None:
        """The place of an id, or None."""
        number = self._number(place_id)
        return None if number is None else self._place_at(number)

    def area(self, place_id: str) -> Any | None:
        """The polygon of a country or first-level area (shapely, WGS 84), or None where there is none."""
        source, _, code = place_id.partition(":")
        if source not in ("country", "admin1"):
            return None
        areas = layer("countries" if source == "country" else "admin1")
        number = next((n for n, facts in enumerate(areas.properties) if facts["id"] == code), None)
        if number is None:
            return None
        from shapely.geometry import shape  # loaded only when a polygon is asked for

        return shape(areas.geometry(number))

    def admin_of(self, lat: float, lon: float) -> list[Place]:
        """The first-level area and the country that hold a point, finest first; [] at sea."""
        ids = [f"admin1:{layer('admin1').properties[n]['id']}" for n in layer("admin1").containing(lat, lon)]
        areas = [place for place in map(self.place, ids) if place]
        countries = (self.place(f"country:{area.country}") for area in areas)
        return [*areas, *dict.fromkeys(country for country in countries if country)]

    def nearest(self, lat: float, lon: float, limit: int = 5, min_population: int = 0) -> list[Place]:
        """The settlements nearest to a point, nearest first."""
        columns = self._index.columns
        fit = np.flatnonzero((columns["number"] > 0) & (columns["population"] >= min_population))
        km = distance_km(lat, lon, columns["lat"][fit] / DEGREES, columns["lon"][fit] / DEGREES)
        return [self._place_at(int(n)) for n in fit[np.argsort(km, kind="stable")[:limit]]]

    def labels(self, limit: int = 2000) -> list[Place]:
        """Settlements to label on a map, by population, largest first."""
        columns = self._index.columns
        fit = np.flatnonzero(columns["number"] > 0)
        order = np.argsort(-columns["population"][fit].astype(np.int64), kind="stable")
        return [self._place_at(int(n)) for n in fit[order[:limit]]]

    def attributions(self) -> str:
        """Where the places come from, and under which licences (Markdown)."""
        return resources.files("gazetteer").joinpath("data/ATTRIBUTION.md").read_text(encoding="utf-8")

    def info(self) -> dict[str, Any]:
        """Counts by country, kind and source, the number of names, and the index's checksum."""
        meta, columns = self._index.meta, self._index.columns

        def counted(table: str, column: str) -> dict[str, int]:
            counts = np.bincount(columns[column], minlength=len(meta[table])).tolist()
            return {word: count for word, count in zip(meta[table], counts, strict=True) if count}

        return {
            "places": len(self),
            "names": len(columns["post_place"]),
            "keys": len(self._index.keys),
            "countries": counted("countries", "country"),
            "kinds": counted("kinds", "kind"),
            "sources": counted("sources", "source"),
            "made_of": meta["made_of"],
            "format": meta["format"],
            "checksum": meta["checksum"],
            "folder": str(self._index.folder),
        }

    def _hits(self, name: str, country: str | None, near: Point | None, fuzzy: bool) -> list[Hit]:
        """What the strictest step finds that finds anything."""
        allowed = self._filter(country, None)
        found = [hit for hit in self._matcher.strict(name) if allowed(hit[0])]
        found = found or [
            hit for hit in self._matcher.generic(name) if allowed(hit[0]) and self._of_word(hit, name)
        ]
        if found or (country is None and near is None):
            return found
        allowed = self._filter(country, near, strict=True)
        found = self._matcher.skeleton(name, allowed)
        if not found and fuzzy:
            matcher = self._matcher
            words = matcher.spellings_near(*near) if near else matcher.spellings_of_country(country or "")
            found = matcher.fuzzy(name, words, allowed)
        return found

    def _of_word(self, hit: Hit, name: str) -> bool:
        """Whether a place can be what the name says it is: Laurel is a town, and not Laurel County."""
        said = folding.kind_said(folding.fold(name))
        return said in ranking.SETTLEMENTS or said == "airbase" or self._place_at(hit[0]).is_area

    def _filter(
        self, country: str | None, near: Point | None, *, strict: bool = False
    ) -> Callable[[int], bool]:
        """Whether a place is of the country (or, unless strict, of none) and within reach of the point."""
        columns = self._index.columns
        fit = self._countries_fit(country, strict) if country else None
        of_country, lat, lon = columns["country"], columns["lat"], columns["lon"]

        def allowed(number: int) -> bool:
            if fit is not None and of_country.item(number) not in fit:
                return False
            if near is None:
                return True
            return _km(near, (lat.item(number) / DEGREES, lon.item(number) / DEGREES)) <= REACH_KM

        return allowed

    def _numbers_of_country(self, country: str, strict: bool) -> frozenset[int]:
        codes = self._index.meta["countries"]
        return frozenset(n for n, code in enumerate(codes) if code == country or not (code or strict))

    def _ranked(self, hits: list[Hit], asked: ranking.Asked, near: Point | None) -> list[Candidate]:
        """Candidates, each place once with its best match; ties go by id, so that runs agree."""
        best: dict[tuple[int, bool], Hit] = {}
        for hit in hits:
            known = best.get((hit[0], hit[3]))
            if known is None or hit[2] > known[2]:
                best[hit[0], hit[3]] = hit
        fame = self._index.columns["fame"]
        found = []
        for number, match, quality, adjective in best.values():
            place = self._place_at(number)
            base = ranking.prior(place.kind, place.population, fame.item(number))
            km = _km(near, (place.lat, place.lon)) if near else None
            inside = self._inside(place, asked.within) if asked.within else None
            value = ranking.score(quality, ranking.evidence(base, place, asked, km, inside))
            found.append(Candidate(place, match, value, adjective))
        return sorted(found, key=lambda c: (-c.score, c.place.place_id))

    def _areas_named(self, name: str, country: str | None) -> frozenset[str]:
        """Ids of the countries and first-level areas that bear the name."""
        if not name.strip():
            return frozenset()
        allowed = self._filter(country, None)
        hits = self._matcher.strict(name.strip()) or self._matcher.generic(name.strip())
        places = (self._place_at(hit[0]) for hit in hits if allowed(hit[0]))
        return frozenset(p.place_id for p in places if p.kind in ("country", "admin1"))

    def _inside(self, place: Place, areas: frozenset[str]) -> bool:
        """Whether one of the areas is the place's country or first-level area."""
        for area in map(self.place, areas):
            if area and area.country == place.country and area.kind == "country":
                return True
            if area and area.country == place.country and area.name == place.admin1:
                return True
        return False

    def _number(self, place_id: str) -> int | None:
        source, _, code = place_id.partition(":")
        if source != "geonames":
            return self._ids.get(place_id)
        if not (code.isascii() and code.isdigit() and len(code) < 10):
            return None
        numbers = self._index.columns["number"]
        at = int(np.searchsorted(numbers, int(code)))
        return at if at < len(numbers) and numbers.item(at) == int(code) else None

    def _read_place(self, number: int) -> Place:
        columns, meta = self._index.columns, self._index.meta
        start, end = columns["name_starts"][number : number + 2]
        own = columns["number"].item(number)
        return Place(
            place_id=f"geonames:{own}" if own else self._own_ids[number],
            name=columns["name_bytes"][start:end].tobytes().decode(),
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
        columns = self._index.columns
        at = int(np.searchsorted(columns["note_place"], number))
        if at == len(columns["note_place"]) or columns["note_place"].item(at) != number:
            return ""
        start, end = columns["note_starts"][at : at + 2]
        return columns["note_bytes"][start:end].tobytes().decode()


def _km(one: Point, other: Point) -> float:
    return float(distance_km(*one, np.array([other[0]]), np.array([other[1]]))[0])
