"""Extract into a case and be killed at a given step, many times over; what each time was left, as JSON lines.

Run by test_interruptions.py as a process of its own: `interrupting.py FOLDER ROUNDS`. Everything is loaded
and each report read once, for it is the keeping that is interrupted; each round forks, and the child kills
itself with SIGKILL before one of its SQL statements, so every moment comes: while the file is made, between
two reports, in the midst of the last transaction. The child says which reports have been kept, through a
pipe, as soon as the case has them.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from dashboard import updating
from geo import pipeline
from geo.model import Document, Reading
from geo.reading import read_documents
from geo.store import Case

AT_ONE_CASE = 5  # rounds, each with more reports; then a new case
STATEMENTS, STRIDE = 71, 17  # about as many as a run takes; coprime, so that all are met


def main(folder: Path, rounds: int) -> None:
    """Interrupt `rounds` times, then let a last run come to its end."""
    documents = [one for one in read_documents([folder]) if isinstance(one, Document)]
    remember_what_is_read()
    pipeline.extract(documents)  # warms all up
    updating._KEEP_AFTER = 0  # after every report
    in_child(folder / "whole.db", documents, 0)
    for number in range(rounds):
        case = folder / f"{number // AT_ONE_CASE}.db"
        share = documents[: len(documents) * (number % AT_ONE_CASE + 1) // AT_ONE_CASE]
        said = in_child(case, share, 1 + number * STRIDE % STATEMENTS)
        print(json.dumps(left(case, said)), flush=True)
    with Case.open(case) as opened:
        updating.update(opened, documents)


def remember_what_is_read() -> None:
    """Let the pipeline read each report once, and the children of this process not at all."""
    read, known = pipeline.read_document, dict[Document, Reading]()

    def remembered(document: Document, *rest: Any) -> Reading:
        if document not in known:
            known[document] = read(document, *rest)
        return known[document]

    pipeline.read_document = remembered


def in_child(case: Path, documents: Sequence[Document], statement: int) -> list[str]:
    """Update the case in a process killed before this statement (0: never): the reports it has kept."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        work(case, documents, writer, statement)
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return said.read().splitlines()


def work(path: Path, documents: Sequence[Document], pipe: int, statement: int) -> None:
    """The update, telling what it keeps."""
    keep, numbers = Case.keep, count(1)

    def keep_and_say(case: Case, made: Iterable[Reading], stamp: str) -> None:
        readings = list(made)
        keep(case, readings, stamp)
        os.write(pipe, "".join(f"{one.document.id}\n" for one in readings).encode())

    def die(*_: object) -> None:
        if next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    Case.keep = keep_and_say  # type: ignore[method-assign] # to know what was kept
    event.listen(Engine, "before_cursor_execute", die)
    with Case.open(path) as case:
        updating.update(case, documents)


def left(path: Path, said: list[str]) -> dict[str, object]:
    """What an interruption left behind: is the file whole, can it be opened, which kept reports are gone."""
    if not path.exists():
        return {"made": False, "lost": said}
    with Case.open(path) as case:
        extraction = case.extraction()
        waiting = case.interrupted()
    raw = sqlite3.connect(path)
    whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
    there = {row[0] for row in raw.execute("SELECT doc_id FROM readings UNION SELECT doc_id FROM documents")}
    raw.close()
    return {
        "made": True,
        "integrity": whole,
        "lost": sorted(set(said) - there),
        "waiting": waiting,
        "documents": len(extraction.documents),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
