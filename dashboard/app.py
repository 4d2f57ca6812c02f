"""The page: reports in, events on a map with a timeline, every claim with its sentence.

`dateline open` runs it with Streamlit; DATELINE_CASE names the case file.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import (
    chartview,
    checkview,
    component,
    correcting,
    exportview,
    extentview,
    intakeview,
    layers,
    layersview,
    messages,
    newsview,
    opened,
    sidebar,
    state,
    viewstate,
)
from dashboard.facets import Flags
from dashboard.filters import Filters, in_window, in_words, mask
from dashboard.layers import Layer
from dashboard.markup import plain
from dashboard.opened import Opened
from dashboard.style import STYLE
from geo.addresses import Address, place_of
from geo.errors import DatelineError
from geo.webmap import words

CASE_VARIABLE = "DATELINE_CASE"


def main() -> None:
    """The whole page, from top to bottom."""
    st.set_page_config(page_title="Dateline", layout="wide")
    st.html(STYLE)
    with st.spinner("Opening the case"):
        case = open_case()
    if case is None:
        return
    try:
        draw(case)
    except DatelineError as error:  # the case went away meanwhile: a database can
        st.error(plain(str(error), 600))


def draw(case: Opened) -> None:
    """Everything that the page shows of a case."""
    component.send_events(case.payload, case.key)  # first: the browser gets it while the rest is worked out
    state.follow_address(case)
    correcting.follow(case)
    chosen = sidebar.draw(case)
    others = layersview.draw()
    for other in others:
        component.send_others(other.payload, other.key)
    view = state.view(case)
    state.remember(view)
    passed = opened.flags(case, chosen)
    st.title(opened.headline(case, passed, view.window), anchor=False)
    with st.container():  # what comes and goes has a place of its own: the map below stays where it is
        newsview.draw(case)
        extentview.draw(case)
        draw_notes(case, in_words(chosen, opened.labels(case)))
        intakeview.draw(case)
    draw_explorer(case, chosen, passed, others)
    inside = passed & in_window(case.index, view.window)
    chartview.draw(case, inside)
    exportview.draw(case, inside, opened.left_out(case, passed, view.window), view.window)
    checkview.draw(case)
    intakeview.draw_sources(case)
    st.link_button("Link to this view (opens with this case file)", viewstate.to_link(view))
    draw_foot(case.backing.made_by)


def open_case() -> Opened | None:
    """The case that was opened, or None with the reason on the page."""
    try:
        path = place_of(st.session_state.get(state.CASE) or os.environ.get(CASE_VARIABLE, ""))
        if isinstance(path, Path) and (not path.exists() or not path.name):
            st.error("No case is open. Start the page with: dateline open my-reports/")
            return None
        return opened.at(str(path), opened.state_of(path), extentview.asked())
    except DatelineError as error:
        st.error(plain(str(error), 600))
        return None


def draw_notes(case: Opened, filtered: str) -> None:
    """What is open where several may be, what is filtered, what was done a moment ago, and where the page is
    not what was asked for.
    """
    if isinstance(case.backing.path, Address):
        st.caption(f"Case {plain(case.backing.name, 80)}, shared: {plain(str(case.backing.path), 200)}")
    if filtered:
        st.caption(f"Filtered: {plain(filtered, 400)}")
    if done := st.session_state.pop(state.DONE, None):
        st.toast(done, duration="long")  # outlives the runs that follow
    if st.session_state.get(state.SAID):
        st.warning(
            "This link was made with another case file; what this case does not have is left out.",
            icon=":material/link_off:",
        )
    if interrupted := case.backing.interrupted:
        st.warning(
            f"{interrupted:,} reports were read by a run that has not ended, and are not shown yet. "
            "If it is no longer at work, open or extract the same reports again to take it up.",
            icon=":material/hourglass_top:",
        )
    if st.session_state.get(state.CASE):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.info("This is the sample corpus: short reports of ours that contradict each other.")
        right.button("Back to your case", on_click=partial(state.leave_case, None), width="stretch")


def draw_explorer(case: Opened, chosen: Filters, passed: Flags, others: list[Layer]) -> None:
    """Map and timeline, beside them the claims, below them table and trays; `others` lie over the map."""
    view = state.view(case)
    left, right = st.columns([7, 3])
    with left:
        unhidden = passed if not chosen.hidden else opened.flags(case, chosen.without_map())
        data = {
            "key": case.key,
            "revision": state.revision(),
            "mask": component.encoded(mask(unhidden)),
            "window": [day.isoformat() for day in view.window] if view.window else None,
            "hidden": list(chosen.hidden),
            "selected": case.index.number.get(view.event_id),
            "view": view.place,
            "box": view.filters.box,
            "steps": dict(view.steps),
            **beside(others),
        }
        names = ("selected", "window", "hidden", "view", "box", "moved", "steps", "province")
        heard = {name: partial(on_map, name) for name in names}
        component.show_map(data, state.MAP, heard | ({"row": on_row} if others else {}))
    with right:
        draw_event(case, passed)
    component.show_table(
        {"revision": state.revision(), "order": view.sort}, state.TABLE, {"order": partial(on_map, "order")}
    )


def beside(others: list[Layer]) -> dict[str, Any]:
    """What the map is told of other datasets: nothing where there is none."""
    if not others:
        return {}
    file, number = st.session_state.get(state.ROW) or ("", 0)
    asked = next((one for one in others if one.key == file and number < len(one.order)), None)
    return {"others": [one.key for one in others], "row": layers.row(asked, number) if asked else None}


def draw_event(case: Opened, passed: Flags) -> None:
    """The chosen event's claims; where it is not among those shown, that is said."""
    event_id = st.session_state[state.EVENT]
    inside = passed & in_window(case.index, st.session_state[state.WINDOW])
    with st.container():  # keeps its place when it is empty
        if event_id and not inside[case.index.number[event_id]]:
            st.caption("Not among the events shown: the filters or the window leave it out.")
    correcting.draw(case, event_id, open_case)


