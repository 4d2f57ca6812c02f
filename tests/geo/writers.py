"""A process of its own that writes into a case again and again: in turn with others, or at once.

`decide AUTHOR COUNT` or `push FILE FILE COUNT`; the address stands in CASE, the password in PGPASSWORD.
It begins when a line comes in.
"""

from __future__ import annotations

import os
import sys

from geo.store import Case, Decision


def decide(case: Case, author: str, count: int) -> None:
    """So many steps of two decisions, the second of which takes the first one back."""
    for number in range(count):
        note = Decision("note", author=author, doc_id="a.txt", payload={"note": f"{author} {number}"})
        case.decide(note, Decision("undo", author=author, payload={"decision": -1}))


def push(case: Case, files: list[str], count: int) -> None:
    """The files in turn."""
    for number in range(count):
        with Case.open(files[number % len(files)], create=False) as source:
            case.take(source, instead=True)


if __name__ == "__main__":
    work, *words, times = sys.argv[1:]
    with Case.open(os.environ["CASE"], create=False) as opened:
        print("ready", flush=True)
        sys.stdin.readline()
        if work == "decide":
            decide(opened, words[0], int(times))
        else:
            push(opened, words, int(times))
