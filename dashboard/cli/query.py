"""`dateline query`: a folder of parts asked in place: its table, counts, values, a part of it as a file."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, say, say_json
from dashboard.cli.values import at_least_one, box, iso_day
from geo.errors import ExportError, ResultError
from geo.jsontext import plain
from geo.ontology import ontology

if TYPE_CHECKING:
    from geo.results import Result, Selection

_FACETS = {  # option → what it names
    "type": "events of this type",
    "area": 'a country or a province in it: "Syria", "Syria, Homs"',
    "attributed": "who it is attributed to",
    "target": "who or what was hit",
    "source": "who says so, or published it",
    "status": "reported, multiple_sources, disputed, denied, statements, general_denials",
    "precision": "how exactly it is placed",
    "confidence": "how surely it was read",
    "document": "the report's id",
}
_SORTED_BY = (*("when", "title", "place", "exactness", "who", "target", "toll", "source", "status", "said"),)
_LISTED = 20
_COMPARED = 5_000  # values of a facet among which one like it is looked for
_WHEN = 22  # columns of the terminal
_LAST = (
    ("who", "attributed to"),
    ("target", "target"),
    ("toll", ""),
    ("source", "reported by"),
    ("status", ""),
)


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "query",
        run,
        "ask a folder that `extract -o FOLDER/` wrote, without loading it",
        'dateline query events/ --area "Syria, Homs" --from 2015-09-30 --order toll --reverse',
    )
    command.add_argument("folder", metavar="FOLDER", help="the folder of parts (docs/scale.md)")
    command.add_argument("--box", type=box, metavar="W,S,E,N", help="events in this box (degrees)")
    command.add_argument("--from", dest="first", type=iso_day, metavar="DATE", help="on this day or later")
    command.add_argument("--to", dest="last", type=iso_day, metavar="DATE", help="on this day or earlier")
    for name, what in _FACETS.items():
        command.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=what)
    command.add_argument("--search", default="", metavar="WORDS", help="words, names, places in any spelling")
    command.add_argument(
        "--order", choices=_SORTED_BY, default="when", help="a column of the table; by time unless told"
    )
    command.add_argument("--reverse", action="store_true", help="from the last to the first")
    command.add_argument(
        "--limit",
        type=at_least_one,
        metavar="N",
        help=f"so many at most ({_LISTED} on the terminal unless told)",
    )
    shown = command.add_mutually_exclusive_group()
    shown.add_argument("--count", action="store_true", help="only how many")
    shown.add_argument(
        "--facets", action="store_true", help="the values of each kind, with how many events have them"
    )
    shown.add_argument(
        "-o", "--output", metavar="OUT", help="write the events, in the format of OUT's ending"
    )
    command.add_argument("--format", help="the format, where the output's ending does not say")
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Ask and print, or write."""
    from gazetteer import Gazetteer
    from geo.results import Result

    selection = _selection(args)
    order = f"{'-' if args.reverse else ''}{args.order}"
    with Result.open(args.folder, Gazetteer.open) as result:
        if args.output:
            return _write(result, selection, order, args)
        if args.facets:
            return _facets(result, selection, args)
        count = result.count(selection)
        if not count:
            _tell_strangers(result, selection)
        if args.count:
            return _count(count, args.json)
        rows = result.table(selection, order, args.limit or _LISTED) if count else []
    if args.json:
        say_json({"events": count, "rows": [_plain(row) for row in rows]})
        return 0
    width = min(shutil.get_terminal_size().columns, 120)
    for row in rows:
        for line in _lines(row, width):
            say(line)
    _tell(count, len(rows), result, args.folder)
    return 0


def _count(count: int, as_json: bool) -> int:
    if as_json:
        say_json(count)
    else:
        say(f"{count:,}")
    return 0


