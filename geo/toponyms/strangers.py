"""A text all in capitals tells no name from a word: there a small place far from all others is no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo.toponyms.names import Name

_KNOWN = 300_000  # people: a city so large is meant wherever it lies
_STRONG = 4.0  # log-odds: a name so clearly a place's stays
_AT_HOME = 2  # names in a country that make it one of the report's
_WIDE = frozenset({"country", "region", "sea", "lake", "capital"})


def without_strangers(sentences: Sequence[list[Name]]) -> list[list[Name]]:
    """The names of each sentence, but for those in capitals whose place nothing else is near."""
    if not any(name.tokens.caps for names in sentences for name in names):
        return list(sentences)
    countries = _countries([name for names in sentences for name in names])
    return [[name for name in names if not _is_stranger(name, countries)] for names in sentences]


def _countries(names: Sequence[Name]) -> frozenset[str]:
    """The countries that a report is about: named or spoken of, or with several places."""
    places = [name.choice.place for name in names if name.choice]
    named = {place.country for place in places if place.kind in ("country", "capital")}
    keys = {(place.country, place.place_id) for place in places}
    several = Counter(country for country, _ in keys)
    return frozenset(named | {country for country, count in several.items() if count >= _AT_HOME})


def _is_stranger(name: Name, countries: frozenset[str]) -> bool:
    if not name.tokens.caps or name.choice is None or name.score >= _STRONG:
        return False
    place = name.choice.place
    return place.kind not in _WIDE and place.population < _KNOWN and place.country not in countries
