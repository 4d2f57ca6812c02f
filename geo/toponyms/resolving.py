"""Which of its senses a name has here: context first, population last, one sense a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, exp, log10, radians, sin, sqrt
from typing import TypeVar

from gazetteer.model import Candidate, Place
from geo.toponyms.evidence import holds
from geo.toponyms.names import Name
from geo.toponyms.relations import EARTH_KM

Key = TypeVar("Key")
NEIGHBOUR_KM = 150.0  # at this distance a neighbour's support has fallen to 1/e
MAX_NEIGHBOURS = 25
TORN = 0.02  # a lead smaller than this is no honest choice
_COUNTY = frozenset(["county", "counties", "parish", "parishes"])
_MATCH = {"exact": 1.0, "folded": 0.85, "skeleton": 0.5, "fuzzy": 0.4}
_KINDS = {
    "area": frozenset(["admin1", "region", "country"]),
    "district": frozenset(["admin2", "admin3", "neighbourhood"]),
    "site": frozenset(["airport", "airbase", "port", "crossing", "camp", "site", "dam"]),
}


@dataclass(slots=True)
class Context:
    """What a document says about where it plays: shares of countries and provinces, sure places."""

    countries: dict[str, float] = field(default_factory=dict)
    provinces: dict[tuple[str, str], float] = field(default_factory=dict)
    chosen: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Sense:
    """All mentions of one name with one wanted kind."""

    names: list[Name]
    ranked: list[tuple[float, Candidate]] = field(default_factory=list)

    @property
    def margin(self) -> float:
        """How far the first choice is ahead of the second place."""
        first = self.ranked[0][1].place
        for score, candidate in self.ranked[1:]:
            if not (
                holds(candidate.place, first)
                or holds(first, candidate.place)
                or same_spot(first, candidate.place)
            ):
                return self.ranked[0][0] - score
        return 2.0


def resolve(names: Sequence[Name], title: Sequence[Name]) -> None:
    """Choose a place for every name, or none."""
    senses = _senses(names)
    context = _context([*names, *title])
    for sense in senses:
        _rank(sense, context)
    context.chosen = _anchors(senses)
    for sense in senses:
        _rank(sense, context)
        _choose(sense)


def _senses(names: Sequence[Name]) -> list[Sense]:
    """Mentions grouped by name and kind; a mention without a kind joins the sense of its name alone."""
    groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        if name.candidates:
            groups[name.key, _wanted(name)].append(name)
    return [Sense(group) for group in groups.values()]


def _wanted(name: Name) -> str:
    """Kinds that split a name into senses: city and province of one name."""
    return name.kind if name.kind in ("area", "district", "settlement", "site") else ""


def _context(names: Sequence[Name]) -> Context:
    """Countries and provinces that a document names, as shares."""
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[tuple[str, str], float] = defaultdict(float)
    for name in names:
        if not name.candidates:
            continue
        place = name.candidates[0].place
        if place.kind == "country":
            countries[place.country] += 1
        elif place.kind == "capital" or (place.population > 1_000_000 and place.kind != "admin1"):
            countries[place.country] += 0.5
        elif place.kind == "admin1":
            countries[place.country] += 0.7
            provinces[place.country, place.name] += 1
    for name in names:
        if name.parent is not None and name.parent.candidates:
            parent = name.parent.candidates[0].place
            countries[parent.country] += 1
    return Context(_shares(countries), _shares(provinces))


def _shares(counts: Mapping[Key, float]) -> dict[Key, float]:
    """Parts of one; the 1.0 added keeps a single mention from being everything."""
    total = sum(counts.values()) + 1.0
    return {key: count / total for key, count in counts.items()}


def _anchors(senses: Sequence[Sense]) -> list[Place]:
    """Places that are fairly sure, to support what is near them."""
    sure = [s for s in senses if s.ranked and s.margin > 0.5 and s.ranked[0][1].place.kind != "country"]
    sure.sort(key=lambda s: -s.margin)
    return [s.ranked[0][1].place for s in sure[:MAX_NEIGHBOURS]]


def _rank(sense: Sense, context: Context) -> None:
    """Candidates of a sense with their scores, best first, one a place."""
    name = max(sense.names, key=lambda n: (n.parent is not None, n.score))
    best: dict[str, tuple[float, Candidate]] = {}
    for candidate in name.candidates:
        score = _score(candidate, name, context)
        known = best.get(candidate.place.place_id)
        if known is None or known[0] < score:
            best[candidate.place.place_id] = (score, candidate)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    sense.ranked = _settle_twins(ranked, name)


def _score(candidate: Candidate, name: Name, context: Context) -> float:
    place = candidate.place
    score = _MATCH[candidate.match] + 1.5 * _size(place)
    score += 2.0 * context.countries.get(place.country, 0.0)
    province = (place.country, place.name if place.kind == "admin1" else place.admin1)
    score += 1.2 * context.provinces.get(province, 0.0)
    score += _parent_bonus(place, name.parent)
    score += _kind_bonus(place, name)
    return score + _support(place, context.chosen)


def _size(place: Place) -> float:
    """0 to about 1.2 by population; areas without a figure count as large."""
    if place.kind == "country":
        return 1.2
    floor = {"admin1": 6.0, "region": 5.5, "sea": 6.0, "lake": 5.0, "airbase": 4.5, "airport": 4.5}.get(
        place.kind, 0.0
    )
    return max(floor, log10(place.population + 1)) / 7.0


def _parent_bonus(place: Place, parent: Name | None) -> float:
    """ "Talbiseh, Homs": a sense that its parent holds, or that lies beside it."""
    if parent is None:
        return 0.0
    if any(holds(big.place, place) for big in parent.candidates):
        return 3.0
    nearest = min(distance_km(place.lat, place.lon, c.place.lat, c.place.lon) for c in parent.candidates[:5])
    return 2.5 if nearest < 50 else 0.0


def _kind_bonus(place: Place, name: Name) -> float:
    wanted = name.kind
    if not wanted:
        return 0.0
    if wanted == "settlement":
        return -2.5 if place.is_area else 0.5
    return 2.5 if place.kind in _KINDS[wanted] else -0.5


def _support(place: Place, chosen: Sequence[Place]) -> float:
    """Nearness to the sure places of the document, 0 to 1.5."""
    total = 0.0
    for other in chosen:
        if other.place_id != place.place_id:
            total += exp(-distance_km(place.lat, place.lon, other.lat, other.lon) / NEIGHBOUR_KM)
    return min(1.5, 0.8 * total)


def _settle_twins(ranked: list[tuple[float, Candidate]], name: Name) -> list[tuple[float, Candidate]]:
    """A bare name of a city and of its province means the city ("in Homs")."""
    if name.kind or not ranked or ranked[0][1].place.kind not in ("admin1", "admin2"):
        return ranked
    area = ranked[0][1].place
    for position, (_, candidate) in enumerate(ranked[1:], 1):
        if _is_seat(candidate.place, area):
            return [(ranked[0][0], candidate), *ranked[:position], *ranked[position + 1 :]]
    return ranked


def _is_seat(place: Place, area: Place) -> bool:
    """True for a city in (or nearly in) the area of its name."""
    if place.is_area or place.country != area.country or place.population < 20_000:
        return False
    return place.admin1 in ("", area.name) and distance_km(place.lat, place.lon, area.lat, area.lon) < 300


def _choose(sense: Sense) -> None:
    """Give every mention of a sense its place, unless no choice is honest."""
    if not sense.ranked:
        return
    top = sense.ranked[0][1]
    torn = sense.margin < TORN
    for name in sense.names:
        if torn or (name.noun in _COUNTY and top.place.kind not in _KINDS["district"]):
            continue  # a county is not the town that it is called after
        name.choice = top
        name.confidence = _confidence(sense, name)
    for name in sense.names:
        name.candidates = tuple(candidate for _, candidate in sense.ranked[:5])


def same_spot(one: Place, other: Place) -> bool:
    """True for two entries of what is one place for a reader."""
    return distance_km(one.lat, one.lon, other.lat, other.lon) < 50


def _confidence(sense: Sense, name: Name) -> float:
    """0 to 1 from: is it a name of a place, how it matched, how clear the choice is."""
    is_name = 1 / (1 + exp(-max(-20.0, min(20.0, name.score))))
    clear = min(1.0, max(0.0, sense.margin) / 1.5)
    match = _MATCH[sense.ranked[0][1].match]
    return round(is_name * (0.35 + 0.25 * match + 0.4 * clear), 3)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees, km (haversine)."""
    p1, p2 = radians(lat1), radians(lat2)
    a = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(a)))
