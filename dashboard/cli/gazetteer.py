"""`dateline gazetteer`: what is in the gazetteer; more places from the user."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, say, say_json, tracked

if TYPE_CHECKING:
    from gazetteer.sources.areafile import AreaFile

_SHOWN = 8  # entries of a long list


def add_to(commands: Commands) -> None:
    """The command's two sub-commands."""
    command = add_command(
        commands,
        "gazetteer",
        info,
        "say what is in the gazetteer, or add places to it",
        "dateline gazetteer info",
    )
    parts = command.add_subparsers(metavar="info|import", required=True)
    told = add_command(parts, "info", info, "say what is in it, and the licences", "dateline gazetteer info")
    told.add_argument("--json", action="store_true", help="print JSON")
    added = add_command(
        parts,
        "import",
        import_files,
        "add places of your own, in your data folder; a file of the same name is replaced",
        "dateline gazetteer import SY.zip alternateNamesV2.zip\n"
        "  dateline gazetteer import --areas admin3.gpkg --level 3 --name-field NAME --code-field PCODE",
    )
    added.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="a GeoNames dump (.txt, .zip), its alternateNamesV2, a CSV in our schema of places",
    )
    added.add_argument("--areas", type=Path, metavar="FILE", help="polygons, in any format that GDAL reads")
    added.add_argument("--level", type=int, choices=(1, 2, 3), help="which level of areas they are")
    added.add_argument("--name-field", metavar="FIELD", help="the field that holds their names")
    added.add_argument("--code-field", metavar="FIELD", help="the field that holds their codes")
    added.set_defaults(wrong_usage=added.error)


def info(args: argparse.Namespace) -> int:
    """Counts and licences."""
    from gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    facts, licences = gazetteer.info(), gazetteer.attributions()
    if args.json:
        say_json({**facts, "attributions": licences})
        return 0
    for name, value in facts.items():
        say(f"{name.replace('_', ' ')}: {_words(value)}")
    say()
    for line in licences.splitlines() if isinstance(licences, str) else licences:
        say(str(line))
    return 0


def _words(value: Any) -> str:
    """A fact for people: figures with their thousands, of long lists the largest."""
    if isinstance(value, dict):
        largest = sorted(value, key=lambda key: (_size(value[key]), key), reverse=True)[:_SHOWN]
        more = f" and {len(value) - _SHOWN:,} more" if len(value) > _SHOWN else ""
        return ", ".join(f"{key} {_words(value[key])}" for key in largest) + more
    return f"{value:,}" if isinstance(value, int) else str(value)


def _size(value: Any) -> int:
    return value if isinstance(value, int) else 0


def import_files(args: argparse.Namespace) -> int:
    """Import files and say what became of each."""
    areas = _areas(args)
    if not args.files and areas is None:
        args.wrong_usage("give a FILE, or --areas FILE")
    from gazetteer import importing

    done = importing.import_files(
        args.files, areas=areas, watch=lambda entries: tracked(entries, "Importing places")
    )
    for one in done:
        note(
            f"{one.path}: {plural(one.places, 'place')} → {one.folder}"
            f"{' (in place of an earlier import)' if one.replaced else ''}"
        )
    return 0


def _areas(args: argparse.Namespace) -> AreaFile | None:
    """The file of areas, with all that must be said of it."""
    said = (args.areas, args.level, args.name_field, args.code_field)
    if all(value is None for value in said):
        return None
    if any(value is None for value in said):
        args.wrong_usage("--areas, --level, --name-field and --code-field go together")
    from gazetteer.sources.areafile import AreaFile

    return AreaFile(*said)
