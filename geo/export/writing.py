"""Writing whole files or nothing: into a temporary folder beside the target, then into its place."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geo.addresses import is_address
from geo.errors import ExportError
from geo.export.formats import DESCRIPTION, format_for
from geo.export.source import Source
from geo.model import Claim, Event, Extraction

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def write(
    what: Source | Sequence[Event],
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002 (the word that users know from --format)
    gazetteer: Gazetteer | None = None,
) -> None:
    """Write an extraction, a case's stream or events to `path` ("-" is standard output) in the format its
    ending names.

    A file appears whole or not at all; a table's description (CSVW) lies beside it, both or neither.
    Raises ExportError when the format is not known or the file cannot be written, ValueError for a stream
    where the format does not take one; the built-in gazetteer is opened where one is needed and none given.
    """
    form = format_for(path, format)
    source = extraction_of(what) if isinstance(what, Sequence) else what
    if not form.streams and not isinstance(source, Extraction):
        raise ValueError(f"{form.name} is written of a whole extraction, not of a stream")
    if gazetteer is None and form.needs_gazetteer:
        from gazetteer import Gazetteer

        gazetteer = Gazetteer.open()
    writer, describe = form.load(), form.describer()
    if form.in_place and str(path) != "-":
        writer(source, checked(path), gazetteer)
        return

    _place(
        path,
        f"out.{form.ending}",
        lambda made: writer(source, made, gazetteer),
        (lambda name: describe(source, name)) if describe else None,
    )


def extraction_of(events: Iterable[Event]) -> Extraction:
    """Events as an extraction without documents: their claims, each once."""
    kept = tuple(events)
    claims: dict[str, Claim] = {}
    for event in kept:
        for claim in (*event.claims, *event.statements, *event.general_denials):
            claims.setdefault(claim.claim_id, claim)
    return Extraction(documents=(), claims=tuple(claims.values()), events=kept)


def write_lines(lines: Iterable[str], path: str | Path) -> None:
    """Write lines of text, in UTF-8, to `path` ("-" is standard output), whole or not at all.

    Raises ExportError when the file cannot be written.
    """

    def fill(made: Path) -> None:
        with made.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines)

    _place(path, "out.jsonl", fill)


def _place(
    path: str | Path,
    name: str,
    fill: Callable[[Path], None],
    describe: Callable[[str], str] | None = None,
) -> None:
    """Let `fill` make a file called `name` in a temporary folder, then put it at `path`.

    `describe` gives the description of a file of some name; standard output and devices get none.
    """
    if str(path) == "-":
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            _copy(fill, Path(folder) / name, sys.stdout.buffer)
        return
    target = checked(path)
    try:
        if target.exists() and not target.is_file():  # /dev/null, a named pipe
            with tempfile.TemporaryDirectory(prefix="dateline-") as folder, target.open("wb") as out:
                _copy(fill, Path(folder) / name, out)
            return
        with tempfile.TemporaryDirectory(prefix=".dateline-", dir=target.parent) as folder:
            made = Path(folder) / name
            fill(made)
            _put(made, target, describe(target.name) if describe else "")
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error


def _put(made: Path, target: Path, description: str) -> None:
    """The file to its place, after its description; where the file cannot go, the description goes back."""
    if not description:
        made.replace(target)
        return
    beside = checked(f"{target}{DESCRIPTION}")
    before = beside.read_bytes() if beside.exists() else None
    told = made.with_name("description.json")
    told.write_text(description, encoding="utf-8", newline="\n")
    told.replace(beside)
    try:
        made.replace(target)
    except OSError:
        if before is None:
            beside.unlink()
        else:
            beside.write_bytes(before)
        raise


def checked(path: str | Path) -> Path:
    """The file behind a link, so that the link stays one; ExportError where no file can be."""
    if is_address(str(path)):
        raise ExportError("into a database a case is put by `dateline push CASE ADDRESS`")
    try:
        target = Path(path).resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
        raise ExportError(f"cannot write {path}: {error}") from error
    if target.is_dir():
        raise ExportError(f"cannot write {path}: it is a folder; name a file in it")
    if not target.parent.is_dir():
        raise ExportError(f"cannot write {path}: there is no folder {target.parent}; make it first")
    return target


def _copy(fill: Callable[[Path], None], made: Path, out: BinaryIO) -> None:
    fill(made)
    with made.open("rb") as source:
        shutil.copyfileobj(source, out)
    out.flush()
