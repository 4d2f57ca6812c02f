"""The folder that a run leaves: whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from geo.errors import DocumentError, ExportError
from geo.model import Unread
from geo.partitions import reading
from geo.partitions.running import Outcome, Run, Settings, Watch
from geo.partitions.workfiles import file_of, read_lines
from geo.partitions.writing import CLAIMS, EVENTS

MANIFEST = "manifest.json"
UNREAD = "unread.jsonl"
_FORMAT = "dateline-partitions-1"


def extract_into(
    paths: Sequence[str | Path],
    folder: str | Path,
    settings: Settings,
    *,
    watch: Watch,
    tell: Callable[[Iterable[Unread]], None],
) -> Outcome:
    """Reads the files under the paths, and writes events (GeoParquet), claims (JSON lines) and the list of
    reports (Parquet) in parts.

    The folder appears when all is written, and replaces one that such a run left before; what was made until
    then lies beside it, in a hidden folder that every machine of the executor must see under the same path.
    `tell` is given what was not read, as it stands in the folder too.

    Raises DocumentError when nothing could be read, ExportError when the folder cannot be written,
    ClusterError when the work cannot be done.
    """
    target = Path(folder).resolve()
    _check(target, folder)
    if any(str(path) == "-" for path in paths):
        raise DocumentError("- cannot be read in pieces: standard input goes through one process; name files")
    try:
        with tempfile.TemporaryDirectory(prefix=".dateline-", dir=target.parent) as beside:
            work, out = Path(beside) / "work", Path(beside) / "out"
            for made in (work, out / EVENTS, out / CLAIMS, out / reading.REPORTS):
                made.mkdir(parents=True)
            outcome = Run(work, out, settings, watch).over(paths, target)
            tell(_unread(work, outcome.pieces))
            if not outcome.reports:
                raise DocumentError(f"no report could be read in {', '.join(map(str, paths))}")
            _write_unread(out / UNREAD, work, outcome.pieces)
            (out / MANIFEST).write_text(_manifest(outcome, settings), encoding="utf-8")
            _put(out, target, Path(beside) / "before")
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise ExportError(
            f"cannot write {folder}: {error.strerror or error}{where}; every machine that takes part must "
            "see reports and output under the same path"
        ) from error
    return outcome


def _check(target: Path, named: str | Path) -> None:
    """Raise ExportError where no folder can be put, before any work."""
    if not target.parent.is_dir():
        raise ExportError(f"cannot write {named}: there is no folder {target.parent}; make it first")
    if target.exists() and not target.is_dir():
        raise ExportError(f"cannot write {named}: it is a file; name a folder")
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
        raise ExportError(f"cannot write {named}: something else is in that folder; name a new one")


def _is_ours(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == _FORMAT


def _put(made: Path, target: Path, before: Path) -> None:
    if target.exists():
        target.rename(before)
    try:
        made.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise


def _manifest(outcome: Outcome, settings: Settings) -> str:
    """What is in the folder, and in which part what is to be looked for."""
    about = {
        "format": _FORMAT,
        "made_by": settings.made_by,
        "reports": outcome.reports,
        "claims": outcome.claims,
        "events": outcome.events,
        "unread": dict(sorted(outcome.unread.items())),
        "parts": [asdict(part) for part in outcome.parts],
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def _unread_lines(work: Path, pieces: int) -> Iterator[str]:
    for number in range(pieces):
        yield from read_lines(file_of(work, reading.UNREAD, number))


def _unread(work: Path, pieces: int) -> Iterator[Unread]:
    return (Unread(**json.loads(line)) for line in _unread_lines(work, pieces))


def _write_unread(path: Path, work: Path, pieces: int) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _unread_lines(work, pieces))
