"""The files under the paths that a user names, streamed in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DocumentError

__all__ = ["Found", "find_files"]

_OWN = frozenset({".db", ".db-wal", ".db-shm", ".db-journal", ".geojson", ".geojsonl"})  # Dateline's outputs


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
            yield from _under(path, "", set())
        elif path.exists():
            yield Found(path, path.name, named=True)
        else:
            raise DocumentError(f"{path}: no such file or folder; check the spelling")
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path}: cannot be read: {error}") from error


def _under(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    try:
        with os.scandir(folder) as entries:
            listed = sorted((entry.name, entry.is_dir()) for entry in entries if entry.name[0] != ".")
    except OSError:
        yield Found(folder, prefix.rstrip("/"), named=False)  # reading it says why it cannot be
        return
    for name, is_folder in listed:
        if is_folder:
            yield from _under(folder / name, f"{prefix}{name}/", seen)
        elif Path(name).suffix.lower() not in _OWN:
            yield Found(folder / name, prefix + name, named=False)
