"""The nouns inside this package: a name found in a text, and what a gazetteer must offer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from gazetteer.folding import ARTICLES, without_articles
from gazetteer.model import Candidate
from geo.model import Relation, Role
from geo.toponyms.tokens import Tokens

CACHE_SIZE = 100_000  # names remembered over documents
CANDIDATES = 20  # senses of a name that are weighed


class PlaceFinder(Protocol):
    """The part of gazetteer.Gazetteer that is used here."""

    def __hash__(self) -> int: ...

    def has(self, name: str, /) -> bool:
        """True where the name is a key."""
        ...

    def prefixes(self, key: str, /) -> Collection[str]:
        """The folded names that a folded text begins with."""
        ...

    def lookup(self, name: str, *, country: str | None = None, limit: int = 10) -> Sequence[Candidate]:
        """What the name may mean, best first; inside a country also by a close spelling."""
        ...


@dataclass(slots=True, eq=False)
class Name:
    """A stretch of tokens that a gazetteer knows as a place, and what its context says."""

    tokens: Tokens
    first: int
    last: int  # exclusive
    candidates: tuple[Candidate, ...]
    score: float = 0.0  # evidence that it is a place name here; above 0 it is kept
    role: Role = "place"
    relation: Relation = "in"
    bearing: float | None = None  # degrees from north, with relation "direction"
    distance_km: float | None = None
    kind: str = ""  # wanted: "settlement", "area", "district", "site", "" for any
    noun: str = ""  # the word that says the kind: "county"
    parent: Name | None = None  # "Talbiseh, Homs": the second is the parent of the first
    nominal: bool = False
    antecedent: Name | None = None  # of a nominal mention
    choice: Candidate | None = None
    margin: float = 0.0  # how far the choice is ahead of the next sense
    confidence: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the first character in the document."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens.ends[self.last - 1]

    @property
    def text(self) -> str:
        """The name as it stands in the document."""
        base = self.tokens.sentence.start
        return self.tokens.sentence.text[self.start - base : self.end - base]

    @property
    def key(self) -> str:
        """The name as one sense is looked for: lower case."""
        return self.tokens.surface(self.first, self.last).lower()

    @property
    def is_state(self) -> bool:
        """True where the best sense is a country or a capital: something that can act."""
        return bool(self.candidates) and self.candidates[0].place.kind in ("country", "capital")


class Lookup:
    """A gazetteer's answers, remembered over documents within a bound."""

    def __init__(self, gazetteer: PlaceFinder) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def __call__(self, name: str) -> tuple[Candidate, ...]:
        """Candidates by exact or folded key, best first; empty where the name is no place."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= CACHE_SIZE:
                self._known.clear()
            found = self._ask(name)
            self._known[name] = found
        return found

    def ends(self, keys: Sequence[str]) -> list[bool]:
        """For words in their folded form, whether the first 1, 2, 3 … of them may be a name.

        A text is asked for at once, not name by name; what passes is still to be looked up.
        """
        texts = list(accumulate(keys, _joined))
        found = self._gazetteer.prefixes(texts[-1])
        if not texts[-1].isascii() or not ARTICLES.isdisjoint(keys):
            bare = self._gazetteer.prefixes(without_articles(texts[-1]))
            return [text in found or without_articles(text) in bare for text in texts]
        return [text in found for text in texts]

    def within(self, name: str, country: str) -> tuple[Candidate, ...]:
        """Places of a country that are spelled like the name, best first."""
        key = f"{country}/{name}"
        found = self._known.get(key)
        if found is None:
            close = self._gazetteer.lookup(name, country=country, limit=CANDIDATES)
            found = tuple(c for c in close if not c.adjective and c.place.country == country)
            self._known[key] = found
        return found

    def _ask(self, name: str) -> tuple[Candidate, ...]:
        if not self._gazetteer.has(name):
            return ()
        candidates = self._gazetteer.lookup(name, limit=CANDIDATES)
        return tuple(c for c in candidates if c.match in ("exact", "folded"))


def _joined(text: str, key: str) -> str:
    return f"{text} {key}" if text and key else text or key


@lru_cache(maxsize=4)
def lookup_of(gazetteer: PlaceFinder) -> Lookup:
    """The one Lookup of a gazetteer."""
    return Lookup(gazetteer)
