"""The page's part for what goes out: what is shown, counted, in the format chosen, and how to cite it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import streamlit as st

from dashboard import downloads, opened
from dashboard.facets import Flags
from dashboard.filters import Window
from dashboard.markup import plain, table
from dashboard.opened import Opened
from geo.publishing import GRID, HOLD_BACK, Promise
from geo.webmap import words

FOR_WHOM = {
    "internal": "Internal: everything",
    "public": "Public: coarser, without sentences",
}
INTERNAL = "Internal: exact places, quotes and names. For colleagues who may see all of it."
# A choice that was made is not lost when its field is not drawn: another format, a closed part of the page.
_USUAL = {
    "profile_page": "public",
    "profile_data": "internal",
    "public_grid": GRID,
    "public_hold_back": HOLD_BACK,
}
_GRIDS = (0.05, 0.1, 0.2, 0.5, 1.0)  # degrees


def draw(case: Opened, inside: Flags, left_out: str, window: Window | None) -> None:
    """What is shown, in the format chosen; `inside` flags it, `left_out` says what the window drops."""
    count = int(inside.sum())
    when = words.days(*window) if window else "all dates, the undated too"
    st.markdown(f"**Export what is shown:** {words.plural(count, 'event')} ({when})")
    left, middle, right = st.columns([2, 2, 2], vertical_alignment="bottom")
    form = left.selectbox(
        "Format", list(downloads.FORMATS), format_func=lambda name: downloads.FORMATS[name][0], key="format"
    )
    promise = _promise(form, middle)
    right.download_button(
        f"Download {words.plural(count, 'event')}",
        lambda: downloads.as_bytes(
            case.backing.part(opened.ids_of(case, inside)), form, case.gazetteer, promise
        ),
        file_name=f"dateline-events{'-public' if promise else ''}.{downloads.ending(form)}",
        mime=downloads.FORMATS[form][1],
        on_click="ignore",
        disabled=not count,
        width="stretch",
    )
    with st.container():  # keeps its place when it is empty: what follows stays open
        if left_out:
            st.caption(left_out)
        if promise:
            st.caption(plain(f"{promise.in_words()} {_held_back(case, inside, promise)}", 900))
    _more(case, inside, when, promise)


def _promise(form: str, column: st.delta_generator.DeltaGenerator) -> Promise | None:
    """What a public file is to promise, None for an internal one. A page is made to be passed on."""
    kept = st.session_state
    for key, usual in _USUAL.items():
        kept[key] = kept.get(key, usual)  # kept where the field was not drawn for a while
    kind = "page" if form == "html" else "data"
    profile = column.selectbox(
        "For whom", list(FOR_WHOM), format_func=FOR_WHOM.__getitem__, key=f"profile_{kind}"
    )
    if profile == "internal":
        return None
    return Promise(_today(), kept["public_grid"], kept["public_hold_back"])


def _held_back(case: Opened, inside: Flags, promise: Promise) -> str:
    """How many of those shown are told to lie in the days held back; undated ones are decided by report."""
    end = case.index.arrays["end"]
    late = int((inside[: len(end)] & (end > promise.last_day.toordinal())).sum())
    return f"Of these, {words.plural(late, 'event')} held back." if late else ""


def _more(case: Opened, inside: Flags, when: str, promise: Promise | None) -> None:
    """What is left out, a row as it will stand there, the line to cite; worked out when it is looked at."""
    part = st.expander("What it holds, a sample row, how to cite", on_change="rerun", key="export_more")
    if not part.open:
        return
    with part:
        if promise:
            _settings()
        else:
            st.caption(INTERNAL)
        if inside.any():
            event, documents = case.backing.one_event(case.index.ids[int(np.argmax(inside))])
            row = downloads.sample_row(event, list(documents.values()), case.gazetteer, promise)
            rows = [(name, value) for name, value in row if value]
            st.html(table("The first event as a row", ("Field", "Value"), rows or [("", "held back")]))
        st.caption("To cite")
        st.code(citation(case, inside, when), language=None, wrap_lines=True)


def _settings() -> None:
    """How coarse a public file is."""
    left, right = st.columns(2)
    left.select_slider("Cells of (degrees; 0.1 is about 11 km)", _GRIDS, key="public_grid")
    right.number_input("Days held back", min_value=0, max_value=3650, key="public_hold_back")


def _today() -> date:
    return datetime.now(UTC).date()


def citation(case: Opened, inside: Flags, when: str) -> str:
    """One line that says what was taken from where, by what, and when."""
    today = words.day(_today())
    reports = words.plural(len(case.prepared.reports), "report")
    name, identity = case.backing.name, case.backing.identity
    return (
        f"{words.plural(int(inside.sum()), 'reported event')} ({when}) from the case “{name}” "
        f"({reports}; case {identity}), read with Dateline {downloads.version()}, exported {today}. "
        "Places: GeoNames (CC BY 4.0), Natural Earth."
    )
