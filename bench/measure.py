"""How things are measured here: the best of a few rounds, ours and a baseline in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison; `ours` and `baseline` are seconds for the same work."""

    what: str
    ours: float
    baseline: float
    against: str
    note: str = ""

    def __str__(self) -> str:
        ratio = self.baseline / self.ours
        verdict = f"{ratio:,.1f} times as fast" if ratio >= 1 else f"{1 / ratio:,.1f} times as slow"
        return (
            f"{self.what}\n    {in_units(self.ours)}; {self.against}: {in_units(self.baseline)}"
            f" -> {verdict}{'; ' + self.note if self.note else ''}"
        )


@dataclass(frozen=True)
class Asked:
    """A figure of ours beside the most that it may be."""

    what: str
    seconds: float
    most: float

    def __str__(self) -> str:
        verdict = "ok" if self.seconds <= self.most else "TOO MUCH"
        return f"{self.what}: {in_units(self.seconds)} (at most {in_units(self.most)}: {verdict})"


def in_units(seconds: float) -> str:
    """Seconds in the unit that reads well."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 1e-6:.0f} µs"


def best_of(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of the quickest round: the least disturbed by other work on the machine."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
