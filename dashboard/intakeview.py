"""The page's part for what comes in: one table of it, dates to set, reports to add, another case to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import casework, intake, state
from dashboard.intake import Row
from dashboard.markup import plain, table
from dashboard.opened import Opened, state_of
from geo.addresses import Where, place_of
from geo.errors import DatelineError
from geo.webmap import words

MOST_ROWS = 500
MOST_LISTED = 1_000  # reports that can be completed at once: what a browser draws without waiting
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


@st.cache_data(show_spinner="Looking for dates in the reports", max_entries=4)
def suggestions(path: str, state: str, doc_ids: tuple[str, ...]) -> dict[str, intake.Suggestion]:
    """Once for each state of the case: every undated report is searched for dates."""
    del state  # only tells states apart
    return intake.suggestions(place_of(path), doc_ids)


def draw(case: Opened) -> None:
    """What needs doing, on top of the page; nothing where nothing does."""
    ready = case.prepared
    if not case.waiting:
        return
    most = 2 * len(case.waiting) >= len(ready.reports)
    summary = intake.summary(len(ready.reports), ready.unread, len(case.waiting))
    with st.expander(plain(summary, 600), expanded=most, icon=":material/event:"):
        st.markdown('Without its publication date, words such as "on Wednesday" in a report stay undated.')
        _editor(case)


def _listed(case: Opened) -> list[Row]:
    """Those of the reports that the table can show, found by their words where there are more."""
    ready, waiting = case.prepared, case.waiting
    reports, unread = ready.reports, ready.unread[:MOST_LISTED]
    sought = ""
    if len(reports) > MOST_LISTED or len(ready.unread) > MOST_LISTED:
        told = f"The first {MOST_LISTED:,} of {words.plural(len(reports), 'report')}"
        told += f" and of {len(ready.unread):,} not read" if len(ready.unread) > MOST_LISTED else ""
        sought = st.text_input(
            f"{told}. Find another",
            key="sought_report",
            placeholder="A part of its file's name",
            max_chars=200,
        )
    found = reports.listed(MOST_LISTED, first=waiting, sought=sought.strip())
    asked = {report.id for report in found} & set(waiting)
    ids = tuple(report.id for report in found if report.id in asked)
    suggested = suggestions(str(case.backing.path), state_of(case.backing.path), ids) if ids else {}
    return intake.rows(found, unread, asked, suggested)


def _editor(case: Opened) -> None:
    """The table of what came in, to be completed: every cell of dates, titles, publishers, languages."""
    waiting, rows = case.waiting, _listed(case)
    with st.form(f"intake_{case.key}", border=False):
        edited = _grid(rows)
        left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
        every = left.date_input(
            "One date for all that still have none here",
            None,
            _FIRST,
            _LAST,
            key="date_for_all",
            format="YYYY-MM-DD",
        )
        setting = middle.form_submit_button(
            "Set dates" if waiting else "Save", type="primary", width="stretch"
        )
        leaving = right.form_submit_button("Read without dates", width="stretch", disabled=not waiting)
    if setting:
        _keep(case, rows, edited, every)
    if leaving:
        _leave(case, rows, edited)


def _grid(rows: list[Row]) -> list[Row]:
    import pandas as pd

    column = st.column_config
    edited = st.data_editor(
        pd.DataFrame([asdict(row) for row in rows]),
        hide_index=True,
        num_rows="fixed",
        height=min(400, 38 + 36 * len(rows)),
        disabled=["id", "opening", "state", "why"],
        column_order=["id", "opening", "title", "published", "why", "publisher", "language", "state"],
        column_config={
            "id": column.TextColumn("File", width="medium"),
            "opening": column.TextColumn("Begins with", width="medium"),
            "title": column.TextColumn("Title", width="medium", max_chars=300),
            "published": column.DateColumn(
                "Published", format="YYYY-MM-DD", min_value=_FIRST, max_value=_LAST
            ),
            "why": column.TextColumn("Why", width="medium"),
            "publisher": column.TextColumn("Publisher", max_chars=200),
            "language": column.TextColumn("Language", width="small", max_chars=20),
            "state": column.TextColumn("State", width="small"),
        },
        key=_table_key(rows),
        alt="The reports that came in; their dates, titles, publishers and languages can be changed",
    )
    return [_row(record) for record in edited.to_dict("records")]


def _table_key(rows: list[Row]) -> str:
    """Another one for other rows: Streamlit keeps edits by key and row number, not by report."""
    return f"reports_table_{sha256(repr(rows).encode()).hexdigest()[:16]}"


def _row(record: dict[Any, Any]) -> Row:
    """A row of the edited table: what was emptied comes back as None or not-a-date."""
    day = record["published"]
    kept = day if isinstance(day, date) and day == day else None  # noqa: PLR0124 -- not-a-date differs from itself
    if kept is not None and hasattr(kept, "date"):
        kept = kept.date()
    texts = {
        name: record[name] if isinstance(record[name], str) else "" for name in record if name != "published"
    }
    return Row(published=kept, **texts)


def _keep(case: Opened, rows: list[Row], edited: list[Row], every: date | None) -> None:
    dates, details = intake.changes(rows, edited, every)
    if not dates and not details:
        st.warning("No date is set: choose at least one.")
        return
    try:
        casework.choose_dates(case.backing.path, dates, details, watch=_progress)
    except DatelineError as error:
        st.error(plain(str(error), 600))
        return
    _done_with(dates, details)


def _leave(case: Opened, rows: list[Row], edited: list[Row]) -> None:
    """What was typed is kept; no suggested date is, and nobody asks for one again."""
    dates, details = intake.typed(rows, edited)
    left = [row.id for row in rows if row.state == intake.NEEDS_DATE and row.id not in dates]
    try:
        if dates or details:
            casework.choose_dates(case.backing.path, dates, details, watch=_progress)
        casework.leave_undated(case.backing.path, left)
    except DatelineError as error:
        st.error(plain(str(error), 600))
        return
    _done_with(dates, details)


def _done_with(dates: Mapping[str, date | None], details: Mapping[str, object]) -> None:
    said = f"{words.plural(len(dates), 'publication date')} set." if dates else ""
    said += f" {words.plural(len(details), 'report')} described anew." if details else ""
    if said:
        _done(said.strip())
    st.rerun()


def _progress(items: Iterable[Any], what: str) -> Iterator[Any]:
    """A bar on the page while the reports are worked through."""
    worked = list(items)
    bar = st.progress(0.0, what)
    for number, item in enumerate(worked):
        bar.progress(number / len(worked), f"{what}: {number + 1:,} of {len(worked):,}")
        yield item
    bar.empty()


def _done(said: str) -> None:
    st.session_state[state.DONE] = said
    state.forget_window()
    st.rerun()


def draw_sources(case: Opened) -> None:
    """What was found, what was not read or placed and why, a way to add reports, and the sample."""
    part = st.expander("Reports", icon=":material/description:", on_change="rerun", key="reports")
    if not part.open:
        return
    with part:
        ready = case.prepared
        told = intake.summary(len(ready.reports), ready.unread, len(case.waiting))
        st.markdown(plain(told, 600))
        if case.backing.fixed:
            _only_listed(case)
        elif not case.waiting and ready.reports:
            _editor(case)
        if names := intake.unplaced_names(case.backing.unplaced)[:MOST_ROWS]:
            st.html(table("Place names without a place", ("Name", "Report", "Why"), names))
        if not case.backing.fixed:
            _add(case)
        if not st.session_state.get(state.CASE):
            st.button("Open the sample corpus", on_click=_open_sample, icon=":material/folder_open:")


def _only_listed(case: Opened) -> None:
    """The reports of what can only be looked at."""
    st.caption(case.backing.fixed)
    reports = case.prepared.reports
    found = reports.listed(MOST_ROWS)
    rows = [(r.id, r.title, str(r.published or ""), r.publisher, r.opening) for r in found]
    st.html(table("Reports", ("File", "Title", "Published", "Publisher", "Begins with"), rows))
    if len(reports) > len(found):
        st.caption(f"The first {len(found):,} of {len(reports):,} reports.")


def _open_sample() -> None:
    try:
        with st.spinner("Reading the sample corpus"):
            opened = casework.open_case()
    except DatelineError as error:
        st.session_state[state.DONE] = plain(str(error), 600)
        return
    state.leave_case(str(opened.path))


def _add(case: Opened) -> None:
    with st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(
            f"Add reports (at most {intake.MAX_BYTES // 1_000_000} MB at once)",
            type=list(intake.ENDINGS),
            accept_multiple_files=True,
            max_upload_size=intake.MAX_BYTES // 1_000_000,
        )
        pasted = st.text_area("or paste the text of one", max_chars=200_000)
        folder = st.text_input(
            "or name a folder on this computer", placeholder="The folder's path", max_chars=1000
        )
        if not st.form_submit_button("Add and read"):
            return
    try:
        given = [(file.name, file.getvalue()) for file in files]
        given += intake.files_in(Path(folder.strip()).expanduser()) if folder.strip() else []
        given += [("pasted.txt", pasted.encode())] if pasted.strip() else []
        if given:
            _add_given(case.backing.path, given)
    except DatelineError as error:
        st.error(plain(str(error), 600))


def _add_given(case: Where, given: list[tuple[str, bytes]]) -> None:
    paths = intake.keep_files(case, given)
    read, lost = intake.add_reports(case, paths, _progress)
    rest = f" {plain(intake.said_of(lost), 600)}." if lost else ""
    _done(f"{words.plural(read, 'report')} added; kept in {plain(str(paths[0].parent))}.{rest}")
