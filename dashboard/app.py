"""The page: reports in, events on a map with a timeline, every claim with its sentence.

`dateline open` runs it with Streamlit; DATELINE_CASE names the case file.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import component, downloads, intakeview, messages, opened, sidebar, viewstate
from dashboard.filters import Filters, Window, in_window, mask
from dashboard.markup import plain
from dashboard.opened import Opened
from gazetteer import Gazetteer
from geo.errors import DatelineError
from geo.model import Event
from geo.webmap import words

CASE_VARIABLE = "DATELINE_CASE"
WINDOW, EVENT, HIDDEN, MAP, READY = "window", "event", "hidden", "map", "view_restored"
STYLE = """<style>
.stMainBlockContainer { padding: 3.2rem 1.6rem 3rem; max-width: none; }
.stMainBlockContainer h1 { font-size: 1.3rem; padding: 0 0 .3rem; }
.stMainBlockContainer .stVerticalBlock { gap: .7rem; }
.dl-plain { width: 100%; border-collapse: collapse; font-size: .85rem; margin-bottom: 1rem; }
.dl-plain caption { text-align: left; font-weight: 600; padding: .2rem .4rem; }
.dl-plain th, .dl-plain td { text-align: left; padding: .2rem .6rem .2rem .4rem; vertical-align: top;
  border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
[data-testid="stBaseButton-primaryFormSubmit"] { background: #0b5cad; border-color: #0b5cad; color: #fff; }
@media (max-width: 700px) { .stMainBlockContainer { padding: 3.8rem .7rem 2rem; } }
</style>"""


@st.cache_resource(show_spinner=False)
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once for all visits."""
    return Gazetteer.open()


@st.cache_resource(show_spinner="Opening the case", max_entries=4)
def load(path: str, stamp: tuple[int, ...]) -> Opened:
    """The case, once for each state of its file."""
    del stamp  # only tells states apart
    return opened.load(Path(path), gazetteer())


def main() -> None:
    """The whole page, from top to bottom."""
    st.set_page_config(page_title="Dateline", layout="wide")
    st.html(STYLE)
    case = open_case()
    if case is None:
        return
    restore_view(case)
    chosen = sidebar.draw(case, tuple(st.session_state[HIDDEN]))
    window: Window | None = st.session_state[WINDOW]
    view = viewstate.ViewState(chosen, window, st.session_state[EVENT])
    remember(view)
    events = opened.shown(case, chosen, None)
    st.title(words.headline(events, opened.unmapped_count(events)), anchor=False)
    intakeview.draw(case, forget_window)
    draw_explorer(case, chosen, window)
    draw_export(case, [event for event in events if in_window(event, window)], window)
    st.link_button("Link to this view (opens with this case file)", viewstate.to_link(view))
    intakeview.draw_sources(case, forget_window)
    draw_foot()


def open_case() -> Opened | None:
    """The case that was opened, or None with the reason on the page."""
    path = Path(os.environ.get(CASE_VARIABLE, ""))
    if not path.is_file():
        st.error("No case is open. Start the page with: dateline open my-reports/")
        return None
    try:
        return load(str(path), opened.stamp(path))
    except DatelineError as error:
        st.error(plain(str(error), 600))
        return None


def restore_view(case: Opened) -> None:
    """At the first run of a visit: the view that the address asks for."""
    if READY in st.session_state:
        return
    asked = viewstate.from_query({name: st.query_params.get_all(name) for name in st.query_params})
    sidebar.restore(asked.filters)
    st.session_state[HIDDEN] = [
        name for name in asked.filters.hidden if name in {e.type for e in case.events}
    ]
    st.session_state[WINDOW] = asked.window
    st.session_state[EVENT] = asked.event_id if case.event(asked.event_id) else ""
    st.session_state[READY] = True


def remember(view: viewstate.ViewState) -> None:
    """Put the view into the address, so that the link reopens it."""
    query = viewstate.to_query(view)
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)


def draw_explorer(case: Opened, chosen: Filters, window: Window | None) -> None:
    """Map and timeline, beside them the claims, below them table and trays."""
    component.send_events(case.payload)
    left, right = st.columns([7, 3])
    with left:
        data = {
            "key": case.key,
            "mask": component.encoded(mask(opened.flags(case, replace(chosen, hidden=())))),
            "window": [day.isoformat() for day in window] if window else None,
            "hidden": list(chosen.hidden),
            "selected": case.number(st.session_state[EVENT]),
        }
        component.show_map(
            data, MAP, {name: partial(on_map, name) for name in ("selected", "window", "hidden")}
        )
    with right:
        component.show_claims(opened.details(case, case.event(st.session_state[EVENT])))
    component.show_table()


def on_map(name: str) -> None:
    """The map sent something: an event was chosen, the window came to rest, a type was put out."""
    case = open_case()
    message = messages.about(case, st.session_state[MAP].get(name)) if case else None
    if case is None or message is None:
        return
    if name == "selected":
        st.session_state[EVENT] = messages.chosen_event(case, message) or st.session_state[EVENT]
    elif name == "window":
        st.session_state[WINDOW] = messages.window(case, message)
    else:
        st.session_state[HIDDEN] = messages.hidden_types(message)


def forget_window() -> None:
    """After another extraction the days of before mean nothing."""
    st.session_state[WINDOW] = None


def draw_export(case: Opened, events: list[Event], window: Window | None) -> None:
    """What is shown, counted, in the format chosen."""
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    when = f"{words.days(*window)}" if window else "all dates, the undated too"
    left.markdown(f"**Export what is shown:** {words.plural(len(events), 'event')} ({when})")
    form = middle.selectbox(
        "Format", list(downloads.FORMATS), format_func=lambda name: downloads.FORMATS[name][0]
    )
    right.download_button(
        f"Download {words.plural(len(events), 'event')}",
        lambda: downloads.as_bytes(case.extraction, events, form, gazetteer()),
        file_name=f"dateline-events.{form}",
        mime=downloads.FORMATS[form][1],
        on_click="ignore",
        disabled=not events,
        width="stretch",
    )


def draw_foot() -> None:
    """Where the map comes from, and what it does not say."""
    st.caption(
        f"{words.BOUNDARIES} Made with Natural Earth (public domain) and GeoNames (CC BY 4.0). "
        f"Drawn with Leaflet. Confidence: {words.CONFIDENCE}."
    )


if __name__ == "__main__":
    main()
