"""What one source knows of another's places: names move, places are never listed twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import cos, hypot, radians

from gazetteer.folding import fold
from gazetteer.ranking import SETTLEMENTS
from gazetteer.skeleton import skeleton, unlike
from gazetteer.sources.entry import ADJECTIVE, PRIMARY, SPELLING, Entry

REACH_KM = 5.0
AIRFIELDS = frozenset({"airbase", "airport"})
SEAT_ALIKE = 0.1  # less for an area and its town: Newark lies in New York and is not it
ALIKE = 0.25  # how unlike the vowels of the two names may be (gazetteer.skeleton.unlike)


def merged(curated: Sequence[Entry], provinces: Sequence[Entry], settlements: Sequence[Entry]) -> list[Entry]:
    """The curated entries that are places of their own; the others' names go to the place they are.

    A settlement is one of GeoNames' when both are of one country, within 5 km, and share a spelling: that
    keeps its id, point and people, and takes the curated name as its main one. A first-level area is the
    one that its row names; that keeps everything and gains the names.
    """
    known = _by_bones(settlements, {entry.place.country for entry in curated})
    areas = {(entry.place.country, entry.place.name): entry for entry in provinces}
    own = []
    for entry in curated:
        area = areas.get((entry.place.country, entry.place.admin1)) if entry.place.kind == "admin1" else None
        twin = _twin(entry, known) if entry.place.kind in SETTLEMENTS else None
        if area:
            for name, marks in entry.names.items():
                area.add(name, marks & ~PRIMARY | (0 if marks & ADJECTIVE else SPELLING))
            area.place = replace(area.place, note=entry.place.note)
        elif twin:
            _rename(twin, entry)
        else:
            own.append(entry)
    return own


def beside(airports: Iterable[Entry], places: Sequence[Entry]) -> list[Entry]:
    """The airports that are none of the curated ones; the others' names go to the curated ones.

    An airfield has several names, none alike: those of one country within 5 km are one.
    """
    known: dict[str, list[Entry]] = defaultdict(list)
    for entry in places:
        if entry.place.kind in AIRFIELDS:
            known[entry.place.country].append(entry)
    own = []
    for airport in airports:
        near = [other for other in known[airport.place.country] if _km(airport, other) <= REACH_KM]
        if near:
            twin = min(near, key=lambda other: (_km(airport, other), other.place.place_id))
            for name, marks in airport.names.items():
                twin.names.setdefault(name, marks & ~PRIMARY | SPELLING)
        else:
            own.append(airport)
    return own


def _rename(settlement: Entry, curated: Entry) -> None:
    """Give a settlement the curated names, the main one first; what was its main one stays a spelling."""
    marks = {name: mark & ~PRIMARY | SPELLING for name, mark in settlement.names.items() if mark & PRIMARY}
    settlement.names.update(marks)
    settlement.names.update(curated.names)
    settlement.place = replace(settlement.place, name=curated.place.name, note=curated.place.note)


def name_after_seat(provinces: Sequence[Entry], settlements: Iterable[Entry]) -> None:
    """Give a first-level area that is named after a town in it that town's spellings: Deir Ezzor's too."""
    bones = [skeleton(fold(entry.place.name)) for entry in provinces]
    for entry in settlements:
        if entry.province is None or not bones[entry.province]:
            continue
        area = provinces[entry.province]
        own, seat = fold(area.place.name), fold(entry.place.name)
        if skeleton(seat) == bones[entry.province] and unlike(own, seat) <= SEAT_ALIKE:
            for name, marks in entry.names.items():
                if marks & (PRIMARY | SPELLING) and name not in area.names:
                    area.add(name, SPELLING)


def _by_bones(settlements: Iterable[Entry], countries: set[str]) -> dict[tuple[str, str], list[Entry]]:
    """Settlements of the countries by country and skeleton of each of their names."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in settlements:
        if entry.place.country in countries:
            for bones in {skeleton(fold(name)) for name in entry.names} - {""}:
                found[entry.place.country, bones].append(entry)
    return found


def _twin(entry: Entry, known: dict[tuple[str, str], list[Entry]]) -> Entry | None:
    """The nearest settlement within reach that shares a spelling, the one with most people of equals."""
    near: list[tuple[float, int, str, Entry]] = []
    for key in {fold(name) for name in entry.names}:
        for other in known.get((entry.place.country, skeleton(key)), []):
            km = _km(entry, other)
            if km <= REACH_KM and any(_same(key, fold(name)) for name in other.names):
                near.append((round(km), -other.place.population, other.place.place_id, other))
    return min(near, key=lambda found: found[:3])[3] if near else None


def _same(key: str, other: str) -> bool:
    return skeleton(key) == skeleton(other) and unlike(key, other) <= ALIKE


def _km(one: Entry, other: Entry) -> float:
    """Kilometres between two near points: flat, which is exact enough for a few km."""
    a, b = one.place, other.place
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat)))
