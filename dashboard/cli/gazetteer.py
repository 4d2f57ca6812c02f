"""`dateline gazetteer`: what is in the gazetteer; more places from the user."""

from __future__ import annotations

import argparse
from typing import Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import say, say_json
from gazetteer.errors import GazetteerError

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
    """Not there yet."""
    raise GazetteerError(f"cannot import {args.files[0]}: importing places is not available yet")
