"""The lexicon of actors: named ones, states with their organs, and groups that have no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from geo.errors import LexiconError
from geo.lexicons import Table, load, load_file
from geo.model import Actor
from geo.tokens import Phrases

Form = Literal["name", "adjective", "people", "seat", "leader"]


@dataclass(frozen=True, slots=True)
class State:
    """A state as an actor: ISO 3166-1 alpha-2 code, its name, and what stands before "army"."""

    code: str
    name: str
    adjective: str

    @property
    def actor(self) -> Actor:
        """The state itself."""
        return Actor(f"state:{self.code}", self.name, "state")


@dataclass(frozen=True, slots=True)
class Organ:
    """What every state has: an air force, a foreign ministry."""

    organ_id: str
    name: str
    kind: str
    parent: str

    def of(self, state: State) -> Actor:
        """This organ of a state."""
        parent = f"state:{state.code}" + (f"/{self.parent}" if self.parent else "")
        name = self.name.format(name=state.name, adjective=state.adjective)
        return Actor(f"state:{state.code}/{self.organ_id}", name, self.kind, parent)


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Phrases of each sort, ready to be looked up."""

    named: Phrases[Actor]
    states: Phrases[tuple[State, Form]]
    organs: Phrases[Organ]
    groups: Phrases[str]  # the value is the kind
    heads: Phrases[str]  # last words of names that nobody listed; the value is the kind


@cache
def default_lexicon() -> ActorLexicon:
    """Dateline's own lexicon."""
    return build_lexicon(load("actors"), load("states"))


def lexicon_with(path: Path) -> ActorLexicon:
    """Dateline's lexicon with a user's file of actors laid over it.

    Raises:
        LexiconError: the file cannot be read or an entry is broken.
    """
    ours, theirs = load("actors"), load_file(path)
    merged = {key: [*theirs.get(key, []), *ours.get(key, [])] for key in ("actors", "groups", "heads")}
    return build_lexicon(merged, load("states"))


def build_lexicon(actors: Table, states: Table) -> ActorLexicon:
    """A lexicon from its tables.

    Raises:
        LexiconError: an entry lacks a field; the message names it.
    """
    return ActorLexicon(
        named=Phrases(_named(actors)),
        states=Phrases(_states(states)),
        organs=Phrases(_organs(states)),
        groups=_by_kind(actors, "groups"),
        heads=_by_kind(actors, "heads"),
    )


def _by_kind(table: Table, key: str) -> Phrases[str]:
    return Phrases((word, entry["kind"]) for entry in table.get(key, []) for word in entry["words"])


def _named(table: Table) -> Iterator[tuple[str, Actor]]:
    for entry in table.get("actors", []):
        try:
            actor = Actor(entry["id"], entry["names"][0], entry["kind"], entry.get("parent", ""))
        except (KeyError, IndexError) as error:
            raise LexiconError(f"actor {entry.get('id', entry)!r}: id, kind and names are needed") from error
        for name in entry["names"]:
            yield name, actor


def _states(table: Table) -> Iterator[tuple[str, tuple[State, Form]]]:
    for code, entry in table["states"].items():
        state = State(code, entry["name"], entry["adjective"])
        forms: tuple[tuple[Form, list[str]], ...] = (
            ("name", [entry["name"], *entry.get("also", [])]),
            ("adjective", [entry["adjective"]]),
            ("people", entry.get("people", [f"{entry['adjective']}s"])),
            ("seat", entry.get("seat", [])),
            ("leader", entry.get("leaders", [])),
        )
        for form, names in forms:
            for name in names:
                yield name, (state, form)


def _organs(table: Table) -> Iterator[tuple[str, Organ]]:
    for entry in table["organs"]:
        organ = Organ(entry["id"], entry["name"], entry["kind"], entry["parent"])
        for word in entry["words"]:
            yield word, organ
