"""`--watch`: the same work again whenever the reports have changed, until Ctrl-C."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dashboard.cli.terminal import complain, note
from geo.errors import DatelineError
from geo.model import Document

if TYPE_CHECKING:
    from dashboard.watching import Watched


def add_watch(command: argparse.ArgumentParser) -> None:
    """The option."""
    command.add_argument(
        "--watch", action="store_true", help="go on: read again whenever reports change, until Ctrl-C"
    )


def follow(
    watched: Watched,
    work: Callable[[], str],
    *,
    going: Callable[[], bool] = lambda: True,
) -> None:
    """Do the work after every change of the files, while `going`; it returns its line of news.

    An error of one run is told, and watching goes on.
    """
    with watched:
        for _ in watched.changes(going):
            try_out(work)


def refuse_unwatchable(paths: Sequence[str]) -> None:
    """Raise DatelineError for standard input, which does not change."""
    if "-" in paths or not paths:
        raise DatelineError(
            "--watch is for files and folders of reports: name them, as in my-reports/ --watch"
        )


def try_out(work: Callable[[], str]) -> None:
    """Do the work and say its line, or its error."""
    try:
        note(work())
    except DatelineError as error:
        complain(str(error))
    except OSError as error:
        complain(f"{f'{error.filename}: ' if error.filename else ''}{error.strerror or error}")


class News:
    """What became of the reports since the run before, where no case file remembers them."""

    def __init__(self) -> None:
        self._before: dict[str, int] = {}

    def of(self, documents: Iterable[Document]) -> str:
        """ "2 new, 1 changed, 300 unchanged, 1 no longer there"."""
        now = {document.id: hash(document) for document in documents}
        both = now.keys() & self._before.keys()
        changed = sum(now[doc_id] != self._before[doc_id] for doc_id in both)
        parts = (
            (len(now) - len(both), "new"),
            (changed, "changed"),
            (len(both) - changed, "unchanged"),
            (len(self._before) - len(both), "no longer there"),
        )
        self._before = now
        return ", ".join(f"{count:,} {word}" for count, word in parts if count)
