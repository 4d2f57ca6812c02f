"""Tolls over several sources: a range, never a sum over sources."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Claim, Span, Toll
from geo.tollranges import TollRange, toll_range


def claim(*tolls: tuple[int | None, int | None, str], stance: str = "asserts") -> Claim:
    span = Span(0, 1, "x")
    made = tuple(Toll("killed", low, high, who, span) for low, high, who in tolls)
    return Claim("c", "d", "air_strike", span, (span,), tolls=made, stance=stance)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], TollRange()),
        ([claim()], TollRange()),
        ([claim((36, 36, "people"))], TollRange(36, 36, 36)),
        ([claim((33, None, "civilians"))], TollRange(33, None, None)),  # at least
        ([claim((None, 40, "people"))], TollRange(None, None, 40)),  # up to
        ([claim((36, 36, "people")), claim((36, 36, "people"))], TollRange(36, 36, 36)),  # never 72
        ([claim((36, 36, "people")), claim((40, 40, "people"))], TollRange(36, None, 40)),
        ([claim((33, None, "civilians")), claim((36, 36, "people"))], TollRange(33, None, 36)),
        ([claim((50, None, "people")), claim((36, 36, "people"))], TollRange(36, None, None)),
        ([claim((3, 3, "soldiers"), (5, 5, "civilians"))], TollRange(8, 8, 8)),  # two groups of one claim
        ([claim((3, 3, "soldiers"), (8, 8, "people"))], TollRange(8, 8, 8)),  # a total and its part
        ([claim((3, 3, "Civilians"), (5, 5, "civilians"))], TollRange(3, None, 5)),  # the same people twice
        ([claim((0, 0, "civilians"))], TollRange(0, 0, 0)),
        ([claim((36, 36, "people"), stance="denies")], TollRange()),
    ],
)
def test_a_range_over_the_sources(claims: list[Claim], expected: TollRange) -> None:
    assert toll_range(claims, "killed") == expected


def test_a_part_is_not_added_to_its_total(samples: ModuleType) -> None:
    total = Toll("killed", 33, 33, "civilians", samples.quote("at least 33 civilians"))
    part = replace(total, low=3, high=3, who="children", part_of="33 civilians")
    assert toll_range([replace(samples.STRIKE, tolls=(total, part))], "killed") == TollRange(33, 33, 33)


def test_harms_are_kept_apart(samples: ModuleType) -> None:
    assert toll_range([samples.STRIKE], "wounded") == TollRange()


figures = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(
    lambda pair: (min(pair), max(pair), "people")
)


@given(st.lists(figures, min_size=1, max_size=6))
def test_the_range_holds_every_source(tolls: list[tuple[int, int, str]]) -> None:
    found = toll_range([claim(toll) for toll in tolls], "killed")
    assert found.low == min(low for low, _, _ in tolls)
    assert found.high == max(high for _, high, _ in tolls)
    assert found.best is None or found.low == found.best == found.high
