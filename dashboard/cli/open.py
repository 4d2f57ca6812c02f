"""`dateline open`: the dashboard on this machine."""

from __future__ import annotations

import argparse

from dashboard.cli.shared import Commands, add_command


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands, "open", run, "read reports into a case file and open the map", "dateline open my-reports/"
    )
    command.add_argument("paths", nargs="*", metavar="PATH")


def run(args: argparse.Namespace) -> int:
    """Soon."""
    del args
    return 0
