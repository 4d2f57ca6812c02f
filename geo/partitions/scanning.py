"""First look at a piece: which ids its reports bear, so that one place decides about those met twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from geo.jsontext import dumps
from geo.model import Document
from geo.partitions.pieces import Piece, documents_of
from geo.partitions.workfiles import file_of, read_lines, write_lines
from geo.reading.documents import own_id

STEP = "ids"
_NUMBERED = re.compile(r"#[0-9]+$")  # as ids become that are met again with another text

Renames = dict[int, str | None]  # reports of a piece by number, from 0, and the id that each gets


@dataclass(frozen=True, slots=True)
class Scan:
    """Of the reports of a piece, in order: hashes of id and text, and whether the id ends as "#2" does."""

    ids: np.ndarray[tuple[int], np.dtype[np.uint64]]
    texts: np.ndarray[tuple[int], np.dtype[np.uint64]]
    numbered: np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Scanning:
    """The step for a piece with its number; leaves the ids in the work folder."""

    work: Path

    def __call__(self) -> Callable[[tuple[int, Piece]], Scan]:
        """Nothing to prepare."""
        return self._scan

    def _scan(self, item: tuple[int, Piece]) -> Scan:
        number, piece = item
        seen = [(one.id, hash64(one.text)) for one in documents_of(piece) if isinstance(one, Document)]
        write_lines(file_of(self.work, STEP, number), (dumps(doc_id) for doc_id, _ in seen))
        return Scan(
            np.array([hash64(doc_id) for doc_id, _ in seen], np.uint64),
            np.array([digest for _, digest in seen], np.uint64),
            np.array([bool(_NUMBERED.search(doc_id)) for doc_id, _ in seen], np.bool_),
        )


def hash64(text: str) -> int:
    """The same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def renames(scans: Sequence[Scan], work: Path) -> list[Renames]:
    """For each piece the reports that do not keep their id, None for those read before.

    The outcome of geo.reading for all reports in one process. Only ids met twice, and those that a number may
    have been put behind, are looked at as words.
    """
    involved = _involved(scans)
    taken: dict[str, int] = {}
    found: list[Renames] = []
    for number, (scan, rows) in enumerate(zip(scans, involved, strict=True)):
        changed: Renames = {}
        for row, doc_id in _ids(file_of(work, STEP, number), rows):
            own = own_id(doc_id, int(scan.texts[row]), taken)
            if own != doc_id:
                changed[row] = own
        found.append(changed)
    return found


def _involved(scans: Sequence[Scan]) -> list[list[int]]:
    """For each piece the numbers of its reports whose ids others may bear."""
    if not scans:
        return []
    ids = np.concatenate([scan.ids for scan in scans])
    numbered = np.concatenate([scan.numbered for scan in scans])
    _, inverse, counts = np.unique(ids, return_inverse=True, return_counts=True)
    looked_at = (counts[inverse] > 1) | numbered
    ends = np.cumsum([len(scan.ids) for scan in scans])[:-1]
    return [np.flatnonzero(part).tolist() for part in np.split(looked_at, ends)]


def _ids(path: Path, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    wanted = set(rows)
    if wanted:
        for row, line in enumerate(read_lines(path)):
            if row in wanted:
                yield row, json.loads(line)
