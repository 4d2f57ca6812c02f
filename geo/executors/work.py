"""What an executor is given to do, and what it promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 2  # of an item that ends the process that works on it
ENDED = "ended the process that read it, twice"


@dataclass(frozen=True)
class Work(Generic[Item, Result]):
    """One step for one item, in a form that can be sent to other processes (functions of modules).

    `prepare` is called once in each worker and gives what does the step: a gazetteer is loaded there. `lost`
    gives the result of an item whose work ended its process `TRIES` times, from the item and the reason.
    `large` items, each seconds of work or more, are handed over one by one, and few of them are no reason to
    start no process.
    """

    prepare: Callable[[], Callable[[Item], Result]]
    lost: Callable[[Item, str], Result]
    large: bool = False


class Executor(Protocol):
    """Does a piece of work for each item; a worker that dies is replaced and its items are tried again."""

    def run(self, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of the items, which are taken a few at a time and never held whole."""
        ...


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some
