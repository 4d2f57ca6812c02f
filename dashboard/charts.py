"""Figures for the charts, from the index alone. No Streamlit here.

Each is a list of rows that a chart draws and a table shows: the same figures for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from dashboard.facets import Flags, Index
from geo.webmap.facets import SAYS
from geo.webmap.palette import FAMILIES, look

TOP = 12  # names a chart shows; the table has them all
MOST_TOLLS = 30
_STANCES = {"asserts": "says so", "denies": "denies", "doubts": "doubts"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A title, the names of the columns, the rows, and what a reader must know."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str | int, ...]]
    note: str = ""


def over_time(index: Index, flags: Flags) -> Chart:
    """Events a day, week or month by kind; an interval counts once, where it begins."""
    start = index.arrays["start"]
    chosen = np.flatnonzero(flags[: len(start)])
    if not len(chosen):
        return Chart("Events over time", ("From", "Kind", "Events"), [])
    first, last = int(start[chosen].min()), int(start[chosen].max())
    step = "day" if last - first <= 62 else "week" if last - first <= 500 else "month"
    types = index.columns["type"]
    found = Counter(
        (_begin(int(start[n]), step), FAMILIES[look(types.values[int(types.numbers[n])]).family][0])
        for n in chosen
    )
    rows: list[tuple[str | int, ...]] = [
        (day.isoformat(), kind, count) for (day, kind), count in sorted(found.items())
    ]
    note = f"One bar a {step}; an event over several days counts where it begins. Undated ones are not drawn."
    return Chart("Events over time", ("From", "Kind", "Events"), rows, note)


def bars(chart: Chart) -> int:
    """How many bars stand side by side from the first to the last."""
    days = [date.fromisoformat(str(row[0])) for row in chart.rows]
    step = 1 if "a day;" in chart.note else 7 if "a week;" in chart.note else 30
    return (max(days) - min(days)).days // step + 1


def _begin(ordinal: int, step: str) -> date:
    day = date.fromordinal(ordinal)
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def who_whom(index: Index, flags: Flags) -> Chart:
    """How many events name both, of every pair of attributed to and target."""
    attributed, target = index.columns["attributed"], index.columns["target"]
    pairs: Counter[tuple[str, str]] = Counter()
    for number in np.flatnonzero(flags):
        pairs.update(product(attributed.of(int(number)), target.of(int(number)) or ["no target named"]))
    rows: list[tuple[str | int, ...]] = [(who, whom, count) for (who, whom), count in _most(pairs)]
    return Chart(
        "Attributed to, and target",
        ("Attributed to", "Target", "Events"),
        rows,
        "Who is named is what the sources say, not what is established.",
    )


def tolls(index: Index, flags: Flags, titles: Sequence[str], harm: str = "killed") -> Chart:
    """The least and the most that sources give, an event at a time; never added up."""
    low, high = index.arrays[f"{harm}.low"], index.arrays[f"{harm}.high"]
    told = np.flatnonzero(flags & ((low >= 0) | (high >= 0)))
    order = told[np.argsort(-np.maximum(low[told], high[told]), kind="stable")]
    named = _apart([titles[n] for n in order])
    rows: list[tuple[str | int, ...]] = [
        (name, "not told" if low[n] < 0 else int(low[n]), "or more" if high[n] < 0 else int(high[n]))
        for name, n in zip(named, order, strict=True)
    ]
    note = "One line an event, from the least to the most that its sources give. Figures are never added up."
    return Chart(f"People {harm}, as reported", ("Event", "At least", "At most"), rows, note)


def _apart(names: Sequence[str]) -> list[str]:
    """Names that stand for different events told apart by a number: one line a name is drawn."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def stances(index: Index, flags: Flags) -> Chart:
    """How often each source says that something happened, denies it or doubts it: events it speaks of."""
    says = index.columns["says"]
    found = {value: count for value, count in says.counts(flags).items() if count}
    rows: list[tuple[str | int, ...]] = [
        (*_parted(value), count) for value, count in found.items() if not value.startswith(SAYS)
    ]
    return Chart("Sources and what they say", ("Source", "Stance", "Events"), rows)


def _parted(value: str) -> tuple[str, str]:
    name, _, stance = value.rpartition(SAYS)
    return name, _STANCES.get(stance, stance)


def _most(pairs: Counter[tuple[str, str]]) -> Iterable[tuple[tuple[str, str], int]]:
    return sorted(pairs.items(), key=lambda item: (-item[1], item[0]))


def top(chart: Chart, column: int) -> list[tuple[str | int, ...]]:
    """The rows of the names that occur most in a column."""
    kept = set(names(chart.rows, column)[:TOP])
    return [row for row in chart.rows if row[column] in kept]


def names(rows: Iterable[tuple[str | int, ...]], column: int) -> list[str]:
    """The names of a column, those of most events first."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[str(row[column])] += int(row[-1])
    return [name for name, _ in totals.most_common()]
