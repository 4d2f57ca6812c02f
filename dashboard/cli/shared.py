"""What several commands have in common: their parsers' frame, documents in, and the extraction."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli.terminal import report_unread, tracked
from dashboard.cli.values import at_least_one, iso_day
from geo.endings import LISTED
from geo.errors import DocumentError, ExportError

if TYPE_CHECKING:
    from geo.executors import Executor
    from geo.model import Document, Extraction, Unread

Commands = Any  # argparse's own type for it is private


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
) -> argparse.ArgumentParser:
    """A command with its help and an example at the help's end."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[:1].upper()}{about[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def add_paths(command: argparse.ArgumentParser) -> None:
    """The documents' paths."""
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=f"reports: {LISTED}, folders of these, or - for JSONL on stdin",
    )


def add_published(command: argparse.ArgumentParser) -> None:
    """The day of reports that do not tell theirs."""
    command.add_argument(
        "--published",
        type=iso_day,
        metavar="DATE",
        help="publication date (YYYY-MM-DD) of reports that have none",
    )


def add_reading(command: argparse.ArgumentParser) -> None:
    """Options on how documents are read."""
    add_published(command)
    add_executor(command)
    command.add_argument(
        "--actors",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="a list of actors of your own (TOML, see docs/actors.md) over Dateline's; may be given again",
    )


def add_executor(command: argparse.ArgumentParser) -> None:
    """Where the work is done."""
    command.add_argument(
        "--jobs", type=at_least_one, metavar="N", help="processes to use (default: one for each core)"
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler (tcp://HOST:8786) whose workers share the work; see docs/scale.md",
    )


def executor_of(args: argparse.Namespace) -> Executor:
    """Where the work is done, as the options say."""
    from geo.executors import Processes

    if not args.scheduler:
        return Processes(args.jobs)
    from dashboard.provenance import reader_stamp
    from geo.executors.cluster import Cluster

    return Cluster(args.scheduler, reader_stamp)


def refuse_overwriting(paths: Sequence[str], written: Collection[str]) -> None:
    """Raise ExportError where what is to be written is one of the reports that the user named."""
    targets = {Path(path).resolve() for path in written if path != "-"}
    for path in paths:
        if path != "-" and Path(path).resolve() in targets:
            raise ExportError(f"{path} is a report to be read; write to another name, or it would be lost")


def documents_in(
    paths: Sequence[str], published: date | None, *, without: Collection[str] = ()
) -> Iterator[Document | Unread]:
    """The documents of the paths, with progress on a terminal; `without` are our own files among them."""
    from geo.reading import read_documents

    yield from tracked(read_documents(paths, published=published, without=without), "Reading reports")


def extraction_of(
    paths: Sequence[str],
    published: date | None,
    executor: Executor,
    actors: Sequence[Path] = (),
    *,
    without: Collection[str] = (),
) -> Extraction:
    """Read and extract; warns of what was not read.

    Raises DocumentError when nothing was, LexiconError when a list of actors is broken.
    """
    from dashboard.userlists import actor_lexicon
    from geo.pipeline import extract

    lexicon = actor_lexicon(actors)
    extraction = extract(documents_in(paths, published, without=without), lexicon=lexicon, executor=executor)
    report_unread(extraction.unread)
    if not extraction.documents:
        raise DocumentError(nothing_read(paths))
    return extraction


def nothing_read(paths: Sequence[str]) -> str:
    """What to say where none of the paths held a report."""
    return f"no report could be read in {', '.join(paths)}; see `dateline extract --help`"
