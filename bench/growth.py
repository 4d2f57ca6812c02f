"""Does the cost of a report stay the same when there are many? Reports that are all different, to 100,000.

`python bench/growth.py 1000 10000 100000` names the sizes. Each size runs in a process of its own, so
that memory is its own; seconds are of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from time import process_time

from generated import reports
from measure import Row

from gazetteer import Gazetteer
from geo.pipeline import extract

SIZES = (500, 2_000, 8_000)

Figures = dict[str, float]


def measure(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """Seconds a thousand reports at each size, against the smallest size."""
    found = [_in_a_process(size) for size in sizes]
    first = found[0]["seconds"] / sizes[0] * 1000
    return [
        Row(
            f"extract(), {size:,} different reports, a thousand of them",
            figures["seconds"] / size * 1000,
            first,
            f"a thousand among {sizes[0]:,}",
            f"{figures['words'] / figures['seconds']:,.0f} words a second, "
            f"{figures['megabytes']:,.0f} MB at most, "
            f"{figures['claims']:,.0f} claims, {figures['events']:,.0f} events",
        )
        for size, figures in zip(sizes, found, strict=True)
    ]


def run(size: int) -> Figures:
    """One extraction of so many reports on one core."""
    gazetteer = Gazetteer.open()
    made = list(reports(size, gazetteer))
    began = process_time()
    extraction = extract(made, gazetteer=gazetteer)
    return {
        "seconds": process_time() - began,
        "words": sum(len(document.text.split()) for document in made),
        "claims": len(extraction.claims),
        "events": len(extraction.events),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _in_a_process(size: int) -> Figures:
    command = [sys.executable, __file__, "run", str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        print(json.dumps(run(int(sys.argv[2]))))
    else:
        print(*measure(tuple(map(int, sys.argv[1:])) or SIZES), sep="\n")
