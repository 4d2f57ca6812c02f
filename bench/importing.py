"""Importing a dump of GeoNames' kind, and look-ups when that lies over the built-in index.

`python bench/importing.py 13000000` takes as many rows as GeoNames has. The import and the look-ups run in
processes of their own, so that memory and caches are theirs alone.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from dumps import write_dump
from measure import Row, best_of

from gazetteer import Gazetteer
from gazetteer.importing import import_files
from gazetteer.index import BUILT
from gazetteer.model import Place
from gazetteer.shelf import Shelf

ROWS = 200_000
ASKED = 5_000  # names, none twice

Figures = dict[str, float]


def measure(rows: int = ROWS) -> list[Row]:
    """The import against a SQLite table of the same names; look-ups against the built-in index alone."""
    with TemporaryDirectory() as folder:
        dump = Path(folder, "dump.txt")
        write_dump(dump, rows)
        done = _in_a_process("imported", str(dump), folder)
        table = best_of(lambda: _table(dump), 1)
        alone = _in_a_process("asked", str(BUILT))
        both = _in_a_process("asked", str(Path(folder, "dump")), str(BUILT))
    note = f"{rows / done['seconds']:,.0f} rows a second, {done['megabytes']:,.0f} MB at most"
    found = [Row(f"importing {rows:,} rows", done["seconds"], table, "a SQLite table of the names", note)]
    for what, seconds in both.items():
        built_in = alone[what.replace("imported", "built-in")]
        found.append(Row(f"{what}, both indexes", seconds, built_in, "built-in names, that index alone"))
    return found


def imported(dump: str, folder: str) -> Figures:
    """Seconds of an import, and the most memory that it took."""
    began = perf_counter()
    import_files([Path(dump)], folder=Path(folder))
    seconds = perf_counter() - began
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def asked(*folders: str) -> Figures:
    """Seconds of look-ups of names that each index has, with all lying over each other; opening them."""
    shelves = [Shelf(Path(folder)) for folder in folders]
    figures = {"opening": best_of(lambda: [Shelf(Path(folder)) for folder in folders])}
    gazetteer = Gazetteer(*shelves)
    for whose, shelf in zip(("built-in", "imported"), reversed(shelves), strict=False):
        for what, seconds in _look_ups(gazetteer, _bearers(shelf)).items():
            figures[f"{what}, {whose} names"] = seconds
    return figures


def _bearers(shelf: Shelf) -> list[Place]:
    """A bearer of every so many-eth name."""
    starts, places = shelf.index.columns["key_starts"], shelf.index.columns["post_place"]
    step = max(1, len(shelf.index.keys) // ASKED)
    return [shelf.place_at(int(places[starts[key]])) for key in range(0, len(shelf.index.keys), step)]


def _look_ups(gazetteer: Gazetteer, places: list[Place]) -> Figures:
    return {
        "has()": best_of(lambda: [gazetteer.has(place.name) for place in places]),
        "ids()": best_of(lambda: [gazetteer.ids(place.name) for place in places]),
        "lookup()": best_of(lambda: [gazetteer.lookup(place.name) for place in places]),
        "lookup(country=…)": best_of(
            lambda: [gazetteer.lookup(place.name, country=place.country) for place in places]
        ),
    }


def _table(dump: Path) -> None:
    """What else one would do with a dump: put its names into a table with an index."""
    table = sqlite3.connect(dump.with_suffix(".db"))
    with table, dump.open(encoding="utf-8") as file:
        table.execute("CREATE TABLE names (name TEXT, id INTEGER)")
        rows = (line.split("\t", 4) for line in file)
        names = ((name, int(cells[0])) for cells in rows for name in {cells[1], *cells[3].split(",")})
        table.executemany("INSERT INTO names VALUES (?, ?)", names)
        table.execute("CREATE INDEX by_name ON names (name COLLATE NOCASE)")
    table.close()


def _in_a_process(job: str, *arguments: str) -> Figures:
    command = [sys.executable, __file__, job, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    jobs = {"imported": imported, "asked": asked}
    if sys.argv[1:] and sys.argv[1] in jobs:
        print(json.dumps(jobs[sys.argv[1]](*sys.argv[2:])))
    else:
        print(*measure(*map(int, sys.argv[1:2])), sep="\n")
