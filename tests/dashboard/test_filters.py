"""Which events are shown, and the view that a link reopens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import facets, filters, viewstate
from dashboard.filters import Filters
from dashboard.prepared import of_extraction
from dashboard.viewstate import ViewState
from gazetteer import Gazetteer
from geo.webmap.facets import fold


@pytest.fixture(scope="module")
def index(sample: ModuleType) -> facets.Index:
    return of_extraction(sample.sample_extraction(), Gazetteer.open()).index


def found(index: facets.Index, chosen: Filters) -> set[str]:
    return {index.ids[number] for number in np.flatnonzero(filters.flags(index, chosen))}


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        (Filters(type=("protest", "shelling")), {"e6", "e8"}),
        (Filters(attributed=("Russian Air Force",)), {"e1"}),
        (Filters(target=("Free Syrian Army",)), {"e1"}),
        (Filters(source=("Russian Ministry of Defence",)), {"e1"}),
        (Filters(area=("Syria, Hama",)), {"e2"}),
        (Filters(area=("Syria, Homs",)), {"e1", "e3", "e6", "e7"}),
        (Filters(area=("Syria, Homs",), type=("air_strike",), status=("disputed",)), {"e1"}),
        (Filters(precision=("Near a place",)), {"e2"}),
        (Filters(precision=("Country only",)), {"e8"}),
        (Filters(precision=("Not placed",)), {"e10"}),
        (Filters(status=("denied",)), {"e1"}),
        (Filters(status=("general_denials",)), {"e1"}),
        (Filters(confidence=("80–100 %",)), set()),
        (Filters(document=("two.txt",)), {"e1"}),
        (Filters(search="raqqa captured"), set()),
        (Filters(search="RAQQA fighting"), {"e4"}),
        (Filters(search="air strike", type=("protest",)), set()),
        (Filters(hidden=("air_strike",), search="homs"), {"e6", "e8"}),
        (Filters(area=("nobody's",)), set()),
    ],
)
def test_filters_are_combined(index: facets.Index, chosen: Filters, wanted: set[str]) -> None:
    assert found(index, chosen) == wanted


def test_the_filters_in_words(index: facets.Index) -> None:
    chosen = Filters(type=("protest", "shelling"), search="homs ", box=(1, 2, 3, 4), hidden=("air_strike",))
    names = filters.labels(str)
    assert filters.in_words(chosen, names) == (
        "Protest or Shelling · “homs” · inside the box · without Air strike"
    )
    assert filters.in_words(Filters(), names) == ""


def test_no_filter_shows_all(index: facets.Index) -> None:
    assert len(found(index, Filters())) == 10


def test_counts_are_of_events_most_first(index: facets.Index) -> None:
    counts = filters.counts(index, Filters())
    assert next(iter(counts["type"].items())) == ("air_strike", 4)
    assert counts["attributed"] == {"not named in this sentence": 9, "Russian Air Force": 1}
    assert counts["source"]["Example Wire"] == 10
    assert counts["area"]["Syria"] == 9
    assert set(counts) == set(filters.FACETS)


def test_counts_say_what_choosing_would_show(index: facets.Index) -> None:
    chosen = Filters(area=("Syria, Homs",), type=("air_strike",))
    counts = filters.counts(index, chosen)
    for facet in filters.FACETS:
        for value, count in counts[facet].items():
            assert count == len(found(index, replace(chosen, **{facet: (value,)})))
    assert counts["area"]["Syria, Hama"] == 1, "its own choice does not narrow a facet"
    none = np.zeros(10, dtype=np.bool_)
    assert not any(filters.counts(index, Filters(), within=none)["type"].values())


def test_a_place_is_found_under_another_name(index: facets.Index) -> None:
    def named(name: str, loose: bool) -> list[str]:
        return ["geonames:163533"] if name in {"Talbisa", "talbisa"} else []

    for search in ("Talbisa", "talbisa air strike"):
        assert np.flatnonzero(filters.flags(index, Filters(search=search), named)).tolist() == [0]


def test_search_does_not_mind_marks_and_case() -> None:
    assert fold("Maʻarrat an-Nu'mān") == fold("maʻarrat AN-NUMAN")


@pytest.fixture(scope="module")
def ready(sample: ModuleType) -> facets.Index:
    """With the days and the places of the map."""
    return of_extraction(sample.sample_extraction(), Gazetteer.open()).index


def seen(index: facets.Index, flags: facets.Flags) -> set[str]:
    return {index.ids[number] for number in np.flatnonzero(flags)}


def test_an_interval_is_in_every_window_that_it_touches(ready: facets.Index) -> None:
    day = date(2015, 10, 2)  # e3 is of 30 September to 3 October, e9 is undated
    inside = seen(ready, filters.in_window(ready, (day, day)))
    assert {"e3", "e4", "e10"} == inside
    later = seen(ready, filters.in_window(ready, (date(2015, 10, 4), date(2015, 10, 5))))
    assert later == {"e5", "e8"}
    assert "e9" in seen(ready, filters.in_window(ready, None))


def test_a_box_holds_the_events_whose_place_is_in_it(ready: facets.Index) -> None:
    assert seen(ready, filters.flags(ready, Filters(box=(36.5, 34.6, 37.0, 35.0)))) == {"e1", "e6", "e7"}
    assert seen(ready, filters.flags(ready, Filters(box=(170, -10, -170, 10)))) == set()
    around = Filters(box=(39.5, -90, 38.0, 90))  # over the date line: all but 38 to 39.5 degrees east
    assert {"e1", "e5"} <= seen(ready, filters.flags(ready, around))
    assert "e4" not in seen(ready, filters.flags(ready, around))


@given(st.lists(st.booleans(), max_size=70))
def test_a_mask_has_a_bit_an_event(flags: list[bool]) -> None:
    bits = filters.mask(np.array(flags, dtype=np.bool_))
    assert [bool(bits[i >> 3] >> (i & 7) & 1) for i in range(len(flags))] == flags


texts = st.text(min_size=1, max_size=8)
lists = st.lists(texts, max_size=3).map(tuple)
windows = st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair)))
boxes = st.tuples(
    st.integers(-1800, 1800), st.integers(-900, 0), st.integers(-1800, 1800), st.integers(0, 900)
)
places = st.tuples(st.integers(-900, 900), st.integers(-1800, 1800), st.integers(0, 250))
views = st.builds(
    ViewState,
    st.builds(
        Filters,
        *[lists] * len(filters.FACETS),
        search=st.text(max_size=8),
        hidden=lists,
        box=st.none() | boxes.map(lambda box: tuple(value / 10 for value in box)),
    ),
    st.none() | windows,
    st.text(max_size=8),
    st.none() | places.map(lambda place: tuple(value / 10 for value in place)),
    st.sampled_from(["", "toll", "-when"]),
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
