"""What reads the reports: the program, word lists and gazetteer, by version and checksum.

The version alone would not do: in a checkout the code changes between versions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from dashboard.userlists import actor_files
from geo.maker import Maker

_ROOT = Path(__file__).resolve().parent.parent  # the checkout, or site-packages
_WORDS = "geo/lexicon/"
_LENGTH = 12  # characters of a checksum: two of a million differ for sure


def maker(actors: Sequence[Path] = ()) -> Maker:
    """What reads reports now, with these lists of actors besides those in the user's folder."""
    from importlib.metadata import version

    program, words, places = _shipped()
    lists = actor_files(actors)
    own, imported = _checksum(_named(lists)), _imports()
    return Maker(
        version=version("dateline"),
        program=program,
        lexicon="+".join(part for part in (words, own) if part),
        gazetteer="+".join(part for part in (places, imported) if part),
        settings={"actors": [path.name for path in lists]} if lists else {},
    )


def reader_stamp() -> str:
    """What would read reports on this machine, without lists given to one command alone."""
    return maker().stamp


@cache
def program_stamp() -> str:
    """Changes with the code, word lists and places that are shipped."""
    return " ".join(_shipped())


@cache
def _shipped() -> tuple[str, str, str]:
    """Checksums of the code, the word lists and the places; of the built index names and sizes count."""
    kinds: tuple[list[tuple[str, bytes]], ...] = ([], [], [])
    for name, path in _files():
        small = path.suffix in {".py", ".toml", ".json"}
        content = path.read_bytes() if small else str(path.stat().st_size).encode()
        kind = 0 if path.suffix == ".py" else 1 if name.startswith(_WORDS) else 2
        kinds[kind].append((name, content))
    program, words, places = map(_checksum, kinds)
    return program, words, places


def _files() -> Iterator[tuple[str, Path]]:
    for package in ("geo", "gazetteer"):
        for path in sorted((_ROOT / package).rglob("*")):
            if not path.is_dir() and "__pycache__" not in path.parts:
                yield path.relative_to(_ROOT).as_posix(), path


def _imports() -> str:
    """Of what the user imported: names, sizes and times, for an import may be large."""
    from gazetteer.userdata import imported_folders

    files = (path for folder in imported_folders() for path in sorted(folder.rglob("*")) if path.is_file())
    seen = ((path, path.stat()) for path in files)
    return _checksum((str(path), f"{stat.st_size} {stat.st_mtime_ns}".encode()) for path, stat in seen)


def _named(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    return ((path.name, path.read_bytes()) for path in paths if path.is_file())


def _checksum(parts: Iterable[tuple[str, bytes]]) -> str:
    """Of names and contents; "" where there is none."""
    digest, any_part = hashlib.sha256(), False
    for name, content in parts:
        digest.update(name.encode() + b"\0" + content)
        any_part = True
    return digest.hexdigest()[:_LENGTH] if any_part else ""
