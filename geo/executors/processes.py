"""Over the cores of this machine; a process that dies costs at most the item that killed it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from geo.executors.serial import Serial
from geo.executors.work import ENDED, TRIES, Item, Result, Work, chunks

_CHUNK = 16  # items handed to a process at once
_FEW = 48  # items that are done before other processes would have started
_ROUNDS = 4  # chunks for each process that are under way

_UnderWay = tuple[list[Item], Future[list[Result]]]


@dataclass(frozen=True, slots=True)
class Processes:
    """As many processes as `count`; None: as many as this process may use cores, none for a short input."""

    count: int | None = None

    def run(self, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """As in Executor."""
        count = self.count or cores()
        waiting = iter(items)
        first = list(islice(waiting, _FEW))
        few = 2 if work.large else _FEW
        if count == 1 or (self.count is None and len(first) < few):
            yield from Serial().run(work, chain(first, waiting))
        else:
            yield from _run(count, work, chain(first, waiting))


def _run(count: int, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
    """When a process dies, what is under way is done again one by one: so the one that kills is known."""
    work.prepare()  # what fails here would fail in each process, and forked ones share what it loads
    waiting = chunks(items, 1 if work.large else _CHUNK)
    broken = True
    while broken:
        under_way: deque[_UnderWay[Item, Result]] = deque()
        broken = False
        with _pool(count, work) as pool:
            for chunk in waiting:
                under_way.append((chunk, _submit(pool, chunk)))
                if len(under_way) >= count * _ROUNDS:
                    broken = yield from _first(under_way)
                if broken:
                    break
            while under_way and not broken:
                broken = yield from _first(under_way)
        for chunk, future in under_way:
            done = future.done() and future.exception() is None
            yield from future.result() if done else _one_by_one(work, chunk)


def _first(under_way: deque[_UnderWay[Item, Result]]) -> Generator[Result, None, bool]:
    """The results of the first chunk, which is taken off; True where a process has died instead."""
    try:
        results = under_way[0][1].result()
    except BrokenProcessPool:
        return True
    under_way.popleft()
    yield from results
    return False


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_by_one(work: Work[Item, Result], items: Sequence[Item]) -> Iterator[Result]:
    """Each item alone in a process, so that a death has one cause; after `TRIES` deaths it is set aside."""
    left = deque((item, 0) for item in items)
    while left:
        try:
            with _pool(1, work) as pool:
                while left:
                    item, _ = left[0]
                    yield from pool.submit(_do, [item]).result()
                    left.popleft()
        except BrokenProcessPool:
            item, tries = left.popleft()
            if tries + 1 < TRIES:
                left.appendleft((item, tries + 1))
            else:
                yield work.lost(item, ENDED)


def _submit(pool: ProcessPoolExecutor, chunk: list[Item]) -> Future[list[Any]]:
    try:
        return pool.submit(_do, chunk)
    except BrokenProcessPool as error:  # of a chunk before
        failed: Future[list[Any]] = Future()
        failed.set_exception(error)
        return failed


def _pool(count: int, work: Work[Any, Any]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, initializer=_prepare, initargs=(work.prepare,))


_step: Callable[[Any], Any] | None = None


def _prepare(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    global _step  # noqa: PLW0603 - a process has one step for all its items
    _step = prepare()


def _do(items: list[Any]) -> list[Any]:
    if _step is None:
        raise RuntimeError("the process was not prepared")
    return [_step(item) for item in items]
