"""Where things lie on this machine: the sample corpus, the case file of what is opened, what is beside it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.addresses import Address, Where
from geo.errors import CaseError, DocumentError
from geo.export.readback import EVENT_ENDINGS

CASE_ENDING = ".db"
CASE_NAME = f"dateline{CASE_ENDING}"
_ROOT = Path(__file__).resolve().parent.parent  # the checkout, or site-packages


@dataclass(frozen=True, slots=True)
class Location:
    """Where a case file goes, and what to tell about it."""

    path: Path
    notes: tuple[str, ...] = ()


def sample_corpus() -> Path:
    """The folder of the sample corpus, beside the packages; DocumentError when it is not there."""
    seeds = _ROOT / "seeds"
    if not seeds.is_dir():
        raise DocumentError(f"{seeds}: the sample corpus is not installed; give a folder of reports")
    return seeds


def case_location(paths: Sequence[str]) -> Location:
    """The case file for what is opened: beside it, or in the user's data folder where that cannot be.

    A folder gets `dateline.db` in it, a file the same beside it, an events GeoJSON `NAME.geojson.db`;
    the sample corpus (no paths) and a folder that cannot be written get one in the user's data folder.
    """
    if not paths:
        return Location(_user_folder() / f"sample{CASE_ENDING}")
    first = Path() if paths[0] == "-" else Path(paths[0])
    if not first.exists():
        raise DocumentError(f"{first}: no such file or folder; check the spelling")
    folder = (first if first.is_dir() else first.parent).resolve()
    name = f"{first.name}{CASE_ENDING}" if first.suffix.lower() in EVENT_ENDINGS else CASE_NAME
    if os.access(folder, os.W_OK | os.X_OK):
        return Location(folder / name)
    path = _user_folder() / f"{_slug(folder.name)}-{_short_hash(str(folder))}-{name}"
    return Location(path, (f"{folder} cannot be written, so its case file is {path}",))


def folder_of(case: Where) -> Path:
    """Where files of the case are kept: beside the case file, or for a database in the user's data folder.

    Raises CaseError where that folder cannot be made.
    """
    if isinstance(case, Path):
        return case.parent
    return _made(_user_folder() / own_name(case))


def own_name(address: Address) -> str:
    """A file's name that is of this case in this database alone."""
    return f"{_slug(address.name)}-{_short_hash(str(address))}"


def _user_folder() -> Path:
    from platformdirs import user_data_path

    return _made(user_data_path("dateline", appauthor=False) / "cases")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{folder}: cannot be made for the case file ({error.strerror or error})") from error
    return folder


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name)[:40].strip("-") or "folder"


def _short_hash(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:8]
