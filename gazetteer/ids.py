"""Ids that are no numbers of GeoNames: a trie of them, and which place each one is of."""

from __future__ import annotations

from bisect import bisect_left

import marisa_trie
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]


class Ids:
    """The ids of those places of an index that GeoNames does not number."""

    def __init__(self, trie: marisa_trie.Trie, places: Numbers, order: Numbers) -> None:
        """`places` are in the order of the trie's numbers; `order` has these in the order of the places."""
        self._trie, self._places, self._order = trie, places, order

    def place(self, place_id: str) -> int | None:
        """The number of the place of an id, or None."""
        number = self._trie.get(place_id, -1)
        return None if number < 0 else self._places.item(number)

    def of(self, place: int) -> str:
        """The id of a place that has one here."""
        order, places, at = self._order, self._places, place
        if place >= len(order) or places.item(order.item(place)) != place:  # not all before it have one here
            at = bisect_left(range(len(order)), place, key=lambda n: places.item(order.item(n)))
        return str(self._trie.restore_key(order.item(at)))
