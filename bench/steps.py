"""What each step of the page takes on the server: preparing, opening, filters, window, search, charts.

`python bench/steps.py 1000000` names how many events (a million take some minutes to make). They are those of
bench/query.py, in a folder of parts. Seconds are of the processor; megabytes the most of the process which
prepares, and of one that only opens what was prepared and takes the steps, as the page's server does.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time

import query
from measure import Asked

from dashboard import charts, opened
from dashboard.filters import Filters, Window, in_window
from dashboard.opened import Opened
from dashboard.provenance import program_stamp
from gazetteer import Gazetteer

SIZE = 100_000
MOST_MEGABYTES = 2_000
WINDOW: Window = (date(2015, 1, 1), date(2015, 1, 31))


def measure(size: int = SIZE) -> Iterator[str]:
    """Seconds of each step against what was asked for."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        folder = Path(name) / "events"
        query.write(folder, size)
        yield from _in_a_process("prepare", folder, size)
        yield from _in_a_process("steps", folder, size)


def _in_a_process(what: str, folder: Path, size: int) -> list[str]:
    command = [sys.executable, __file__, what, str(folder), str(size)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def prepare(folder: Path, size: int) -> Iterator[Asked | str]:
    """What the first opening takes."""
    gazetteer = Gazetteer.open()
    program_stamp()  # once for each process, in whatever it does
    yield Asked(f"{size:,} events prepared", _seconds(lambda: opened.load(folder, gazetteer)), 30.0)
    yield f"memory while preparing: {_megabytes():,.0f} MB"


def steps(folder: Path, size: int) -> Iterator[Asked | str]:
    """What each step of the page takes."""
    gazetteer = Gazetteer.open()
    program_stamp()
    case: list[Opened] = []
    yield Asked(f"{size:,} events opened", _seconds(lambda: case.append(opened.load(folder, gazetteer))), 1.0)
    for what, step in _steps(case[0]):
        yield Asked(what, _seconds(step), 1.0)
    verdict = "ok" if _megabytes() <= MOST_MEGABYTES else "TOO MUCH"
    yield f"memory of the page's process: {_megabytes():,.0f} MB, the mapped file included ({verdict})"


def _steps(case: Opened) -> Iterator[tuple[str, Callable[[], object]]]:
    for what, chosen, window in (
        ("the first run of the page", Filters(), None),
        ("the next", Filters(), None),
        ("with a type chosen", Filters(type=("air_strike",)), None),
        ("with a window", Filters(), WINDOW),
        ("with a box", Filters(box=query.BOX), None),
        ("with a rare word searched", Filters(search="kamkamak"), None),
        ("with a common word searched", Filters(search="strike"), None),
        ("with the same word again, and a window", Filters(search="strike"), WINDOW),
    ):
        yield what, lambda chosen=chosen, window=window: run(case, chosen, window)  # type: ignore[misc]
    everything = opened.flags(case, Filters())
    for name in ("over_time", "who_whom", "stances", "tolls"):
        yield f"chart: {name}", lambda name=name: getattr(charts, name)(case.index, everything)  # type: ignore[misc]
    event_id = case.index.ids[len(case.index.ids) // 2]
    yield "an event by its id", lambda: case.index.number[event_id]


def run(case: Opened, chosen: Filters, window: Window | None) -> int:
    """What a run of the page works out of the events, but for drawing."""
    opened.offered(case, chosen, window, {})
    passed = opened.flags(case, chosen)
    opened.headline(case, passed, window)
    opened.left_out(case, passed, window)
    return int((passed & in_window(case.index, window)).sum())


def _seconds(step: Callable[[], object]) -> float:
    began = process_time()
    step()
    return process_time() - began


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] in (["prepare"], ["steps"]):
        work = prepare if sys.argv[1] == "prepare" else steps
        print(*work(Path(sys.argv[2]), int(sys.argv[3])), sep="\n")
    else:
        for line in measure(*map(int, sys.argv[1:2])):
            print(line, flush=True)
