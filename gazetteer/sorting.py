"""Sorting more rows than memory holds: on disk, in parts; all rows of a word are in one part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import starts

BATCH = 100_000  # rows kept in memory until they are written
PARTS = 64

Columns = dict[str, NDArray[Any]]


class Spool:
    """Rows of a word and a few whole numbers, in a folder of their own."""

    def __init__(self, folder: Path, **fields: type[np.generic]) -> None:
        """Make the folder; `fields` are the names and types of the numbers."""
        self._fields = fields
        self._parts = [folder / str(number) for number in range(PARTS)]
        self._waiting: list[tuple[Any, ...]] = []
        for part in self._parts:
            part.mkdir(parents=True)
            for name in ("words", *fields):
                (part / name).touch()

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take rows; a word has no line break."""
        self._waiting += rows
        if len(self._waiting) >= BATCH:
            self.flush()

    def words(self) -> Iterator[str]:
        """Each word once, in no order."""
        self.flush()
        for part in self._parts:
            yield from set(_words_of(part))

    def grouped(self, numbers: Mapping[str, int]) -> tuple[NDArray[np.int64], Columns]:
        """The rows' columns, each row once, in groups: that of a word stands at the word's number.

        The first array says where in the columns each group begins, and where the last one ends.
        """
        self.flush()
        sizes = np.zeros(len(numbers), dtype=np.int64)
        parts = [self._sorted(part, numbers) for part in self._parts]
        for group, _ in parts:
            np.add.at(sizes, group, 1)
        begins = starts(sizes)
        whole: Columns = {name: np.empty(begins[-1], dtype) for name, dtype in self._fields.items()}
        for group, columns in parts:
            within = np.arange(len(group)) - np.searchsorted(group, group)
            for name, column in columns.items():
                whole[name][begins[group] + within] = column
        return begins, whole

    def flush(self) -> None:
        """Write the rows that wait, each to the part of its word."""
        if not self._waiting:
            return
        words, *columns = zip(*self._waiting, strict=True)
        lines = [word.encode() + b"\n" for word in words]
        part_of = np.fromiter(map(crc32, lines), np.uint32) % PARTS
        order = np.argsort(part_of, kind="stable")
        cuts = np.searchsorted(part_of[order], np.arange(1, PARTS))
        self._append("words", np.split(np.array(lines, dtype=object)[order], cuts))
        for (name, dtype), column in zip(self._fields.items(), columns, strict=True):
            self._append(name, np.split(np.array(column, dtype)[order], cuts))
        self._waiting.clear()

    def _append(self, name: str, pieces: Iterable[NDArray[Any]]) -> None:
        for part, piece in zip(self._parts, pieces, strict=True):
            with (part / name).open("ab") as file:
                file.write(b"".join(piece) if piece.dtype == object else piece.tobytes())

    def _sorted(self, part: Path, numbers: Mapping[str, int]) -> tuple[NDArray[np.uint32], Columns]:
        """The rows of a part in order, each once: the numbers of their words, and their columns."""
        words = _words_of(part)
        known = {word: numbers[word] for word in sorted(set(words))}  # neighbours in the trie: cached
        group = np.fromiter(map(known.__getitem__, words), np.uint32, len(words))
        columns = {name: np.fromfile(part / name, dtype) for name, dtype in self._fields.items()}
        order = np.lexsort([*reversed(columns.values()), group])
        group, columns = group[order], {name: column[order] for name, column in columns.items()}
        new = np.ones(len(group), dtype=bool)
        new[1:] = np.any([column[1:] != column[:-1] for column in (group, *columns.values())], axis=0)
        return group[new], {name: column[new] for name, column in columns.items()}


def _words_of(part: Path) -> list[str]:
    return (part / "words").read_bytes().decode().split("\n")[:-1]
