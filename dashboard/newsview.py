"""The page's word on news: that the reports it was opened with have changed, where they are watched.

The page is not drawn anew by itself, which would take away what somebody reads or writes; it says so, and a
button shows what is new. Whatever else is done on the page shows it too.
"""

from __future__ import annotations

import os

import streamlit as st

from dashboard import opened, state
from dashboard.markup import plain
from dashboard.opened import Opened
from geo.errors import DatelineError

WATCHED_VARIABLE = "DATELINE_WATCHED"
EVERY = 3  # seconds


def draw(case: Opened) -> None:
    """A line and a button, as soon as there is another run of the case than the one shown."""
    if os.environ.get(WATCHED_VARIABLE) and not st.session_state.get(state.CASE):
        _news(case, opened.run_of(case.backing.path))


@st.fragment(run_every=EVERY)
def _news(case: Opened, shown: str) -> None:
    """Looked at again and again, while the rest of the page stays as it is."""
    try:
        if opened.run_of(case.backing.path) == shown:
            return
    except DatelineError as error:  # a database that is away for a while
        st.warning(plain(str(error), 600))
        return
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.info("Reports have changed and were read.", icon=":material/update:")
    if right.button("Show what is new", on_click=_fit, args=(case,), width="stretch"):
        st.rerun()


def _fit(case: Opened) -> None:
    """The view as it is, without what the new run no longer has."""
    new = opened.at(str(case.backing.path), opened.state_of(case.backing.path))
    state.restore(new, state.view(case))
    state.acted()
