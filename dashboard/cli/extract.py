"""`dateline extract`: documents in, events or claims out."""

from __future__ import annotations

import argparse

from dashboard.cli.shared import (
    Commands,
    add_command,
    add_paths,
    add_reading,
    documents_in,
    executor_of,
    extraction_of,
    nothing_read,
)
from dashboard.cli.terminal import note, plural, report_unread, tracked, warn
from geo.errors import DocumentError, ExportError
from geo.export.formats import FORMATS
from geo.model import Document, Unread

_NAMED = 20  # reports named one by one; the rest are counted


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "extract",
        run,
        "read reports and write their events in the format that the output's ending names",
        "dateline extract my-reports/ --published 2015-10-04 -o events.geojson",
    )
    add_paths(command)
    add_output(command)
    add_reading(command)
    command.add_argument(
        "--add", action="store_true", help="into a case file: keep its reports that are not among these"
    )


def add_output(command: argparse.ArgumentParser) -> None:
    """Where to and in which format."""
    endings = ", ".join(f".{name}" for name in FORMATS)
    command.add_argument(
        "-o", "--output", required=True, metavar="OUT", help=f"{endings}; - is standard output"
    )
    command.add_argument(
        "--format", choices=list(FORMATS), help="the format, where the output's ending does not say"
    )


def run(args: argparse.Namespace) -> int:
    """Extract and write."""
    from geo.export import format_for, write

    form = format_for(args.output, args.format)  # before the long work
    if form.name == "db" and args.output != "-":
        return _into_case(args)
    if args.add:
        raise ExportError("--add is for a case file: give -o CASE.db")
    extraction = extraction_of(args.paths, args.published, executor_of(args), args.actors)
    write(extraction, args.output, format=args.format)
    counts = (
        plural(len(extraction.documents), "report"),
        plural(len(extraction.claims), "claim"),
        plural(len(extraction.events), "event"),
    )
    note(f"{', '.join(counts)} → {args.output}")
    return 0


def _into_case(args: argparse.Namespace) -> int:
    """Bring a case file up to date, and say what was new, changed, and no longer there."""
    from dashboard.casework import with_held
    from dashboard.updating import update
    from geo.export.writing import checked
    from geo.store import Case

    items = list(documents_in(args.paths, args.published))
    report_unread([item for item in items if isinstance(item, Unread)])
    if not any(isinstance(item, Document) for item in items):
        raise DocumentError(nothing_read(args.paths))
    with Case.open(checked(args.output)) as case:
        given = with_held(case, items) if args.add else items
        updated = update(case, given, executor=executor_of(args), actors=args.actors, watch=tracked)
        not_read = {item.id for item in items if isinstance(item, Unread)}
        report_unread([one for one in case.unread() if one.id not in not_read])  # failed in the chain
        documents, events = case.counts()
    for doc_id in updated.removed[:_NAMED]:
        warn(
            f"{doc_id} is no longer among the reports, so it is no longer in the case (--add keeps such ones)"
        )
    if len(updated.removed) > _NAMED:
        warn(f"{len(updated.removed) - _NAMED:,} more are no longer among the reports")
    note(f"reports: {updated.in_words()}")
    note(f"{plural(documents, 'report')}, {plural(events, 'event')} → {args.output}")
    return 0
