"""Figures that a second source gives for what was told right before: "The ministry speaks of 11"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.tokens import Token
from geo.tolls.numbers import Figure
from geo.tolls.words import words

_ENDS = frozenset({",", ".", ";", ")", '"', "”", "and", "but", "while", "names", "by"})
_SKIPPED = frozenset(
    "only just at least more than over about some around nearly almost up to as many".split()
)
_WORDS = 2  # of the longest of those that give a figure


def gives_again(tokens: Sequence[Token], figure: Figure) -> bool:
    """A bare figure behind such a verb, with nothing counted behind it."""
    if figure.who or (figure.end < len(tokens) and tokens[figure.end].norm not in _ENDS):
        return False
    at = figure.first
    while at and tokens[at - 1].norm in _SKIPPED:
        at -= 1
    before = [token.norm for token in tokens[max(0, at - _WORDS) : at]]
    gives = words().gives
    return " ".join(before) in gives or " ".join(before[-1:]) in gives
