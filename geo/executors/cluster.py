"""Over a Dask cluster: any number of machines that have this very Dateline installed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic

from geo.errors import ClusterError, DatelineError
from geo.executors.results import Results
from geo.executors.work import Item, Result, Work, attempt, sendable

if TYPE_CHECKING:
    from distributed import Client, Future

_MOST = 32  # items of a task: the network costs more than a pipe
_TASK = 0.5  # seconds that a task should take, so that no item is held back for long by those beside it
_ROUNDS = 4  # tasks for each thread of a worker that are under way
_SECONDS = 10  # to find the scheduler


@dataclass(frozen=True, slots=True)
class Cluster:
    """The scheduler at `address` ("tcp://10.0.0.1:8786"); `stamp` tells what a worker would read with.

    Raises ClusterError when nobody answers there, no worker is connected, a worker's stamp is another, or
    the cluster goes away.
    """

    address: str
    stamp: Callable[[], str] | None = None

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], *, ordered: bool = True
    ) -> Iterator[Result]:
        """As in Executor. Dask gives the tasks of a worker that dies to another one."""
        client = _client(self.address)
        with _quiet(), client:
            with _told(self.address):
                _check(client, self.address, self.stamp)
                client.run(_prepare, work.prepare)  # what fails here is no fault of an item
            yield from _Run(client, self.address, work, Results(work, ordered)).over(items)


class _Run(Generic[Item, Result]):
    """Tasks of a few items each; an item that is in a task whose workers died gets one of its own."""

    def __init__(
        self, client: Client, address: str, work: Work[Item, Result], results: Results[Item, Result]
    ) -> None:
        self._client = client
        self._address = address
        self._work = work
        self._results = results
        self._under_way: dict[Future, list[tuple[int, Item]]] = {}
        self._size = 1  # of the next task

    def over(self, items: Iterable[Item]) -> Iterator[Result]:
        """The results, as Results gives them."""
        source = enumerate(items)
        most = _ROUNDS * sum(self._client.nthreads().values())
        taken = 0
        while True:
            while len(self._under_way) < most and taken - self._results.given <= most * _MOST:
                chunk = list(islice(source, self._size))
                if not chunk:
                    break
                taken += len(chunk)
                self._submit(chunk)
            if not self._under_way:
                return
            for future in self._finished():
                self._take_in(self._under_way.pop(future), self._outcome(future))
            yield from self._results.due()

    def _submit(self, chunk: list[tuple[int, Item]]) -> None:
        with _told(self._address):
            future = self._client.submit(_do, self._work, [item for _, item in chunk], pure=False)
        self._under_way[future] = chunk

    def _finished(self) -> Iterable[Future]:
        from distributed import wait

        with _told(self._address), self._client.as_current():
            done: set[Future] = wait(list(self._under_way), return_when="FIRST_COMPLETED").done
        return done

    def _outcome(self, future: Future) -> _Outcome | None:
        """None where each worker that took the task died."""
        from distributed import KilledWorker

        with _told(self._address):
            try:
                outcome: _Outcome = future.result()
            except KilledWorker:
                return None
        return outcome

    def _take_in(self, chunk: Sequence[tuple[int, Item]], outcome: _Outcome | None) -> None:
        if outcome is None and len(chunk) == 1:
            self._results.set_aside(*chunk[0])
        elif outcome is None:
            for one in chunk:
                self._submit([one])
        elif outcome.error:
            raise outcome.error
        else:
            for (number, _), result in zip(chunk, outcome.results, strict=True):
                self._results.add(number, result)
            if not self._work.large:
                self._size = max(1, min(_MOST, int(_TASK * len(chunk) / max(outcome.seconds, 1e-6))))


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask logs what goes wrong with pages of its own code; here it is told in a line, as a ClusterError."""
    loggers = {name: logging.getLogger(name) for name in ("distributed", "distributed.client")}
    levels = {name: logger.level for name, logger in loggers.items()}
    try:
        for logger in loggers.values():
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for name, logger in loggers.items():
            logger.setLevel(levels[name])


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--scheduler needs Dask: pip install 'dateline[cluster]'") from error
    try:
        return Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise ClusterError(
            f"no Dask scheduler answers at {address} ({error}); start one with `dask scheduler`, "
            "and workers with `dask worker ADDRESS`"
        ) from error


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Whatever Dask raises of its own, in words: the errors of the work itself come as outcomes."""
    try:
        yield
    except DatelineError:
        raise
    except Exception as error:
        first = str(error).partition("\n")[0]
        raise ClusterError(
            f"the cluster at {address} cannot do the work ({type(error).__name__}: {first}); is its "
            "scheduler still there, and the same Dateline installed for the scheduler and for every worker? "
            "What a case file has kept is taken up by the next run"
        ) from error


def _check(client: Client, address: str, stamp: Callable[[], str] | None) -> None:
    if not client.nthreads():
        raise ClusterError(
            f"the scheduler at {address} has no workers; start one on each machine with "
            f"`dask worker {address}`"
        )
    if stamp is None:
        return
    here = stamp()
    others = [worker for worker, there in client.run(stamp).items() if there != here]
    if others:
        raise ClusterError(
            f"the worker {others[0]} would read otherwise than this machine: its program, word lists or "
            "gazetteer are others; install the same Dateline, lists and imports on every machine"
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a task gave, how long it took, and what an item's step raised."""

    results: list[Any]
    seconds: float
    error: Exception | None = None


def _do(work: Work[Any, Any], items: list[Any]) -> _Outcome:
    results: list[Any] = []
    try:
        step = _prepared(work.prepare)
        began = monotonic()
        results.extend(attempt(work, step, item) for item in items)
    except Exception as error:  # noqa: BLE001 - raised where the run is
        return _Outcome([], 0, sendable(error))
    return _Outcome(results, monotonic() - began)


def _prepare(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    _prepared(prepare)


@lru_cache(maxsize=4)  # once a worker, whatever the number of its tasks
def _prepared(prepare: Callable[[], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    return prepare()
