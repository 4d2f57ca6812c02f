"""Our map, claims and table inside Streamlit: components of the second kind around the page's own code.

The events go to the browser once, as bytes that its script asks for; scrubbing happens there. State comes
back when an event is chosen, a type is put out in the legend, or the window has come to rest.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit import runtime

from geo.webmap.assets import others_script, page_script, page_style

# The script comes with the data; a view that is there before it waits.
_DATA_JS = "{script}\nexport default ({{ data }}) => {{ if (data) globalThis.Dateline.loadData(data); }};"
# Waits for the page's script, on which it builds; defined once.
_OTHERS_JS = """
const D = (globalThis.Dateline = globalThis.Dateline || {{}});
function define() {{
  if (D.setOther) return;
  {script}
}}
export default ({{ data }}) => {{
  const start = () => {{ define(); D.setOther(data); }};
  if (!data) return;
  if (D.showMap) start(); else (D.waiting = D.waiting || []).push(start);
}};
"""
_VIEW_JS = """
export default (component) => {{
  const D = (globalThis.Dateline = globalThis.Dateline || {{}});
  let leave = null;
  const start = () => {{ leave = D.{function}(component); }};
  if (D.{function}) start(); else (D.waiting = D.waiting || []).push(start);
  return () => {{ if (leave) leave(); }};
}};
"""


def send_events(payload: bytes, key: str) -> None:
    """Tell the page where it gets the events and the basemap, which it does once for each key.

    As a component's data they would be copied and hashed at every run: 0.2 s for a million events.
    """
    show = st.components.v2.component("dateline_data", js=_DATA_JS.format(script=page_script()))
    show(key="dateline_data", data={"key": key, "url": _address(payload, key)}, height=1)


def _address(payload: bytes, key: str) -> str:
    """Where Streamlit hands out these bytes, uncopied, for as long as a visit shows them.

    Of large files it looks at some parts only to tell them apart; the key, as a file's name, tells the rest.
    """
    manager = runtime.get_instance().media_file_mgr
    return str(manager.add(payload, "application/octet-stream", "dateline_data", file_name=key))


def send_others(payload: bytes, key: str) -> None:
    """Hand the rows of another dataset to the page, which shows them while the map's data name their key."""
    show = st.components.v2.component("dateline_others", js=_OTHERS_JS.format(script=others_script()))
    show(key=f"dateline_others_{key}", data=payload, height=1)


def show_map(data: dict[str, Any], key: str, on_change: dict[str, Callable[[], None]]) -> None:
    """Map and timeline; `on_change` by name of the state.

    `data`: key, mask and selected are always followed; window, hidden, view (latitude, longitude, zoom) and
    box only when `revision` has changed, for in between the page itself knows best.
    """
    _view("dateline_map", "showMap")(key=key, data=data, **_callbacks(on_change))


def show_claims(panel: dict[str, Any], key: str, on_decision: Callable[[], None]) -> None:
    """The selected event's claims, or how to begin; `on_decision` when something was decided there."""
    _view("dateline_claims", "showClaims")(key=key, data=panel, on_decision_change=on_decision)


def show_table(data: dict[str, Any], key: str, on_change: dict[str, Callable[[], None]]) -> None:
    """The events of the window as a table, and the two trays. `data`: revision, order."""
    _view("dateline_table", "showTable")(key=key, data=data, **_callbacks(on_change))


def _callbacks(on_change: dict[str, Callable[[], None]]) -> dict[str, Callable[[], None]]:
    return {f"on_{name}_change": act for name, act in on_change.items()}


def encoded(mask: bytes) -> str:
    """A mask as JSON can hold it."""
    return base64.b64encode(mask).decode("ascii")


def _view(name: str, function: str) -> Any:
    return st.components.v2.component(name, css=page_style(), js=_VIEW_JS.format(function=function))
