"""Two datasets compared: every event of both is in both, also near, only here or there, or not compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from geo.comparing.coverage import Coverage, comparable, countries_of, covered, why_apart
from geo.comparing.matching import Matched, match
from geo.comparing.pairs import Pairs, find_pairs
from geo.datasets.model import UNKNOWN, Dataset

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Side = Literal["here", "there"]

IN_BOTH = "in both"
ALSO_NEAR = "also near"
NOT_COMPARED = "not compared"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far apart events may be that are taken for one, beyond what their dates and places leave open."""

    days: int = 2
    km: float = 25.0
    since: date | None = None  # the time that both cover, where the user knows it better than the first
    until: date | None = None  # and the last event tell it
    countries: tuple[str, ...] = ()  # ISO 3166-1 codes; the same for where


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two datasets, what both cover, their pairs, and why events were left out."""

    here: Dataset
    there: Dataset
    limits: Limits
    coverage: Coverage
    pairs: Pairs
    matched: Matched
    apart: dict[Side, list[str]]
    countries: dict[Side, list[str]]

    def dataset(self, side: Side) -> Dataset:
        """The events of one side."""
        return self.here if side == "here" else self.there

    def pair(self, side: Side, number: int) -> int:
        """The pair of an event's match, or of the best match that another took; `UNKNOWN` for none."""
        found = self.matched
        taken, near = (
            (found.pair_here, found.near_here) if side == "here" else (found.pair_there, found.near_there)
        )
        return int(taken[number] if taken[number] != UNKNOWN else near[number])

    def status(self, side: Side, number: int) -> str:
        """ "in both", "also near", "only here", "only there" or "not compared".

        "also near" is an event that would match one that another fits better. A match counts also where it
        reaches over the edge of what both cover.
        """
        found = self.matched
        pair, near = (
            (found.pair_here, found.near_here) if side == "here" else (found.pair_there, found.near_there)
        )
        if pair[number] != UNKNOWN:
            return IN_BOTH
        if near[number] != UNKNOWN:
            return ALSO_NEAR
        return NOT_COMPARED if self.apart[side][number] else f"only {side}"


def compare(here: Dataset, there: Dataset, gazetteer: Gazetteer, limits: Limits | None = None) -> Comparison:
    """Match the events of two datasets.

    Raises DatasetError when the limits give more pairs than can be worked on.
    """
    chosen = limits or Limits()
    countries = countries_of(here, gazetteer), countries_of(there, gazetteer)
    use = _used(here, countries[0], chosen), _used(there, countries[1], chosen)
    pairs = find_pairs(here, there, use, chosen.days, chosen.km)
    both = covered((here, there), countries, Coverage(chosen.since, chosen.until, chosen.countries))
    reach = 0 if chosen.since or chosen.until else chosen.days
    return Comparison(
        here,
        there,
        chosen,
        both,
        pairs,
        match(here, there, pairs),
        {
            "here": why_apart(here, there, both, countries[0], reach),
            "there": why_apart(there, here, both, countries[1], reach),
        },
        {"here": countries[0], "there": countries[1]},
    )


def _used(dataset: Dataset, countries: list[str], limits: Limits) -> NDArray[np.bool_]:
    """The events that are matched: comparable ones, in the time and the countries that the user asks for."""
    use = comparable(dataset)
    if limits.since:
        use &= dataset.end >= limits.since.toordinal()
    if limits.until:
        use &= dataset.start <= limits.until.toordinal()
    if limits.countries:
        use &= np.array([not one or one in limits.countries for one in countries], dtype=bool)
    return use
