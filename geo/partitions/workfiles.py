"""Files that steps hand each other: lines of JSON, whole or in slices of which each reader takes its own.

A step writes one file for each item that it works on, not one for each reader: its lines lie in slices, with
the offsets of the slices in front. Every file appears whole or not at all, so a step may be done again.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

_LEVEL = 1  # of compression: claims are text that repeats itself, and shrink to a sixth for next to no time
_WIDTH = 8  # bytes of an offset


def file_of(work: Path, step: str, number: int) -> Path:
    """Where a step leaves what it made of an item."""
    return work / step / f"{number:05}"


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to; it gets its name when all is written."""
    made = path.with_name(f".{path.name}-{uuid4().hex}")
    yield made
    made.replace(path)


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Lines of text, compressed."""
    with line_file(path) as add:
        for line in lines:
            add(line)


@contextmanager
def line_file(path: Path) -> Iterator[Callable[[str], object]]:
    """What adds a line to a compressed file, so that not all of them are held."""
    with whole(path) as made, gzip.open(made, "wt", _LEVEL, encoding="utf-8", newline="\n") as out:
        yield lambda line: out.write(f"{line}\n")


def read_lines(path: Path) -> Iterator[str]:
    """The lines that `write_lines` wrote, one after the other."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        yield from (line[:-1] for line in lines)


def write_slices(path: Path, slices: Mapping[int, Sequence[str]], count: int) -> None:
    """Lines for each of `count` readers."""
    ends = np.full(count + 1, (count + 1) * _WIDTH, np.uint64)
    with whole(path) as made, made.open("wb") as out:
        out.write(ends.tobytes())
        for reader in range(count):
            if lines := slices.get(reader):
                out.write(zlib.compress("\n".join(lines).encode(), _LEVEL))
            ends[reader + 1] = out.tell()
        out.seek(0)
        out.write(ends.tobytes())


def read_slice(path: Path, reader: int) -> list[str]:
    """The lines for one reader."""
    with path.open("rb") as slices:
        slices.seek(reader * _WIDTH)
        start, end = np.frombuffer(slices.read(2 * _WIDTH), np.uint64).tolist()
        slices.seek(start)
        data = slices.read(end - start)
    return zlib.decompress(data).decode().split("\n") if data else []


def read_slices(work: Path, step: str, count: int, reader: int) -> Iterator[tuple[int, Any]]:
    """The values for one reader from each of the `count` files of a step, with the file's number."""
    for number in range(count):
        for line in read_slice(file_of(work, step, number), reader):
            yield number, json.loads(line)


def make_folder(work: Path, step: str) -> None:
    """For the files of a step."""
    (work / step).mkdir(parents=True, exist_ok=True)


def remove_folder(work: Path, step: str) -> None:
    """The files of a step, which nobody needs any more."""
    shutil.rmtree(work / step)
