"""Which of its senses a name has here: context first, population last, one sense a document.

Every sense of every name gets a prior (how the name matched, how large the place is). Then, twice over,
the senses vote: for their country, for their province, and for what lies near them (the spatial
minimality of Leidner 2007, softened); nobody votes for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, log10, sqrt

import numpy as np
from numpy.typing import NDArray

from gazetteer.model import Candidate, Place
from geo.toponyms.confidence import sure_of
from geo.toponyms.lexicon import weights_of
from geo.toponyms.names import Name
from geo.toponyms.sphere import EARTH_KM, distance_km, holds, unit_vector

Floats = NDArray[np.float64]
TORN = 0.02  # a lead smaller than this is no honest choice
ROUNDS = 2
MOST_SENSES = 60  # names that vote on nearness, the most frequent ones; bounds a hostile text
_WITH_TOWNSHIPS = frozenset(["US"])
_WITH_COUNTIES = frozenset(["US", "CA", "GB", "IE", "LR"])
_COUNTY = frozenset(["county", "counties", "parish", "parishes", "township"])
_KINDS = {
    "area": frozenset(["admin1", "region", "country"]),
    "district": frozenset(["admin2", "admin3", "neighbourhood"]),
    "site": frozenset(
        ["airport", "airbase", "base", "crossing", "camp", "dam", "facility", "oilfield", "prison"]
    ),
}
_UNCOUNTED = 2.7  # a settlement without a figure is taken for a village of 500
_FLOORS = {
    "country": 8.4,
    "admin1": 6.0,
    "region": 7.0,
    "sea": 6.0,
    "lake": 5.0,
    "airbase": 4.5,
    "airport": 4.5,
}


@cache
def weights() -> dict[str, float]:
    """How much each part of a score counts. Raises LexiconError where the file is broken."""
    return weights_of("resolution")


@dataclass(slots=True)
class Sense:
    """All mentions of one name with one wanted kind, and what they may mean."""

    names: list[Name]
    candidates: list[Candidate]
    prior: Floats
    scores: Floats

    def shares(self, temperature: float) -> Floats:
        """How likely each candidate is now, as parts of one."""
        raised = np.exp((self.scores - self.scores.max()) / temperature)
        shares: Floats = raised / raised.sum()
        return shares

    @property
    def weight(self) -> float:
        """How loud the sense votes: more for more mentions, but not in proportion."""
        return min(4.0, sqrt(len(self.names)))


def resolve(names: Sequence[Name], context: Sequence[Name], home: str = "") -> None:
    """Choose a place for every name, or none. `context` votes too; `home` is the publisher's country."""
    table = weights()
    senses = _senses(names, table)
    voters = [*senses, *_senses(context, table)]
    for _ in range(ROUNDS):
        _vote(senses, voters, home, table)
    for sense in senses:
        _choose(sense)


def _senses(names: Iterable[Name], table: dict[str, float]) -> list[Sense]:
    """Mentions grouped by name and wanted kind."""
    groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        if name.candidates:
            groups[name.key, name.kind].append(name)
    return [_sense(group, table) for group in groups.values()]


def _sense(names: list[Name], table: dict[str, float]) -> Sense:
    """A sense with its prior; the mention with a parent speaks for the others."""
    name = max(names, key=lambda n: n.parent is not None)
    best: dict[str, Candidate] = {}
    for candidate in name.candidates:
        best.setdefault(candidate.place.place_id, candidate)
    candidates = list(best.values())
    prior = np.array([_prior(candidate, name, table) for candidate in candidates])
    return Sense(names, candidates, prior, prior.copy())


def _prior(candidate: Candidate, name: Name, table: dict[str, float]) -> float:
    place = candidate.place
    score = table["match"] * candidate.score + table["size"] * _size(place)
    score += table["capital"] * (place.kind == "capital") + table["state"] * (place.kind == "country")
    score -= table["namesake"] * place.is_namesake
    return score + _parent_bonus(place, name.parent) + _kind_bonus(place, name.kind)


def _size(place: Place) -> float:
    """0 to about 1.2 by population; areas without a figure count as large, settlements as villages."""
    return max(_FLOORS.get(place.kind, _UNCOUNTED), log10(place.population + 1)) / 7.0


def _parent_bonus(place: Place, parent: Name | None) -> float:
    """ "Talbiseh, Homs": a sense that its parent holds, or that lies beside it."""
    if parent is None:
        return 0.0
    if any(holds(big.place, place) for big in parent.candidates):
        return 3.0
    nearest = min((distance_km(place, big.place) for big in parent.candidates[:5]), default=inf)
    return 2.5 if nearest < 50 else 0.0


def _kind_bonus(place: Place, wanted: str) -> float:
    if not wanted:
        return 0.0
    if wanted == "settlement":
        return -2.5 if place.is_area else 0.5
    return 2.5 if place.kind in _KINDS[wanted] else -0.5


def _vote(senses: Sequence[Sense], voters: Sequence[Sense], home: str, table: dict[str, float]) -> None:
    """One round: new scores for all senses from what all of them most likely mean now."""
    shares = [sense.shares(table["temperature"]) for sense in voters]
    votes = [_votes_of(sense, share) for sense, share in zip(voters, shares, strict=True)]
    total: dict[str, float] = defaultdict(float)
    for vote in votes:
        for area, weight in vote.items():
            total[area] += weight
    total[home] += table["home"]
    everything = sum(weight for area, weight in total.items() if "/" not in area) + 1.0
    nearness = _nearness(voters, shares)
    for sense, own, near in zip(senses, votes, nearness, strict=False):
        sense.scores = sense.prior + table["near"] * np.log1p(near)
        for at, candidate in enumerate(sense.candidates):
            sense.scores[at] += _context(candidate.place, total, own, table, everything)


