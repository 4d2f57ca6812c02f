"""`dateline toponyms`: every place name in the documents, resolved."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.cli.shared import (
    Commands,
    add_command,
    add_paths,
    add_published,
    documents_in,
    refuse_overwriting,
)
from dashboard.cli.terminal import note, plural, report_unread
from geo.errors import DocumentError

if TYPE_CHECKING:
    from geo.model import Document, Toponym, Unread


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "toponyms",
        run,
        "write every place name recognised in the reports, resolved, as JSON lines",
        "dateline toponyms my-reports/ -o places.jsonl",
    )
    add_paths(command)
    command.add_argument(
        "-o", "--output", required=True, metavar="OUT.jsonl", help="the file, or - for standard output"
    )
    add_published(command)


def run(args: argparse.Namespace) -> int:
    """Recognise, resolve and write, one document at a time."""
    from geo.export.writing import write_lines
    from geo.jsontext import dumps
    from geo.records import toponym_to_record

    refuse_overwriting(args.paths, [args.output])
    documents: list[str] = []
    unread: list[Unread] = []
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        for document, toponyms in _mentions(args, unread):
            documents.append(document.id)
            for toponym in toponyms:
                if toponym.nominal:  # "the town" is no name; claims use it all the same
                    continue
                count += 1
                yield dumps(toponym_to_record(document.id, toponym))

    write_lines(lines(), args.output)
    report_unread(unread)
    if not documents:
        raise DocumentError(f"no report could be read in {', '.join(args.paths)}")
    note(f"{plural(len(documents), 'report')}, {plural(count, 'place name')} → {args.output}")
    return 0


def _mentions(args: argparse.Namespace, unread: list[Unread]) -> Iterator[tuple[Document, list[Toponym]]]:
    from gazetteer import Gazetteer
    from geo.pipeline import place_names

    for found in place_names(
        documents_in(args.paths, args.published, without=[args.output]), Gazetteer.open()
    ):
        if isinstance(found, tuple):
            yield found
        else:
            unread.append(found)
