"""Extraction over files in parts: what a second worker brings, and what memory it takes.

`python bench/parts.py 20000` names how many reports. One worker and two are measured after each other, each
in a process of its own; on a machine with other work the seconds say little, and the load stands beside them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from generated import reports
from measure import Row

from gazetteer import Gazetteer
from geo.executors import Processes
from geo.partitions import Settings, extract_into

SIZE = 2_000

Figures = dict[str, Any]


def measure(size: int = SIZE) -> list[Row]:
    """Seconds of two workers beside the half of one's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        write(path, size)
        one, two = (_in_a_process(path, workers) for workers in (1, 2))
    note = (
        f"efficiency {one['seconds'] / two['seconds'] / 2:.2f}; "
        f"load {one['load']:.1f} and {two['load']:.1f}; of the processor one worker took "
        f"{one['own_cpu'] + one['cpu']:.0f} s, two {two['cpu']:.0f} s and their coordinator "
        f"{two['own_cpu']:.1f} s; "
        f"coordinator {two['coordinator']:,.0f} MB, the largest worker {two['worker']:,.0f} MB at most; "
        f"{two['claims']:,} claims, {two['events']:,} events, {two['pieces']} pieces, {two['parts']} parts; "
        f"largest component {two['largest']} claims; "
        + ", ".join(f"{step.lower()} {seconds:.1f} s" for step, seconds in two["steps"].items())
    )
    return [
        Row(
            f"extract into parts, {size:,} reports, 2 workers",
            two["seconds"],
            one["seconds"],
            "1 worker",
            note,
        )
    ]


def write(path: Path, size: int) -> None:
    """Generated reports as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for report in reports(size, Gazetteer.open()):
            day = report.published.isoformat() if report.published else ""
            record = {"id": report.id, "text": report.text, "published": day, "publisher": report.publisher}
            out.write(json.dumps(record) + "\n")


def run(path: Path, workers: int) -> Figures:
    """One run; memory in MB, seconds by the clock."""
    steps: dict[str, float] = {}

    def timed(items: Iterable[Any], what: str) -> Iterator[Any]:
        began = perf_counter()
        yield from items
        steps[what] = perf_counter() - began

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        began = perf_counter()
        settings = Settings(Processes(workers))
        done = extract_into([path], Path(folder) / "out", settings, watch=timed, tell=list)
        seconds = perf_counter() - began
    own, workers_used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    used = {
        "coordinator": own.ru_maxrss / 1024,
        "worker": workers_used.ru_maxrss / 1024,
        "own_cpu": own.ru_utime + own.ru_stime,
        "cpu": workers_used.ru_utime + workers_used.ru_stime,
    }
    figures = {"seconds": seconds, "steps": steps, "load": os.getloadavg()[0], "parts": len(done.parts)}
    counts = ("claims", "events", "pieces", "largest")
    return figures | used | {name: getattr(done, name) for name in counts}


def _in_a_process(path: Path, workers: int) -> Figures:
    command = [sys.executable, __file__, "run", str(path), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        print(json.dumps(run(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(*measure(*map(int, sys.argv[1:2])), sep="\n")
