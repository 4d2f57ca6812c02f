"""Over a Dask cluster: any number of machines that have this very Dateline installed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.errors import ClusterError
from geo.executors.work import ENDED, TRIES, Item, Result, Work, chunks

if TYPE_CHECKING:
    from distributed import Client, Future

_CHUNK = 32  # items of a task: the network costs more than a pipe
_ROUNDS = 4  # tasks for each thread of a worker that are under way
_SECONDS = 10  # to find the scheduler


@dataclass(frozen=True, slots=True)
class Cluster:
    """The scheduler at `address` ("tcp://10.0.0.1:8786"); `stamp` tells what a worker would read with.

    Raises ClusterError when nobody answers there, no worker is connected, or a worker's stamp is another.
    """

    address: str
    stamp: Callable[[], str] | None = None

    def run(self, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """As in Executor. Dask gives the tasks of a worker that dies to another one."""
        with _client(self.address) as client:
            _check(client, self.address, self.stamp)
            most = _ROUNDS * sum(client.nthreads().values())
            under_way: deque[tuple[list[Item], Future]] = deque()
            for chunk in chunks(items, 1 if work.large else _CHUNK):
                under_way.append((chunk, _submit(client, work, chunk)))
                if len(under_way) >= most:
                    yield from _result(client, work, *under_way.popleft())
            while under_way:
                yield from _result(client, work, *under_way.popleft())


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


def _submit(client: Client, work: Work[Item, Result], chunk: Sequence[Item]) -> Future:
    return client.submit(_do, work, list(chunk), pure=False)


def _result(
    client: Client, work: Work[Item, Result], chunk: Sequence[Item], future: Future
) -> Iterator[Result]:
    """The results of a task; where it ended worker after worker, each item alone, up to `TRIES` times."""
    from distributed import KilledWorker

    try:
        results: list[Result] | None = future.result()
    except KilledWorker:
        results = None
    yield from (_alone(client, work, item) for item in chunk) if results is None else results


def _alone(client: Client, work: Work[Item, Result], item: Item) -> Result:
    from distributed import KilledWorker

    for _ in range(TRIES):
        try:
            done: list[Result] = _submit(client, work, [item]).result()
        except KilledWorker:
            continue
        return done[0]
    return work.lost(item, ENDED)


def _do(work: Work[Any, Any], items: list[Any]) -> list[Any]:
    step = _prepared(work.prepare)
    return [step(item) for item in items]


@lru_cache(maxsize=4)  # once a worker, whatever the number of its tasks
def _prepared(prepare: Callable[[], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    return prepare()
