"""`dateline info`: what a case file holds, and which runs made it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, say, say_json
from dashboard.unread import by_reason

if TYPE_CHECKING:
    from geo.store import Run

_SHOWN = 10  # runs; the rest are in --json


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "info",
        run,
        "say what a case file holds, and which program, word lists and gazetteer made it",
        "dateline info my-reports/dateline.db",
    )
    command.add_argument("case", metavar="CASE", help="a case file of `dateline open` or `extract -o X.db`")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument(
        "--forget",
        action="store_true",
        help="drop what runs that have not ended have kept, where nobody will take them up",
    )


def run(args: argparse.Namespace) -> int:
    """Read and print."""
    from geo.decisions import standing
    from geo.store import Case

    with Case.open(args.case, create=False) as case:
        if args.forget:
            note(f"{plural(case.forget_interrupted(), 'report')} of runs that have not ended forgotten")
        documents, events = case.counts()
        facts: dict[str, Any] = {
            "reports": documents,
            "events": events,
            "not_read": dict(by_reason(case.unread())),
            "decisions": len(standing(case.decisions())),
            "read_by_a_run_that_has_not_ended": case.interrupted(),
        }
        runs = case.runs()
    if args.json:
        say_json(facts | {"runs": [asdict(one) for one in runs]})
        return 0
    say(f"{plural(documents, 'report')}, {plural(events, 'event')}, {plural(facts['decisions'], 'decision')}")
    for reason, count in facts["not_read"].items():
        say(f"{plural(count, 'report')} not read: {reason}")
    if facts["read_by_a_run_that_has_not_ended"]:
        say(f"{plural(facts['read_by_a_run_that_has_not_ended'], 'report')} read by a run that has not ended")
    for one in runs[-_SHOWN:]:
        say(_words(one))
    return 0


def _words(run: Run) -> str:
    counts = (
        (run.new, "new"), (run.changed, "changed"), (run.unchanged, "unchanged"), (run.removed, "gone")
    )  # fmt: skip
    what = ", ".join(f"{count:,} {word}" for count, word in counts if count)
    settings = "".join(f"; {name}: {_named(value)}" for name, value in run.maker.settings.items())
    reports = plural(run.documents, "report") + (f" ({what})" if what else "")
    return f"run {run.id}, {run.at}: {reports} by {run.maker.in_words() or 'unknown'}{settings}"


def _named(value: Any) -> str:
    """A setting; of files their names."""
    return ", ".join(value) if isinstance(value, dict) else str(value)