def _votes_of(sense: Sense, shares: Floats) -> dict[str, float]:
    """What a sense says for countries ("SY") and provinces ("SY/Homs")."""
    votes: dict[str, float] = defaultdict(float)
    for candidate, share in zip(sense.candidates, shares.tolist(), strict=True):
        place = candidate.place
        if share < 0.05 or not place.country:
            continue
        votes[place.country] += share * sense.weight * (1.0 if place.kind in ("country", "admin1") else 0.6)
        if province := province_of(place):
            votes[province] += share * sense.weight * (1.0 if place.kind == "admin1" else 0.5)
    return votes


def province_of(place: Place) -> str:
    """Country and first-level area of a place as one key, "" where it has none."""
    area = place.name if place.kind == "admin1" else place.admin1
    return f"{place.country}/{area}" if area else ""


def _context(
    place: Place, total: dict[str, float], own: dict[str, float], table: dict[str, float], everything: float
) -> float:
    """What the others say for a place's country and province: shares of all votes, times their weights."""
    if not place.country:
        return table["country"] / 2  # nobody votes for a region over several countries
    country = total.get(place.country, 0.0) - own.get(place.country, 0.0)
    score = table["country"] * country / everything
    if province := province_of(place):
        score += table["province"] * (total.get(province, 0.0) - own.get(province, 0.0)) / everything
    return score


def _nearness(senses: Sequence[Sense], shares: Sequence[Floats]) -> list[Floats]:
    """For each candidate of each sense: how many other names may lie beside it, by e-folding distance."""
    order = sorted(range(len(senses)), key=lambda at: -len(senses[at].names))[:MOST_SENSES]
    kept = sorted(order)
    result = [np.zeros(len(sense.candidates)) for sense in senses]
    spots = [(at, n) for at in kept for n, c in enumerate(senses[at].candidates) if not c.place.is_area]
    if len(spots) < 2:
        return result
    owner = np.array([at for at, _ in spots])
    share = np.array([shares[at][n] for at, n in spots])
    vectors = np.array([unit_vector(senses[at].candidates[n].place) for at, n in spots])
    km = EARTH_KM * np.arccos(np.clip(vectors @ vectors.T, -1.0, 1.0))
    kernel = np.exp(-km / weights()["near_km"]) * share
    kernel[owner[:, None] == owner[None, :]] = 0.0
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    near = np.maximum.reduceat(kernel, starts, axis=1).sum(axis=1)
    for (at, n), value in zip(spots, near.tolist(), strict=True):
        result[at][n] = value
    return result


def _choose(sense: Sense) -> None:
    """Give every mention of a sense its place, unless no choice is honest."""
    order = np.argsort(-sense.scores, kind="stable").tolist()
    ranked = [(float(sense.scores[at]), sense.candidates[at]) for at in order]
    ranked = _settle_twins(ranked, sense.names[0])
    top, margin = ranked[0][1], _margin(ranked)
    for name in sense.names:
        name.candidates = tuple(candidate for _, candidate in ranked[:5])
        if margin < TORN or _is_county(name, top.place):
            continue
        name.choice = top
        name.margin = margin
        name.confidence = sure_of(name)


def _is_county(name: Name, place: Place) -> bool:
    """A county is not the town of its name where English is spoken; out of America a township is about it."""
    apart = _WITH_COUNTIES if name.noun != "township" else _WITH_TOWNSHIPS
    around = place.country not in apart
    return name.noun in _COUNTY and place.kind not in _KINDS["district"] and not around


def _margin(ranked: Sequence[tuple[float, Candidate]]) -> float:
    """How far the first choice is ahead of the first that is really another place."""
    first = ranked[0][1].place
    for score, candidate in ranked[1:]:
        other = candidate.place
        if not (holds(other, first) or holds(first, other) or distance_km(first, other) < 50):
            return ranked[0][0] - score
    return 2.0


def _settle_twins(ranked: list[tuple[float, Candidate]], name: Name) -> list[tuple[float, Candidate]]:
    """A bare name of a city and of its province means the city ("in Homs"), of a country the country."""
    area = ranked[0][1].place
    if not name.kind and not area.is_area:
        return _country_first(ranked)
    if name.kind or area.kind not in ("admin1", "admin2"):
        return ranked
    for position, (_, candidate) in enumerate(ranked[1:], 1):
        if _is_seat(candidate.place, area):
            return [(ranked[0][0], candidate), *ranked[:position], *ranked[position + 1 :]]
    return ranked


def _country_first(ranked: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """ "Panama" is the country, not its capital, unless the text says city."""
    city = ranked[0][1].place
    for position, (_, candidate) in enumerate(ranked[1:], 1):
        if candidate.place.kind == "country" and candidate.place.country == city.country:
            return [(ranked[0][0], candidate), *ranked[:position], *ranked[position + 1 :]]
    return ranked


def _is_seat(place: Place, area: Place) -> bool:
    """True for a city in (or nearly in) the area of its name."""
    if place.is_area or place.country != area.country or place.population < 20_000:
        return False
    return place.admin1 in ("", area.name) and distance_km(place, area) < max(300.0, area.radius_km)
