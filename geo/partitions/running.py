"""Extraction over files: each step works on pieces of the input or parts of the claims, on any machine.

The steps hand each other files in a work folder, which all machines that take part must see; this process
holds a few numbers for each claim, and no claim. The result is that of geo.pipeline.extract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from geo.actors import ActorLexicon
from geo.errors import ClusterError
from geo.executors import Executor, Processes, Work
from geo.partitions import clustering, kinship, linking, reading, scanning, shuffling
from geo.partitions.clustering import Clustering
from geo.partitions.components import Shared, share
from geo.partitions.kinship import Comparing
from geo.partitions.linking import Linking
from geo.partitions.pieces import (
    Files,
    Lines,
    Piece,
    RowGroups,
    count_lines,
    cut,
    find_input,
    in_words,
    total_bytes,
)
from geo.partitions.reading import Read, ReadingStep, ToRead
from geo.partitions.scanning import Scan, Scanning, renames
from geo.partitions.shuffling import Shuffling
from geo.partitions.workfiles import make_folder, remove_folder
from geo.partitions.writing import Writing, Written
from geo.pipeline import Preparation

Item = TypeVar("Item")
Result = TypeVar("Result")
Watch = Callable[[Iterable[Any], str], Iterable[Any]]  # wraps what comes in, for a progress bar

_PIECE, _PART = 4_000_000, 2_000_000  # bytes of input, at most: 300 to 400 MB in a process that works on one
_SMALLEST = 100_000
_PIECES, _PARTS = 64, 16  # of an input too small to be cut by size: enough for cores to share
_MOST_PARTS = 4_096  # each part looks into a file of each piece
_MOST_ROUNDS = 50  # times that a piece is read again without the reports that ended its process


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes. `parts` and `piece_bytes` None: by the size of the input."""

    executor: Executor = field(default_factory=Processes)
    parts: int | None = None
    piece_bytes: int | None = None
    published: date | None = None
    lexicon: ActorLexicon | None = None
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: reports read, the parts as they were written, the unread by reason."""

    reports: int
    parts: tuple[Written, ...]
    unread: Counter[str] = field(default_factory=Counter)
    pieces: int = 0
    largest: int = 0  # claims of the largest component, which no other part can share

    @property
    def events(self) -> int:
        """Of all parts."""
        return sum(part.events for part in self.parts)

    @property
    def claims(self) -> int:
        """Of all parts, statements among them."""
        return sum(part.claims for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Lost:
    """An item whose work ended its process."""

    item: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run in a work folder of its own, into an empty folder `out`."""

    work: Path
    out: Path
    settings: Settings
    watch: Watch

    def over(self, paths: Sequence[str | Path], without: Path) -> Outcome:
        """Read the files under the paths but those under `without`, and write what they tell.

        Raises DocumentError for paths that cannot be read, ClusterError when the work cannot be done.
        """
        files = find_input(paths, without)
        size = total_bytes(files)
        length = self.settings.piece_bytes or _length(size, _PIECES, _PIECE)
        pieces = self._numbered(list(cut(files, length)))
        read = self._read(pieces, self._scanned(pieces))
        most = self.settings.parts or min(_MOST_PARTS, size // _length(size, _PARTS, _PART) or 1)
        shared = share([one.meetings for one in read], most)
        self._merge(shared)
        step = Writing(self.work, self.out, len(pieces), shared.count, self.settings.made_by)
        parts = self._all(step, range(shared.count), "Writing")
        return Outcome(
            reports=sum(one.reports for one in read),
            parts=tuple(parts),
            unread=sum((one.unread for one in read), Counter()),
            pieces=len(pieces),
            largest=shared.largest,
        )

    def _numbered(self, pieces: list[Piece]) -> list[Piece]:
        """Pieces of a file of lines that know the number of their first line."""
        if not any(isinstance(piece, Lines) and piece.start for piece in pieces):
            return pieces
        counts = self._all(_Counting(), pieces, "Counting lines")
        numbered: list[Piece] = []
        first = 1
        for piece, count in zip(pieces, counts, strict=True):
            if isinstance(piece, Lines):
                first = first if piece.start else 1
                numbered.append(replace(piece, first=first))
                first += count
            else:
                numbered.append(piece)
        return numbered

    def _scanned(self, pieces: Sequence[Piece]) -> list[Scan]:
        make_folder(self.work, scanning.STEP)
        return list(self._all(Scanning(self.work), enumerate(pieces), "Looking at reports"))

    def _read(self, pieces: Sequence[Piece], scans: Sequence[Scan]) -> list[Read]:
        """Each piece read, and read again without a report that ended its process."""
        for folder in (reading.CLAIMS, reading.STATEMENTS, reading.UNREAD, reading.JOURNAL):
            make_folder(self.work, folder)
        given = renames(scans, self.work)
        items = [
            ToRead(number, piece, len(scan.ids), changed)
            for number, (piece, scan, changed) in enumerate(zip(pieces, scans, given, strict=True))
        ]
        remove_folder(self.work, scanning.STEP)
        settings = self.settings
        step = ReadingStep(self.work, self.out, Preparation(settings.lexicon), settings.published)
        done: dict[int, Read] = {}
        due = items
        for _ in range(_MOST_ROUNDS):
            results = self.watch(self._run(step, due), "Extracting events from pieces")
            pairs = list(zip(due, results, strict=True))
            done |= {item.number: result for item, result in pairs if isinstance(result, Read)}
            due = [item for item in items if item.number not in done]
            if not due:
                return [done[item.number] for item in items]
        raise ClusterError(
            f"{in_words(due[0].piece)}: {_MOST_ROUNDS} reports in it ended the process that read them; "
            "is there too little memory for a process? try fewer --jobs"
        )

    def _merge(self, shared: Shared) -> None:
        """Up to the kin of events: what the parts need to write theirs."""
        work, pieces, parts = self.work, len(shared.parts), shared.count
        for folder in (shuffling.STEP, clustering.CLUSTERS, clustering.SIDES, linking.STEP, kinship.STEP):
            make_folder(work, folder)
        list(self._all(Shuffling(work, parts), enumerate(shared.parts), "Sorting claims"))
        remove_folder(work, reading.CLAIMS)
        list(self._all(Clustering(work, pieces, parts), range(parts), "Putting claims together"))
        list(self._all(Linking(work, parts), range(pieces), "Linking statements"))
        remove_folder(work, clustering.CLUSTERS)
        list(self._all(Comparing(work, parts), range(parts), "Comparing events"))
        remove_folder(work, clustering.SIDES)

    def _all(
        self, prepare: Callable[[], Callable[[Item], Result]], items: Iterable[Item], what: str
    ) -> Iterator[Result]:
        """The results of a step that must come through for each item."""
        for result in self.watch(self._run(prepare, items), what):
            if isinstance(result, _Lost):
                raise ClusterError(
                    f"{what}: {_named(result.item)} {result.reason}; is there too little memory for a "
                    "process? try more --partitions or fewer --jobs"
                )
            yield result

    def _run(
        self, prepare: Callable[[], Callable[[Item], Result]], items: Iterable[Item]
    ) -> Iterator[Result | _Lost]:
        work: Work[Item, Result | _Lost] = Work(prepare, _Lost, large=True)
        return self.settings.executor.run(work, items)


@dataclass(frozen=True, slots=True)
class _Counting:
    def __call__(self) -> Callable[[Piece], int]:
        return count_lines


def _length(size: int, count: int, most: int) -> int:
    """Bytes of input for each of so many pieces or parts, within what pays and what memory holds."""
    return max(_SMALLEST, min(most, size // count))


def _named(item: Any) -> str:
    match item:
        case (int(), Lines() | RowGroups() | Files() as piece) | (Lines() | RowGroups() | Files() as piece):
            return in_words(piece)
        case (int() as number, _) | (int() as number):
            return f"part {number:,}"
    return str(item)
