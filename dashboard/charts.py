"""Figures for the charts, from the index alone. No Streamlit here.

Each is a list of rows that a chart draws and a table shows: the same figures for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dashboard.facets import Column, Flags, Index
from geo.webmap.coded import Numbers, reordered, starts_of
from geo.webmap.facets import SAYS
from geo.webmap.palette import FAMILIES, look

TOP = 12  # names a chart shows; the table has them all
MOST_TOLLS = 30
MOST_LINES = 1_000  # of a table: a reader's, and a browser's
MOST_PAIRS = 5_000
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
    days, found = np.unique(start[chosen], return_inverse=True)
    step = _step(int(days[0]), int(days[-1]))
    begins = [_begin(int(day), step) for day in days]
    types = index.columns["type"]
    kinds = [FAMILIES[look(name).family][0] for name in types.values]
    counted = np.bincount(found * len(kinds) + types.numbers[chosen], minlength=len(days) * len(kinds))
    bars: Counter[tuple[date, str]] = Counter()
    for at in np.flatnonzero(counted).tolist():
        bars[begins[at // len(kinds)], kinds[at % len(kinds)]] += int(counted[at])
    rows: list[tuple[str | int, ...]] = [
        (day.isoformat(), kind, count) for (day, kind), count in sorted(bars.items())
    ]
    note = f"One bar a {step}; an event over several days counts where it begins. Undated ones are not drawn."
    return Chart("Events over time", ("From", "Kind", "Events"), rows, note)


def _step(first: int, last: int) -> str:
    return "day" if last - first <= 62 else "week" if last - first <= 500 else "month"


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
    nobody, width = len(target.values), len(target.values) + 1
    chosen = np.flatnonzero(flags)
    who, owner = _values(attributed, chosen)
    starts, whom = _padded(target, chosen, nobody)
    _, taken = reordered(starts, owner)
    pairs = np.repeat(who, np.diff(starts)[owner]) * width + whom[taken]
    codes, counts = np.unique(pairs, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MOST_PAIRS]
    found = [
        (
            attributed.values[code // width],
            target.values[code % width] if code % width != nobody else "no target named",
            count,
        )
        for code, count in zip(codes[most].tolist(), counts[most].tolist(), strict=True)
    ]
    rows: list[tuple[str | int, ...]] = [*sorted(found, key=lambda row: (-row[2], row[0], row[1]))]
    return Chart(
        "Attributed to, and target",
        ("Attributed to", "Target", "Events"),
        rows,
        "Who is named is what the sources say, not what is established." + _of(len(rows), len(codes), "pair"),
    )


def _values(column: Column, events: Numbers) -> tuple[Numbers, Numbers]:
    """The values of these events by their numbers, and which of the events each is of."""
    starts, taken = reordered(column.starts.astype(np.int64), events)
    return column.numbers[taken].astype(np.int64), np.repeat(np.arange(len(events)), np.diff(starts))


def _padded(column: Column, events: Numbers, nobody: int) -> tuple[Numbers, Numbers]:
    """The values of each of these events, `nobody` of one without any, and where each event's begin."""
    values, owner = _values(column, events)
    lengths = np.bincount(owner, minlength=len(events))
    starts = starts_of(np.maximum(lengths, 1))
    found = np.full(starts[-1], nobody, np.int64)
    found[starts[owner] + np.arange(len(owner)) - starts_of(lengths)[owner]] = values
    return starts, found


def tolls(index: Index, flags: Flags, harm: str = "killed") -> Chart:
    """The least and the most that sources give, an event at a time; never added up."""
    low, high = index.arrays[f"{harm}.low"], index.arrays[f"{harm}.high"]
    told = np.flatnonzero(flags & ((low >= 0) | (high >= 0)))
    order = told[np.argsort(-np.maximum(low[told], high[told]), kind="stable")][:MOST_LINES]
    named = _apart([index.title(int(n)) for n in order])
    rows: list[tuple[str | int, ...]] = [
        (name, "not told" if low[n] < 0 else int(low[n]), "or more" if high[n] < 0 else int(high[n]))
        for name, n in zip(named, order, strict=True)
    ]
    note = "One line an event, from the least to the most that its sources give. Figures are never added up."
    return Chart(
        f"People {harm}, as reported",
        ("Event", "At least", "At most"),
        rows,
        note + _of(len(rows), len(told), "event"),
    )


def _of(kept: int, count: int, what: str) -> str:
    """What is said where a chart does not have all."""
    return f" The first {kept:,} of {count:,} {what}s." if kept < count else ""


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
    found, more = index.columns["says"].most(flags, MOST_PAIRS)
    rows: list[tuple[str | int, ...]] = [
        (*_parted(value), count) for value, count in found.items() if not value.startswith(SAYS)
    ]
    note = _of(len(found), len(found) + more, "pair").strip()
    return Chart("Sources and what they say", ("Source", "Stance", "Events"), rows, note)


def _parted(value: str) -> tuple[str, str]:
    name, _, stance = value.rpartition(SAYS)
    return name, _STANCES.get(stance, stance)


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
