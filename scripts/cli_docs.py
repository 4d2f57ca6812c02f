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


class SameEverywhere(argparse.HelpFormatter):
    """Options as `-o OUT, --output OUT`: Python 3.13 and later name the value once."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join(f"{option} {value}" for option in action.option_strings)


class SameAndRaw(SameEverywhere, argparse.RawDescriptionHelpFormatter):
    """The same, with the example's line kept as it stands."""


def section(command: argparse.ArgumentParser) -> str:
    """One command: a heading as deep as its name is long, and its help."""
    command.formatter_class = SameAndRaw if len(command.prog.split()) > 1 else SameEverywhere
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
    # Word by word: versions of Python differ in how they set the columns.
    if PAGE.exists() and PAGE.read_text(encoding="utf-8").split() == page().split():
        return 0
    print("docs/cli.md is not what --help says: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
