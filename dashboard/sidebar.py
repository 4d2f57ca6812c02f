"""The filters at the side, each with its counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import opened, state
from dashboard.filters import Filters
from dashboard.opened import Offered, Opened
from geo.webmap import words

ALWAYS = {
    "type": "Type",
    "area": "Country and province",
    "attributed": "Attributed to",
    "target": "Target",
    "source": "Reported by",
    "status": "Status",
}
MORE = {"precision": "How exactly placed", "confidence": "Read correctly (confidence)", "document": "Report"}


def draw(case: Opened) -> Filters:
    """The filters as they are set."""
    chosen, window = state.filters(), st.session_state[state.WINDOW]
    sought = {name: st.session_state.get(_sought(name), "") for name in (*ALWAYS, *MORE)}
    offered = opened.offered(case, chosen, window, sought)
    names = opened.labels(case)
    with st.sidebar:
        st.header("Filters", anchor=False)
        st.text_input(
            "Search",
            key=state.SEARCH,
            placeholder="Words, names, places in any spelling",
            max_chars=200,
            live="300ms",
            on_change=state.acted,
        )
        for name, label in ALWAYS.items():
            _choice(name, label, offered[name], names.get(name, str))
        with st.expander("More filters", expanded=any(map(chosen.of, MORE))):
            for name, label in MORE.items():
                _choice(name, label, offered[name], names.get(name, str))
        _box(chosen)
        st.button("Show all events", on_click=partial(state.show_all, case), width="stretch")
    return state.filters()


def _sought(name: str) -> str:
    """The key of the field that finds values of a facet."""
    return f"sought_{name}"


def _choice(name: str, label: str, offered: Offered, called: Callable[[str], str]) -> None:
    """Several of the values, most frequent first, with how many events each shows.

    Where there are more than a browser should be sent, a field finds the others.
    """
    key, counts = state.facet(name), offered.counts
    if offered.more or st.session_state.get(_sought(name)):
        st.text_input(
            f"Find in “{label}”",
            key=_sought(name),
            placeholder=f"{offered.more:,} more than are listed below" if offered.more else "All",
            max_chars=200,
            live="300ms",
        )
    st.session_state[key] = list(st.session_state[key])  # kept where the field was not drawn for a while
    st.multiselect(
        label,
        list(counts),
        key=key,
        format_func=lambda value: f"{called(value)} ({counts.get(value, 0):,})",
        placeholder="All",
        on_change=state.acted,
    )


def _box(chosen: Filters) -> None:
    """The box drawn on the map, in words, and the way out of it."""
    if chosen.box is None:
        return
    west, south, east, north = chosen.box
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.caption(
        f"Inside the box on the map: {words.span_of(south, north, 'NS')}, {words.span_of(west, east, 'EW')}"
    )
    right.button(
        "Remove", on_click=partial(state.set_one, state.BOX, None), key="remove_box", type="tertiary"
    )
