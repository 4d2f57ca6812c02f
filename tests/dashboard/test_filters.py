"""Which events are shown, and the view that a link reopens."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import filters, viewstate
from dashboard.filters import Filters
from dashboard.viewstate import ViewState


@pytest.fixture(scope="module")
def facets(sample: ModuleType) -> dict[str, filters.Facets]:
    by_id = {document.id: document for document in sample.DOCUMENTS}
    return {event.event_id: filters.facets_of(event, by_id) for event in sample.sample_events()}


def found(facets: dict[str, filters.Facets], chosen: Filters) -> set[str]:
    return {event_id for event_id, one in facets.items() if filters.passes(one, chosen)}


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        (Filters(types=("protest", "shelling")), {"e6", "e8"}),
        (Filters(attributed=("Russian Air Force",)), {"e1"}),
        (Filters(sources=("Russian Ministry of Defence",)), {"e1"}),
        (Filters(search="raqqa captured"), set()),
        (Filters(search="RAQQA fighting"), {"e4"}),
        (Filters(search="air strike", types=("protest",)), set()),
        (Filters(hidden=("air_strike",), search="homs"), {"e6", "e8"}),
    ],
)
def test_filters_are_combined(facets: dict[str, filters.Facets], chosen: Filters, wanted: set[str]) -> None:
    assert found(facets, chosen) == wanted


def test_no_filter_shows_all(facets: dict[str, filters.Facets]) -> None:
    assert len(found(facets, Filters())) == 10


def test_counts_are_of_events_most_first(facets: dict[str, filters.Facets]) -> None:
    assert next(iter(filters.type_counts(facets.values()).items())) == ("air_strike", 4)
    attributed = filters.attributed_counts(facets.values())
    assert attributed == {"not named in this sentence": 9, "Russian Air Force": 1}
    assert filters.source_counts(facets.values())["Example Wire"] == 10


def test_search_does_not_mind_marks_and_case() -> None:
    assert filters.fold("Maʻarrat an-Nu'mān") == filters.fold("maʻarrat AN-NUMAN")


def test_an_interval_is_in_every_window_that_it_touches(sample: ModuleType) -> None:
    province = sample.sample_events()[2]  # 30 September to 3 October
    undated = sample.sample_events()[8]
    day = date(2015, 10, 2)
    assert filters.in_window(province, (day, day))
    assert not filters.in_window(province, (date(2015, 10, 4), date(2015, 10, 5)))
    assert not filters.in_window(undated, (day, day))
    assert filters.in_window(undated, None)


@given(st.lists(st.booleans(), max_size=70))
def test_a_mask_has_a_bit_an_event(flags: list[bool]) -> None:
    bits = filters.mask(flags)
    assert [bool(bits[i >> 3] >> (i & 7) & 1) for i in range(len(flags))] == flags


texts = st.text(min_size=1, max_size=8)
lists = st.lists(texts, max_size=3).map(tuple)
windows = st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair)))
views = st.builds(
    ViewState,
    st.builds(Filters, lists, lists, lists, st.text(max_size=8), lists),
    st.none() | windows,
    st.text(max_size=8),
)


@given(views)
def test_a_view_comes_back_from_its_address(view: ViewState) -> None:
    assert viewstate.from_query(viewstate.to_query(view)) == view


@given(views)
def test_a_link_is_the_view_and_nothing_else(view: ViewState) -> None:
    link = viewstate.to_link(view)
    assert viewstate.from_query(parse_qs(link.removeprefix("?"))) == view
    assert not set(link) & set("<>\"' \n")


@pytest.mark.parametrize(
    ("first", "last"), [("soon", "later"), ("2015-10-04", "2015-09-30"), ("", "2015-09-30")]
)
def test_a_window_that_makes_no_sense_is_none(first: str, last: str) -> None:
    assert viewstate.from_query({"from": [first], "to": [last]}) == ViewState()
    assert viewstate.window_of(first, last) is None
