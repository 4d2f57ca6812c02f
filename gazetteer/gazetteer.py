"""The gazetteer as others use it: names to places, points to areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer import folding, ranking
from gazetteer.distance import Point, km_between
from gazetteer.geography import Layer, layer
from gazetteer.index import BUILT
from gazetteer.matching import MOST, Hit
from gazetteer.model import Candidate, Place
from gazetteer.shelf import Shelf
from gazetteer.userdata import imported_folders

Found = tuple[Shelf, Hit]
COMPANY_KM = 30.0  # places named side by side are one place, or lie so near to each other
MOST_PARTS, MOST_BESIDE = 3, 50  # names side by side, and places of each: they are compared in pairs
RUNNERS_UP = 10  # places looked at beyond those wanted: the spelling as written may put one before others


class Gazetteer:
    """Places by name, by id, by point. Open one with `Gazetteer.open()`; it only reads.

    What the user imported lies above the built-in index: of two places of one id the user's is given.
    """

    def __init__(self, *shelves: Shelf) -> None:
        """Lay shelves over each other, the uppermost first."""
        self._shelves, self._base = shelves, shelves[-1]
        self._matchers = [shelf.matcher for shelf in reversed(shelves)]
        self.has: Callable[[str], bool] = self._has if len(shelves) > 1 else self._base.matcher.has

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open an index folder; by default the built-in one under all that the user imported.

        Raises IndexMissing when there is none, GazetteerError when one cannot be used.
        """
        if path is not None:
            return cls(Shelf(path))
        own = (Shelf(folder, "import its file again, or delete it") for folder in imported_folders())
        return cls(*own, Shelf(BUILT))

    def __len__(self) -> int:
        return sum(len(shelf) for shelf in self._shelves)

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
        kind = kind or (folding.kind_said(folding.fold(wanted)) if " " in wanted else None)
        most = MOST if near or kind or within or tail else limit + RUNNERS_UP
        hits = self._hits(wanted, country, near, fuzzy, most)
        if not hits:  # "Kobani/Ain al-Arab", "Al-Rai (Choban Bey)", "Tall Tawil (Tall Tamr area)"
            parts = folding.names_in(wanted)[:MOST_PARTS]
            hits = self._side_by_side([self._hits(one, country, near, fuzzy, MOST_BESIDE) for one in parts])
        asked = ranking.Asked(kind, self._areas_named(within or tail, country))
        found = self._ranked(hits, asked, near, limit)
        if not asked.within or any(self._inside(s.place_at(hit[0]), asked.within) for s, hit in hits):
            return found
        return [replace(candidate, outside=True) for candidate in found]

    def lookup_many(self, names: Iterable[str], **asked: Any) -> list[list[Candidate]]:
        """`lookup` of each name, with the same arguments."""
        return [self.lookup(name, **asked) for name in names]

    def prefixes(self, key: str) -> set[str]:
        """The folded names that a folded text begins with (gazetteer.folding.fold): a filter before `has`."""
        return {found for shelf in self._shelves for found in shelf.matcher.prefixes(key)}

    def ids(self, name: str) -> list[str]:
        """Ids of the places that bear the name as written or folded, unranked: the quickest look-up."""
        found = [shelf.id_of(number) for shelf in self._shelves for number in shelf.matcher.bearers(name)]
        return found if len(self._shelves) == 1 else list(dict.fromkeys(found))

    def place(self, place_id: str) -> Place | None:
        """The place of an id, or None."""
        found = (shelf.place(place_id) for shelf in self._shelves)
        return next((place for place in found if place), None)

    def area(self, place_id: str) -> Any | None:
        """The polygon of a country, first-level area or imported area (shapely, WGS 84); None without one."""
        for shelf in self._shelves:
            number = shelf.number(place_id) if shelf.areas else None
            if shelf.areas and number is not None:
                return shelf.areas.geometry(number)
        built = _built_in_area(place_id)
        if built is None:
            return None
        from shapely.geometry import shape  # loaded only when a polygon is asked for

        areas, number = built
        return shape(areas.geometry(number))

    def contains(self, place_id: str, lat: float, lon: float) -> bool:
        """Whether an area that has a polygon holds a point."""
        return any(place.place_id == place_id for place in self.admin_of(lat, lon))

    def admin_of(self, lat: float, lon: float) -> list[Place]:
        """The areas that hold a point, finest first: imported ones, first-level area, country; [] at sea."""
        found = [
            shelf.place_at(number)
            for shelf in self._shelves
            if shelf.areas
            for number in shelf.areas.containing(lat, lon)
        ]
        areas = layer("admin1")
        ids = [f"admin1:{areas.properties[n]['id']}" for n in areas.containing(lat, lon)]
        found += [place for place in map(self.place, ids) if place]
        found += [c for c in (self.place(f"country:{p.country}") for p in found) if c]
        once: dict[str, Place] = {}
        for place in found:
            once.setdefault(place.place_id, place)
        return sorted(once.values(), key=lambda place: -_LEVELS.get(place.kind, 9))

    def nearest(self, lat: float, lon: float, limit: int = 5, min_population: int = 0) -> list[Place]:
        """The settlements nearest to a point, nearest first."""
        near = [found for shelf in self._shelves for found in shelf.nearest(lat, lon, limit, min_population)]
        near = [found for found in near if found[1] == self.place(found[1].place_id)]
        return [place for _, place in sorted(near, key=lambda found: found[0])[:limit]]

    def labels(self, limit: int = 2000) -> list[Place]:
        """Settlements of the built-in index to label on a map, by population, largest first."""
        fit = np.flatnonzero(self._base.settlements)
        people = self._base.index.columns["population"][fit].astype(np.int64)
        order = np.argsort(-people, kind="stable")
        return [self._base.place_at(int(n)) for n in fit[order[:limit]]]

    def attributions(self) -> str:
        """Where the places come from, and under which licences (Markdown)."""
        return resources.files("gazetteer").joinpath("data/ATTRIBUTION.md").read_text(encoding="utf-8")

    def info(self) -> dict[str, Any]:
        """Counts by country, kind and source, the number of names, the index's checksum, the imports."""
        base = self._base.index
        counts: dict[str, Counter[str]] = {}
        for shelf in self._shelves:
            for table, column in (("countries", "country"), ("kinds", "kind"), ("sources", "source")):
                counts.setdefault(table, Counter()).update(shelf.counted(table, column))
        return {
            "places": len(self),
            "names": sum(len(shelf.index.columns["post_place"]) for shelf in self._shelves),
            "keys": sum(len(shelf.index.keys) for shelf in self._shelves),
            **{table: dict(found) for table, found in counts.items()},
            "made_of": base.meta["made_of"],
            "format": base.meta["format"],
            "checksum": base.meta["checksum"],
            "folder": str(base.folder),
            "imported": {str(shelf.index.folder): len(shelf) for shelf in self._shelves[:-1]},
        }

    def _has(self, name: str) -> bool:
        """Whether a place of any shelf bears the name."""
        key = folding.fold(name)
        if not key:
            return False
        for matcher in self._matchers:
            if matcher.has_key(key, name):
                return True
        bare = folding.without_articles(key)
        return bare != key and any(matcher.has_bare(bare, key) for matcher in self._matchers)

    def _hits(
        self, name: str, country: str | None, near: Point | None, fuzzy: bool, most: int
    ) -> list[Found]:
        """What the strictest step finds that finds anything."""
        found = self._named(name, country, lambda place: self._of_word(place, name), most)
        if found or (country is None and near is None):
            return found
        found = self._skeletons(name, country, near)
        if not found and (bare := folding.without_generic(folding.fold(name))) != folding.fold(name):
            loose = self._skeletons(bare, country, near)
            found = [(s, hit) for s, hit in loose if self._of_word(s.place_at(hit[0]), name)]
        if not found and fuzzy:
            found = [(shelf, hit) for shelf in self._shelves for hit in shelf.fuzzy(name, country, near)]
        return found

    @staticmethod
    def _side_by_side(parts: list[list[Found]]) -> list[Found]:
        """Of names given side by side, the places of the first that others lie near; without any, all places.

        They may be names of one place, or the second may say where the first is.
        """
        for nth, part in enumerate(parts):
            points = [s.point(hit[0]) for other in (*parts[:nth], *parts[nth + 1 :]) for s, hit in other]
            near = [(s, hit) for s, hit in part if _is_near_any(s.point(hit[0]), points)]
            if near:
                return near
        return [hit for part in parts for hit in part]

    def _skeletons(self, name: str, country: str | None, near: Point | None) -> list[Found]:
        return [
            (shelf, hit)
            for shelf in self._shelves
            for hit in shelf.matcher.skeleton(name, shelf.filter(country, near, strict=True))
        ]

    def _named(
        self, name: str, country: str | None, fits: Callable[[Place], bool], most: int = MOST
    ) -> list[Found]:
        """Places of the name; if none, those of the name without its word for the kind, where they fit."""
        found = []
        for shelf in self._shelves:
            allowed = shelf.filter(country, None)
            hits = shelf.matcher.strict(name, shelf.fit(country), most)
            found += [(shelf, hit) for hit in hits if allowed(hit[0])]
        for shelf in () if found else self._shelves:
            allowed = shelf.filter(country, None)
            hits = [hit for hit in shelf.matcher.generic(name, shelf.fit(country)) if allowed(hit[0])]
            found += [(shelf, hit) for hit in hits if fits(shelf.place_at(hit[0]))]
        return found

    @staticmethod
    def _of_word(place: Place, name: str) -> bool:
        """Whether a place can be what the name says it is: Laurel is a town, and not Laurel County."""
        key = folding.fold(name)
        if key.rpartition(" ")[2] in folding.SPOT_WORDS:
            return True
        said = folding.kind_said(key)
        return said in ranking.SETTLEMENTS or said == "airbase" or place.is_area

    def _ranked(
        self, hits: list[Found], asked: ranking.Asked, near: Point | None, limit: int
    ) -> list[Candidate]:
        """The best candidates, each place once with its best match; ties go by id, so that runs agree."""
        if len(hits) == 1:  # most names: nothing to rank
            shelf, (number, match, _, adjective) = hits[0]
            found = Candidate(
                shelf.place_at(number), match, self._score(shelf, hits[0][1], asked, near), adjective
            )
            return [found][:limit]
        best: dict[tuple[str, bool], tuple[Shelf, Hit]] = {}
        for shelf, hit in hits:
            key = (shelf.id_of(hit[0]), hit[3])
            known = best.get(key)
            if known is None:
                best[key] = shelf, hit
            elif hit[2] > known[1][2]:
                best[key] = known[0], (known[1][0], *hit[1:])
        scored = [
            (-self._score(shelf, hit, asked, near), place_id, shelf, hit)
            for (place_id, _), (shelf, hit) in best.items()
        ]
        scored.sort(key=lambda found: found[:2])
        # Rivals beyond those wanted count too: one answer is as ambiguous as the whole list.
        close = sum(1 for score, *_ in scored if -score >= -scored[0][0] - ranking.WHISKER)
        candidates = [
            Candidate(shelf.place_at(hit[0]), hit[1], -score, hit[3])
            for score, _, shelf, hit in scored[: max(limit, close)]
        ]
        return ranking.ambiguous_marked(candidates)[:limit]

    def _score(self, shelf: Shelf, hit: Hit, asked: ranking.Asked, near: Point | None) -> float:
        """The score of one hit; a place is read only where something was asked of it."""
        number, _, quality, _ = hit
        base = shelf.prior(number)
        if near is None and not asked:
            return ranking.score(quality, base)
        place = shelf.place_at(number)
        km = km_between(near, (place.lat, place.lon)) if near else None
        inside = self._inside(place, asked.within) if asked.within else None
        return ranking.score(quality, ranking.evidence(base, place, asked, km, inside))

    def _areas_named(self, name: str, country: str | None) -> frozenset[str]:
        """Ids of the countries and areas that bear the name."""
        if not name.strip():
            return frozenset()
        found = self._named(name.strip(), country, lambda _: True)
        places = (shelf.place_at(hit[0]) for shelf, hit in found)
        return frozenset(p.place_id for p in places if p.kind in _LEVELS)

    def _inside(self, place: Place, areas: frozenset[str]) -> bool:
        """Whether one of the areas is the place's country or first-level area, or a finer one around it."""
        return any(_holds(area, place) for area in map(self.place, areas) if area)


_LEVELS = {"country": 0, "admin1": 1, "admin2": 2, "admin3": 3}


def _is_near_any(point: Point, points: list[Point]) -> bool:
    return any(km_between(point, other) <= COMPANY_KM for other in points)


def _holds(area: Place, place: Place) -> bool:
    if area.country != place.country:
        return False
    if area.kind in ("country", "admin1"):
        return area.kind == "country" or area.name == place.admin1
    return km_between((area.lat, area.lon), (place.lat, place.lon)) <= area.radius_km


def _built_in_area(place_id: str) -> tuple[Layer, int] | None:
    source, _, code = place_id.partition(":")
    if source not in ("country", "admin1"):
        return None
    areas = layer("countries" if source == "country" else "admin1")
    number = areas.numbers.get(code)
    return None if number is None else (areas, number)
