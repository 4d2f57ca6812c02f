"""Does memory stay the same when there are many events? A case of so many into each format that streams.

`python bench/export.py 10000 1000000` names the sizes (a million events take some 3 GB of disk meanwhile).
The events are those of generated reports, copied under other ids. Each export is a process of its own, so
that memory is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from generated import reports
from measure import in_units
from sqlalchemy import Connection, Table, insert, select

from gazetteer import Gazetteer
from geo.export import FORMATS
from geo.pipeline import extract
from geo.store import Case, schema

SIZES = (10_000, 100_000)
REPORTS = 1_000  # that the events are taken from
MOST_MEGABYTES = 1_024  # that a million events may take
ROWS_AT_ONCE = 5_000
FORMS = tuple(form for form in FORMATS.values() if form.streams)

# Linux counts what a process had before it became another one into ru_maxrss, and not into VmHWM.
_EXPORT = """
import json, pathlib, re, resource, sys, time
from dashboard.cli import main
began = time.perf_counter()
code = main(sys.argv[1:])
seconds = time.perf_counter() - began
status = pathlib.Path("/proc/self/status")
most = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
kilobytes = int(most[1]) if most else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([code, seconds, kilobytes / 1024]))
"""


@dataclass(frozen=True)
class Peak:
    """An export's time and memory, beside that of the smallest case."""

    what: str
    seconds: float
    megabytes: float
    first: float

    def __str__(self) -> str:
        verdict = "ok" if self.megabytes <= MOST_MEGABYTES else "TOO MUCH"
        return (
            f"{self.what}: {in_units(self.seconds)}, {self.megabytes:,.0f} MB at most ({verdict}); "
            f"{self.megabytes / self.first:.2f} times that of the smallest"
        )


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[Peak]:
    """Peak memory at each size and in each format, against the smallest size."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        folder = Path(name)
        first: dict[str, float] = {}
        with Case.open(folder / "seed.db") as seed:
            gazetteer = Gazetteer.open()
            seed.save(extract(list(reports(REPORTS, gazetteer)), gazetteer=gazetteer))
        for size in sizes:
            case = folder / f"{size}.db"
            multiply(folder / "seed.db", case, size)
            for form in FORMS:
                seconds, megabytes = _exported(case, folder / f"out.{form.ending}")
                least = first.setdefault(form.name, megabytes)
                yield Peak(f"export of {size:,} events as .{form.ending}", seconds, megabytes, least)
            case.unlink()


def multiply(seed: Path, path: Path, size: int) -> None:
    """A case at `path` of so many events: those of `seed` again and again with their claims, by new ids."""
    with Case.open(seed) as case, case.at_one_moment() as connection:
        events = _rows(connection, schema.events)
        claims = {row["claim_id"]: row for row in _rows(connection, schema.claims)}
    with Case.open(path) as made, made._writing() as connection:
        numbers = iter(range(sys.maxsize))
        rows = islice(_copies(events, claims), size)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            connection.execute(insert(schema.events), [event for event, _ in some])
            told = [claim | {"position": next(numbers)} for _, of_it in some for claim in of_it]
            connection.execute(insert(schema.claims), told)


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = connection.execute(select(table).order_by(table.c.position)).mappings()
    return [dict(row) | {"record": json.loads(row["record"])} for row in found]


def _copies(
    events: list[dict[str, Any]], claims: dict[str, dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Event rows without end, each with the rows of its claims."""
    for position in iter(range(sys.maxsize)):
        row, mark = events[position % len(events)], f"~{position}"
        names = [*row["record"]["claims"], *row["record"]["statements"], *row["record"]["general_denials"]]
        yield _event(row, mark, position), [_claim(claims[name], mark) for name in dict.fromkeys(names)]


def _event(row: dict[str, Any], mark: str, position: int) -> dict[str, Any]:
    lists = {
        part: [name + mark for name in row["record"][part]]
        for part in ("claims", "statements", "general_denials")
    }
    event_id = row["event_id"] + mark
    record = row["record"] | lists | {"event_id": event_id, "possibly_same": []}
    return row | {"position": position, "event_id": event_id, "record": json.dumps(record)}


def _claim(row: dict[str, Any], mark: str) -> dict[str, Any]:
    ids = {name: row[name] + mark for name in ("claim_id", "event_id")}
    return row | ids | {"record": json.dumps(row["record"] | ids)}


def _exported(case: Path, out: Path) -> tuple[float, float]:
    """Seconds and megabytes of an export, which is deleted."""
    command = [sys.executable, "-c", _EXPORT, "export", str(case), "-o", str(out), "--profile", "internal"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    code, seconds, megabytes = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"dateline export {case} -o {out} ended with {code}")
    out.unlink()
    return seconds, megabytes


if __name__ == "__main__":
    for peak in measure(tuple(map(int, sys.argv[1:])) or SIZES):
        print(peak, flush=True)
