"""What a visit remembers, all of it: the names of Streamlit's session state stand here and nowhere else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import viewstate
from dashboard.filters import FACETS, Filters
from dashboard.opened import Opened
from dashboard.viewstate import ViewState

WINDOW, EVENT, HIDDEN, BOX, PLACE, SORT = "window", "event", "hidden", "box", "place", "sort"
STEPS = "steps"
SEARCH = "filter_search"
MAP, TABLE = "map", "table"  # what the page's own components keep
EXTENT = "extent"  # what of a large result is loaded
CASE = "case_path"  # another case than the one that was opened: the sample
CLAIMS, AUTHOR = "claims", "author"  # what the panel sends; who decides
NOTICE, FOLLOW = "decision_notice", "decided_claim"  # what could not be decided; the claim to show next
DONE = "intake_done"  # to be said once, after the run that did it
CHECK, CHECK_PART, CODER = "check", "check_part", "check_coder"  # judging: open, which part, who
CHECK_CLAIM, CHECK_SENTENCE = "check_claim", "check_sentence"  # which of the sample is shown
SAID = "link_of_another_case"
LAYERS, ROW = "layers", "layer_row"  # files beside our events; which of their rows is looked at
_WRITTEN, _ACTED, _REVISION = "address_written", "acted", "revision"
_OF_A_CASE = (EXTENT, NOTICE, FOLLOW, AUTHOR, CODER, CHECK_CLAIM, CHECK_SENTENCE, _WRITTEN)  # beside the view


def facet(name: str) -> str:
    """The key of a facet's field."""
    return f"filter_{name}"


def acted(*_: Any) -> None:
    """The user did something on the page: what stands in the address is older than that.

    Every field of the view calls it. A run without it whose address is another than the one that we
    wrote last comes from the browser's buttons for back and forward.
    """
    st.session_state[_ACTED] = True


def follow_address(case: Opened) -> None:
    """At the first run, and when the user went back or forward: take the view from the address."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    by_hand = st.session_state.pop(_ACTED, False)
    if _WRITTEN in st.session_state and (by_hand or asked == st.session_state[_WRITTEN]):
        return
    view = viewstate.from_query(asked)
    restore(case, view)
    st.session_state[SAID] = bool(view.case_id) and view.case_id != case.backing.identity


def restore(case: Opened, view: ViewState) -> None:
    """Show this view; what the case does not have is left out of it."""
    columns = case.index.columns
    for name in FACETS:
        known = columns[name].values
        st.session_state[facet(name)] = [value for value in view.filters.of(name) if value in known]
    types = columns["type"].values
    st.session_state[HIDDEN] = [name for name in view.filters.hidden if name in types]
    st.session_state[SEARCH] = view.filters.search
    st.session_state[BOX] = view.filters.box
    st.session_state[WINDOW] = view.window
    st.session_state[EVENT] = view.event_id if view.event_id in case.index.number else ""
    st.session_state[PLACE] = view.place
    st.session_state[SORT] = view.sort
    st.session_state[STEPS] = view.steps
    st.session_state[_REVISION] = revision() + 1


def revision() -> int:
    """Grows when the page's own script is to take the view from here; else it knows best itself."""
    return int(st.session_state.get(_REVISION, 0))


def filters() -> Filters:
    """The filters as they are set."""
    kept = st.session_state
    return Filters(
        **{name: tuple(kept[facet(name)]) for name in FACETS},
        search=kept[SEARCH],
        hidden=tuple(kept[HIDDEN]),
        box=kept[BOX],
    )


def view(case: Opened) -> ViewState:
    """The view as it is."""
    kept = st.session_state
    return ViewState(
        filters(), kept[WINDOW], kept[EVENT], kept[PLACE], kept[SORT], case.backing.identity, kept[STEPS]
    )


def remember(shown: ViewState) -> None:
    """Put the view into the address, so that the link reopens it and the back button leads here."""
    query = viewstate.to_query(shown)
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def show_all(case: Opened) -> None:
    """Every event: no filter, no window, nothing put out in the legend; the event and the map stay."""
    now = view(case)
    restore(case, ViewState(event_id=now.event_id, place=now.place, steps=now.steps, sort=now.sort))
    acted()


def set_one(name: str, value: Any) -> None:
    """A part of the view, by a button: the page's own script follows."""
    st.session_state[name] = value
    st.session_state[_REVISION] = revision() + 1
    acted()


def layer_paths(named: list[str]) -> list[str]:
    """The files shown beside our events: those that the page was started with, and those added since."""
    return list(st.session_state.setdefault(LAYERS, named))


def add_layer(path: str) -> None:
    """One more of them, for this visit."""
    st.session_state[LAYERS] = [*st.session_state[LAYERS], path]
    acted()


def forget_window() -> None:
    """After another extraction the days of before mean nothing."""
    set_one(WINDOW, None)


def leave_case(path: str | None) -> None:
    """Open another case (None: the one that the page was started with), with nothing chosen."""
    for name in (*map(facet, FACETS), SEARCH, HIDDEN, BOX, WINDOW, EVENT, PLACE, STEPS, SORT, *_OF_A_CASE):
        st.session_state.pop(name, None)
    st.query_params.clear()
    st.session_state[CASE] = path
