"""Write docs/cli.md from the commands' own --help; `--check` only says whether it is up to date."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
WIDTH = "100"

HEAD = """# The commands

Written by `make docs` from each command's `--help`; do not edit.

Every command exits 0 when the work is done, 1 when it could not be done, 2 on wrong usage, and says on
standard error in one line what is wrong with which file or value. `-` is standard input or output; `--`
may stand before names and paths.
"""


def commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser and, depth first, those of its commands."""
    yield parser
    for action in parser._actions:  # argparse has no public list of its subcommands
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands_of(command)


def section(command: argparse.ArgumentParser) -> str:
    """One command: a heading as deep as its name is long, and its help."""
    marks = "#" * (1 + len(command.prog.split()))
    return f"{marks} {command.prog}\n\n```\n{command.format_help().rstrip()}\n```\n"


def page() -> str:
    """The whole page, Markdown."""
    os.environ.update(COLUMNS=WIDTH, NO_COLOR="1")
    from dashboard.cli import parser

    sections = [section(command) for command in commands_of(parser())]
    return "\n".join([HEAD, *sections])


def main() -> int:
    """Write the page, or compare with what is there."""
    if "--check" not in sys.argv[1:]:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/cli.md is not what --help says: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
