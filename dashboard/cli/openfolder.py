"""`dateline open FOLDER/` where the folder is one of parts: what it holds, and the page's file of it made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dashboard.cli.terminal import plural, say, working
from geo.errors import ResultError

_MANIFEST = "manifest.json"


def folder_of(paths: Sequence[str]) -> Path | None:
    """The folder of parts among the paths, or None. Raises ResultError where it is not alone."""
    for path in paths:
        if (Path(path) / _MANIFEST).is_file() and _is_result(path):
            if len(paths) > 1:
                raise ResultError(f"{path} is a result in parts; open it alone, without other paths")
            return Path(path).resolve()
    return None


def _is_result(path: str) -> bool:
    """Also where the manifest is damaged: opening says so then."""
    from geo.results import is_result

    return is_result(path) or (Path(path) / "events" / "part-00000.parquet").is_file()


def prepare_folder(folder: Path) -> None:
    """Read what the page opens with, and say what that is. Raises ResultError."""
    from dashboard.opened import load
    from dashboard.resultbacking import ResultBacking
    from gazetteer import Gazetteer

    with working(f"Reading {folder.name}"):
        backing = load(folder, Gazetteer.open()).backing
    if not isinstance(backing, ResultBacking):
        raise ResultError(f"{folder}: is no longer a folder of parts; open it again")
    held, of = backing.extent.events, backing.extent.of
    reports = plural(backing.result.manifest.reports, "report")
    say(f"Result in parts: {folder}: {reports}, {plural(of, 'event')} (read-only)")
    if held < of:
        say(f"The page begins with the last {held:,} of them; others can be loaded there.")
