"""The files under the paths that a user names, streamed in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from geo.errors import DocumentError

__all__ = ["Found", "find_files", "is_passed_over"]

_OWN = frozenset(
    {".db", ".db-wal", ".db-shm", ".db-journal", ".db-page", ".geojson", ".geojsonl"}
)  # Dateline's outputs


_HIDDEN = (".", "~$", "__MACOSX")  # "~$": what Word leaves beside an open file; what macOS adds to zips


def is_passed_over(name: PurePath) -> bool:
    """Whether a file found in a folder or a zip is none of the user's reports: hidden, or made by Dateline.

    `name` is relative to what is read.
    """
    return any(part.startswith(_HIDDEN) for part in name.parts) or name.suffix.lower() in _OWN


@dataclass(frozen=True, slots=True)
class Found:
    """A file, the id that its document gets by default, and whether the user named it (not its folder)."""

    path: Path
    doc_id: str
    named: bool


def find_files(path: Path) -> Iterator[Found]:
    """The file itself, or every file under a folder sorted by name, ids relative to it with "/".

    Hidden files and folders, Dateline's own case files and GeoJSON in folders are passed over; a
    folder reached twice through links is read once. Raises DocumentError when the path does not exist.
    """
    try:
        if path.is_dir():
            yield from _under(path)
        elif path.exists():
            yield Found(path, _as_text(path.name), named=True)
        else:
            raise DocumentError(f"{path}: no such file or folder; check the spelling")
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path}: cannot be read: {error}") from error


def _under(top: Path) -> Iterator[Found]:
    """Depth first, by name; folders wait on a stack, so depth costs nothing."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, str]] = [(top, "")]
    while waiting:
        path, name = waiting.pop()
        if not path.is_dir():
            if not is_passed_over(PurePath(name)):
                yield Found(path, _as_text(name), named=False)
            continue
        try:
            status = path.stat()
            shown = (entry for entry in path.iterdir() if not entry.name.startswith(_HIDDEN))
            inside = sorted(shown, reverse=True)
        except OSError:
            yield Found(path, _as_text(name), named=False)  # reading it says why it cannot be
            continue
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            waiting.extend((entry, f"{name}/{entry.name}" if name else entry.name) for entry in inside)


def _as_text(name: str) -> str:
    """A name that any file can hold: bytes of one that is not UTF-8 are written out ("n\\xff.txt")."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
