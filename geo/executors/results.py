"""Results on their way out, by the number of their item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic

from geo.errors import ClusterError
from geo.executors.work import ENDED, Item, Result, Work

_IN_A_ROW = 10  # items set aside with nothing done in between: then it is not the items that end processes


class Results(Generic[Item, Result]):
    """What is done and not given yet."""

    def __init__(self, work: Work[Item, Result], ordered: bool) -> None:
        """`ordered`: given in the order of the items, which are numbered from 0; else as they come."""
        self._work = work
        self._ordered = ordered
        self._held: dict[int, Result] = {}
        self._lost_in_a_row = 0
        self.given = 0

    def add(self, number: int, result: Result) -> None:
        """An item is done."""
        self._held[number] = result
        self._lost_in_a_row = 0

    def set_aside(self, number: int, item: Item) -> None:
        """Processes ended at an item, time after time. Raises ClusterError where they end at any item.

        Large ones are no ground for that: each may hold one that ends them.
        """
        self._held[number] = self._work.lost(item, ENDED)
        self._lost_in_a_row += 1
        if self._lost_in_a_row >= _IN_A_ROW and not self._work.large:
            raise ClusterError(
                f"processes end whatever they are given, {_IN_A_ROW} items one after the other; "
                "is there too little memory for them? use fewer at once (--jobs)"
            )

    def due(self) -> Iterator[Result]:
        """Those whose turn it is; they are given away."""
        while self._held and (not self._ordered or self.given in self._held):
            number = self.given if self._ordered else next(iter(self._held))
            self.given += 1
            yield self._held.pop(number)
