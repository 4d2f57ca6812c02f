"""What the page needs of a case, in a file beside it: a large case opens without being read again.

The file holds nothing that the case does not; it can be deleted at any time and is made anew. So it is when
it is cut off or its head makes no sense. One that says that it was made for this state of the case is
believed, for to look at all of it takes long: who can write beside a case can change what the page shows, as
who can write the case can. No Streamlit here.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from dashboard import facets, packed
from dashboard.facets import Column, Finding, Index
from dashboard.on_disk import own_name
from dashboard.packed import Packed, Texts
from dashboard.provenance import program_stamp
from dashboard.updating import Watch, unwatched
from geo.addresses import Where
from geo.model import Document, Event, Extraction, Unread
from geo.webmap.container import unpack, write
from geo.webmap.facets import FACETS
from geo.webmap.reportrows import Report, report_of

if TYPE_CHECKING:
    import pyarrow as pa

    from gazetteer import Gazetteer

ENDING = "-page"  # behind the case file's own name, as SQLite names what lies beside it
# What stands in the file is decided there.
_MAKERS = tuple(Path(path) for path in (facets.__file__, packed.__file__, __file__))
_FROM_PAYLOAD = ("spot.lat", "spot.lon", "mark.from", "mark.spot")
_ROWS_AT_ONCE = 5_000
_WORDS = ("id", "title", "publisher", "language", "opening")  # of a report


class Reports(Sequence[Report]):
    """The reports in their order, each made when it is asked for."""

    def __init__(self, words: Mapping[str, Packed], published: NDArray[np.int32]) -> None:
        if any(len(words[name]) != len(published) for name in _WORDS):
            raise ValueError("the parts of the reports do not fit together")
        self.words, self.published = words, published  # ordinals, 0 where it is not known

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Reports:
        """These reports."""
        made = list(reports)
        words = {name: Packed.of([getattr(report, name) for report in made]) for name in _WORDS}
        days = [report.published.toordinal() if report.published else 0 for report in made]
        return cls(words, np.array(days, np.int32))

    def __len__(self) -> int:
        return len(self.published)

    @overload
    def __getitem__(self, number: int) -> Report: ...
    @overload
    def __getitem__(self, number: slice) -> list[Report]: ...
    def __getitem__(self, number: int | slice) -> Report | list[Report]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        name, title, publisher, language, opening = (self.words[name][number] for name in _WORDS)
        day = int(self.published[number])
        return Report(name, title, publisher, date.fromordinal(day) if day else None, language, opening)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # a sequence that is compared by what is in it

    def listed(self, most: int, *, first: Iterable[str] = (), sought: str = "") -> list[Report]:
        """So many reports at most, these ids first; `sought` stands in the ids of all."""
        ids = self.words["id"]
        asked = [n for doc_id in islice(first, most) if (n := ids.find(doc_id)) is not None]
        rest: Iterable[int] = range(len(self))
        if sought:
            rest = np.flatnonzero(ids.containing(sought)).tolist()
            asked = sorted(set(asked) & set(rest), key=asked.index)
        return [self[n] for n in islice(dict.fromkeys(chain(asked, islice(rest, most))), most)]

    def titles(self) -> Iterator[tuple[str, str]]:
        """The id and the title of each."""
        return zip(self.words["id"], self.words["title"], strict=True)

    def undated(self) -> list[str]:
        """The ids of those whose day of publication is not known."""
        return [self.words["id"][int(n)] for n in np.flatnonzero(self.published == 0)]

    def title(self, doc_id: str) -> str:
        """The title of a report, or its id where it has none or is not known."""
        number = self.words["id"].find(doc_id)
        return (self.words["title"][number] if number is not None else "") or doc_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """The index, the map's data, and the list of reports."""

    index: Index
    payload: bytes
    key: str  # changes with what the map shows
    reports: Reports
    unread: tuple[Unread, ...]


def prepare(
    rows: Iterable[pa.Table], reports: Iterable[Report], unread: Iterable[Unread], gazetteer: Gazetteer
) -> Prepared:
    """Everything that the page needs of events, of which tables of event rows are given in any order.

    Raises KeyError for a table that lacks a column, ValueError where a value is not of its kind.
    """
    from geo.webmap.gathered import Gathering
    from geo.webmap.payload import payload_of
    from geo.webmap.rows import as_rows
    from geo.webmap.spots import find_spots

    gathering, finding = Gathering(), Finding()
    for table in rows:
        these = as_rows(table)
        gathering.add(these)
        finding.add(these)
    gathered = gathering.gathered()
    order = gathered.order
    payload = payload_of(gathered, find_spots(gathered.spots, gazetteer), gazetteer)
    header, arrays = unpack(payload)
    index = Index(
        ids=Packed.of(gathering.ids.take(order)),
        columns=finding.columns(order),
        texts=finding.texts(order),
        said=Packed.of(header["strings"]),
        arrays={
            "undated": gathered.undated.astype(np.uint8),
            **finding.figures(order),
            **{name: arrays[name] for name in _FROM_PAYLOAD},
            **{name: arrays[f"event.{name}"] for name in ("mapped", "title", "when")},
            "start": gathered.start.astype(np.int32),
            "end": gathered.end.astype(np.int32),
        },
    )
    return Prepared(index, payload, header["key"], Reports.of(reports), tuple(unread))


