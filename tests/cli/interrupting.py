"""Extract into a case and be killed at any moment, many times over; what each time was left, as JSON lines.

Run by test_interruptions.py as a process of its own: `interrupting.py FOLDER ROUNDS`. Everything is loaded
once; each round forks, and the parent kills the child with SIGKILL. The child says which reports have been
kept, through a pipe, as soon as the case has them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from dashboard import updating
from geo.model import Document, Reading
from geo.pipeline import extract
from geo.reading import read_documents
from geo.store import Case

AT_ONE_CASE = 5  # rounds, each with more reports; then a new case


def main(folder: Path, rounds: int) -> None:
    """Interrupt `rounds` times, then let a last run come to its end."""
    documents = [one for one in read_documents([folder]) if isinstance(one, Document)]
    extract(documents)  # warms all up
    updating._KEEP_AFTER = 0  # after every report
    chance = random.Random(50)  # noqa: S311 - moments to kill at, no secrets
    began = time.monotonic()
    in_child(folder / "whole.db", documents, -1)
    whole = time.monotonic() - began
    for number in range(rounds):
        case = folder / f"{number // AT_ONE_CASE}.db"
        share = documents[: len(documents) * (number % AT_ONE_CASE + 1) // AT_ONE_CASE]
        said = in_child(case, share, chance.uniform(0, whole / 2))
        print(json.dumps(left(case, said)), flush=True)
    with Case.open(case) as opened:
        updating.update(opened, documents)


def in_child(case: Path, documents: Sequence[Document], seconds: float) -> list[str]:
    """Update the case in a process that is killed after so long (below 0: never): the reports it has kept."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        work(case, documents, writer)
        os._exit(0)
    os.close(writer)
    if seconds >= 0:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return said.read().splitlines()


def work(path: Path, documents: Sequence[Document], pipe: int) -> None:
    """The update, telling what it keeps."""
    keep = Case.keep

    def keep_and_say(case: Case, made: Iterable[Reading], stamp: str) -> None:
        readings = list(made)
        keep(case, readings, stamp)
        os.write(pipe, "".join(f"{one.document.id}\n" for one in readings).encode())

    Case.keep = keep_and_say  # type: ignore[method-assign] # to know what was kept
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
        "events": len(extraction.events),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
