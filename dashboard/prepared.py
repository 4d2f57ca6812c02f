"""What the page needs of a case, in a file beside it: a large case opens without being read again.

The file holds nothing that the case does not; it can be deleted at any time and is made anew. So it is when
it is damaged. One that is whole and says that it was made for this state of the case is believed: who can
write beside a case can change what the page shows, as who can write the case can. No Streamlit here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dashboard import facets
from dashboard.facets import Column, Index, make_index
from dashboard.on_disk import own_name
from dashboard.provenance import program_stamp
from geo.addresses import Where
from geo.model import Document, Event, Extraction, Unread
from geo.webmap import page_payload, sort_events
from geo.webmap.container import header_of, pack, unpack

if TYPE_CHECKING:
    from gazetteer import Gazetteer

ENDING = "-page"  # behind the case file's own name, as SQLite names what lies beside it
_MAKERS = (Path(facets.__file__), Path(__file__))  # what stands in the file is decided there
_OPENING = 120  # characters
_FROM_PAYLOAD = ("spot.lat", "spot.lon", "mark.from", "mark.spot")


@dataclass(frozen=True, slots=True)
class Report:
    """A report without its text."""

    id: str
    title: str
    publisher: str
    published: date | None
    language: str
    opening: str  # its first words, to know it by


@dataclass(frozen=True, slots=True)
class Prepared:
    """The index, the map's data, and the list of reports."""

    index: Index
    payload: bytes
    reports: tuple[Report, ...]
    unread: tuple[Unread, ...]

    @property
    def key(self) -> str:
        """Changes with what the map shows."""
        return str(header_of(self.payload)["key"])


def prepare(extraction: Extraction, gazetteer: Gazetteer) -> Prepared:
    """Everything of an extraction that the page needs."""
    events = sort_events(extraction.events)
    payload = page_payload(events, gazetteer, extraction.documents)
    documents = {document.id: document for document in extraction.documents}
    return Prepared(
        _with_map(make_index(events, documents, gazetteer), events, payload),
        payload,
        tuple(report_of(document) for document in extraction.documents),
        extraction.unread,
    )


def report_of(document: Document) -> Report:
    """A report as the lists show it."""
    return Report(
        document.id,
        document.title,
        document.publisher,
        document.published,
        document.language,
        _opening(document),
    )


def _opening(document: Document) -> str:
    return " ".join(document.text[:400].split())[:_OPENING]


def _with_map(index: Index, events: Sequence[Event], payload: bytes) -> Index:
    """With the days of the timeline's events (as ordinals) and the places of the map."""
    header, arrays = unpack(payload)
    dated = events[: header["dated"]]
    found: dict[str, NDArray[Any]] = {name: arrays[name] for name in _FROM_PAYLOAD}
    found["mapped"] = arrays["event.mapped"]
    found["start"] = np.array([e.moment.start.toordinal() for e in dated if e.moment.start], np.int32)
    found["end"] = np.array([e.moment.end.toordinal() for e in dated if e.moment.end], np.int32)
    return Index(index.ids, index.columns, index.texts, {**index.arrays, **found})


def path_of(case: Where) -> Path:
    """Where the file of a case lies: beside it, or for a database in the user's cache folder."""
    if isinstance(case, Path):
        return case.with_name(case.name + ENDING)
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False) / f"{own_name(case)}{ENDING}"


def read(case: Where, state: str) -> Prepared | None:
    """What was prepared for this state of the case, or None: nothing, or for another."""
    try:
        data = path_of(case).read_bytes()
        header, arrays = unpack(data)
        return _unpacked(header, arrays) if header.get("state") == _full_state(state) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not there, cut off, or not ours
        return None


def keep(case: Where, state: str, prepared: Prepared) -> None:
    """Write it beside the case; where that cannot be done it only costs the time."""
    header = {"state": _full_state(state), **_header(prepared)}
    target = path_of(case)
    part = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pack(header, _arrays(prepared)))
        part.replace(target)
    except (OSError, ValueError):
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _full_state(state: str) -> str:
    return hashlib.sha256(f"{program_stamp()} {made_by()} {state}".encode()).hexdigest()


@cache
def made_by() -> str:
    """Changes with the code that makes the file; `program_stamp` does with the code that reads reports."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in _MAKERS)).hexdigest()


def _header(prepared: Prepared) -> dict[str, Any]:
    index = prepared.index
    return {
        "ids": index.ids,
        "values": {name: column.values for name, column in index.columns.items()},
        "reports": [
            [
                r.id,
                r.title,
                r.publisher,
                r.published.isoformat() if r.published else "",
                r.language,
                r.opening,
            ]
            for r in prepared.reports
        ],
        "unread": [asdict(unread) for unread in prepared.unread],
        "named": list(index.arrays),
    }


def _arrays(prepared: Prepared) -> dict[str, NDArray[Any]]:
    index = prepared.index
    arrays: dict[str, NDArray[Any]] = {f"a.{name}": array for name, array in index.arrays.items()}
    for name, column in index.columns.items():
        arrays |= {f"s.{name}": column.starts, f"n.{name}": column.numbers}
    arrays["texts"] = np.frombuffer("\n".join(index.texts).encode(), np.uint8)
    arrays["payload"] = np.frombuffer(prepared.payload, np.uint8)
    return arrays


def _unpacked(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Prepared:
    columns = {
        name: Column(tuple(values), arrays[f"s.{name}"], arrays[f"n.{name}"])
        for name, values in header["values"].items()
    }
    texts = arrays["texts"].tobytes().decode().split("\n") if header["ids"] else []
    index = Index(
        tuple(header["ids"]), columns, tuple(texts), {name: arrays[f"a.{name}"] for name in header["named"]}
    )
    reports = tuple(
        Report(name, title, publisher, date.fromisoformat(day) if day else None, language, opening)
        for name, title, publisher, day, language, opening in header["reports"]
    )
    unread = tuple(Unread(**lost) for lost in header["unread"])
    made = Prepared(index, arrays["payload"].tobytes(), reports, unread)
    if not made.key:
        raise ValueError("map data without a key")
    return made
