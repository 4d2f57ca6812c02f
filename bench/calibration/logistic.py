"""Logistic models over named signs, fitted by Newton's method with a ridge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.sureness import BIAS

Floats = NDArray[np.float64]
Weights = dict[str, float]
_STEPS = 50
_STILL = 1e-10
_NEXT_TO_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading: the signs that were there, and whether it was right."""

    signs: Mapping[str, float]
    right: bool


def fit(samples: Sequence[Sample], signs: Sequence[str], ridge: float) -> Weights:
    """The weights (log-odds) that make what was seen most likely: iteratively reweighted least squares.

    `ridge` is the penalty on the square of every weight but the bias: what was seldom seen says little. Where
    there is no sample, the odds are even.
    """
    rows = [[1.0, *(sample.signs.get(sign, 0.0) for sign in signs)] for sample in samples]
    table = np.array(rows).reshape(len(samples), len(signs) + 1)
    right = np.array([float(sample.right) for sample in samples])
    penalty = np.array([_NEXT_TO_NOTHING] + [ridge] * len(signs))
    weights = np.zeros(len(signs) + 1)
    for _ in range(_STEPS):
        said = _sigmoid(table @ weights)
        slope = table.T @ (right - said) - penalty * weights
        bend = (table.T * np.maximum(said * (1 - said), _NEXT_TO_NOTHING)) @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < _STILL:
            break
    return dict(zip([BIAS, *signs], weights.tolist(), strict=True))


def _sigmoid(scores: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(scores, -30.0, 30.0)))
    return result
