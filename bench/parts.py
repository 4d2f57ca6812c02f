"""Extraction over files in parts: what a second worker brings, what it takes, and how that grows.

`python bench/parts.py 20000` names how many reports. One worker and two are measured after each other, each
in a process of its own; on a machine with other work the seconds say little, and the load stands beside them.
`python bench/parts.py 10000 100000 1000000` measures two workers with each of several sizes; the last takes
over an hour.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from measure import Row
from newsrooms import write

from gazetteer import Gazetteer
from geo.executors import Processes
from geo.partitions import Settings, extract_into

SIZE = 2_000

Figures = dict[str, Any]


def measure(size: int = SIZE) -> list[Row]:
    """Seconds of two workers beside the half of one's."""
    with tempfile.TemporaryDirectory() as folder:
        path = _reports(Path(folder), size)
        one, two = (_in_a_process(path, workers) for workers in (1, 2))
    note = (
        f"efficiency {one['seconds'] / two['seconds'] / 2:.2f}; "
        f"load {one['load']:.1f} and {two['load']:.1f}; of the processor one worker took "
        f"{_processor(one):.0f} s, two {two['cpu']:.0f} s and their coordinator {two['own_cpu']:.1f} s; "
        f"{_taken(two)}"
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


def growth(sizes: Sequence[int]) -> list[Row]:
    """A thousand reports among so many, on two workers, beside a thousand among the fewest."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append((size, _in_a_process(_reports(Path(folder), size), 2)))
    least = found[0][1]["seconds"] / sizes[0]
    return [
        Row(
            f"extract into parts, a thousand of {size:,} reports, 2 workers",
            used["seconds"] / size * 1000,
            least * 1000,
            f"a thousand of {sizes[0]:,}",
            f"{size / used['seconds']:,.0f} reports a second, load {used['load']:.1f}; "
            f"{_processor(used) / size * 1000:.1f} s of the processor a thousand; {_taken(used)}",
        )
        for size, used in found
    ]


def _reports(folder: Path, size: int) -> Path:
    path = folder / "reports.jsonl"
    write(path, size, Gazetteer.open())
    return path


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


def _processor(used: Figures) -> float:
    return float(used["own_cpu"] + used["cpu"])


def _taken(used: Figures) -> str:
    return (
        f"coordinator {used['coordinator']:,.0f} MB, the largest worker {used['worker']:,.0f} MB at most; "
        f"{used['claims']:,} claims, {used['events']:,} events, {used['pieces']} pieces, "
        f"{used['parts']} parts; largest component {used['largest']} claims; "
        + ", ".join(f"{step.lower()} {seconds:.1f} s" for step, seconds in used["steps"].items())
    )


def _in_a_process(path: Path, workers: int) -> Figures:
    command = [sys.executable, __file__, "run", str(path), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        print(json.dumps(run(Path(sys.argv[2]), int(sys.argv[3]))))
    elif len(sys.argv) > 2:
        print(*growth([int(size) for size in sys.argv[1:]]), sep="\n")
    else:
        print(*measure(*map(int, sys.argv[1:])), sep="\n")
