"""How sure a candidate is: stated evidence, each with its weight, population last.

score = quality x (1 - SWAY + SWAY x evidence), where quality says how the name matched and evidence is the
weighted mean of what is known: prior (people and fame), nearness, kind, parents. Country is no weight but
a filter: one wrong country costs more than any spelling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log2, log10

from gazetteer.distance import km_between
from gazetteer.model import AREA_KINDS, Candidate, Match, Place

QUALITY: dict[Match, float] = {"exact": 1.0, "folded": 0.96, "skeleton": 0.75, "fuzzy": 0.7}
ALTERNATE = 0.84  # a name that is not the place's main one
SPELT = 0.97  # another spelling of the main name
MADE_KEY = 0.97  # met only after an article or a word for the kind was taken off
SETTLEMENTS = frozenset({"capital", "city", "town", "village"})
NEAR_SCALE_KM = 150.0
WEIGHTS = {"prior": 1.0, "near": 1.5, "kind": 1.5, "within": 2.0}
AREA_WEIGHT = {"admin1": 0.88, "admin2": 0.5}  # people of an area, against a town's
WHISKER = 0.03  # candidates that score so near to the best one are as likely
MINOR = 0.01  # the prior of a small feature of a dump
SWAY = 0.5  # how far evidence may pull a match down


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known about the place that is looked for."""

    kind: str | None = None
    within: frozenset[str] = frozenset()  # place ids of areas named with it

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.kind or self.within)


def prior(kind: str, population: int, names: int) -> float:
    """0 to 1: how likely a place is meant before anything is known but its kind, people and names.

    A country always stands above a town of the same name; a first-level area a little below a town as
    large, a second-level one well below; a place without a figure of people (an airbase, a region) by its
    kind alone. No names at all are said of the countless streams, hills and churches of a dump: they stand
    below everything else.
    """
    if not names:
        return MINOR
    fame = min(1.0, log2(1 + names) / 7)
    people = min(1.0, log10(1 + population) / 7.3)
    if kind == "country":
        return 0.9 + 0.1 * people
    if kind in ("region", "sea", "lake") and not population:
        return 0.5
    if kind in ("neighbourhood", "mountain", "camp") and not population:
        return 0.05  # a quarter of a town, a hill, a camp stand below the villages of their name
    if kind not in SETTLEMENTS and not population:
        return 0.35
    weight = 0.72 * people * AREA_WEIGHT.get(kind, 1.0) + 0.2 * fame
    return weight + (0.06 if kind == "capital" else 0.0)


def kind_fits(asked: str, kind: str) -> float:
    """1 the kind asked for, 0.7 kindred (a town for a city), 0 another."""
    if asked == kind:
        return 1.0
    if asked in SETTLEMENTS and kind in SETTLEMENTS:
        return 0.85
    kindred = ({"airbase", "airport", "base"}, {"admin1", "admin2", "admin3", "region"})
    if any(asked in group and kind in group for group in kindred):
        return 0.7
    if asked in SETTLEMENTS and kind in ("neighbourhood", "camp"):
        return 0.5
    return 0.3 if (asked in AREA_KINDS) == (kind in AREA_KINDS) else 0.0


def evidence(base: float, place: Place, asked: Asked, km: float | None, inside: bool | None) -> float:
    """0 to 1: the weighted mean of the prior and of what was asked; None stands for not asked."""
    total, weight = base * WEIGHTS["prior"], WEIGHTS["prior"]
    if km is not None:
        total += WEIGHTS["near"] * exp(-max(0.0, km - place.radius_km) / NEAR_SCALE_KM)
        weight += WEIGHTS["near"]
    if asked.kind:
        total += WEIGHTS["kind"] * kind_fits(asked.kind, place.kind)
        weight += WEIGHTS["kind"]
    if inside is not None:
        total += WEIGHTS["within"] * inside
        weight += WEIGHTS["within"]
    return total / weight


def score(quality: float, evidence: float) -> float:
    """0 to 1, from the quality of the match and the evidence for the place."""
    return round(quality * (1 - SWAY + SWAY * evidence), 4)


def ambiguous_marked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, those marked that another place within a whisker of the best rivals.

    Two candidates that reach into each other (a town and its district) are no rivals.
    """
    close = [c for c in candidates if c.score >= candidates[0].score - WHISKER]
    first = close[0].place if close else None
    if first is None or not any(_apart(first, c.place) for c in close[1:]):
        return list(candidates)
    return [replace(c, ambiguous=True) if n < len(close) else c for n, c in enumerate(candidates)]


def _apart(one: Place, other: Place) -> bool:
    return km_between((one.lat, one.lon), (other.lat, other.lon)) > one.radius_km + other.radius_km
