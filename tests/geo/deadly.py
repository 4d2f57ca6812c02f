"""Work that ends its process on some items, for the tests of executors; imported by name, also in workers."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.errors import LexiconError
from geo.executors import Work

PATIENCE = 60  # seconds; far longer than any test may take


class TwoWordsError(Exception):
    """Comes out of no pickle: it is made of two words, and pickled with one."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


@dataclass(frozen=True)
class Step:
    """Squares a number. Its process dies of `poison` always (None: of any), of `shaky` the first time.

    `leaves` ends it with sys.exit, `fails` raises an error that comes out of no pickle, and `slow` is done
    only after `until` is. What was prepared where, and what ended its process, is in the folder `seen`.
    """

    seen: Path
    poison: int | None = -1
    shaky: int = -1
    leaves: int = -1
    fails: int = -1
    slow: int = -1
    until: int = -1

    def __call__(self) -> Callable[[int], str]:
        note(self.seen / "prepared", os.getpid())
        return self.square

    def square(self, number: int) -> str:
        if self.poison is None or number == self.poison or (number == self.shaky and self._is_new(number)):
            note(self.seen / "died", number)
            os.kill(os.getpid(), signal.SIGKILL)
        if number == self.leaves:
            sys.exit(3)
        if number == self.fails:
            raise TwoWordsError("not", "this")
        if number == self.slow:
            wait_for(self.seen / f"{self.until} is done")
        if number == self.until:
            (self.seen / f"{number} is done").touch()
        return str(number * number)

    def _is_new(self, number: int) -> bool:
        mark = self.seen / str(number)
        if mark.exists():
            return False
        mark.touch()
        return True


@dataclass(frozen=True)
class Unprepared:
    """Cannot be prepared but in the process `owner`."""

    owner: int
    how: str = "memory"

    def __call__(self) -> Callable[[int], str]:
        if os.getpid() != self.owner:
            if self.how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise LexiconError("the list is broken") if self.how == "list" else MemoryError("no room")
        return str


def note(path: Path, number: int) -> None:
    with path.open("a") as file:
        file.write(f"{number}\n")


def noted(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()]


def wait_for(path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not path.exists():
        if time.monotonic() > until:
            raise TimeoutError(path)
        time.sleep(0.005)


def lost(number: int, reason: str) -> str:
    return f"{number} {reason}"


def work(prepare: Callable[[], Callable[[int], str]]) -> Work[int, str]:
    return Work(prepare, lost)
