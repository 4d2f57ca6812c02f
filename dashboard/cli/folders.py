"""`dateline extract … -o FOLDER/`: events and claims in parts, for more reports than one process can hold."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from dashboard.cli.shared import executor_of
from dashboard.cli.terminal import note, plural, report_unread, tracked
from dashboard.cli.values import at_least_one
from geo.errors import DatelineError, ExportError

_FORMAT = "parquet"


def add_partitions(command: argparse.ArgumentParser) -> None:
    """In how many parts."""
    command.add_argument(
        "--partitions",
        type=at_least_one,
        metavar="N",
        help="into a folder (-o FOLDER/), as GeoParquet and claims in at most so many parts (default: by the "
        "size of the reports); see docs/scale.md",
    )


def is_folder(args: argparse.Namespace) -> bool:
    """Whether the output is a folder of parts: asked for by its number, or by the "/" at the output's end."""
    return args.partitions is not None or args.output.endswith(("/", os.sep))


def into_folder(args: argparse.Namespace) -> int:
    """Extract over files, and say what was found."""
    from dashboard.provenance import maker
    from dashboard.resultbacking import load
    from dashboard.userlists import actor_lexicon
    from gazetteer import Gazetteer
    from geo.partitions import Settings, extract_into

    if args.format not in (None, _FORMAT):
        raise ExportError(
            f"a folder holds parts of GeoParquet; leave --format {args.format} out, or name a file"
        )
    if args.output == "-" or args.add or args.watch:
        raise ExportError("--partitions writes a folder: give -o FOLDER/, without --add and --watch")
    settings = Settings(
        executor=executor_of(args),
        parts=args.partitions,
        published=args.published,
        lexicon=actor_lexicon(args.actors),
        made_by=maker(args.actors).in_words(),
    )
    done = extract_into(args.paths, args.output, settings, watch=tracked, tell=report_unread)
    counts = plural(done.reports, "report"), plural(done.claims, "claim"), plural(done.events, "event")
    note(f"{', '.join(counts)} → {args.output} in {plural(len(done.parts), 'part')}")
    try:
        load(Path(args.output), Gazetteer.open(), watch=tracked)  # so that `open` finds its map ready
    except (DatelineError, OSError) as error:
        note(f"the page was not prepared, and will be when it is opened: {error}")
    return 0
