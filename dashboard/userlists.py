"""The user's own lists of actors: files given to a command, and those in the user's folder.

A list in the user's folder counts for every command and for the page; see docs/actors.md for its shape.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.actors import ActorLexicon


def actor_folder() -> Path:
    """Where a user's lists of actors are looked for; the folder need not exist."""
    from platformdirs import user_data_path

    return user_data_path("dateline") / "actors"


def actor_files(given: Sequence[Path] = ()) -> list[Path]:
    """The lists to lay over Dateline's own, in order: those of the folder by name, then those given."""
    folder = actor_folder()
    return [*(sorted(folder.glob("*.toml")) if folder.is_dir() else []), *given]


def actor_lexicon(given: Sequence[Path] = ()) -> ActorLexicon | None:
    """Dateline's lexicon with the user's lists over it; None where there are none.

    Raises LexiconError naming the file and the entry that is broken.
    """
    files = actor_files(given)
    if not files:
        return None
    from geo.actors import load_actors

    return load_actors(files)


def lists_stamp() -> str:
    """A checksum of the lists in the user's folder, "" without any: a case read with others is read anew."""
    files = actor_files()
    if not files:
        return ""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
