"""Processes that share items. Each answers item by item, so it is known at which one a dead one was."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from typing import Generic

from geo.errors import ClusterError
from geo.executors.results import Results
from geo.executors.work import TRIES, Item, Result, Work
from geo.executors.worker import Task, Worker

_AHEAD = 64  # items for each process that are taken before the results of earlier ones were given
_AT_ONCE = 0.1  # seconds of work that a process is given at once: more would be held back by a slow item


class Pool(Generic[Item, Result]):
    """Up to `count` processes, each started when there is an item for it; for one run."""

    def __init__(self, work: Work[Item, Result], count: int, results: Results[Item, Result]) -> None:
        """Nothing is started yet."""
        self._work = work
        self._count = count
        self._results = results
        self._workers: list[Worker[Item, Result]] = []
        self._waiting: deque[Task[Item]] = deque()
        self._taken = 0
        self._pace = _AT_ONCE  # seconds an item, of late

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """As in Executor. Items are taken while the processes work, and when this ends, so do they."""
        source = iter(items)
        try:
            while (more := self._take(source)) or self._results.given < self._taken:
                self._hand_out()
                self._receive(seconds=0 if more else None)
                self._hand_out()
                yield from self._results.due()
        finally:
            for worker in self._workers:
                worker.end()

    def _take(self, source: Iterator[Item]) -> bool:
        """One more item from the source, unless many are under way."""
        if self._taken - self._results.given >= _AHEAD * self._count:
            return False
        for item in source:
            self._waiting.append(Task(self._taken, item))
            self._taken += 1
            return True
        return False

    def _hand_out(self) -> None:
        """Items to those who have none; where there are more, another process is started."""
        for worker in self._workers:
            if self._waiting and worker.ready and not worker.tasks:
                worker.give([self._waiting.popleft() for _ in range(self._at_once())])
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._count:
            self._workers.append(Worker(self._work))

    def _at_once(self) -> int:
        """How many items to give, so that the others have some too."""
        if self._work.large:
            return 1
        return max(1, min(int(_AT_ONCE / max(self._pace, 1e-6)), len(self._waiting) // (2 * self._count)))

    def _receive(self, seconds: float | None) -> None:
        """What the workers have to say; None waits until one has."""
        speaking = set(wait([worker.connection for worker in self._workers], seconds))
        for worker in [one for one in self._workers if one.connection in speaking]:
            try:
                said = worker.answer()
            except EOFError:
                self._bury(worker)
                continue
            if said is None:
                worker.ready = True
                continue
            result, seconds = said
            self._results.add(worker.tasks.popleft().number, result)
            self._pace += (seconds - self._pace) / 10

    def _bury(self, worker: Worker[Item, Result]) -> None:
        """What a dead one was at is first in turn again, or set aside."""
        self._workers.remove(worker)
        code = worker.end()
        if not worker.ready:
            raise ClusterError(
                f"a process ended (exit code {code}) before it could begin its work; "
                "is there too little memory for it? use fewer at once (--jobs)"
            )
        if not worker.tasks:
            return
        task = worker.tasks[0]
        task.deaths += 1
        if task.deaths >= TRIES:
            worker.tasks.popleft()
            self._results.set_aside(task.number, task.item)
        self._waiting.extendleft(reversed(worker.tasks))
