"""`dateline dates`: the date expressions of a text."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import say, say_json
from dashboard.cli.values import iso_day

if TYPE_CHECKING:
    from geo.model import DateMention


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "dates",
        run,
        "find the date expressions of a text and the days they mean",
        'dateline dates "strikes hit the town on Wednesday" --published 2015-10-04',
    )
    command.add_argument("text", metavar="TEXT", help="the text, or - for standard input")
    command.add_argument(
        "--published", type=iso_day, metavar="DATE", help="the day the text was published (YYYY-MM-DD)"
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Find and print."""
    from geo.dates import find_dates
    from geo.records import date_to_record

    text = sys.stdin.read() if args.text == "-" else args.text
    found = find_dates(text, args.published)
    if args.json:
        say_json([date_to_record(mention) for mention in found])
        return 0
    for mention in found:
        say(_line(mention))
    if not found:
        say("no date expression found")
    return 0


def _line(mention: DateMention) -> str:
    moment = mention.moment
    if moment.start is None or moment.end is None:
        days = "unknown"
    elif moment.start == moment.end:
        days = moment.start.isoformat()
    else:
        days = f"{moment.start.isoformat()} to {moment.end.isoformat()}"
    return f"{mention.text!r}: {days} ({moment.precision}, {mention.rule}; {moment.anchor or 'no anchor'})"
