"""What an executor is given to do, and what it promises."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 2  # of an item that ends the process that works on it
ENDED = "ended every process that read it"


@dataclass(frozen=True)
class Work(Generic[Item, Result]):
    """One step for one item, in a form that can be sent to other processes (functions of modules).

    `prepare` is called once in each worker and gives what does the step: a gazetteer is loaded there. What it
    raises is an error of the run, and so is an Exception of the step. `lost` gives the result of an item
    whose work ended its process time after time, or tried to, from the item and the reason. `large` items,
    each seconds of work or more, are handed over one by one, and few of them are no reason to start no
    process.
    """

    prepare: Callable[[], Callable[[Item], Result]]
    lost: Callable[[Item, str], Result]
    large: bool = False


class Executor(Protocol):
    """Does a piece of work for each item; a worker that dies is replaced and its items are tried again."""

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], *, ordered: bool = True
    ) -> Iterator[Result]:
        """The results in the order of the items; else as they are done, so that none waits for a slow one.

        The items are taken a few at a time and never held whole. Closing the iterator ends the work.
        Raises ClusterError where workers cannot begin, or end whatever they are given.
        """
        ...


def attempt(work: Work[Item, Result], step: Callable[[Item], Result], item: Item) -> Result:
    """The result of a step in a worker, which must outlive a step that would end it (`sys.exit`)."""
    try:
        return step(item)
    except Exception:  # an error of the run
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit, a library's panic: of this item alone
        return work.lost(item, f"{type(error).__name__}: {error}")


def sendable(error: Exception) -> Exception:
    """The error, where it comes out of a pickle as it went in; else one with its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - anything may happen there, and the words are what counts
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
