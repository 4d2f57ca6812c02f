"""The user's own places: files compiled to indexes in the user's folder, all of them or none."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gazetteer.areas import write_areas
from gazetteer.compile import compile_index
from gazetteer.errors import GazetteerError, PlaceFileError
from gazetteer.geography import layer
from gazetteer.sources import curated
from gazetteer.sources.alternates import AlternateNames, alternate_names
from gazetteer.sources.areafile import AreaFile, read_areas
from gazetteer.sources.dump import COLUMNS, entries_of_dump
from gazetteer.sources.entry import Entry
from gazetteer.sources.textlines import lines_of
from gazetteer.userdata import user_folder

Watch = Callable[[Iterable[Entry]], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    path: Path
    folder: Path
    places: int
    replaced: bool  # an earlier import of a file of this name


def import_files(
    paths: Sequence[Path],
    *,
    areas: AreaFile | None = None,
    folder: Path | None = None,
    watch: Watch = lambda entries: entries,
) -> list[Imported]:
    """Import GeoNames dumps, their alternateNamesV2, CSVs in the schema of places, and areas.

    Each becomes an index named after the file, in `folder` (by default the user's own); one of that name
    is replaced. `watch` sees the entries go by. When any file is broken nothing changes. Raises
    PlaceFileError naming the file and its line, GazetteerError when the work cannot be done.
    """
    target = folder or user_folder()
    kinds = {path: _kind(path) for path in paths}
    more = [path for path, kind in kinds.items() if kind == "names"]
    wanted = [path for path, kind in kinds.items() if kind != "names"]
    if more and "dump" not in kinds.values():
        raise GazetteerError(f"{more[0]}: alternate names need the GeoNames dump that they belong to")
    with _staged(target) as making, alternate_names(more) as names:
        made = {
            _label(path): (path, _compile(kinds[path], path, making / _label(path), names, watch))
            for path in wanted
        }
        if areas:
            label = f"{_label(areas.path)}-admin{areas.level}"
            made[label] = (areas.path, _compile_areas(areas, making / label))
        if len(made) < len(wanted) + bool(areas):
            raise GazetteerError("two of the files have one name; import them one after the other")
        return [_shelve(making / label, target / label, *made[label]) for label in made]


def _kind(path: Path) -> str:
    """What a file is, by its ending and its first line: csv, dump, names."""
    if path.suffix.lower() == ".csv":
        return "csv"
    _, first = next(lines_of(path), (0, ""))
    columns = first.count("\t") + 1
    if columns == COLUMNS:
        return "dump"
    if 8 <= columns <= 10:
        return "names"
    raise PlaceFileError(
        f"{path}:1: {columns} columns: neither a GeoNames dump ({COLUMNS}, tabs between) nor alternate names "
        "(8 to 10); a CSV's name must end in .csv, areas need --areas"
    )


def _compile(kind: str, path: Path, folder: Path, names: AlternateNames, watch: Watch) -> int:
    found = entries_of_dump(path, names.of) if kind == "dump" else _own_places(path)
    areas = layer("admin1") if kind == "dump" else None
    count = compile_index(watch(found), folder, {"made_of": {"file": path.name}}, areas)
    if not count:
        raise PlaceFileError(f"{path}: no places in it")
    return count


def _compile_areas(asked: AreaFile, folder: Path) -> int:
    entries, polygons, bounds = read_areas(asked)
    count = compile_index(entries, folder, {"made_of": {"file": asked.path.name}})
    write_areas(folder, polygons, bounds)
    return count


def _own_places(path: Path) -> Iterator[Entry]:
    """Places of a CSV; of several of one name in one country the later ones are numbered."""
    seen: dict[str, int] = {}
    for entry in curated.places_in(
        path, scheme=f"import:{_label(path)}", source=f"imported from {path.name}"
    ):
        place_id = free = entry.place.place_id
        while free in seen:
            seen[place_id] += 1
            free = f"{place_id}-{seen[place_id]}"
        seen[free] = 1
        yield entry if free == place_id else entry.with_id(free)


def _label(path: Path) -> str:
    return curated.slug(path.stem) or "places"


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A folder beside the imports to make new ones in; it goes, whatever happens."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".making-", dir=target) as making:
            yield Path(making)
    except sqlite3.Error as error:
        raise GazetteerError(f"{target}: cannot sort the names ({error}); is the disk full?") from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise GazetteerError(f"{target}: the disk is full; nothing was imported") from error


def _shelve(made: Path, target: Path, path: Path, places: int) -> Imported:
    """Put an index in its place; what was there before goes."""
    replaced = target.exists()
    if replaced:
        target.rename(made.with_name(f"{made.name}.old"))
    made.rename(target)
    return Imported(path, target, places, replaced)
