"""Figures of those who tell and were not harmed: "two residents of the town said", "said X, a nurse"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.tokens import Token
from geo.tolls.harms import Harms
from geo.tolls.numbers import Figure
from geo.tolls.whom import SAYS
from geo.tolls.words import BE

_REACH = 8  # tokens from those who tell to their verb, and from a name back to it
_ENDS = BE | frozenset(", ; : . but who whom which that and when after".split())
_PERSON = frozenset({"a", "an", "the"})


def tells(tokens: Sequence[Token], figure: Figure, harms: Harms) -> bool:
    """Whether those counted are who says so."""
    return _say(tokens, figure, harms) or _described(tokens, figure)


def _say(tokens: Sequence[Token], figure: Figure, harms: Harms) -> bool:
    """ "three men from the port said": nothing but where and who they are stands before the verb."""
    for at in range(figure.last, min(figure.last + _REACH, len(tokens))):
        if tokens[at].norm in SAYS:
            return True
        if tokens[at].norm in _ENDS or at in harms.behind or at in harms.ahead:
            return False
    return False


def _described(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "said Omar Hadi, a member of the council": what a name before the comma is."""
    comma = figure.first - 1
    if comma < 1 or tokens[comma].norm != "," or tokens[figure.number].norm not in _PERSON:
        return False
    at = comma - 1
    while at > 0 and comma - at < _REACH and tokens[at].text[0].isupper():
        at -= 1
    return at < comma - 1 and tokens[at].norm in SAYS
