"""The list of what is in a folder of parts, checked before anything in it is believed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from geo.errors import ResultError
from geo.model import Unread
from geo.results.selection import Box, Selection

MANIFEST = "manifest.json"
_UNREAD, _MOST_UNREAD = "unread.jsonl", 100_000  # lines
FORMAT = "dateline-partitions-1"
_FAMILY = "dateline-partitions-"
_MOST_BYTES = 64_000_000  # 4,096 parts take two
_EVENTS = re.compile(r"events/part-[0-9]{5}\.parquet")  # names have no other way to go than into the folder
_ASIDE = 1.0  # degrees: the point that an area is filed under may lie outside its outline, as at a coast


@dataclass(frozen=True, slots=True)
class Part:
    """A file of events: how many, the box of their geometries (WGS 84 degrees), their first and last day."""

    path: Path
    events: int
    box: Box | None
    days: tuple[date, date] | None

    def may_hold(self, selection: Selection) -> bool:
        """False where no event of the part can be in the selection's window and box."""
        if selection.has_window and (self.days is None or not selection.touches(*self.days)):
            return False
        return selection.box is None or (self.box is not None and _meet(self.box, selection.box))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a folder; the parts in their order."""

    folder: Path
    made_by: str
    reports: int
    events: int
    parts: tuple[Part, ...]

    def holding(self, selection: Selection) -> list[Part]:
        """The parts that can hold events of the selection."""
        return [part for part in self.parts if part.may_hold(selection)]


def is_result(path: str | Path) -> bool:
    """Whether a folder is one that `extract -o FOLDER/` wrote, of this version or another."""
    try:
        return str(_about(Path(path)).get("format", "")).startswith(_FAMILY)
    except (OSError, ResultError):
        return False


def read_manifest(folder: str | Path) -> Manifest:
    """What is in the folder, every file there. Raises ResultError that says what is wrong with it."""
    here = Path(folder).resolve()
    try:
        about = _about(here)
    except OSError as error:
        raise ResultError(
            f"{folder}: cannot be read as a result ({error.strerror or error}); give a folder that "
            "`dateline extract … -o FOLDER/` wrote"
        ) from error
    named = about.get("format")
    if named != FORMAT:
        raise ResultError(
            f"{here / MANIFEST}: its format is {str(named)[:80]!r}, and this Dateline reads {FORMAT}; "
            "extract again"
        )
    try:
        parts = tuple(_part(here, part) for part in about["parts"])
        made = Manifest(
            here, str(about.get("made_by", "")), _count(about["reports"]), _count(about["events"]), parts
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResultError(f"{here / MANIFEST}: not as Dateline writes it ({error}); extract again") from error
    _check_files(made)
    return made


def read_unread(folder: Path) -> list[Unread]:
    """What the run did not read, the first of it where that is very much. Raises ResultError."""
    try:
        with (folder / _UNREAD).open(encoding="utf-8") as lines:
            return [Unread(**json.loads(line)) for line in islice(lines, _MOST_UNREAD)]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ResultError(f"{folder / _UNREAD}: cannot be read ({error}); copy the folder again") from error


def _about(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if path.stat().st_size > _MOST_BYTES:
        raise ResultError(f"{path}: larger than any list of parts; it is not one of Dateline")
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ResultError(
            f"{path}: not JSON ({str(error)[:120]}); copy the folder again, or extract again"
        ) from error
    return about if isinstance(about, dict) else {}


def _part(folder: Path, part: Any) -> Part:
    name = part["events_file"]
    if not isinstance(name, str) or not _EVENTS.fullmatch(name):
        raise ValueError(f"{str(name)[:80]!r} is not the name of a part")
    days = part["first_day"], part["last_day"]
    return Part(
        folder / name,
        _count(part["events"]),
        _box(part["bbox"]),
        None if None in days else (date.fromisoformat(days[0]), date.fromisoformat(days[1])),
    )


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{str(value)[:40]!r} is not a number of things")
    return value


def _box(sides: Any) -> Box | None:
    if sides is None:
        return None
    west, south, east, north = map(float, sides)
    if not all(map(math.isfinite, (west, south, east, north))):
        raise ValueError("a box without an end")
    return west, south, east, north


def _check_files(manifest: Manifest) -> None:
    paths = [part.path for part in manifest.parts]
    if len(set(paths)) < len(paths):
        raise ResultError(f"{manifest.folder / MANIFEST}: names a part twice; copy the folder again")
    if missing := [path for path in paths if not path.is_file()]:
        more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
        raise ResultError(
            f"{missing[0]}{more}: not there, though the manifest names it; copy the folder again"
        )
    if astray := next(_outside(manifest.folder, paths), None):
        raise ResultError(f"{astray}: a link out of the folder; put the file itself there")


def _outside(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Those that lie elsewhere, by way of a link."""
    return (path for path in paths if not path.resolve().is_relative_to(folder))


def _meet(part: Box, asked: Box) -> bool:
    """Whether two boxes meet; the one asked for may go over the date line, west beyond east."""
    west, south, east, north = part[0] - _ASIDE, part[1] - _ASIDE, part[2] + _ASIDE, part[3] + _ASIDE
    if north < asked[1] or south > asked[3]:
        return False
    if asked[0] <= asked[2]:
        return west <= asked[2] and east >= asked[0]
    return east >= asked[0] or west <= asked[2]
