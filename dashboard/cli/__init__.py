"""The command `dateline`: reads the command line, runs one command, turns errors into one clear line.

Exit codes: 0 done, 1 the work could not be done, 2 wrong usage, 130 stopped from the keyboard.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from dashboard.cli import (
    check,
    compare,
    dates,
    decide,
    export,
    extract,
    gazetteer,
    info,
    locate,
    push,
    query,
    toponyms,
    verify,
)
from dashboard.cli import open as open_command
from dashboard.cli.passwords import hide
from dashboard.cli.terminal import complain
from gazetteer.errors import DatelineError

_COMMANDS = (
    open_command,
    extract,
    export,
    info,
    push,
    decide,
    check,
    compare,
    toponyms,
    locate,
    query,
    dates,
    verify,
    gazetteer,
)

# Their values may start with a minus sign ("-33.9,18.4"), which argparse takes for an option.
_SIGNED_OPTIONS = frozenset({"--near", "--bbox", "--box"})

STOPPED = 130  # 128 + SIGINT, as shells have it


def main(argv: Sequence[str] | None = None) -> int:
    """Run `dateline` with these arguments (None: those of the process) and return its exit code.

    Wrong usage ends in SystemExit(2), as argparse does it.
    """
    try:
        words = hide(sys.argv[1:] if argv is None else argv, own=argv is None)
        args = parser().parse_args(_joined(words))
        code = int(args.run(args))
        sys.stdout.flush()
    except DatelineError as error:
        return complain(str(error))
    except BrokenPipeError:
        # Whoever read our output has gone; what is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return complain(f"{name}{error.strerror or error}")
    except KeyboardInterrupt:
        complain("stopped")
        return STOPPED
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; every command sets `run`."""
    top = argparse.ArgumentParser(
        prog="dateline",
        description="Reports in; events on a map with a timeline out; every pin carries its evidence.",
        epilog="example: dateline open my-reports/",
    )
    top.add_argument("--version", action=_Version)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return top


class _Version(argparse.Action):
    """`--version`, looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"dateline {version('dateline')}")
        parser.exit()


def _joined(argv: list[str]) -> list[str]:
    """`--near -33.9,18.4` as `--near=-33.9,18.4`, up to a `--`."""
    out: list[str] = []
    end = argv.index("--") if "--" in argv else len(argv)
    for position, word in enumerate(argv):
        if position < end and out and out[-1] in _SIGNED_OPTIONS and word[:1] == "-" and word[1:2].isdigit():
            out[-1] += f"={word}"
        else:
            out.append(word)
    return out
