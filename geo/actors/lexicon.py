"""The lexicon of actors: named ones, states with their organs, and groups that have no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from geo.actors.names import Name, Names
from geo.actors.tables import Entry, Tables, read_tables
from geo.lexicons import Table
from geo.model import Actor
from geo.tokens import Phrases

T = TypeVar("T")
Form = Literal["name", "adjective", "people", "seat", "leader"]


class Words(Phrases[T]):
    """Phrases that tell which words they begin with."""

    def first_words(self) -> frozenset[str]:
        """The words in their form for comparing."""
        return frozenset(self._by_words)


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
        """This organ of a state, by the name that all states' have."""
        parent = f"state:{state.code}" + (f"/{self.parent}" if self.parent else "")
        name = self.name.format(name=state.name, adjective=state.adjective)
        return Actor(f"state:{state.code}/{self.organ_id}", name, self.kind, parent)


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Phrases of each sort, ready to be looked up."""

    actors: Mapping[str, Actor]  # the named ones by id
    named: Names
    states: Words[tuple[State, Form]]
    organs: Words[Organ]
    groups: Words[str]  # the value is the kind
    heads: Words[str]  # last words of names that nobody listed; the value is the kind
    first_words: frozenset[str]  # of all but the heads
    written: frozenset[str]  # names of those that are no government, in lower case

    def organ_of(self, state: State, organ: Organ) -> Actor:
        """A state's organ, by the name of its own if it is listed with one."""
        actor = organ.of(state)
        return self.actors.get(actor.actor_id, actor)


@cache
def default_lexicon() -> ActorLexicon:
    """Dateline's own lexicon."""
    return load_actors()


def load_actors(paths: Iterable[Path] = ()) -> ActorLexicon:
    """Dateline's lexicon with a user's files laid over it, in the order given.

    Raises:
        LexiconError: a file cannot be read or an entry is broken; names file and entry and says what to do.
    """
    return build_lexicon(read_tables(paths))


def build_lexicon(tables: Tables) -> ActorLexicon:
    """A lexicon from its checked tables."""
    actors = {
        entry.actor_id: Actor(entry.actor_id, entry.names[0], entry.kind, entry.parent)
        for entry in tables.entries.values()
    }
    named = Names(_named(tables.entries.values(), actors), tables.spellings)
    states, organs = Words(_states(tables.states)), Words(_organs(tables.organs))
    groups = _by_kind(tables.groups)
    written = frozenset(
        name.lower()
        for entry in tables.entries.values()
        if entry.kind not in ("state", "government")
        for name in (*entry.names, *entry.short)
    )
    first = frozenset().union(*(part.first_words() for part in (named, states, organs, groups)))
    return ActorLexicon(actors, named, states, organs, groups, _by_kind(tables.heads), first, written)


def _by_kind(entries: Iterable[Table]) -> Words[str]:
    return Words((word, entry["kind"]) for entry in entries for word in entry["words"])


def _named(entries: Iterable[Entry], actors: Mapping[str, Actor]) -> Iterator[tuple[str, Name]]:
    for entry in entries:
        actor = actors[entry.actor_id]
        sure, leader = Name(actor, "name"), Name(actor, "leader")
        yield from ((name, sure) for name in entry.names)
        yield from ((name, leader) for name in entry.leaders)
        if entry.short:
            short = Name(actor, "name", False, frozenset(word.casefold() for word in entry.near))
            yield from ((name, short) for name in entry.short)


def _states(states: Mapping[str, Table]) -> Iterator[tuple[str, tuple[State, Form]]]:
    for code, entry in states.items():
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
                if form == "leader" and "-" in name:
                    yield name.replace("-", " "), (state, form)


def _organs(organs: Iterable[Table]) -> Iterator[tuple[str, Organ]]:
    for entry in organs:
        organ = Organ(entry["id"], entry["name"], entry["kind"], entry["parent"])
        for word in entry["words"]:
            yield word, organ
