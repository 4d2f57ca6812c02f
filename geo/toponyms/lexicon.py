"""The word lists of geo/lexicon/place_*.toml, read once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any

from geo.errors import LexiconError
from geo.lexicons import load

_FILES = ("place_nouns", "place_actors", "place_persons", "place_words")


@dataclass(frozen=True)
class PlaceWords:
    """What the reader of place names knows about words; in lower case but for the last two tables."""

    settlement: frozenset[str]
    area: frozenset[str]
    district: frozenset[str]
    site: frozenset[str]
    water: frozenset[str]
    land: frozenset[str]
    vague: frozenset[str]
    inside_area: frozenset[str]
    street: frozenset[str]
    way: frozenset[str]
    extensions: frozenset[str]
    first_parts: frozenset[str]
    transliterated: frozenset[str]
    nominal_other: frozenset[str]
    nominal_not_before: frozenset[str]
    only_before: frozenset[str]
    linking: frozenset[str]
    outskirts: frozenset[str]
    near: frozenset[str]
    centre: frozenset[str]
    in_strong: frozenset[str]
    articles: frozenset[str]
    connectors: frozenset[str]
    in_weak: frozenset[str]
    strike_verbs: frozenset[str]
    actor_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    dealt_with: frozenset[str]
    place_before: frozenset[str]
    function_words: frozenset[str]
    clause_starts: frozenset[str]
    dealings: frozenset[str]
    people: frozenset[str]
    possessed: frozenset[str]
    compound_actor: frozenset[str]
    compound_place: frozenset[str]
    compound_before: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    org_heads: frozenset[str]
    org_before_of: frozenset[str]
    authorities: frozenset[str]
    first_names: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]
    compass: dict[str, float]
    compass_adjectives: dict[str, float]
    units_km: dict[str, float]
    numbers: dict[str, float]
    abbreviations: dict[str, str]
    whole_names: dict[str, list[str]]

    @cached_property
    def passed_over(self) -> frozenset[str]:
        """Names that hold a place's name and are none, in lower case."""
        return frozenset(name.lower() for group in self.whole_names.values() for name in group)

    @cached_property
    def passed_heads(self) -> frozenset[str]:
        """The words that these names begin with."""
        return frozenset(name.split()[0].split("-")[0] for name in self.passed_over)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words of the language that a place's name may also be."""
        return self.place_nouns | self.common | self.vague

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words that are no part of a name, though a headline capitalises them."""
        return self.never | self.common | self.function_words | self.actor_verbs

    @cached_property
    def of_persons(self) -> frozenset[str]:
        """Words that stand before or in names of persons."""
        return self.first_names | self.titles | self.particles

    @cached_property
    def compounds(self) -> frozenset[str]:
        """What follows a place's name and a hyphen."""
        return self.compound_actor | self.compound_place

    @cached_property
    def place_nouns(self) -> frozenset[str]:
        """Every generic noun of a place."""
        return self.settlement | self.area | self.district | self.site | self.water | self.land


@cache
def place_words() -> PlaceWords:
    """Read the lists. Raises LexiconError where a file is broken or a list is missing."""
    found: dict[str, Any] = {}
    for name in _FILES:
        found |= load(name)
    missing = [field.name for field in fields(PlaceWords) if field.name not in found]
    if missing:
        raise LexiconError(f"geo/lexicon/place_*.toml: no list named {', '.join(missing)}")
    return PlaceWords(**{field.name: _shape(found[field.name]) for field in fields(PlaceWords)})


def weights_of(part: str) -> dict[str, float]:
    """One table of place_weights.toml. Raises LexiconError where the file is broken or lacks it."""
    table = load("place_weights").get(part)
    if not table:
        raise LexiconError(f"geo/lexicon/place_weights.toml: no table [{part}]")
    return {str(name): float(weight) for name, weight in table.items()}


def _shape(value: Any) -> Any:
    """A list or a text of words as a set; a table as it is."""
    if isinstance(value, str):
        return frozenset(value.split())
    return frozenset(value) if isinstance(value, list) else value
