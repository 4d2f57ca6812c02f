"""The compiled index: tries over name keys, and columns that are mapped into memory, not read.

A folder of: `keys.marisa` (folded keys), `skeletons.marisa`, `ids.marisa` (those that are no numbers of
GeoNames), one `.npy` a column, `meta.json`. A key's number in its trie points into `key_starts`, whose slice
of the postings says which places bear the key, with a fingerprint of the name as written and marks
(gazetteer.sources.entry). A skeleton points to keys, an id to a place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError, IndexMissing
from gazetteer.ids import Ids

FORMAT = 3
BUILT = Path(__file__).resolve().parent / "built"
REMEDY = "run `python -m gazetteer.build`"
DEGREES = 100_000  # coordinates are kept as whole hundred-thousandths of a degree

COLUMNS: Mapping[str, type[np.generic]] = {
    "key_starts": np.uint32,
    "post_place": np.uint32,
    "post_print": np.uint16,
    "post_marks": np.uint8,
    "skeleton_starts": np.uint32,
    "skeleton_keys": np.uint32,
    "lat": np.int32,
    "lon": np.int32,
    "population": np.uint32,
    "country": np.uint16,
    "admin1": np.uint16,
    "kind": np.uint8,
    "source": np.uint16,
    "radius": np.uint16,  # tenths of a km
    "fame": np.uint8,  # how many names the place has, 255 at most; 0 for small features of a dump
    "number": np.uint32,  # GeoNames id, 0 for other sources
    "id_place": np.uint32,  # of the ids in the trie, in the order of their numbers there: whose they are
    "id_order": np.uint32,  # the numbers of these ids, in the order of their places
    "name_starts": np.uint32,
    "name_bytes": np.uint8,
    "note_place": np.uint32,  # the places that have a note, ascending
    "note_starts": np.uint32,
    "note_bytes": np.uint8,
}


class Index:
    """An opened index. `columns` holds one array a column; the tries and the meta stand beside it."""

    def __init__(self, folder: Path, remedy: str = REMEDY) -> None:
        """Map an index into memory; the remedy is what an error tells the user to do.

        Raises IndexMissing when the folder has none, GazetteerError when it is of another format.
        """
        if not (folder / "meta.json").is_file():
            raise IndexMissing(f"{folder}: no index here; {remedy}")
        self.folder = folder
        self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if self.meta.get("format") != FORMAT:
            raise GazetteerError(f"{folder}: index of another format; {remedy}")
        try:
            self.keys = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            self.skeletons = marisa_trie.Trie().mmap(str(folder / "skeletons.marisa"))
            self.columns: dict[str, NDArray[Any]] = {
                name: np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in COLUMNS
            }
            self.ids = self._ids()
        except (OSError, ValueError, RuntimeError) as error:
            raise GazetteerError(f"{folder}: broken index ({error}); {remedy}") from error

    def __len__(self) -> int:
        return len(self.columns["lat"])

    def _ids(self) -> Ids:
        trie = marisa_trie.Trie().mmap(str(self.folder / "ids.marisa"))
        return Ids(trie, self.columns["id_place"], self.columns["id_order"])


def write(
    folder: Path,
    tries: Mapping[str, marisa_trie.Trie],
    columns: Mapping[str, Any],
    meta: Mapping[str, Any],
) -> None:
    """Write an index, whole or not at all: it is made beside the folder and takes its place."""
    making, old = (folder.with_name(f"{folder.name}.{word}-{os.getpid()}") for word in ("making", "old"))
    making.mkdir(parents=True)
    try:
        for name, trie in tries.items():
            trie.save(str(making / f"{name}.marisa"))
        for name, dtype in COLUMNS.items():
            np.save(making / f"{name}.npy", np.asarray(columns[name], dtype=dtype))
        whole = {"format": FORMAT, **meta, "checksum": checksum(making)}
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)
        (making / "meta.json").write_text(text, encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        making.rename(folder)
    finally:
        for rest in (making, old):
            shutil.rmtree(rest, ignore_errors=True)


def starts(lengths: Any) -> NDArray[np.int64]:
    """Where each of the groups begins in a flat list, and where the last ends."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)


def checksum(folder: Path) -> str:
    """SHA-256 over the tries and columns of an index, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".npy", ".marisa"):
            digest.update(path.name.encode() + b"\0")
            with path.open("rb") as file:
                while part := file.read(2**20):
                    digest.update(part)
    return digest.hexdigest()
