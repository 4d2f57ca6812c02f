"""`dateline push`: a case into a database that a team shares, or back into a file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, say_json, tracked, warn, working
from dashboard.on_disk import CASE_ENDING
from geo.errors import CaseError

if TYPE_CHECKING:
    from geo.store import Case
    from geo.store.pushing import Pushed

_NOUNS = {"documents": "report", "claims": "claim", "events": "event"}


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "push",
        run,
        "put a case into a PostgreSQL database with PostGIS, or bring what is there up to date with it",
        "dateline push my-reports/dateline.db postgresql://ana@db.example/cases\n"
        "  dateline push my-reports/dateline.db 'postgresql://ana@db.example/cases?case=river'\n"
        "  dateline push postgresql://ana@db.example/cases copy.db",
    )
    command.add_argument("case", metavar="CASE", help="a case file, or the address of a case in a database")
    command.add_argument(
        "to",
        metavar="TO",
        help="postgresql://USER@HOST/DATABASE?case=NAME (dateline unless told), or a case file; the password "
        "belongs into ~/.pgpass or PGPASSWORD",
    )
    command.add_argument(
        "--instead",
        action="store_true",
        help="where another case is there: let what was read make way for this one",
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Push, and say what that changed."""
    from geo.addresses import place_of
    from geo.store import Case

    to = place_of(args.to)
    if place_of(args.case) == to:
        raise CaseError(f"{args.to} is the case itself; push it to another place")
    if isinstance(to, Path) and to.suffix.lower() != CASE_ENDING:
        raise CaseError(f"{args.to}: give postgresql://USER@HOST/DATABASE?case=NAME, or a case file (.db)")
    with Case.open(args.case, create=False) as source:
        if not any(source.counts()):  # before the target is made, so that none is left
            raise CaseError(f"{source.path}: holds nothing yet; `dateline extract` fills it")
        return _push(source, args)


def _push(source: Case, args: argparse.Namespace) -> int:
    from geo.store import Case

    with Case.open(args.to) as target:
        if unfinished := source.interrupted():
            warn(f"{plural(unfinished, 'report')} of a run that has not ended are not pushed")
        with working(f"Pushing to {args.to}"):
            pushed = target.take(source, instead=args.instead)
        if pushed.described:
            _read_again(args, pushed.described)
        documents, events = target.counts()
        decided = len(target.decisions())
    if args.json:
        say_json(_record(pushed))
        return 0
    for name, noun in _NOUNS.items():
        if changes := pushed.tables.get(name):
            note(f"{noun}s: {_words(changes._asdict())}")
    if pushed.contested:
        warn(
            f"{plural(pushed.contested, 'claim')} had been decided on there too: what was pushed now counts; "
            f"`dateline decide {args.to} --list` shows all"
        )
    new = plural(pushed.decisions, "new decision")
    held = f"{plural(documents, 'report')}, {plural(events, 'event')}, {plural(decided, 'decision')} ({new})"
    note(f"{held} → {args.to}")
    return 0


def _read_again(args: argparse.Namespace, count: int) -> None:
    """A date or title given to a report changes what it says only where it is read again."""
    from dashboard.casework import refresh
    from geo.executors import Processes

    note(f"{plural(count, 'report')} had been dated or described otherwise there: read again, as decided")
    refresh(args.to, executor=Processes(), watch=tracked)


def _words(changes: dict[str, int]) -> str:
    """ "3 added, 1 changed, 0 removed, 96 unchanged"."""
    return ", ".join(f"{changes[name]:,} {name}" for name in ("added", "changed", "removed", "unchanged"))


def _record(pushed: Pushed) -> dict[str, Any]:
    tables = {name: changes._asdict() for name, changes in pushed.tables.items()}
    return asdict(pushed) | {"tables": tables}
