"""Files inside files: how deep, how much, and the function that reads one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from geo.model import Document, Unread
from geo.reading.limits import MAX_ZIP_UNPACKED

__all__ = ["MAX_MAILS", "MAX_ZIPS", "Budget", "Inner", "Nesting"]

MAX_ZIPS = 2  # a zip, and a zip in it
MAX_MAILS = 4  # a mail that holds a mail that holds …

Inner = Callable[[str, bytes, str], Iterator[Document | Unread]]
"""Reads the file of this name, with these bytes, under this id."""


@dataclass(slots=True)
class Budget:
    """Bytes that may still be unpacked of one file on the disk, however its zips are nested."""

    left: int = MAX_ZIP_UNPACKED

    def take(self, size: int) -> bool:
        """Whether so many were left; they are taken then."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass(frozen=True, slots=True)
class Nesting:
    """How many zips and mails a file lies in, and what may still be unpacked."""

    zips: int = 0
    mails: int = 0
    budget: Budget = field(default_factory=Budget)
