"""The fields of an entry in a list of actors: each read as what it must be, or named as broken."""

from __future__ import annotations

from geo.errors import LexiconError
from geo.lexicons import Table

KINDS = frozenset(
    "state government ministry military armed_group coalition police security rescuer monitor media "
    "organisation official person civilians protesters facility military_site".split()
)
HELP = "see docs/actors.md for what an entry may have"


def kind_of(raw: Table, where: str) -> str:
    """The kind of an actor; LexiconError where we have none of that name."""
    kind = text_of(raw, "kind", where)
    if kind not in KINDS:
        raise LexiconError(f"{where}: kind {kind!r} is not known; one of {', '.join(sorted(KINDS))}")
    return kind


def text_of(raw: Table, key: str, where: str) -> str:
    """A field's text, "" where it is not there; LexiconError where it is no text."""
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise LexiconError(f"{where}: {key} must be text in quotes")
    return value


def words_of(raw: Table, key: str, where: str) -> list[str]:
    """A field's list of words, empty where it is not there; LexiconError where it is no such list."""
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and _says(word) for word in value):
        raise LexiconError(f'{where}: {key} must be a list of words, as in {key} = ["one", "another"]')
    return value


def _says(word: str) -> bool:
    return any(char.isalnum() for char in word)
