"""The figures of the charts: what they count, and what they never add up."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from dashboard import charts
from dashboard.facets import Flags, Index
from dashboard.prepared import of_extraction
from gazetteer import Gazetteer


@pytest.fixture(scope="module")
def index(sample: ModuleType) -> Index:
    return of_extraction(sample.sample_extraction(), Gazetteer.open()).index


@pytest.fixture
def everything(index: Index) -> Flags:
    return np.ones(len(index.ids), dtype=np.bool_)


def test_events_over_time_count_where_they_begin(index: Index, everything: Flags) -> None:
    rows = charts.over_time(index, everything).rows
    assert ("2015-09-30", "From the air", 2) in rows
    assert sum(int(row[2]) for row in rows) == 9, "the undated one is not drawn"
    assert not charts.over_time(index, ~everything).rows


@pytest.mark.parametrize(
    ("step", "begin"), [("day", "2015-10-07"), ("week", "2015-10-05"), ("month", "2015-10-01")]
)
def test_bars_begin_where_the_calendar_does(step: str, begin: str) -> None:
    day = 735878  # Wednesday, 7 October 2015
    assert charts._begin(day, step).isoformat() == begin


def test_who_and_whom_are_counted_in_pairs(index: Index, everything: Flags) -> None:
    rows = charts.who_whom(index, everything).rows
    assert rows[0] == ("not named in this sentence", "no target named", 9)
    assert ("Russian Air Force", "Free Syrian Army", 1) in rows


def test_tolls_are_ranges_an_event_and_never_sums(index: Index, everything: Flags) -> None:
    title = "Air strike reported, Talbiseh, 30 Sep 2015"
    assert charts.tolls(index, everything).rows == [(title, 33, "or more")]
    low = np.where(np.arange(10) < 2, 5, index.arrays["killed.low"] * 0 - 1).astype(np.int32)
    named = {name: index.arrays[name].copy() for name in ("title", "when")}
    two = replace(index, arrays={**index.arrays, "killed.low": low, "killed.high": low, **named})
    two.arrays["title"][1], two.arrays["when"][1] = two.arrays["title"][0], two.arrays["when"][0]
    assert charts.tolls(two, everything).rows == [(title, 5, 5), (f"{title} (2)", 5, 5)]


def test_sources_are_counted_by_stance(index: Index, everything: Flags) -> None:
    rows = charts.stances(index, everything).rows
    assert ("Russian Ministry of Defence", "denies", 1) in rows
    assert ("Example Wire", "says so", 9) in rows


def test_a_chart_shows_those_that_occur_most() -> None:
    rows: list[tuple[str | int, ...]] = [(f"n{i}", "x", i) for i in range(20)]
    kept = charts.top(charts.Chart("t", ("a", "b", "n"), rows), 0)
    assert {row[0] for row in kept} == {f"n{i}" for i in range(8, 20)}
