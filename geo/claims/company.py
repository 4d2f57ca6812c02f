"""Words that tell an event only in company: a crowd marches, fighters advance, people flee."""

from __future__ import annotations

from functools import cache
from typing import Literal

from geo.claims.view import BE, View
from geo.lexicons import load

Company = Literal["by_crowd", "by_armed", "of_people"]
COMPANIES: tuple[Company, ...] = ("by_crowd", "by_armed", "of_people")

# Kinds of actors that bear arms.
ARMED = frozenset({"military", "armed_group", "police", "coalition"})
ARMED_SIDES = ARMED | {"military_site"}  # and what is theirs, where it is hit
_FORCES = ARMED | {"security"}
_UNARMED = frozenset({"civilians", "protesters"})
_BEFORE_REACH = 12  # tokens between those who do it and the verb
_PEOPLE_REACH = 8
_THEY = frozenset(
    "they he who it group column unit units patrol battalion officers operatives defenders".split()
)


def in_company(view: View, company: Company, first: int, last: int) -> bool:
    """Whether those stand near the words `first` to `last` (exclusive) of whom alone they tell an event."""
    if company == "by_armed":
        return _is_by_armed(view, first, last)
    if company == "of_people":
        return _is_of_people(view, first, last)
    if _is_passive(view, first):
        return False  # "residents are besieged": they do not do it
    low = max(0, first - _BEFORE_REACH)
    crowd = max((at for at in range(low, first) if view.norms[at] in crowd_words()), default=-1)
    crowd = max(crowd, _nearest(view, _UNARMED, low, first))
    return crowd >= 0 and crowd > _nearest(view, _FORCES, low, first)


def _is_passive(view: View, first: int) -> bool:
    return view.norms[first].endswith("ed") and bool(BE & set(view.norms[max(0, first - 2) : first]))


@cache
def crowd_words() -> frozenset[str]:
    """Words for people who bear no arms: of whom crowds are, and who flee."""
    return frozenset(load("triggers")["crowd"]["words"])


def _nearest(view: View, kinds: frozenset[str], low: int, high: int) -> int:
    """The last token from `low` to `high` at which an actor of such a kind ends; -1 where none does."""
    ends = [
        view.range_of(mention.span.start, mention.span.end)[1] - 1
        for mention in view.actors
        if mention.span and mention.actor.kind in kinds
    ]
    return max((end for end in ends if low <= end < high), default=-1)


def _is_by_armed(view: View, first: int, last: int) -> bool:
    """Somebody armed before the verb, behind "by", or meant by "they"."""
    low = max(0, first - _BEFORE_REACH)
    armed = _nearest(view, _FORCES | {"state"}, low, first)
    if armed >= 0:
        return armed >= _nearest(view, _UNARMED, low, first)
    if _THEY & set(view.norms[max(0, first - 2) : first]):
        return True
    after = view.norms[last : last + _PEOPLE_REACH]
    return "by" in after and _nearest(view, _FORCES, last, last + _BEFORE_REACH) >= 0


def _is_of_people(view: View, first: int, last: int) -> bool:
    """A figure of the displaced; people, or "an activist", inside the words; or people right before or
    behind them, and nobody armed in between.
    """
    if any(toll.harm == "displaced" for toll in view.tolls) or crowd_words() & set(view.norms[first:last]):
        return True
    if any(t.harm == "missing" and first <= view.at(t.span.start) < last for t in view.tolls):
        return True
    low = max(0, first - _PEOPLE_REACH)
    before = _nearest(view, _UNARMED, low, first)
    crowd = max((at for at in range(low, first) if view.norms[at] in crowd_words()), default=-1)
    behind = _nearest(view, _UNARMED, last, last + _PEOPLE_REACH)
    return max(before, crowd) > _nearest(view, _FORCES, low, first) or behind >= 0