def _selection(args: argparse.Namespace) -> Selection:
    from geo.results import Selection

    if unknown := [name for name in args.type if name not in ontology()]:
        raise ResultError(f"--type {unknown[0]!r} is not an event type; use one of {', '.join(ontology())}")
    if args.first and args.last and args.first > args.last:
        raise ResultError(f"--from {args.first} is after --to {args.last}; swap them")
    values: dict[str, Any] = {name: tuple(getattr(args, name)) for name in _FACETS}
    for name, texts in {**values, "search": (args.search,)}.items():
        if odd := next((text for text in texts if plain(text) != text), None):
            raise ResultError(f"--{name} {plain(odd)!r} is no text in UTF-8")
    return Selection(**values, search=args.search, box=args.box, first=args.first, last=args.last)


def _write(result: Result, selection: Selection, order: str, args: argparse.Namespace) -> int:
    from geo.export import format_for, write
    from geo.results import source_for

    form = format_for(args.output, args.format)
    folder = result.manifest.folder
    if args.output != "-" and Path(args.output).resolve().is_relative_to(folder):
        raise ExportError(f"{args.output} lies in the folder that is asked; write to another place")
    if args.json:
        raise ExportError("--json is for what is printed; leave it out where -o names a file")
    count = result.count(selection)
    if not count:
        _tell_strangers(result, selection)
    kept = min(count, args.limit or count)
    write(source_for(form, result.chosen(selection, order, args.limit), kept), args.output, format=form.name)
    note(f"{kept:,} of {plural(result.events, 'event')} → {args.output}")
    if form.name == "db":
        note("this case holds no reports: extract them into a case file to see the sentences in their texts")
    if form.name == "html":
        note(
            "this page holds every name, sentence and exact place; `dateline export CASE` makes a public one"
        )
    return 0


def _tell_strangers(result: Result, selection: Selection) -> None:
    """Of what found nothing the values that no event has at all, and what may have been meant."""
    from geo.results import EVERYTHING

    for facet in _FACETS:
        for value in selection.of(facet):
            one: dict[str, Any] = {facet: (value,)}
            if not result.count(replace(EVERYTHING, **one)):
                known = result.facet(facet, most=_COMPARED)
                near = [name for name in known if value.casefold() in name.casefold()][:3]
                near = near or get_close_matches(value, known, 3, 0.6)
                meant = f"; did you mean {' or '.join(map(repr, near))}?" if near else "; see --facets"
                note(f"no event has --{facet} {value!r}{meant}")


def _facets(result: Result, selection: Selection, args: argparse.Namespace) -> int:
    found = result.facets(selection, args.limit or _LISTED)
    if args.json:
        say_json(found)
        return 0
    for name, values in found.items():
        say(f"--{name}")
        for value, events in values.items():
            say(f"{events:>12,}  {value}")
    if not any(found.values()):
        say(_nothing(args.folder))
    return 0


def _lines(row: Mapping[str, Any], width: int) -> list[str]:
    """An event: its days and title, and below what is told of it."""
    told = "; ".join(f"{words}: {row[name]}" if words else row[name] for name, words in _LAST if row[name])
    indent = " " * (_WHEN + 2)
    below = textwrap.wrap(
        told, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    titled = textwrap.wrap(row["title"], width - len(indent)) or [""]
    return [
        f"{row['when'] or 'no date':<{_WHEN}}  {titled[0]}",
        *(indent + line for line in titled[1:]),
        *below,
    ]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: row[name] and row[name].isoformat() for name in ("start", "end")}
    return {**row, **days}


def _tell(count: int, shown: int, result: Result, folder: str) -> None:
    if not count:
        say(_nothing(folder))
        return
    more = f", {shown:,} listed (--limit N lists more, -o FILE writes them)" if shown < count else ""
    note(f"{count:,} of {plural(result.events, 'event')}{more}")


def _nothing(folder: str) -> str:
    return f"No event in {folder} fits; `dateline query {folder} --facets` lists what there is."
