"""Columns of many values as numbers: each different value is kept once, and rows are put in another order."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_DICTIONARY = pa.dictionary(pa.int32(), pa.string())


class Coded(NamedTuple):
    """A value for each row: `values[numbers[row]]`."""

    values: pa.StringArray
    numbers: NDArray[Any]


class Lists(NamedTuple):
    """Some values for each row: `values[numbers[starts[row]:starts[row + 1]]]`."""

    values: pa.StringArray
    starts: Numbers
    numbers: NDArray[Any]


class Words:
    """Collects a column of text (or of lists of text) table by table, as numbers."""

    def __init__(self) -> None:
        self._chunks: list[pa.DictionaryArray] = []
        self._lengths: list[NDArray[Any]] = []

    def add(self, column: pa.Array) -> None:
        """The next rows."""
        if pa.types.is_list(column.type):
            self._lengths.append(lengths_of(column))
            column = column.flatten()
        self._chunks.append(column.cast(pa.string()).fill_null("").dictionary_encode())

    def coded(self) -> Coded:
        """All values (of lists: those of one row after those of the other), and which each is."""
        chunks = pa.chunked_array(self._chunks, _DICTIONARY).unify_dictionaries().chunks
        values = chunks[0].dictionary if chunks else pa.array([], pa.string())
        return Coded(values, joined([chunk.indices.to_numpy(zero_copy_only=False) for chunk in chunks]))

    def lists(self) -> Lists:
        """All lists."""
        values, numbers = self.coded()
        return Lists(values, starts_of(joined(self._lengths)), numbers)


def lengths_of(column: pa.ListArray) -> NDArray[Any]:
    """How many values each row of a column of lists has."""
    lengths: NDArray[Any] = column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    return lengths


def joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """One array of several; of none whole numbers."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def starts_of(lengths: NDArray[Any]) -> Numbers:
    """Where each row's values begin, and behind the last where they end."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def reordered(starts: Numbers, order: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """Rows with several values in another order: their new starts, and which values to take for them."""
    lengths = np.diff(starts)[order]
    made = starts_of(lengths)
    return made, np.repeat(starts[:-1][order] - made[:-1], lengths) + np.arange(made[-1])


def numbered(codes: NDArray[Any], count: int) -> tuple[Numbers, Numbers]:
    """Codes below `count` numbered in the order of their first coming, and where each number comes first."""
    first = np.full(count, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(codes))]
    rank = np.zeros(count, np.int64)
    rank[order] = np.arange(len(order))
    return rank[codes], first[order]


def combined(*columns: NDArray[Any]) -> tuple[Numbers, int]:
    """A code for each different row of some columns, and how many codes there are."""
    codes, count = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        values, inverse = np.unique(column, return_inverse=True)
        known, codes = np.unique(codes * len(values) + inverse, return_inverse=True)
        count = len(known)
    return codes, count


def in_order_of_coming(lists: Lists, order: NDArray[Any]) -> Lists:
    """Lists in another order of rows, their values numbered as they come in it."""
    starts, taken = reordered(lists.starts, order)
    numbers, first = numbered(lists.numbers[taken], len(lists.values))
    return Lists(lists.values.take(pa.array(lists.numbers[taken][first])), starts, numbers)


class Strings:
    """Texts by number as they are met, each kept once; the empty one has 0."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """The number of a text."""
        return self.numbers.setdefault(text, len(self.numbers))
