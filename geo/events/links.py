"""Events that may be one and the same, and are kept apart: near each other, on the same days, of one type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from gazetteer.distance import km_between
from gazetteer.model import Place
from geo.events.clusters import doers_of, stands_alone
from geo.model import Event, Related, Toponym

_NEAR_KM = 20.0  # two spots so near may be named for one raid
_LONGEST = timedelta(days=3)  # an event told of more days than these says too little of its own
_MOST = 5  # kin named for one event
_MOST_COMPARED = 200  # events of a type in one province on one day; bounds the work, not the truth

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Side:
    """What two events are compared by."""

    event: Event
    doers: frozenset[str]
    places: tuple[Toponym, ...]


def related(events: Sequence[Event]) -> Mapping[str, tuple[Related, ...]]:
    """For each event's id those that may be the same, the nearest first, each with the reason.

    Only within one first-level area: the cost grows with the events, not with their pairs.
    """
    by_key: dict[_Key, list[_Side]] = {}
    for event in events:
        side = _side(event)
        for key in _keys(side) if side else ():
            by_key.setdefault(key, []).append(side)  # type: ignore[arg-type]
    found: dict[str, dict[str, tuple[float, str]]] = {}
    for sides in by_key.values():
        for one, other, km, because in _pairs(sides[:_MOST_COMPARED]):
            found.setdefault(one, {})[other] = km, because
            found.setdefault(other, {})[one] = km, because
    titles = {event.event_id: event.title for event in events}
    return {event_id: _nearest(kin, titles) for event_id, kin in found.items()}


def _side(event: Event) -> _Side | None:
    """None for an event that cannot be held against others: undated, of many days, nowhere, "another"."""
    start, end = event.moment.start, event.moment.end
    places = tuple(p for p in event.places if p.place and p.geo_precision not in ("country", "unresolved"))
    if start is None or end is None or end - start > _LONGEST or not places:
        return None
    if any(stands_alone(claim) for claim in event.claims):
        return None
    return _Side(event, frozenset(doer for claim in event.claims for doer in doers_of(claim)), places)


def _keys(side: _Side | None) -> Iterator[_Key]:
    """The type with each day and first-level area."""
    if side is None:
        return
    start, end = side.event.moment.start, side.event.moment.end
    if start is None or end is None:
        return
    areas = {(p.place.country, _admin1(p)) for p in side.places if p.place}
    for day in range((end - start).days + 1):
        for country, admin1 in sorted(areas):
            yield side.event.type, (start + timedelta(day)).isoformat(), country, admin1


def _admin1(toponym: Toponym) -> str:
    place = toponym.place
    return "" if place is None else place.name if place.kind == "admin1" else place.admin1


def _pairs(sides: Sequence[_Side]) -> Iterator[tuple[str, str, float, str]]:
    for at, one in enumerate(sides):
        for other in sides[at + 1 :]:
            if one.doers and other.doers and not one.doers & other.doers:
                continue
            near = _nearest_places(one.places, other.places)
            if near:
                yield one.event.event_id, other.event.event_id, *near


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


def _nearest(kin: Mapping[str, tuple[float, str]], titles: Mapping[str, str]) -> tuple[Related, ...]:
    ordered = sorted((km, other, why) for other, (km, why) in kin.items())
    return tuple(Related(other, titles[other], why) for _, other, why in ordered[:_MOST])
