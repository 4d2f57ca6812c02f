"""`dateline decide`: decisions from a table into a case file, and all decisions of a case as a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import complain, note, plural, say_json, warn
from geo.addresses import Address

if TYPE_CHECKING:
    from geo.decisions.taking import Taken
    from geo.sheets import Row
    from geo.store import Case

_SHOWN = 200  # problems named one by one


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "decide",
        run,
        "keep decisions about claims and events that a CSV file lists, all or none; or list those of a case",
        "dateline decide my-reports/dateline.db corrections.csv --author Ana\n"
        "  dateline decide my-reports/dateline.db --list -o decisions.csv",
    )
    command.add_argument("case", metavar="CASE", help="a case file of `dateline open` or `extract -o X.db`")
    command.add_argument(
        "file", nargs="?", metavar="FILE", help="the CSV file, or -; its columns: docs/decisions.md"
    )
    command.add_argument(
        "--author",
        default="",
        metavar="NAME",
        help="who decided, where a row does not say; of a case in a database its user, unless told",
    )
    command.add_argument("--dry-run", action="store_true", help="check every row and keep none")
    command.add_argument("--keep-good", action="store_true", help="keep the good rows when others are not")
    command.add_argument("--list", action="store_true", help="write all decisions of the case as such a CSV")
    command.add_argument("-o", "--output", metavar="OUT", help="where --list writes it (- unless told)")
    command.add_argument("--json", action="store_true", help="print machine-readable output")
    command.set_defaults(usage=command.error)


def run(args: argparse.Namespace) -> int:
    """Keep, or list."""
    from geo.store import Case

    if args.list == bool(args.file):
        args.usage("give a CSV file of decisions, or --list")
    if args.output and not args.list:
        args.usage("-o goes with --list")
    with Case.open(args.case, create=False) as case:
        return _list(case, args) if args.list else _keep(case, args)


def _list(case: Case, args: argparse.Namespace) -> int:
    from geo.decisions.listing import LISTED, rows_of
    from geo.export.writing import write_lines
    from geo.sheets import sheet_lines

    unfit = {one.id for one in case.decided().unfit}
    rows = rows_of(case.decisions(), unfit)
    if args.json:
        say_json(rows)
        return 0
    write_lines(sheet_lines(LISTED, rows), args.output or "-")
    note(f"{plural(len(rows), 'decision')} → {args.output or '-'}")
    return 0


def _keep(case: Case, args: argparse.Namespace) -> int:
    author = args.author or (case.path.user if isinstance(case.path, Address) else "")
    taken = _taken(case, rows_in(args.file), author)
    held_up = bool(taken.problems) and not args.keep_good
    kept = 0 if held_up or args.dry_run else len(taken.made)
    if kept:
        case.decide(*taken.made)
    if args.json:
        say_json(_record(taken, kept))
    return _told(taken, args, kept)


def rows_in(file: str) -> list[Row]:
    """The rows of a CSV file of decisions ("-": standard input). Raises SheetError."""
    from geo.decisions.taking import COLUMNS
    from geo.sheets import read_sheet

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return read_sheet(data, file, COLUMNS, ["action"])


def _taken(case: Case, rows: list[Row], author: str) -> Taken:
    from dashboard.userlists import actor_lexicon
    from gazetteer import Gazetteer
    from geo.decisions import apply
    from geo.decisions.before import Before
    from geo.decisions.forming import Known, text_of
    from geo.decisions.taking import take
    from geo.store.decisions import usable

    base, decisions = case.extraction(), case.decisions()
    now = apply(base, decisions).extraction
    before = Before(base, now, decisions, Known(Gazetteer.open(), actor_lexicon()))
    return take(rows, before, text_of(author), usable)


def _record(taken: Taken, kept: int) -> dict[str, Any]:
    return {
        "kept": kept,
        "good": len(taken.made),
        "without_effect": taken.idle,
        "already_there": [{"line": one.line, "what": one.what} for one in taken.already],
        "problems": [{"line": one.line, "what": one.what} for one in taken.problems],
    }


def _told(taken: Taken, args: argparse.Namespace, kept: int) -> int:
    from geo.store.decisions import ABOUT_REPORTS

    for one in taken.problems[:_SHOWN]:
        warn(f"{args.file} {one}")
    for one in taken.already[:_SHOWN]:
        note(f"{args.file} {one}")
    parts = [plural(kept if not args.dry_run else len(taken.made), "decision")]
    parts[0] += " would be kept" if args.dry_run else " kept"
    parts += [f"{len(taken.already):,} already there"] if taken.already else []
    parts += [f"{taken.idle:,} without effect in this case"] if taken.idle else []
    note(f"{', '.join(parts)} → {args.case}")
    if kept and any(one.action in ABOUT_REPORTS for one in taken.made):
        note("some are about reports themselves: they count when the reports are next read")
    if not taken.problems:
        return 0
    rest = "the good rows" if args.keep_good else "nothing"
    return complain(
        f"{args.file}: {plural(len(taken.problems), 'row')} cannot be kept; {rest} "
        f"{'would be' if args.dry_run else 'was' if rest == 'nothing' else 'were'} kept"
    )
