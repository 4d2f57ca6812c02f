"""`dateline extract`: documents in, events or claims out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dashboard.cli.folders import add_partitions, into_folder, is_folder
from dashboard.cli.following import News, add_watch, follow, refuse_unwatchable, try_out
from dashboard.cli.shared import (
    Commands,
    add_command,
    add_paths,
    add_reading,
    documents_in,
    executor_of,
    extraction_of,
    nothing_read,
    refuse_overwriting,
)
from dashboard.cli.terminal import note, plural, report_unread, tracked, unread_told_once, warn
from geo.addresses import place_of
from geo.errors import DocumentError, ExportError
from geo.export.formats import FORMATS, format_for
from geo.model import Document, Unread


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
    add_watch(command)
    add_partitions(command)
    command.add_argument(
        "--add", action="store_true", help="into a case file: keep its reports that are not among these"
    )


def add_output(command: argparse.ArgumentParser) -> None:
    """Where to and in which format."""
    endings = ", ".join(f".{form.ending}" for form in FORMATS.values())
    command.add_argument(
        "-o", "--output", required=True, metavar="OUT", help=f"{endings}; - is standard output"
    )
    command.add_argument(
        "--format", choices=list(FORMATS), help="the format, where the output's ending does not say"
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What a run gave, in words; `news` is what became of the reports since the run before."""

    counts: str
    events: int
    news: str = ""


def run(args: argparse.Namespace) -> int:
    """Extract and write."""
    if is_folder(args):
        return into_folder(args)
    form = format_for(args.output, args.format)  # before the long work
    refuse_overwriting(args.paths, form.files(args.output))
    into_case = form.name == "db" and args.output != "-"
    if args.add and not into_case:
        raise ExportError("--add is for a case file: give -o CASE.db")
    if args.watch:
        return _watch(args, _into_case if into_case else partial(_anew, news=News()))
    done = _into_case(args) if into_case else _anew(args)
    if done.news:
        note(f"reports: {done.news}")
    note(f"{done.counts} → {args.output}")
    return 0


def _watch(args: argparse.Namespace, work: Callable[[argparse.Namespace], _Done]) -> int:
    """The work at every change of the reports, with a line on each run, until Ctrl-C."""
    from dashboard.watching import Watched

    refuse_unwatchable(args.paths)
    if args.output == "-":
        raise ExportError("--watch writes anew at every change: give a file, -o OUT")

    def line() -> str:
        done = work(args)
        return f"reports: {done.news} → {plural(done.events, 'event')}"

    watched = Watched(args.paths, own=format_for(args.output, args.format).files(args.output))
    try:
        with unread_told_once():
            try_out(line)
            note(f"watching {', '.join(args.paths)} (Ctrl-C ends it)")
            follow(watched, line)
    except KeyboardInterrupt:
        note("stopped watching")
    return 0


def _anew(args: argparse.Namespace, news: News | None = None) -> _Done:
    """Read everything and write the output whole."""
    from geo.export import write

    form = format_for(args.output, args.format)
    extraction = extraction_of(
        args.paths, args.published, executor_of(args), args.actors, without=form.files(args.output)
    )
    if form.says_maker:
        from dashboard.provenance import maker

        extraction = replace(extraction, made_by=maker(args.actors).in_words())
    write(extraction, args.output, format=args.format)
    counts = (
        plural(len(extraction.documents), "report"),
        plural(len(extraction.claims), "claim"),
        plural(len(extraction.events), "event"),
    )
    if form.name == "html":
        note("this page holds every name, sentence and exact place; `dateline export` makes a public one")
    told = news.of(extraction.documents) if news else ""
    return _Done(", ".join(counts), len(extraction.events), told)


def _into_case(args: argparse.Namespace) -> _Done:
    """Bring a case file up to date, and say what was new, changed, and no longer there."""
    from dashboard.updating import How, update
    from geo.export.writing import checked
    from geo.store import Case

    items = list(documents_in(args.paths, args.published, without=[args.output]))
    report_unread([item for item in items if isinstance(item, Unread)])
    if not any(isinstance(item, Document) for item in items):
        raise DocumentError(nothing_read(args.paths))
    place = place_of(args.output)
    with Case.open(checked(place) if isinstance(place, Path) else place) as case:
        how = How(executor_of(args), args.actors, args.published)
        updated = update(case, items, add=args.add, how=how, watch=tracked)
        not_read = {item.id for item in items if isinstance(item, Unread)}
        report_unread([one for one in case.unread() if one.id not in not_read])  # failed in the chain
        documents, events = case.counts()
    for line in updated.named(added=args.add):
        warn(line)
    counts = f"{plural(documents, 'report')}, {plural(events, 'event')}"
    return _Done(counts, events, updated.in_words())
