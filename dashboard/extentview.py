"""The page's part for a result of more events than it holds: what is loaded, and ways to load others."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from dashboard import extents, opened, state, viewstate
from dashboard.markup import plain
from dashboard.opened import Opened
from dashboard.resultbacking import ResultBacking
from geo.errors import DatelineError
from geo.results import EVERYTHING, Selection

_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_FROM, _TO = "extent_from", "extent_to"


def asked() -> Selection:
    """What this visit asks of a result: at first what its address shows, if that is some days or a box."""
    kept = st.session_state
    if state.EXTENT not in kept:
        view = viewstate.from_query({name: st.query_params.get_all(name) for name in st.query_params})
        kept[state.EXTENT] = extents.asked_by(view) if view.window or view.filters.box else EVERYTHING
    chosen: Selection = kept[state.EXTENT]
    return chosen


def draw(case: Opened) -> None:
    """What is loaded, where that is not all, and the choice of something else."""
    backing = case.backing
    if not isinstance(backing, ResultBacking) or backing.extent.is_all:
        return
    with st.container(border=True):
        st.markdown(plain(extents.told(backing.extent, opened.labels(case)), 900))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for label, key in (("Days from", _FROM), ("to", _TO)):
                st.date_input(label, None, _FIRST, _LAST, key=key, format="YYYY-MM-DD", width=150)
            st.button("Load these days", on_click=partial(_load_days, case))
            st.button(
                "Load what the map shows",
                on_click=partial(_load_view, case),
                help="The events in the map's view that fit the filters and the window",
            )
            if backing.extent.asked != EVERYTHING:
                st.button("Load the last days of all", on_click=partial(_load, case, EVERYTHING))


def _load_days(case: Opened) -> None:
    first, last = st.session_state[_FROM], st.session_state[_TO]
    if not (first or last):
        st.session_state[state.DONE] = "Choose a first or a last day to load."
    elif first and last and first > last:
        st.session_state[state.DONE] = "The first day is after the last one: nothing is loaded."
    else:
        state.set_one(state.WINDOW, None)
        _load(case, Selection(first=first, last=last))


def _load_view(case: Opened) -> None:
    view = state.view(case)
    _load(case, extents.asked_by(view, view.place))


def _load(case: Opened, selection: Selection) -> None:
    """Another part of the result in place of this one; where nothing is in it, this one stays."""
    path = case.backing.path
    try:
        new = opened.at(str(path), opened.state_of(path), selection)
    except DatelineError as error:
        st.session_state[state.DONE] = plain(str(error), 600)
        return
    if not new.index.ids:
        st.session_state[state.DONE] = "The result has no event there: what was loaded stays."
        return
    st.session_state[state.EXTENT] = selection
    state.restore(new, state.view(new))
    state.acted()
