"""`dateline open`: the main job, from reports to the map in the browser."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli import values
from dashboard.cli.compare import report_lost
from dashboard.cli.following import add_watch, follow, refuse_unwatchable
from dashboard.cli.openfolder import folder_of, prepare_folder
from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import complain, plural, report_unread, say, tracked, unread_told_once, working
from gazetteer.errors import DatelineError
from geo.addresses import Address, Where

if TYPE_CHECKING:
    from dashboard.casework import OpenedCase
    from dashboard.watching import Watched

Going = Callable[[], bool]  # whether the page is still served


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "open",
        run,
        "read reports into a case file beside them and open the map in the browser",
        "dateline open my-reports/",
    )
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="reports or folders of them, a case file (.db) or a case in a database (postgresql://…), an "
        "events .geojson, or a folder that `extract -o FOLDER/` wrote; none: the sample corpus",
    )
    command.add_argument(
        "--port", type=values.port, metavar="N", help="the port (default: first free from 8501)"
    )
    command.add_argument(
        "--layer",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="another dataset on the map: ACLED or UCDP GED (CSV), GeoJSON; may be given again",
    )
    add_watch(command)
    command.add_argument("--headless", action="store_true", help="open no browser (also HEADLESS=1)")


def run(args: argparse.Namespace) -> int:
    """Prepare the case, serve it until Ctrl-C."""
    from dashboard.casework import open_case
    from dashboard.cli.server import free_port
    from dashboard.opened import load
    from gazetteer import Gazetteer
    from geo.executors import Processes

    for path in args.layer:
        _check_layer(path)
    folder = folder_of(args.paths)
    watched = _watched(args.paths, folder) if args.watch else None
    free_port(args.port)  # says so before the long work, where there is none
    if folder:
        prepare_folder(folder)
        return _serve(args, folder, "Ended.")
    opened = open_case(args.paths, executor=Processes(), watch=tracked)
    report_unread(opened.unread)
    _describe(opened)
    load(opened.path, Gazetteer.open(), watch=tracked)  # so that the page finds its map ready
    follows = partial(_follow, watched, args.paths, opened) if watched else None
    return _serve(args, opened.path, "Ended. The case keeps everything.", follows)


def _serve(
    args: argparse.Namespace, shown: Where, farewell: str, follows: Callable[[Going], None] | None = None
) -> int:
    """The page, until Ctrl-C; `follows` goes on beside it for as long as it is told that it is there."""
    from dashboard.cli.server import HOST, serving_somewhere
    from dashboard.layers import as_variable

    try:
        more = as_variable(args.layer)
        changes = bool(follows) or isinstance(shown, Address)  # others write into a database
        with serving_somewhere(shown, args.port, watched=changes, more=more) as (server, port):
            address = f"http://{HOST}:{port}"
            say(f"Dateline is open at {address} (Ctrl-C ends it)")
            if not args.headless and os.environ.get("HEADLESS", "") in {"", "0"}:
                _show(address)
            if follows:
                follows(lambda: server.poll() is None)
            code = server.wait()
    except KeyboardInterrupt:
        say(farewell)
        return 0
    return complain(f"the dashboard ended by itself (exit {code})") if code else 0


def _check_layer(path: Path) -> None:
    """Say what of a file will not be shown; raises DatasetError before the long work where nothing will."""
    from geo.datasets import read_dataset

    with working(f"Reading {path.name}"):
        layer = read_dataset(path)
    report_lost(layer)
    say(f"Layer: {layer.name}, {layer.path.name}: {plural(len(layer), 'row')}")


def _watched(paths: list[str], folder: Path | None) -> Watched:
    """The paths as they are before they are read. Raises DatelineError where they are no reports."""
    from dashboard.casework import are_documents
    from dashboard.watching import Watched

    refuse_unwatchable(paths)
    if folder or not are_documents(paths):
        raise DatelineError(
            "--watch is for reports; a case file, an events GeoJSON or a result in parts is opened as it is"
        )
    return Watched(paths)


def _follow(watched: Watched, paths: list[str], first: OpenedCase, going: Going) -> None:
    """Keep the case up to date with its reports while the page is served; the page tells of it."""
    from dashboard.casework import open_case
    from dashboard.on_disk import case_location
    from dashboard.opened import load
    from gazetteer import Gazetteer
    from geo.executors import Processes

    where = case_location(paths).notes  # told before

    def work() -> str:
        opened = open_case(paths, executor=Processes())
        report_unread(opened.unread)
        load(opened.path, Gazetteer.open())
        news = "; ".join(one for one in opened.notes if one not in where) or "nothing has changed"
        return f"reports: {news} → {plural(opened.events, 'event')}"

    with unread_told_once(first.unread):
        follow(watched, work, going=going)


def _describe(opened: OpenedCase) -> None:
    for note in opened.notes:
        say(note)
    counts = f"{plural(opened.documents, 'report')}, {plural(opened.events, 'event')}"
    how = {
        "new": "made",
        "unchanged": "resumed; nothing has changed",
        "read again": "resumed; read again, because reports or the program changed",
        "as it is": "opened",
    }
    kind = "Case" if isinstance(opened.path, Address) else "Case file"
    say(f"{kind}: {_short(opened.path)} ({how[opened.state]}): {counts}")


def _short(path: Where) -> str:
    """The path as the user would type it from here; an address without its password."""
    if isinstance(path, Address):
        return str(path)
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _show(address: str) -> None:
    """Open the browser where there is a screen; a text browser would take the terminal."""
    import webbrowser

    screen = sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if not screen or not webbrowser.open(address):
        say("No browser was found to open: go to the address above.")
