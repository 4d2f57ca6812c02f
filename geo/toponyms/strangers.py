"""A small place far from all others: in a text all in capitals no place, elsewhere a namesake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazetteer.folding import fold
from gazetteer.model import Place
from geo.toponyms.lexicon import place_words
from geo.toponyms.names import Name
from geo.toponyms.sphere import distance_km

_KNOWN = 300_000  # people: a city so large is meant wherever it lies
_SURE = 0.3
_STRONG = 4.0  # log-odds: a name so clearly a place's stays
_AT_HOME = 2  # names in a country that make it one of the report's
_SMALL = 150_000  # people
_FAR_KM = 300.0  # beyond the reach of the place that is said to hold a name
_QUARTER_KM = 40.0  # beyond a city's reach no quarter of it lies
_FAMOUS = 1_000_000  # people: such a city has names in every language
_CITY = 200_000  # people
_LESSER = frozenset({"town", "village", "hamlet"})
_COMPANY = 3  # places of a report by which a place of a country apart is a namesake
_WIDE = frozenset({"country", "region", "sea", "lake", "capital"})


def without_strangers(sentences: Sequence[list[Name]]) -> list[list[Name]]:
    """The names of each sentence, but for those in capitals whose place nothing else is near."""
    if not any(name.tokens.caps for names in sentences for name in names):
        return list(sentences)
    countries = _countries([name for names in sentences for name in names])
    return [[name for name in names if not _is_stranger(name, countries)] for names in sentences]


def unresolve_namesakes(names: Sequence[Name]) -> None:
    """Take back choices that the report contradicts: "Paris, Homs province" is not the Paris of France."""
    countries = _countries(names)
    company = {name.choice.place.place_id for name in names if name.choice and name.role == "place"}
    for name in names:
        if name.choice is None or name.role != "place":
            continue
        enough = len(company) > _COMPANY or _is_of_any_town(name, countries)
        if _is_outside_parent(name) or (enough and _is_apart(name, countries)):
            name.choice = None
            name.confidence = 0.0
            name.reasons.append("a namesake elsewhere")


def _is_outside_parent(name: Name) -> bool:
    """The place chosen lies in another country than what the text says holds it, and far from that."""
    outer = name.parent.choice.place if name.parent and name.parent.choice else None
    if outer is None or name.choice is None:
        return False
    place = name.choice.place
    if not outer.is_area:  # "the X quarter of Y": a quarter is in its city
        return name.kind == "district" and distance_km(place, outer) > outer.radius_km + _QUARTER_KM
    if not place.country or not outer.country or place.country == outer.country or place.kind in _WIDE:
        return False
    return place.population < _KNOWN and distance_km(place, outer) > outer.radius_km + _FAR_KM


def _is_apart(name: Name, countries: frozenset[str]) -> bool:
    if name.choice is None or (name.parent is not None and name.parent.choice is not None):
        return False
    place = name.choice.place
    small = not place.is_area and (place.population < _SMALL or _is_called_less(name, place))
    # "the X cemetery", "the Al-X district": a spot of that name, wherever its great namesake lies
    of_spot = (name.kind == "site" or "article_before" in name.reasons) and _names_spot(name)
    of_spot = of_spot or "capital_before" in name.reasons  # "the Agency X": the end of another name
    other = place.population < _FAMOUS and _is_other_name(name, place)
    return (small or of_spot or other) and place.kind not in _WIDE and place.country not in countries


def _is_of_any_town(name: Name, countries: frozenset[str]) -> bool:
    """ "the Old City", or a quarter in a report of other countries: many towns have one of that name."""
    if "common_words" in name.reasons and "article_before" in name.reasons:
        return True
    return bool(countries) and name.choice is not None and name.choice.place.kind == "neighbourhood"


def _is_called_less(name: Name, place: Place) -> bool:
    """ "the village of X", of a great city called X."""
    before = name.tokens.lowers[max(0, name.first - 2) : name.first]
    return before[1:] == ["of"] and before[0] in _LESSER and place.population > _CITY


def _is_other_name(name: Name, place: Place) -> bool:
    """The place has another name, and this is what another language or time calls it: "Karl-Marx-Stadt"."""
    return not set(fold(name.text).split()) <= set(fold(place.name).split())


def _names_spot(name: Name) -> bool:
    """A common noun follows: "the X cemetery", "the X quarter"."""
    after = name.tokens.lower(name.last)
    plain = after not in place_words().function_words and not name.tokens.possessive[name.last - 1]
    return plain and after.isalpha() and not name.tokens.is_capital(name.last)


def _countries(names: Sequence[Name]) -> frozenset[str]:
    """The countries that a report is about: named or spoken of, or with several places."""
    places = [name.choice.place for name in names if name.choice and name.confidence >= _SURE]
    named = {place.country for place in places if place.kind in ("country", "capital")}
    keys = {(place.country, place.place_id) for place in places}
    several = Counter(country for country, _ in keys)  # each place once
    return frozenset(named | {country for country, count in several.items() if count >= _AT_HOME})


def _is_stranger(name: Name, countries: frozenset[str]) -> bool:
    if not name.tokens.caps or name.choice is None or name.score >= _STRONG:
        return False
    place = name.choice.place
    return place.kind not in _WIDE and place.population < _KNOWN and place.country not in countries
