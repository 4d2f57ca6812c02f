"""The order of reports: by their ids, with numbers in them as numbers."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([0-9]+)")

Order = tuple[list[tuple[int, str]], str]


def in_order(doc_id: str) -> Order:
    """A sort key under which "day.jsonl:9" comes before "day.jsonl:10"; no two ids share one.

    >>> sorted(["b:10", "b:9", "a", "b:09"], key=in_order)
    ['a', 'b:09', 'b:9', 'b:10']
    """
    parts = _NUMBER.split(doc_id)  # words and numbers in turn
    digits = [part.lstrip("0") if at % 2 else part for at, part in enumerate(parts)]
    return [(len(part) if at % 2 else 0, part) for at, part in enumerate(digits)], doc_id
