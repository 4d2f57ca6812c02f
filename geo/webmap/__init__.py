"""The map and the timeline: our page code, the data it draws, and the two hosts it lives in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.webmap.payload import page_payload, sort_events

if TYPE_CHECKING:
    import folium

    from gazetteer import Gazetteer
    from geo.model import Document, Event

__all__ = ["folium_map", "page_payload", "sort_events", "standalone_html"]


def folium_map(
    events: Iterable[Event], gazetteer: Gazetteer, documents: Iterable[Document] = ()
) -> folium.Map:
    """A folium map of the events; see `geo.webmap.hosts`, which is loaded only now."""
    from geo.webmap import hosts

    return hosts.folium_map(events, gazetteer, documents)


def standalone_html(
    events: Iterable[Event],
    gazetteer: Gazetteer,
    documents: Iterable[Document],
    note: str = "",
    made_by: str = "",
) -> str:
    """One HTML file that works with the network off; see `geo.webmap.hosts`, which is loaded only now."""
    from geo.webmap import hosts

    return hosts.standalone_html(events, gazetteer, documents, note, made_by)
