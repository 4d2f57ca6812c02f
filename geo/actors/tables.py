"""The lexicon of actors as it is written: our files, a user's files over them, each entry checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from geo.actors.checks import HELP, kind_of, text_of, words_of
from geo.actors.plain import read_plain
from geo.errors import LexiconError
from geo.lexicons import Table, load, load_file
from geo.tokens import tokenize

_LISTS = ("names", "short", "near", "leaders", "remove")
_FIELDS = frozenset({"id", "kind", "parent", *_LISTS})
_STATE_LISTS = ("also", "people", "seat", "leaders")
_TABLES = frozenset({"actors", "groups", "heads", "spellings", "near", "states"})


@dataclass(slots=True)
class Entry:
    """One actor as listed; `near` is its own or its file's."""

    actor_id: str
    kind: str
    parent: str = ""
    names: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tables:
    """All lists together; later files stand before earlier ones where the first match counts."""

    entries: dict[str, Entry] = field(default_factory=dict)
    groups: list[Table] = field(default_factory=list)
    heads: list[Table] = field(default_factory=list)
    spellings: list[list[str]] = field(default_factory=list)
    states: dict[str, Table] = field(default_factory=dict)
    organs: list[Table] = field(default_factory=list)


def read_tables(paths: Iterable[Path] = ()) -> Tables:
    """Our lists with the user's files laid over them, in the order given.

    Raises:
        LexiconError: a file cannot be read or an entry is broken; names file and entry and says what to do.
    """
    own = load("states")
    tables = Tables(states={code: dict(entry) for code, entry in own["states"].items()}, organs=own["organs"])
    for name, table in _own_tables():
        _add(tables, f"{name}.toml", table)
    for path in paths:
        _add(tables, str(path), load_file(path))
    _check_parents(tables)
    _check_names(tables)
    return tables


def _own_tables() -> Iterator[tuple[str, Table]]:
    """Our files by name; most are plain, and starting a command waits for them."""
    folder = files("geo") / "lexicon" / "actors"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, ending = file.name.rsplit(".", 1)
        if ending == "toml":
            yield name, read_plain(file.read_text(encoding="utf-8")) or load(f"actors/{name}")


def _add(tables: Tables, source: str, table: Table) -> None:
    unknown = ", ".join(sorted(table.keys() - _TABLES))
    if unknown:
        raise LexiconError(f"{source}: no list is named {unknown}; there are {', '.join(sorted(_TABLES))}")
    near = words_of(table, "near", source)
    for number, raw in enumerate(_tables_in(table, "actors", source), 1):
        _add_actor(tables, f"{source}: {_called(raw, number)}", raw, near)
    for key, into in (("groups", tables.groups), ("heads", tables.heads)):
        listed = list(_tables_in(table, key, source))
        for number, raw in enumerate(listed, 1):
            _check_group(f"{source}: {key} {number}", raw)
        into[:0] = listed
    for words in _spellings(table.get("spellings", []), source):
        _join(tables.spellings, words)
    for code, raw in table.get("states", {}).items():
        _add_state(tables, f"{source}: state {code}", code, raw)


def _spellings(groups: Any, source: str) -> Iterator[list[str]]:
    for group in groups if isinstance(groups, list) else [groups]:
        words = words_of({"spellings": group}, "spellings", source)
        for word in words:
            if len(tokenize(word)) != 1:
                raise LexiconError(f"{source}: {word!r} is not one word; write spellings of single words")
        yield [word.casefold() for word in words]


def _join(groups: list[list[str]], words: list[str]) -> None:
    """A word stands in one group: those that have one in common become one."""
    for group in [group for group in groups if not set(group).isdisjoint(words)]:
        groups.remove(group)
        words = [*group, *words]
    groups.append(list(dict.fromkeys(words)))


def _called(raw: Table, number: int) -> str:
    return f"actor {raw['id']!r}" if "id" in raw else f"actor {number} of the file"


def _tables_in(table: Table, key: str, source: str) -> Iterator[Table]:
    listed = table.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(raw, dict) for raw in listed):
        raise LexiconError(f"{source}: write every entry of {key} under a line [[{key}]]; {HELP}")
    yield from listed


def _add_actor(tables: Tables, where: str, raw: Table, near: list[str]) -> None:
    unknown = ", ".join(sorted(raw.keys() - _FIELDS))
    if unknown:
        raise LexiconError(f"{where}: no field is named {unknown}; {HELP}")
    lists = {key: words_of(raw, key, where) for key in _LISTS}
    actor_id = text_of(raw, "id", where)
    old = tables.entries.get(actor_id)
    if old is None:
        if not actor_id or not raw.get("kind") or not lists["names"]:
            raise LexiconError(f"{where}: id, kind and names are needed for an actor that is not listed yet")
        old = tables.entries[actor_id] = Entry(actor_id, "")
    old.kind = kind_of(raw, where) if "kind" in raw else old.kind
    old.parent = text_of(raw, "parent", where) if "parent" in raw else old.parent
    _lay_over(old, lists, None if "near" in raw else near, where)


def _lay_over(entry: Entry, lists: dict[str, list[str]], near: list[str] | None, where: str) -> None:
    listed = (entry.names, entry.short, entry.leaders)
    for name in lists["remove"]:
        if not any(name in names for names in listed):
            raise LexiconError(
                f"{where}: {name!r} under remove is none of its names; copy it as it is listed"
            )
        for names in listed:
            names[:] = [kept for kept in names if kept != name]
    for names, key in zip(listed, ("names", "short", "leaders"), strict=True):
        names += [name for name in lists[key] if name not in names]
    if near is None:
        entry.near += lists["near"]
    elif not entry.near:
        entry.near += near
    if not entry.names:
        raise LexiconError(f"{where}: no name is left; keep one under names")


def _check_group(where: str, raw: Table) -> None:
    if not words_of(raw, "words", where):
        raise LexiconError(f"{where}: words are needed; {HELP}")
    kind_of(raw, where)


def _add_state(tables: Tables, where: str, code: str, raw: Any) -> None:
    if not isinstance(raw, dict):
        raise LexiconError(f"{where}: write [states.{code}] and its fields below it; {HELP}")
    state = tables.states.setdefault(code, {})
    for key in ("name", "adjective"):
        if key in raw:
            state[key] = text_of(raw, key, where)
        if not state.get(key):
            raise LexiconError(f"{where}: {key} is needed for a state that is not listed yet")
    for key in _STATE_LISTS:
        if added := words_of(raw, key, where):
            state[key] = [*state.get(key, []), *added]


def _check_parents(tables: Tables) -> None:
    organs = {organ["id"] for organ in tables.organs}
    for entry in tables.entries.values():
        if not _is_known(entry.parent, tables, organs):
            raise LexiconError(
                f"actor {entry.actor_id!r}: parent {entry.parent!r} is not listed; "
                "name the id of an actor or of a state (state:SY), or leave parent out"
            )


def _check_names(tables: Tables) -> None:
    owners: dict[str, str] = {}
    for entry in tables.entries.values():
        for name in (*entry.names, *entry.leaders):
            owner = owners.setdefault(name, entry.actor_id)
            if owner != entry.actor_id:
                raise LexiconError(
                    f"actors {owner!r} and {entry.actor_id!r} are both called {name!r}: put it under remove "
                    "for one of them, or under short for both"
                )


def _is_known(actor_id: str, tables: Tables, organs: set[str]) -> bool:
    if not actor_id or actor_id in tables.entries:
        return True
    code, _, organ = actor_id.removeprefix("state:").partition("/")
    return actor_id.startswith("state:") and code in tables.states and (not organ or organ in organs)
