"""`dateline extract`: documents in, events or claims out."""

from __future__ import annotations

import argparse

from dashboard.cli.shared import (
    Commands,
    add_command,
    add_paths,
    add_reading,
    extraction_of,
    refuse_scheduler,
)
from dashboard.cli.terminal import note, plural
from geo.export.formats import FORMATS


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

    refuse_scheduler(args)
    format_for(args.output, args.format)  # before the long work
    extraction = extraction_of(args.paths, args.published, args.jobs, args.actors)
    write(extraction, args.output, format=args.format)
    counts = (
        plural(len(extraction.documents), "report"),
        plural(len(extraction.claims), "claim"),
        plural(len(extraction.events), "event"),
    )
    note(f"{', '.join(counts)} → {args.output}")
    return 0
