"""What reads the reports: the program, word lists and gazetteer, by version and checksum.

The version alone would not do: in a checkout the code changes between versions.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from dashboard.userlists import actor_files
from geo.errors import LexiconError
from geo.maker import Maker

_ROOT = Path(__file__).resolve().parent.parent  # the checkout, or site-packages
_WORDS = "geo/lexicon/"
_LENGTH = 16  # characters of a checksum, 64 bits
# What comes after the reading: other maps, files and corrections leave what was read as it is.
_LATER_STEPS = "checking comparing datasets decisions executors export publishing results store webmap"
_LATER_MODULES = "addresses properties tollranges"
_LATER = (
    *(f"geo/{name}.py" for name in _LATER_MODULES.split()),
    *(f"geo/{name}/" for name in _LATER_STEPS.split()),
)


def maker(actors: Sequence[Path] = ()) -> Maker:
    """What reads reports now, with these lists of actors besides those in the user's folder.

    Raises LexiconError when a list cannot be read.
    """
    from importlib.metadata import version

    program, words, places = _reading()
    own = _checksum((path.name, _content(path)) for path in actor_files(actors))
    return Maker(
        version=version("dateline"),
        program=program,
        lexicon="+".join(part for part in (words, own) if part),
        gazetteer="+".join(part for part in (places, _imports()) if part),
        settings={"actors": {path.name: _content(path).decode("utf-8", "replace") for path in actors}}
        if actors
        else {},
    )


def reader_stamp() -> str:
    """What would read reports on this machine, without lists given to one command alone."""
    return maker().stamp


@cache
def program_stamp() -> str:
    """Changes with everything that is shipped but the pages' own code."""
    return _checksum((name, content) for name, _, content in _shipped())


@cache
def _reading() -> tuple[str, str, str]:
    """Checksums of what reads: the code, the word lists, the places."""
    kinds: tuple[list[tuple[str, bytes]], ...] = ([], [], [])
    for name, path, content in _shipped():
        if not name.startswith(_LATER):
            kind = 0 if path.suffix == ".py" else 1 if name.startswith(_WORDS) else 2
            kinds[kind].append((name, content))
    program, words, places = map(_checksum, kinds)
    return program, words, places


def _shipped() -> Iterator[tuple[str, Path, bytes]]:
    """Every file with its content; the built index goes by the checksum that its making has written."""
    for package in ("geo", "gazetteer"):
        for path in sorted((_ROOT / package).rglob("*")):
            if path.is_dir() or "__pycache__" in path.parts or _is_column(path):
                continue
            yield path.relative_to(_ROOT).as_posix(), path, path.read_bytes()


def _is_column(path: Path) -> bool:
    """A part of a compiled index, whose meta.json tells the checksum of all."""
    return path.suffix in {".npy", ".marisa"} and (path.parent / "meta.json").is_file()


def _imports() -> str:
    """Of what the user imported: the same wherever and whenever it was imported."""
    from gazetteer.userdata import imported_folders

    files = (path for folder in imported_folders() for path in sorted(folder.rglob("*")) if path.is_file())
    return _checksum(
        (f"{path.parent.name}/{path.name}", path.read_bytes()) for path in files if not _is_column(path)
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror or error})") from error


def _checksum(parts: Iterable[tuple[str, bytes]]) -> str:
    """Of names and contents; "" where there is none."""
    digest, any_part = hashlib.sha256(), False
    for name, content in parts:
        digest.update(os.fsencode(name) + b"\0" + content)
        any_part = True
    return digest.hexdigest()[:_LENGTH] if any_part else ""
