"""An event's toll as a range over what its sources say: never a sum over sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.model import Claim, Harm, Toll

Figure = tuple[int | None, int | None]  # low, high; None is open

# Words for anybody at all: their figure is the total, and other groups are part of it.
_EVERYBODY = frozenset(
    {"", "people", "persons", "person", "dead", "victims", "casualties", "others", "lives"}
)


@dataclass(frozen=True, slots=True)
class TollRange:
    """The least and the most that sources give; `best` only where they agree on one figure."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


def toll_range(claims: Iterable[Claim], harm: Harm) -> TollRange:
    """The range of one harm over the claims that assert it.

    `high` is None when no source gives an upper end, or one gives "at least" more than any gives at
    most. Figures that are part of a total (33 civilians, including three children) are not added.
    """
    figures = [figure for claim in claims if (figure := _claim_figure(claim, harm))]
    lows = [low for low, _ in figures if low is not None]
    highs = [high for _, high in figures if high is not None]
    open_lows = [low for low, high in figures if high is None and low is not None]
    high = max(highs, default=None)
    if high is not None and any(low > high for low in open_lows):
        high = None
    one = set(figures)
    best = lows[0] if len(one) == 1 and lows and lows == highs[:1] * len(lows) else None
    return TollRange(min(lows, default=None), best, high)


def _claim_figure(claim: Claim, harm: Harm) -> Figure | None:
    """What one claim says: its total, or the sum over the groups it names."""
    if claim.stance != "asserts" or claim.kind != "event":
        return None
    groups: dict[str, list[Toll]] = {}
    for toll in claim.tolls:
        if toll.harm == harm and toll.part_of is None:
            groups.setdefault(toll.who.casefold().strip(), []).append(toll)
    if not groups:
        return None
    totals = [_group_figure(tolls) for who, tolls in groups.items() if who in _EVERYBODY]
    return _widest(totals) if totals else _sum([_group_figure(tolls) for tolls in groups.values()])


def _group_figure(tolls: list[Toll]) -> Figure:
    return _widest([(toll.low, toll.high) for toll in tolls])


def _widest(figures: list[Figure]) -> Figure:
    """Several figures for the same people differ: from the least to the most."""
    lows = [low for low, _ in figures if low is not None]
    highs = [high for _, high in figures]
    return min(lows, default=None), None if None in highs else max(high for high in highs if high is not None)


def _sum(figures: list[Figure]) -> Figure:
    lows = [low for low, _ in figures if low is not None]
    highs = [high for _, high in figures if high is not None]
    return sum(lows) if lows else None, sum(highs) if len(highs) == len(figures) else None
