"""A case as the page uses it: loaded once a state of its file, with what the map needs. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard import casework
from dashboard.filters import Facets, Filters, Window, facets_of, in_window, passes
from geo.geometry import drawn_places
from geo.model import Document, Event, Extraction
from geo.webmap import page_payload, sort_events
from geo.webmap.container import header_of
from geo.webmap.details import documents_of, event_details

if TYPE_CHECKING:
    from gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Opened:
    """What a case file holds, with `events` in the order of the page and `facets` beside them."""

    path: Path
    extraction: Extraction
    events: tuple[Event, ...]
    facets: tuple[Facets, ...]
    payload: bytes
    key: str  # changes with the payload

    @property
    def documents(self) -> dict[str, Document]:
        """The reports by id."""
        return {document.id: document for document in self.extraction.documents}

    def event(self, event_id: str) -> Event | None:
        """The event of an id, or None."""
        return next((event for event in self.events if event.event_id == event_id), None)

    def number(self, event_id: str) -> int | None:
        """An event's place in the order of the page, or None."""
        return next((i for i, event in enumerate(self.events) if event.event_id == event_id), None)


def load(path: Path, gazetteer: Gazetteer) -> Opened:
    """Read a case file and prepare its map. Raises CaseError when the file cannot be used."""
    extraction = casework.load(path)
    events = tuple(sort_events(extraction.events))
    by_id = {document.id: document for document in extraction.documents}
    payload = page_payload(events, gazetteer, extraction.documents)
    return Opened(
        path,
        extraction,
        events,
        tuple(facets_of(event, by_id) for event in events),
        payload,
        str(header_of(payload)["key"]),
    )


def stamp(path: Path) -> tuple[int, ...]:
    """Changes when the case file does; its write-ahead log counts too."""
    parts = [path, path.with_name(path.name + "-wal")]
    return tuple(
        value for part in parts if part.exists() for value in (part.stat().st_mtime_ns, part.stat().st_size)
    )


def flags(case: Opened, filters: Filters) -> list[bool]:
    """Which events pass the filters, in the order of the page."""
    return [passes(facets, filters) for facets in case.facets]


def shown(case: Opened, filters: Filters, window: Window | None) -> list[Event]:
    """The events that pass the filters and lie in the window."""
    passed = zip(case.events, flags(case, filters), strict=True)
    return [event for event, flag in passed if flag and in_window(event, window)]


def is_mapped(event: Event) -> bool:
    """True where the event has a place on the map."""
    return bool(drawn_places(event))


def details(case: Opened, event: Event | None) -> dict[str, Any] | None:
    """What the claims panel shows: the event, and the texts of the reports that it stands in."""
    if event is None:
        return None
    documents = case.documents
    texts = {doc_id: documents[doc_id].text for doc_id in documents_of(event) if doc_id in documents}
    return {**event_details(event, documents), "documents": texts}


def unmapped_count(events: Sequence[Event]) -> int:
    """How many have no place on the map."""
    return sum(not is_mapped(event) for event in events)
