"""Lexicons: TOML files that an analyst can read and edit, ours under geo/lexicon and the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geo.errors import LexiconError

Table = dict[str, Any]


@cache
def load(name: str) -> Table:
    """One of our lexicons by its name without the ending.

    Raises:
        LexiconError: the file is missing or is not TOML.
    """
    resource = files("geo") / "lexicon" / f"{name}.toml"
    try:
        return tomllib.loads(resource.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"no lexicon named {name}: is Dateline installed completely?") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {name}.toml: {error}") from error


def load_file(path: Path) -> Table:
    """A user's own lexicon file.

    Raises:
        LexiconError: the file cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}; see geo/lexicon/ for examples of the format") from error


def inflect(verb: str) -> Iterator[str]:
    """The forms of an English verb as our lexicons write it.

    A regular one stands alone ("attack"); an irregular one lists what it does not build
    by rule after a colon ("strike: struck"); one after "=" stands for itself alone ("=posted").

    >>> sorted(inflect("bomb"))
    ['bomb', 'bombed', 'bombing', 'bombs']
    >>> sorted(inflect("strike: struck"))
    ['strike', 'strikes', 'striking', 'struck']
    """
    if verb.startswith("="):
        yield verb[1:]
        return
    base, _, irregular = verb.partition(":")
    head, _, tail = base.strip().partition(" ")
    forms = _regular(head) if not irregular.strip() else [*_regular(head)[:3], *irregular.split()]
    for form in dict.fromkeys(forms):
        yield f"{form} {tail}".strip()


def _regular(verb: str) -> list[str]:
    """Base, third person, -ing and -ed of a regular verb; a trailing "+" doubles the last letter."""
    if verb.endswith("+"):
        verb = verb[:-1]
        return [verb, f"{verb}s", f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed"]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb[:-1]}ing" if not verb.endswith("ee") else f"{verb}ing", f"{verb}d"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return [verb, third, f"{verb}ing", f"{verb}ed"]
