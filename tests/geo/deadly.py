"""Work that ends its process on some items, for the tests of executors; imported by name, also in workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.executors import Work


@dataclass(frozen=True)
class Step:
    """Squares a number. Its process dies of `poison` always, of `shaky` the first time it is seen."""

    poison: int = -1
    shaky: int = -1
    seen: Path = Path()
    seconds: float = 0.0

    def __call__(self) -> Callable[[int], str]:
        with (self.seen / "prepared").open("a") as prepared:
            prepared.write(f"{os.getpid()}\n")
        return self.square

    def square(self, number: int) -> str:
        time.sleep(self.seconds)
        if number == self.poison or (number == self.shaky and self._is_new(number)):
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number * number)

    def _is_new(self, number: int) -> bool:
        mark = self.seen / str(number)
        if mark.exists():
            return False
        mark.touch()
        return True


def lost(number: int, reason: str) -> str:
    return f"{number} {reason}"


def work(step: Step) -> Work[int, str]:
    return Work(step, lost)
