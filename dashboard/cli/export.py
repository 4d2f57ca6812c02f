"""`dateline export`: a case file into any format, whole or a part of it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli.extract import add_output
from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, warn
from dashboard.cli.values import box, iso_day, share
from geo.errors import CaseError, ExportError
from geo.ontology import ontology
from geo.publishing.promise import GRID, HOLD_BACK, Promise

if TYPE_CHECKING:
    from geo.export.selection import Selection
    from geo.model import Extraction
    from geo.store import Case


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "export",
        run,
        "write a case file, or a part of it, in any format",
        "dateline export my-reports/dateline.db -o strikes.geojson --since 2015-09-30 --type air_strike",
    )
    command.add_argument("case", metavar="CASE", help="a case file of `dateline open` or `extract -o X.db`")
    add_output(command)
    command.add_argument("--since", type=iso_day, metavar="DATE", help="events on this day or later")
    command.add_argument("--until", type=iso_day, metavar="DATE", help="events on this day or earlier")
    command.add_argument("--bbox", type=box, metavar="W,S,E,N", help="events in this box (degrees)")
    command.add_argument(
        "--type", action="append", default=[], metavar="TYPE", help="events of this type; may be repeated"
    )
    command.add_argument(
        "--actor", action="append", default=[], metavar="NAME", help="who is said to act or be hit"
    )
    command.add_argument("--source", action="append", default=[], metavar="NAME", help="who says so")
    command.add_argument(
        "--min-confidence", type=share, default=0.0, metavar="0–1", help="how surely it was read"
    )
    command.add_argument(
        "--profile",
        choices=["internal", "public"],
        help="internal: everything; public: coarser places, no sentences or telling names (.html is)",
    )
    command.add_argument(
        "--grid",
        type=float,
        default=GRID,
        metavar="DEGREES",
        help="the cells that public places are put in (0.1, about 11 km, unless told)",
    )
    command.add_argument(
        "--hold-back",
        type=int,
        default=HOLD_BACK,
        metavar="DAYS",
        help="the last days that a public file does not tell of (7 unless told)",
    )


def run(args: argparse.Namespace) -> int:
    """Open the case, select, write."""
    from geo.decisions import has_effect
    from geo.export import format_for, write
    from geo.export.selection import select
    from geo.store import Case

    form = format_for(args.output, args.format)
    _check(args)
    promise = Promise(date.today(), args.grid, args.hold_back)
    is_public = (args.profile or ("public" if form.name == "html" else "internal")) == "public"
    if not is_public and (args.grid != GRID or args.hold_back != HOLD_BACK):
        raise ExportError("--grid and --hold-back are of the public profile; add --profile public")
    chosen = _selection(args)
    with Case.open(args.case, create=False) as case:
        _warn_of_interruption(case)
        if form.streams and not is_public and not has_effect(case.decisions()):
            return _write_stream(case, chosen, args.output, form.name)
        extraction = case.decided().extraction
    kept = select(extraction, chosen)
    if is_public:
        return _write_public(kept, args.output, form.name, promise)
    write(kept, args.output, format=form.name)
    return _tell(len(kept.events), len(extraction.events), args.output)


def _selection(args: argparse.Namespace) -> Selection:
    from geo.export.selection import Selection

    return Selection(
        since=args.since,
        until=args.until,
        box=args.bbox,
        types=frozenset(args.type),
        actors=frozenset(args.actor),
        sources=frozenset(args.source),
        min_confidence=args.min_confidence,
    )


def _warn_of_interruption(case: Case) -> None:
    if interrupted := case.interrupted():
        warn(
            f"{plural(interrupted, 'report')} were read by a run that has not ended; "
            "if it is no longer at work, extract into the case again to take it up"
        )


def _write_stream(case: Case, chosen: Selection, output: str, form: str) -> int:
    """Write event by event, so that a case of any size fits into memory."""
    from geo.export import write
    from geo.export.selection import Selected, Selection

    with case.stream() as stream:
        _, count = case.counts()
        if chosen == Selection():
            write(stream, output, format=form)
            return _tell(count, count, output)
        selected = Selected(stream, chosen, stream.publishers() if chosen.sources else {})
        write(selected, output, format=form)
    return _tell(selected.kept, count, output)


def _tell(kept: int, count: int, output: str) -> int:
    note(f"{kept:,} of {plural(count, 'event')} → {output}")
    return 0


def _write_public(extraction: Extraction, output: str, form: str, promise: Promise) -> int:
    """Write what may be published, and say what that is."""
    from gazetteer import Gazetteer
    from geo.export import write
    from geo.publishing import publish

    gazetteer = Gazetteer.open()
    public = publish(extraction, gazetteer, promise)
    write(public.extraction, output, format=form, gazetteer=gazetteer)
    held = f" ({public.held_back:,} held back as too recent or undated)" if public.held_back else ""
    note(f"{plural(len(public.extraction.events), 'event')}{held} → {output}")
    note(promise.in_words())
    return 0


def _check(args: argparse.Namespace) -> None:
    unknown = [name for name in args.type if name not in ontology()]
    if unknown:
        raise ExportError(f"--type {unknown[0]!r} is not an event type; use one of {', '.join(ontology())}")
    if args.since and args.until and args.since > args.until:
        raise ExportError(f"--since {args.since} is after --until {args.until}; swap them")
    if args.output != "-" and Path(args.output).resolve() == Path(args.case).resolve():
        raise CaseError(f"{args.output} is the case itself; export it under another name")