def of_extraction(extraction: Extraction, gazetteer: Gazetteer, watch: Watch = unwatched) -> Prepared:
    """Everything that the page needs of an extraction."""
    return prepare_source(extraction.events, extraction.documents, extraction.unread, gazetteer, watch)


def prepare_source(
    events: Iterable[Event],
    documents: Iterable[Document],
    unread: Iterable[Unread],
    gazetteer: Gazetteer,
    watch: Watch = unwatched,
) -> Prepared:
    """The same of events and reports that are taken one after the other; no text is kept."""
    reports: list[Report] = []
    known: dict[str, Document] = {}
    for document in documents:
        reports.append(report_of(document))
        known[document.id] = replace(document, text="")
    rows = rows_of(watch(events, "Preparing the page"), known, gazetteer)
    return prepare(rows, reports, unread, gazetteer)


def rows_of(
    events: Iterable[Event], documents: Mapping[str, Document], gazetteer: Gazetteer
) -> Iterator[pa.Table]:
    """Event rows, some thousands at a time."""
    from geo.webmap.rows import event_rows

    left = iter(events)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        yield event_rows(some, documents, gazetteer)


def path_of(case: Where) -> Path:
    """Where the file of a case lies: beside it, or for a database in the user's cache folder."""
    if isinstance(case, Path):
        return case.with_name(case.name + ENDING)
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False) / f"{own_name(case)}{ENDING}"


def read(case: Where, state: str) -> Prepared | None:
    """What was prepared for this state of the case, or None: nothing, or for another."""
    try:
        with path_of(case).open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        header, arrays = unpack(data)
        return _unpacked(header, arrays) if header.get("state") == _full_state(state) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):  # cut off, or not ours
        return None


def keep(case: Where, state: str, prepared: Prepared) -> Prepared:
    """Write it beside the case, and give it as it is read from there: it then takes next to no memory.

    Where it cannot be written that only costs the time at the next opening.
    """
    header = {"state": _full_state(state), **_header(prepared)}
    target = path_of(case)
    part = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            write(out, header, _arrays(prepared))
        part.replace(target)
    except (OSError, ValueError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return prepared
    return read(case, state) or prepared


def _full_state(state: str) -> str:
    return hashlib.sha256(f"{program_stamp()} {made_by()} {state}".encode()).hexdigest()


@cache
def made_by() -> str:
    """Changes with the code that makes the file; `program_stamp` does with the code that reads reports."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in _MAKERS)).hexdigest()


def _header(prepared: Prepared) -> dict[str, Any]:
    return {
        "key": prepared.key,
        "unread": [asdict(unread) for unread in prepared.unread],
        "named": list(prepared.index.arrays),
    }


def _arrays(prepared: Prepared) -> dict[str, NDArray[Any]]:
    index, reports = prepared.index, prepared.reports
    arrays: dict[str, NDArray[Any]] = {f"a.{name}": array for name, array in index.arrays.items()}
    for name, column in index.columns.items():
        arrays |= {f"s.{name}": column.starts, f"n.{name}": column.numbers}
        arrays |= column.values.arrays(f"v.{name}")
    for name, words in reports.words.items():
        arrays |= words.arrays(f"r.{name}")
    arrays |= index.ids.arrays("ids") | index.texts.arrays("texts") | index.said.arrays("said")
    return arrays | {"published": reports.published, "payload": np.frombuffer(prepared.payload, np.uint8)}


def _unpacked(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Prepared:
    columns = {
        name: Column(Packed.unpacked(f"v.{name}", arrays), arrays[f"s.{name}"], arrays[f"n.{name}"])
        for name in FACETS
    }
    index = Index(
        Packed.unpacked("ids", arrays),
        columns,
        Texts.unpacked("texts", arrays),
        Packed.unpacked("said", arrays),
        {name: arrays[f"a.{name}"] for name in header["named"]},
    )
    reports = Reports({name: Packed.unpacked(f"r.{name}", arrays) for name in _WORDS}, arrays["published"])
    unread = tuple(Unread(**lost) for lost in header["unread"])
    payload = arrays["payload"].tobytes()
    if not header["key"] or len(index.ids) != len(index.texts):
        raise ValueError("not what was prepared of a case")
    return Prepared(index, payload, header["key"], reports, unread)
