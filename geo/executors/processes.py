"""Over the cores of this machine; a process that dies costs at most the item that killed it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from geo.executors.pool import Pool
from geo.executors.results import Results
from geo.executors.serial import Serial
from geo.executors.work import Item, Result, Work

_FEW = 48  # items that are done before other processes would have started
_MOST = 60 if os.name == "nt" else None  # Windows waits for 63 things at once


@dataclass(frozen=True, slots=True)
class Processes:
    """As many processes as `count`; None: as many as this process may use cores, none for a short input.

    One (or a short input) is this process itself: what ends it ends the run.
    """

    count: int | None = None

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], *, ordered: bool = True
    ) -> Iterator[Result]:
        """As in Executor."""
        count = self.count or cores()
        waiting = iter(items)
        first = list(islice(waiting, _FEW))
        few = 2 if work.large else _FEW
        if count == 1 or (self.count is None and len(first) < few):
            yield from Serial().run(work, chain(first, waiting))
        else:
            work.prepare()  # what fails here would fail in each process, and forked ones share what it loads
            pool = Pool(work, min(count, _MOST or count), Results(work, ordered))
            yield from pool.run(chain(first, waiting))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
