"""How far what was said agrees with what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BINS = 10
_DRAWS = 400
_SEED = 13


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings said about equally sure: what was said and what happened on average, and how many they are."""

    low: float
    said: float
    happened: float
    count: int


def bins(said: Floats, right: Floats) -> list[Bin]:
    """Ten bins of equal width; those without a reading are left out."""
    at = np.minimum((said * BINS).astype(int), BINS - 1)
    return [
        Bin(n / BINS, float(said[at == n].mean()), float(right[at == n].mean()), int((at == n).sum()))
        for n in range(BINS)
        if (at == n).any()
    ]


def calibration_error(said: Floats, right: Floats) -> float:
    """Expected calibration error: how far said is from happened, averaged over the readings by bins."""
    return sum(one.count * abs(one.said - one.happened) for one in bins(said, right)) / len(said)


def brier(said: Floats, right: Floats) -> float:
    """Mean square of said less happened; 0 is best (Brier 1950)."""
    return float(((said - right) ** 2).mean())


def ranking(said: Floats, right: Floats) -> float:
    """Chance that a right reading is said surer than a wrong one (area under the ROC curve); 0.5 is none."""
    good, bad = said[right == 1], said[right == 0]
    if not len(good) or not len(bad):
        return 0.5
    ahead = (good[:, None] > bad).mean() + (good[:, None] == bad).mean() / 2
    return float(ahead)


def error_by_chance(said: Floats) -> float:
    """The calibration error that a faultless model would show on so few readings, on average."""
    random = np.random.default_rng(_SEED)
    drawn = ((random.random(len(said)) < said).astype(float) for _ in range(_DRAWS))
    return float(np.mean([calibration_error(said, right) for right in drawn]))


def lines(said: Floats, right: Floats) -> Iterator[str]:
    """The table for a person."""
    yield "said   happened   readings"
    for one in bins(said, right):
        yield f"{one.said:.2f}   {one.happened:.2f}       {one.count:5}   {'#' * round(40 * one.happened)}"


def summary(said: Floats, right: Floats) -> str:
    """The figures in one line."""
    error, chance = calibration_error(said, right), error_by_chance(said)
    return (
        f"{len(right)} readings, {right.mean():.2f} right; Brier {brier(said, right):.3f}, "
        f"calibration error {error:.3f} ({chance:.3f} by chance), ranking {ranking(said, right):.2f}"
    )
