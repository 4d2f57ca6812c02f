"""How many reports were not read, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo.model import Unread


def by_reason(unread: Iterable[Unread]) -> Counter[str]:
    """Reports of each reason; one of them can stand for many, see `Unread.count`."""
    counts: Counter[str] = Counter()
    for one in unread:
        counts[one.reason] += one.count
    return counts
