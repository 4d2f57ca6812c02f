"""`dateline gazetteer`: what is in the gazetteer; more places from the user."""

from __future__ import annotations

import argparse

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import say, say_json
from gazetteer.errors import GazetteerError


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
        "add a GeoNames dump or a CSV (not available yet)",
        "dateline gazetteer import SY.txt",
    )
    added.add_argument("files", nargs="+", metavar="FILE", help="a GeoNames dump or a CSV of places")


def info(args: argparse.Namespace) -> int:
    """Counts and licences."""
    from gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    facts, licences = gazetteer.info(), gazetteer.attributions()
    if args.json:
        say_json({**facts, "attributions": licences})
        return 0
    for name, value in facts.items():
        say(f"{name.replace('_', ' ')}: {value:,}" if isinstance(value, int) else f"{name}: {value}")
    say()
    for line in licences.splitlines() if isinstance(licences, str) else licences:
        say(str(line))
    return 0


def import_files(args: argparse.Namespace) -> int:
    """Not there yet."""
    raise GazetteerError(f"cannot import {args.files[0]}: importing places is not available yet")
