"""The input in pieces that can be read apart: parts of JSON lines and Parquet files, or a few files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from geo.model import Document, Unread
from geo.reading.documents import read_file
from geo.reading.jsonlines import read_json_lines
from geo.reading.parquet import group_sizes
from geo.reading.parsing import parse_parquet
from geo.reading.walk import Found, find_files

_LINES = frozenset({".jsonl", ".ndjson"})
_BLOCK = 1_000_000  # bytes read at once where lines are counted
_FILE = 4_096  # bytes that opening a file is worth


@dataclass(frozen=True, slots=True)
class Lines:
    """Bytes of a file of JSON lines, cut at line ends; `first` is the number of the first line."""

    path: Path
    name: str
    start: int
    end: int
    first: int = 1


@dataclass(frozen=True, slots=True)
class RowGroups:
    """Row groups of a Parquet file."""

    path: Path
    name: str
    groups: range


@dataclass(frozen=True, slots=True)
class Files:
    """Whole files of any format."""

    found: tuple[Found, ...]


Piece = Lines | RowGroups | Files


def find_input(paths: Iterable[str | Path], without: Path) -> list[tuple[Found, int]]:
    """The files under the paths with their sizes in bytes, in the order of reading; none under `without`.

    Raises DocumentError for a path that does not exist.
    """
    ordered = (Path(path).absolute() for path in sorted(map(str, paths)))  # as geo.reading takes them
    found = (one for path in ordered for one in find_files(path))
    if without.exists():
        found = (one for one in found if without not in one.path.resolve().parents)
    return [(one, _size(one.path)) for one in found]


def cut(files: Iterable[tuple[Found, int]], size: int) -> Iterator[Piece]:
    """Pieces of about `size` bytes, in the order of reading; a file of one record each is never cut."""
    batch: list[Found] = []
    filled = 0
    for found, length in files:
        parts = _parts(found, length, size)
        if parts or (batch and filled + length > size):
            if batch:
                yield Files(tuple(batch))
            batch, filled = [], 0
            yield from parts
        if not parts:
            batch.append(found)
            filled += length + _FILE
    if batch:
        yield Files(tuple(batch))


def documents_of(piece: Piece) -> Iterator[Document | Unread]:
    """The documents of a piece, in order, as geo.reading reads them before it looks for ids met twice."""
    match piece:
        case Lines(path, name, start, end, first):
            with path.open("rb") as stream:
                stream.seek(start)
                yield from read_json_lines(stream, name, first=first, end=end)
        case RowGroups(path, name, groups):
            yield from parse_parquet(path, name, groups)
        case Files(found):
            for one in found:
                yield from read_file(one)


def count_lines(piece: Piece) -> int:
    """How many lines it holds, where lines are counted."""
    if not isinstance(piece, Lines):
        return 0
    count, left = 0, piece.end - piece.start
    with piece.path.open("rb") as stream:
        stream.seek(piece.start)
        while left > 0 and (block := stream.read(min(_BLOCK, left))):
            count += block.count(b"\n")
            left -= len(block)
    return count


def in_words(piece: Piece) -> str:
    """What a message calls it."""
    match piece:
        case Lines(_, name, start, end, _):
            return f"{name}, bytes {start:,} to {end:,}"
        case RowGroups(_, name, groups):
            return f"{name}, row groups {groups.start:,} to {groups.stop - 1:,}"
        case Files(found):
            return found[0].doc_id if len(found) == 1 else f"{found[0].doc_id} to {found[-1].doc_id}"


def _parts(found: Found, length: int, size: int) -> list[Piece]:
    """The parts of a large file that can be cut; none of another."""
    ending = found.path.suffix.lower()
    if length <= size or ending not in (*_LINES, ".parquet"):
        return []
    if ending == ".parquet":
        return [RowGroups(found.path, found.doc_id, groups) for groups in _batches(found.path, size)]
    with found.path.open("rb") as stream:
        cuts = [0, *_cuts(stream, length, size), length]
    return [Lines(found.path, found.doc_id, *pair) for pair in pairwise(cuts)]


def _cuts(stream: BinaryIO, length: int, size: int) -> Iterator[int]:
    """Where lines begin, about every `size` bytes."""
    at = size
    while at < length:
        stream.seek(at - 1)
        while (block := stream.readline(_BLOCK)) and not block.endswith(b"\n"):
            pass
        if (begins := stream.tell()) >= length:
            return
        yield begins
        at = begins + size


def _batches(path: Path, size: int) -> Iterator[range]:
    """Row groups that follow each other, of about `size` bytes together."""
    first, filled = 0, 0
    sizes = group_sizes(path)
    for number, length in enumerate(sizes):
        if number > first and filled + length > size:
            yield range(first, number)
            first, filled = number, 0
        filled += length
    if sizes:
        yield range(first, len(sizes))


def _size(path: Path) -> int:
    """In bytes; 0 of what cannot be looked at, which reading tells."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def total_bytes(files: Collection[tuple[Found, int]]) -> int:
    """Of all files."""
    return sum(length for _, length in files)
