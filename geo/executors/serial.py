"""One after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.executors.work import Item, Result, Work


@dataclass(frozen=True, slots=True)
class Serial:
    """No other process: what a test, a page or a short input needs. What ends the process ends the run."""

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], *, ordered: bool = True
    ) -> Iterator[Result]:
        """As in Executor; in order either way."""
        del ordered
        step = work.prepare()
        for item in items:
            yield step(item)
