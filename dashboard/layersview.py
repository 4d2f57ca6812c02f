"""The sidebar's part for files of other datasets, shown beside our events for this visit."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from dashboard import layers, state
from dashboard.layers import Layer
from dashboard.markup import plain
from geo.errors import DatelineError

_MOST = 6  # files at once: more colours are not told apart


def draw() -> list[Layer]:
    """The layers that are on. Says why a file cannot be shown, and offers to add another."""
    paths = state.layer_paths(layers.named())
    with st.sidebar, st.expander("Other datasets", expanded=bool(paths), icon=":material/layers:"):
        shown = list(_switches(paths))
        _add(paths)
    return shown


def _switches(paths: list[str]) -> Iterator[Layer]:
    """A switch a file."""
    for number, path in enumerate(paths):
        try:
            with st.spinner("Reading the file"):
                layer = layers.at(path)
        except (DatelineError, OSError) as error:
            st.error(plain(str(error), 600))
            continue
        if st.toggle(plain(layer.label, 200), value=True, key=f"layer_{number}", on_change=state.acted):
            yield layer
        if said := layer.left_out:
            st.caption(said)


def _add(paths: list[str]) -> None:
    with st.form("add_layer", clear_on_submit=True, border=False):
        path = st.text_input(
            "Show a file beside your events",
            placeholder="The file's path on this computer",
            help="ACLED or UCDP GED as CSV, which you hold a licence for, or GeoJSON of dated points. "
            "It is drawn here for this visit; nothing of it is kept, exported or sent anywhere.",
            max_chars=1000,
        )
        asked = st.form_submit_button("Show")
    if asked and path.strip() and path.strip() not in paths:
        if len(paths) >= _MOST:
            st.error(f"At most {_MOST} files are shown at once.")
            return
        state.add_layer(path.strip())
        st.rerun()
