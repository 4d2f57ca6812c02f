"""Events that may be one and the same, and are kept apart: near each other, on the same days, of one type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gazetteer.distance import km_between
from gazetteer.model import Place
from geo.events.clusters import doers_of, stands_alone
from geo.model import Event, Related, Toponym

_NEAR_KM = 20.0  # two spots so near may be named for one raid
_LONGEST = timedelta(days=3)  # an event told of more days than these says too little of its own
_MOST = 5  # kin named for one event
_MOST_COMPARED = 200  # events of a type in one province on one day; bounds the work, not the truth

Area = tuple[str, str, str]  # type, country, first-level area: only within one are events compared
Kin = tuple[float, str, str, str]  # km, the other event's id, why, its title


@dataclass(frozen=True, slots=True)
class Side:
    """What an event is compared by."""

    event_id: str
    type: str
    title: str
    start: date
    end: date
    doers: frozenset[str]
    places: tuple[Toponym, ...]


def related(events: Sequence[Event]) -> Mapping[str, tuple[Related, ...]]:
    """For each event's id those that may be the same, the nearest first, each with the reason.

    Only within one first-level area: the cost grows with the events, not with their pairs.
    """
    found = kin_among([side for event in events if (side := side_of(event))])
    return {event_id: nearest(kin) for event_id, kin in found.items()}


def kin_among(
    sides: Iterable[Side], within: Callable[[Area], bool] = lambda _area: True
) -> Mapping[str, Collection[Kin]]:
    """For each event's id its kin, in no order; `within` says which areas are looked at."""
    by_key: dict[tuple[Area, int], list[Side]] = {}
    for side in sides:
        areas = [area for area in areas_of(side) if within(area)]
        for day in range(side.start.toordinal(), side.end.toordinal() + 1):
            for area in areas:
                by_key.setdefault((area, day), []).append(side)
    found: dict[str, dict[str, Kin]] = {}
    for group in by_key.values():
        for one, other, km, because in _pairs(group[:_MOST_COMPARED]):
            found.setdefault(one.event_id, {})[other.event_id] = km, other.event_id, because, other.title
            found.setdefault(other.event_id, {})[one.event_id] = km, one.event_id, because, one.title
    return {event_id: kin.values() for event_id, kin in found.items()}


def nearest(kin: Iterable[Kin]) -> tuple[Related, ...]:
    """The nearest of them, each once."""
    return tuple(Related(other, title, why) for _, other, why, title in sorted(set(kin))[:_MOST])


def side_of(event: Event) -> Side | None:
    """None for an event that cannot be held against others: undated, of many days, nowhere, "another"."""
    start, end = event.moment.start, event.moment.end
    places = tuple(p for p in event.places if p.place and p.geo_precision not in ("country", "unresolved"))
    if start is None or end is None or end - start > _LONGEST or not places:
        return None
    if any(stands_alone(claim) for claim in event.claims):
        return None
    doers = frozenset(doer for claim in event.claims for doer in doers_of(claim))
    return Side(event.event_id, event.type, event.title, start, end, doers, places)


def areas_of(side: Side) -> list[Area]:
    """Its type with each first-level area that it lies in."""
    places = {(p.place.country, _admin1(p)) for p in side.places if p.place}
    return [(side.type, country, admin1) for country, admin1 in sorted(places)]


def _admin1(toponym: Toponym) -> str:
    place = toponym.place
    return "" if place is None else place.name if place.kind == "admin1" else place.admin1


def _pairs(sides: Sequence[Side]) -> Iterator[tuple[Side, Side, float, str]]:
    for at, one in enumerate(sides):
        for other in sides[at + 1 :]:
            if one.doers and other.doers and not one.doers & other.doers:
                continue
            near = _nearest_places(one.places, other.places)
            if near:
                yield one, other, *near


def _nearest_places(ones: Sequence[Toponym], others: Sequence[Toponym]) -> tuple[float, str] | None:
    """The least distance in km between two places of which one may hold the other, and the reason."""
    found = [near for one in ones for other in others if (near := _near(one, other))]
    return min(found) if found else None


def _near(one: Toponym, other: Toponym) -> tuple[float, str] | None:
    if one.place is None or other.place is None:
        return None
    if one.place.place_id == other.place.place_id:
        return 0.0, f"same day, {one.place.name} in common"
    held = _held(one, other) or _held(other, one)
    if held:
        return 0.0, f"same day, {held}"
    km = km_between((one.place.lat, one.place.lon), (other.place.lat, other.place.lon))
    names = f"{one.place.name} and {other.place.name}"
    return (km, f"same day, {names} are {km:.0f} km apart") if km <= _NEAR_KM else None


def _held(area: Toponym, spot: Toponym) -> str:
    """How the first, or another place that its name may mean, holds the second; "" where it does not."""
    if spot.place is None or spot.place.kind == "admin1" or area.place is None:
        return ""
    if _is_area_of(area.place, spot.place):
        return f"{spot.place.name} lies in {area.place.name} (area)"
    if any(_is_area_of(candidate.place, spot.place) for candidate in area.candidates):
        return f"{area.place.name} may mean the area, in which {spot.place.name} lies"
    return ""


def _is_area_of(area: Place, spot: Place) -> bool:
    return area.kind == "admin1" and (area.country, area.name) == (spot.country, spot.admin1)
