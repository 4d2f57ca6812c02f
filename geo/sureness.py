"""Probabilities out of named signs: logistic models whose weights stand in geo/lexicon/confidence.toml.

scripts/calibrate.py fits them to annotated texts; `make bench ARGS=confidence` says how far they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from geo.errors import LexiconError
from geo.lexicons import load

LEAST, MOST = 0.05, 0.95  # nothing is known so well that it is called surer than this
BIAS = "bias"
_DIGITS = 2


def probability(model: str, signs: Mapping[str, float]) -> float:
    """What a model says, two digits, from the signs that are there: 1 each, or a measure.

    Raises LexiconError where the file of weights is broken or has no such model.
    """
    weights = load("confidence").get(model)
    if not weights or BIAS not in weights:
        raise LexiconError(f"geo/lexicon/confidence.toml: no model [{model}] with a {BIAS}")
    return round(weighed(weights, signs), _DIGITS)


def weighed(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The bounded probability by one model; a sign that it has no weight for says nothing."""
    score = weights[BIAS]
    for sign, value in signs.items():
        if sign in weights:
            score += weights[sign] * value
    return bounded(1 / (1 + exp(-score)))


def bounded(share: float) -> float:
    """Between LEAST and MOST."""
    return min(MOST, max(LEAST, share))


def log_odds(share: float) -> float:
    """Of a bounded share.

    >>> log_odds(0.5)
    0.0
    """
    share = bounded(share)
    return log(share / (1 - share))
