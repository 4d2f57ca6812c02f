"""A piece read: its claims to the work folder, the list of its reports to the output, and to the coordinator
what tells which claims may meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from geo.docdate import date_document
from geo.errors import DocumentError
from geo.events.clusters import Meeting, meetings_of
from geo.executors.work import ENDED, TRIES
from geo.jsontext import dumps
from geo.model import Claim, Document, Reading, Unread
from geo.partitions.claimrows import to_line, told_in
from geo.partitions.journal import Journal
from geo.partitions.pieces import Piece, documents_of, in_words
from geo.partitions.scanning import Renames, hash64
from geo.partitions.workfiles import file_of, line_file, whole
from geo.pipeline import Preparation
from geo.reading.documents import renamed
from geo.records import unread_to_record
from geo.webmap.reportrows import Report, report_of, report_rows

_Spot = tuple[float | None, float | None]

CLAIMS, STATEMENTS, UNREAD, JOURNAL = "read", "statements", "unread", "journal"
REPORTS = "reports"  # folder of the output


@dataclass(frozen=True, slots=True)
class ToRead:
    """A piece with its number, how many reports it holds, and which of them get other ids."""

    number: int
    piece: Piece
    reports: int
    renames: Renames


@dataclass(frozen=True, slots=True)
class Meetings:
    """Where and when the claims of a piece can meet others: a row for each key of geo.events.clusters.

    `claim` is the number of the claim of an event in its piece, `key` a hash, days are ordinals.
    `lat` and `lon` (degrees, NaN where not known) have a row for each claim of an event.
    """

    claim: np.ndarray[tuple[int], np.dtype[np.int32]]
    key: np.ndarray[tuple[int], np.dtype[np.uint64]]
    start: np.ndarray[tuple[int], np.dtype[np.int32]]
    end: np.ndarray[tuple[int], np.dtype[np.int32]]
    lat: np.ndarray[tuple[int], np.dtype[np.float32]]
    lon: np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Read:
    """What a piece gave."""

    meetings: Meetings
    reports: int
    unread: Counter[str] = field(default_factory=Counter)  # by reason


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """The step for a piece; the gazetteer is opened once in each process."""

    work: Path
    out: Path
    reader: Preparation
    published: date | None = None

    def __call__(self) -> Callable[[ToRead], Read]:
        """Open the gazetteer."""
        read = self.reader()
        return lambda item: _read_piece(item, self, read)


def _read_piece(
    item: ToRead, step: ReadingStep, read: Callable[[Document | Unread], Reading | Unread]
) -> Read:
    found: list[tuple[_Spot, list[Meeting]]] = []
    reports: list[Report] = []
    reasons, work = Counter[str](), step.work
    claims, statements, unread = (file_of(work, one, item.number) for one in (CLAIMS, STATEMENTS, UNREAD))
    with (
        Journal(file_of(work, JOURNAL, item.number)) as journal,
        line_file(claims) as add_claim,
        line_file(statements) as add_statement,
        line_file(unread) as add_unread,
    ):
        for document in _documents(item, journal):
            dated = date_document(document, step.published) if isinstance(document, Document) else document
            result = read(dated)
            if isinstance(result, Unread):
                add_unread(dumps(unread_to_record(result)))
                reasons[result.reason] += result.count
                continue
            reports.append(report_of(result.document))
            for told in told_in(result):
                if told.claim.kind == "event":
                    add_claim(to_line(told))
                    found.append((_spot(told.claim), meetings_of(told.claim)))
                else:
                    add_statement(to_line(told))
        journal.at()
    _write_reports(step.out / REPORTS / f"part-{item.number:05}.parquet", reports)
    return Read(_meetings(found), len(reports), reasons)


def _write_reports(path: Path, reports: Sequence[Report]) -> None:
    import pyarrow.parquet as pq

    with whole(path) as made:
        pq.write_table(report_rows(reports), made, compression="zstd")


def _documents(item: ToRead, journal: Journal) -> Iterator[Document | Unread]:
    """The documents under ids of their own; those that ended their process twice are set aside."""
    row = 0
    for document in documents_of(item.piece):
        if isinstance(document, Unread):
            yield document
            continue
        own = renamed(document, item.renames.get(row, document.id))
        if journal.deaths(row) >= TRIES:
            yield Unread(own.id, "broken", ENDED)
        else:
            journal.at(row)
            yield own
        row += 1
    if row != item.reports:
        raise DocumentError(f"{in_words(item.piece)}: changed while it was read; start again")


def _spot(claim: Claim) -> _Spot:
    """Latitude and longitude of the first of its places that has any."""
    return next(((p.lat, p.lon) for p in claim.places if p.lat is not None), (None, None))


def _meetings(found: Sequence[tuple[_Spot, Sequence[Meeting]]]) -> Meetings:
    rows = [(number, meeting) for number, (_, meetings) in enumerate(found) for meeting in meetings]
    return Meetings(
        claim=np.array([number for number, _ in rows], np.int32),
        key=np.array([hash64("\0".join(meeting.key)) for _, meeting in rows], np.uint64),
        start=np.array([meeting.start for _, meeting in rows], np.int32),
        end=np.array([meeting.end for _, meeting in rows], np.int32),
        lat=np.array([lat for (lat, _), _ in found], np.float32),
        lon=np.array([lon for (_, lon), _ in found], np.float32),
    )
