"""The page's part for what comes in: dates to set, reports to add, and what was not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import casework, intake
from dashboard.markup import label, plain, table
from dashboard.opened import Opened
from geo.errors import DatelineError
from geo.model import Document

AT_ONCE = 40  # rows of a form; the rest follow when these are done
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)
MOST_ROWS = 500
WITHOUT, DONE = "read_without_dates", "intake_done"


def draw(case: Opened, changed: Callable[[], None]) -> None:
    """The whole part; `changed` is called when the case was extracted again."""
    if done := st.session_state.pop(DONE, None):
        st.toast(done, duration="long")  # outlives the runs that follow
    waiting = intake.needing_dates(case.extraction.documents)
    if waiting and not st.session_state.get(WITHOUT):
        most = 2 * len(waiting) >= len(case.extraction.documents)
        count = len(waiting)
        title = (
            "1 report needs a publication date" if count == 1 else f"{count} reports need a publication date"
        )
        with st.expander(title, expanded=most, icon=":material/event:"):
            _dates(case, waiting, changed)


def _dates(case: Opened, waiting: list[intake.NeedsDate], changed: Callable[[], None]) -> None:
    st.markdown('Without it, words such as "on Wednesday" cannot be put on the timeline.')
    with st.form("dates", border=False):
        for number, one in enumerate(waiting[:AT_ONCE]):
            _date_row(number, one)
        if len(waiting) > AT_ONCE:
            st.caption(f"{len(waiting) - AT_ONCE} more follow when these are set.")
        left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
        every = left.date_input(
            "One date for all without their own here",
            None,
            _FIRST,
            _LAST,
            key="date_for_all",
            format="YYYY-MM-DD",
        )
        setting = middle.form_submit_button("Set dates", type="primary", width="stretch")
        leaving = right.form_submit_button("Read without dates", width="stretch")
    if setting:
        _set_dates(case, waiting[:AT_ONCE], every, changed)
    if leaving:
        st.session_state[WITHOUT] = True
        st.rerun()


def _date_row(number: int, one: intake.NeedsDate) -> None:
    document = one.document
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    why = (
        f"Suggested: {one.suggested.isoformat()}, from {one.why}"
        if one.suggested
        else f"No suggestion: {one.why}"
    )
    left.markdown(
        f"**{plain(document.title or _opening(document))}**  \n{plain(document.id)}  \n{plain(why)}"
    )
    right.date_input(
        f"Publication date of {label(document.id)}",
        one.suggested,
        _FIRST,
        _LAST,
        key=date_key(number, document),
        format="YYYY-MM-DD",
    )


def date_key(number: int, document: Document) -> str:
    """The key of a report's date field."""
    return f"date_{number}_{document.id}"


def _opening(document: Document) -> str:
    return " ".join(document.text.split()[:12])


def _set_dates(
    case: Opened, rows: list[intake.NeedsDate], every: date | None, changed: Callable[[], None]
) -> None:
    chosen = {
        one.document.id: day
        for number, one in enumerate(rows)
        if (day := st.session_state.get(date_key(number, one.document)) or every)
    }
    if not chosen:
        st.warning("No date is set: choose at least one.")
        return
    with st.spinner("Reading the reports with their dates"):
        try:
            casework.choose_dates(case.path, chosen)
        except DatelineError as error:
            st.error(plain(str(error), 600))
            return
    st.session_state[DONE] = f"{len(chosen)} publication date{'' if len(chosen) == 1 else 's'} set."
    changed()
    st.rerun()


def draw_sources(case: Opened, changed: Callable[[], None]) -> None:
    """What was found, what was not read or placed and why, and a way to add reports."""
    unread = case.extraction.unread
    with st.expander("Reports", icon=":material/description:"):
        st.markdown(plain(intake.summary(case.extraction), 600))
        if unread:
            why = [(lost.id, lost.reason, lost.detail) for lost in unread[:MOST_ROWS]]
            st.html(table("Not read", ("Report", "Why", "Detail"), why))
        if names := intake.unplaced_names(case.extraction)[:MOST_ROWS]:
            st.html(table("Place names without a place", ("Name", "Report", "Why"), names))
        documents = case.extraction.documents[:MOST_ROWS]
        rows = [
            (d.id, d.title, d.publisher, d.published.isoformat() if d.published else "no date")
            for d in documents
        ]
        st.html(table("Read", ("Report", "Title", "Publisher", "Published"), rows))
        _add(case, changed)


def _add(case: Opened, changed: Callable[[], None]) -> None:
    with st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(
            f"Add reports (at most {intake.MAX_BYTES // 1_000_000} MB at once)",
            type=list(intake.ENDINGS),
            accept_multiple_files=True,
            max_upload_size=intake.MAX_BYTES // 1_000_000,
        )
        pasted = st.text_area("or paste the text of one", max_chars=200_000)
        if not st.form_submit_button("Add and read"):
            return
    given = [(file.name, file.getvalue()) for file in files]
    if pasted.strip():
        given.append(("pasted.txt", pasted.encode()))
    if given:
        _add_given(case.path, given, changed)


def _add_given(case: Path, given: list[tuple[str, bytes]], changed: Callable[[], None]) -> None:
    with st.spinner("Reading the reports"):
        try:
            paths = intake.keep_files(case, given)
            items = intake.add_reports(case, paths)
        except DatelineError as error:
            st.error(plain(str(error), 600))
            return
    read = sum(isinstance(item, Document) for item in items)
    lost = f", {len(items) - read} not read" if read < len(items) else ""
    kept = plain(str(paths[0].parent))
    st.session_state[DONE] = f"{read} report{'' if read == 1 else 's'} added{lost}; kept in {kept}."
    changed()
    st.rerun()
