"""What commands say: data to standard output, everything else to standard error, nothing that can hurt."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.unread import by_reason
from geo.jsontext import dumps

if TYPE_CHECKING:
    from geo.model import Unread

Item = TypeVar("Item")


def complain(message: str) -> int:
    """One line of error; returns the exit code that goes with it."""
    _tell(f"dateline: error: {message}")
    return 1


def warn(message: str) -> None:
    """One line of warning."""
    _tell(f"dateline: warning: {message}")


def note(message: str) -> None:
    """One line on how it went; on standard error, so that standard output holds data only."""
    _tell(f"dateline: {message}")


def say(line: str = "") -> None:
    """One line for people on standard output."""
    encoding = sys.stdout.encoding or "utf-8"
    text = printable(line).encode(encoding, "backslashreplace").decode(encoding)
    print(text, flush=True)


def say_json(value: Any) -> None:
    """A JSON value on standard output, in UTF-8 whatever the terminal is set to."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{dumps(value, indent=2)}\n".encode())
    sys.stdout.buffer.flush()


def printable(text: str) -> str:
    """`text` on one line without control characters: names of hostile files move no cursor."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def plural(count: int, noun: str) -> str:
    """ "1 report", "12 reports", "1,200 reports"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def report_unread(unread: Iterable[Unread]) -> None:
    """A warning for each document that was not read, and a count by reason at the end."""
    fresh = [document for document in unread if _told is None or document not in _told]
    for document in fresh:
        detail = f" ({document.detail})" if document.detail else ""
        warn(f"{document.id} not read: {document.reason}{detail}")
    for reason, count in by_reason(fresh).most_common():
        note(f"{plural(count, 'report')} not read: {reason}")
    if _told is not None:
        _told.update(fresh)


_told: set[Unread] | None = None


@contextmanager
def unread_told_once(before: Iterable[Unread] = ()) -> Iterator[None]:
    """Within it `report_unread` names only what is new: for work that is done again and again."""
    global _told  # noqa: PLW0603 - a process has one standard error
    _told = set(before)
    try:
        yield
    finally:
        _told = None


def tracked(items: Iterable[Item], what: str) -> Iterator[Item]:
    """`items` as they come, with a progress bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def working(what: str) -> Iterator[None]:
    """A sign that something goes on for as long as the block does, on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _tell(line: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    text = printable(line).encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=sys.stderr, flush=True)