def on_map(name: str) -> None:
    """The map or the table sent something: an event was chosen, the window or the map came to rest …"""
    case = open_case()
    source = state.TABLE if name == "order" else state.MAP
    message = messages.about(case, st.session_state[source].get(name)) if case else None
    if case is None or message is None:
        return
    state.acted()
    kept = st.session_state
    if name == "selected":
        chosen = messages.chosen_event(case, message)
        kept[state.EVENT] = kept[state.EVENT] if chosen is None else chosen
    elif name == "window":
        kept[state.WINDOW] = messages.window(case, message)
    elif name == "hidden":
        kept[state.HIDDEN] = messages.hidden_types(message)
    elif name == "box":
        kept[state.BOX] = messages.box(message)
    elif name == "moved":
        correcting.keep(case, message)
    elif name == "view":
        kept[state.PLACE] = messages.place(message)
    elif name == "steps":
        kept[state.STEPS] = messages.steps(message)
    elif name == "province":
        show_area(case, messages.area(case, message))
    else:
        kept[state.SORT] = messages.sort(message)


def on_row() -> None:
    """A row of another dataset was clicked."""
    case = open_case()
    message = messages.about(case, st.session_state[state.MAP].get("row")) if case else None
    if message is not None:
        state.acted()
        st.session_state[state.ROW] = messages.row(message)


def show_area(case: Opened, area: str | None) -> None:
    """Filter by the province that was clicked; where no event is in it, say so."""
    if area in case.index.columns["area"].values:
        st.session_state[state.facet("area")] = [area]
    else:
        st.session_state[state.DONE] = f"No reported event in {area}." if area else "No province is there."


def draw_foot(made_by: str) -> None:
    """Where the map comes from, what read the reports, and what the page does not say."""
    read_by = f"Read by {made_by}. " if made_by else ""
    st.caption(
        f"{words.BOUNDARIES} {read_by}Made with Natural Earth (public domain) and GeoNames (CC BY 4.0). "
        f"Drawn with Leaflet. Confidence: {words.CONFIDENCE}."
    )


if __name__ == "__main__":
    main()
