"""Which claims may meet, over any number of others; and parts of the work that need nothing of each other.

Claims that tell of one key on days in common are neighbours; who is connected through neighbours makes a
component, and no event reaches over two. Connected components by minimum labels with hooking and pointer
jumping, after Shiloach and Vishkin, "An O(log n) parallel connectivity algorithm", 1982.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.partitions.reading import Meetings

_LONGER_THAN_TIME = 4_000_000  # days: date.max is day 3,652,059
_CELLS = 65_536  # in each direction of the grid that a curve runs through

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Shared:
    """For each piece the part of each of its claims, how many parts there are, and the largest component."""

    parts: list[Numbers]
    count: int
    largest: int  # claims


def share(pieces: Sequence[Meetings], most: int) -> Shared:
    """The claims in at most so many parts of about one size: components whole, neighbours on the map close.

    The same for any pieces that the input is cut into.
    """
    lengths = [len(piece.lat) for piece in pieces]
    if not sum(lengths):
        return Shared([np.zeros(length, np.int64) for length in lengths], 1, 0)
    offsets = np.cumsum([0, *lengths[:-1]])
    claim = np.concatenate([piece.claim + offset for piece, offset in zip(pieces, offsets, strict=True)])
    first = _components(sum(lengths), claim, _encounters(pieces))
    roots, inverse, sizes = np.unique(first, return_inverse=True, return_counts=True)
    order = np.lexsort((roots, _along_curve(pieces)[roots]))
    middles = np.cumsum(sizes[order]) - sizes[order] / 2
    cut = np.empty(len(roots), np.int64)
    cut[order] = (middles * most / sizes.sum()).astype(np.int64)
    used, dense = np.unique(cut, return_inverse=True)
    parts = dense[inverse]
    return Shared(np.split(parts, offsets[1:]), len(used), int(sizes.max()))


def _encounters(pieces: Sequence[Meetings]) -> Numbers:
    """For each row a number in common with those rows of its key that its days are connected to."""
    key = np.concatenate([piece.key for piece in pieces])
    start = np.concatenate([piece.start for piece in pieces]).astype(np.int64)
    end = np.concatenate([piece.end for piece in pieces]).astype(np.int64)
    order = np.lexsort((start, key))
    key = key[order]
    rank = np.cumsum(np.concatenate(([0], key[1:] != key[:-1]))) if len(key) else np.zeros(0, np.int64)
    start, end = (days[order] + rank * _LONGER_THAN_TIME for days in (start, end))
    so_far = np.maximum.accumulate(end)
    begins = np.concatenate(([0], start[1:] > so_far[:-1])) if len(key) else rank
    encounters = np.empty(len(key), np.int64)
    encounters[order] = np.cumsum(begins)
    return encounters


def _components(count: int, claim: Numbers, encounter: Numbers) -> Numbers:
    """For each of `count` claims the first of its component."""
    label = np.arange(count)
    order = np.argsort(encounter, kind="stable")
    claim, encounter = claim[order], encounter[order]
    if not len(claim):
        return label
    begins = np.flatnonzero(np.concatenate(([True], encounter[1:] != encounter[:-1])))
    lengths = np.diff(np.append(begins, len(claim)))
    while True:
        before = label.copy()
        least = np.repeat(np.minimum.reduceat(label[claim], begins), lengths)
        np.minimum.at(label, before[claim], least)
        np.minimum.at(label, claim, least)
        label = label[label]
        if np.array_equal(label, before):
            return label


def _along_curve(pieces: Sequence[Meetings]) -> Any:
    """Where each claim's place lies on a curve through the world (Morton, 1966): neighbours are close."""
    lat = np.concatenate([piece.lat for piece in pieces]).astype(np.float64)
    lon = np.concatenate([piece.lon for piece in pieces]).astype(np.float64)
    row, column = (_cell(lat, -90, 180), _cell(lon, -180, 360))
    code = _spread(row) << np.uint64(1) | _spread(column)
    return np.where(np.isnan(lat), np.uint64(2**32), code)


def _cell(degrees: Any, least: int, width: int) -> Any:
    cells = np.clip((degrees - least) / width * _CELLS, 0, _CELLS - 1)
    return np.nan_to_num(cells).astype(np.uint64)


def _spread(bits: Any) -> Any:
    """The 16 bits of each number with a gap before each."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << np.uint64(shift)) & np.uint64(mask)
    return bits
