"""The map and the timeline: our page code, the data it draws, and the two hosts it lives in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import folium

    from gazetteer import Gazetteer
    from geo.model import Document, Event

__all__ = ["folium_map", "page_payload", "sort_events", "standalone_html"]


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Events in the order of the page; see `geo.webmap.payload`, which is loaded only now."""
    from geo.webmap import payload

    return payload.sort_events(events)


def page_payload(events: Iterable[Event], gazetteer: Gazetteer, documents: Iterable[Document] = ()) -> bytes:
    """The map's data of the events; see `geo.webmap.payload`, which is loaded only now."""
    from geo.webmap import payload

    return payload.page_payload(events, gazetteer, documents)


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
