"""The report on judgements as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.checktables import tables
from dashboard.cli.terminal import printable


def lines(record: dict[str, Any]) -> Iterator[str]:
    """The record of geo.checking.report as tables, columns under each other."""
    if not record["coders"]:
        yield "Nothing is judged yet."
    for caption, heads, rows in tables(record):
        yield printable(caption)
        yield from _aligned([heads, *rows])
        yield ""


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right, each as wide as its widest cell."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for first, *rest in cells:
        told = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
        yield f"  {first:{widths[0]}}  {'  '.join(told)}".rstrip()
