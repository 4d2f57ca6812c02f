"""A process that does one item after the other, and the end of the pipe by which its owner knows of it."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from time import monotonic
from typing import Any, Generic

from geo.errors import ClusterError, DatelineError
from geo.executors.work import Item, Result, Work, attempt, sendable


@dataclass(slots=True)
class Task(Generic[Item]):
    """An item with its number, and how many processes have ended at it."""

    number: int
    item: Item
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """What a worker answers where it could not do its part."""

    error: Exception


class Worker(Generic[Item, Result]):
    """A process of its own. It gets items only once it is `ready`; the first of `tasks` is what it is at."""

    def __init__(self, work: Work[Item, Result]) -> None:
        """Start it; it says that it is ready as soon as the work is prepared there."""
        self.connection, theirs = Pipe()
        self.ready = False
        self.tasks: deque[Task[Item]] = deque()
        self._process = Process(target=_serve, args=(work, theirs), daemon=True)
        with _no_interrupt():
            self._process.start()
        theirs.close()

    def give(self, tasks: Sequence[Task[Item]]) -> None:
        """Let it work on these, when it has none: it listens then, so the pipe cannot be full both ways.

        One that has died meanwhile is found out by `answer`.
        """
        self.tasks.extend(tasks)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send([task.item for task in tasks])

    def answer(self) -> Any:
        """What it has said: None for "ready", else a result and the seconds that it took. Waits for it.

        Raises EOFError where it has died, ClusterError or the DatelineError where it could not be prepared,
        and what the step raised.
        """
        try:
            said = self.connection.recv()
        except OSError as error:  # in the midst of a word
            raise EOFError from error
        if not isinstance(said, Raised):
            return said
        if self.ready or isinstance(said.error, DatelineError):
            raise said.error
        raise ClusterError(
            f"a process could not begin its work: {type(said.error).__name__}: {said.error}"
        ) from said.error

    def end(self) -> int | None:
        """End it at once, whatever it is at: its exit code."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        return self._process.exitcode


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal; what is started here never sees it, its owner ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_serve` alone sees to it
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Work[Any, Any], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_owner, daemon=True).start()
    with suppress(EOFError, OSError):  # of the pipe only: the owner has gone
        try:
            step = work.prepare()
        except Exception as error:  # noqa: BLE001 - told to the owner
            connection.send(Raised(sendable(error)))
            return
        connection.send(None)
        while True:
            for item in connection.recv():
                connection.send_bytes(_done(work, step, item))


def _done(work: Work[Any, Any], step: Callable[[Any], Any], item: Any) -> bytes:
    """What is said of an item, pickled."""
    began = monotonic()
    try:
        result = attempt(work, step, item)
        return bytes(ForkingPickler.dumps((result, monotonic() - began)))
    except Exception as error:  # noqa: BLE001 - told to the owner
        return bytes(ForkingPickler.dumps(Raised(sendable(error))))


def _end_with_owner() -> None:
    """No worker stays behind, in the midst of an item or not, when its owner was killed."""
    if owner := parent_process():
        owner.join()
        os._exit(1)
