"""The page's part for what goes out: what is shown, counted, in the format chosen, and how to cite it."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import streamlit as st

from dashboard import downloads, opened
from dashboard.facets import Flags
from dashboard.filters import Window
from dashboard.markup import table
from dashboard.opened import Opened
from geo.webmap import words

PUBLIC = (
    "It will snap coordinates to a grid, leave out quotes and names that give the place away, leave out "
    "private persons' names, put hospitals, camps and shelters at the level of the district, and hold back "
    "the last days."
)


def draw(case: Opened, inside: Flags, left_out: str, window: Window | None) -> None:
    """What is shown, in the format chosen; `inside` flags it, `left_out` says what the window drops."""
    count = int(inside.sum())
    when = words.days(*window) if window else "all dates, the undated too"
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    left.markdown(f"**Export what is shown:** {words.plural(count, 'event')} ({when})")
    form = middle.selectbox(
        "Format", list(downloads.FORMATS), format_func=lambda name: downloads.FORMATS[name][0], key="format"
    )
    right.download_button(
        f"Download {words.plural(count, 'event')}",
        lambda: downloads.as_bytes(case.extraction, opened.picked(case, inside), form, case.gazetteer),
        file_name=f"dateline-events.{form}",
        mime=downloads.FORMATS[form][1],
        on_click="ignore",
        disabled=not count,
        width="stretch",
    )
    with st.container():  # keeps its place when it is empty: what follows stays open
        if left_out:
            st.caption(left_out)
    _more(case, inside, when)


def _more(case: Opened, inside: Flags, when: str) -> None:
    """For whom, a row as it will stand there, and the line to cite; worked out when it is looked at."""
    part = st.expander("For whom, a sample row, how to cite", on_change="rerun", key="export_more")
    if not part.open:
        return
    with part:
        st.radio(
            "For whom",
            ["Internal"],
            key="profile",
            captions=["Everything: exact places, quotes, names. For colleagues who may see all of it."],
        )
        st.radio("For whom (not available yet)", ["Public"], index=None, disabled=True,
                 key="profile_public", label_visibility="collapsed",
                 captions=[f"Not available yet. {PUBLIC}"])  # fmt: skip
        if inside.any():
            event, _ = opened.one_event(case, case.index.ids[int(np.argmax(inside))])
            rows = [(name, value) for name, value in downloads.sample_row(event) if value]
            st.html(table("The first event as a row", ("Field", "Value"), rows))
        st.caption("To cite")
        st.code(citation(case, inside, when), language=None, wrap_lines=True)


def citation(case: Opened, inside: Flags, when: str) -> str:
    """One line that says what was taken from where, by what, and when."""
    today = words.day(datetime.now(UTC).date())
    reports = words.plural(len(case.prepared.reports), "report")
    return (
        f"{words.plural(int(inside.sum()), 'reported event')} ({when}) from the case “{case.name}” "
        f"({reports}; case {case.case_id}), read with Dateline {downloads.version()}, exported {today}. "
        "Places: GeoNames (CC BY 4.0), Natural Earth."
    )
