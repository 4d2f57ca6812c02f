"""Names that no key of the gazetteer knows, where the text says that they are names of places.

Certain patterns ("the village of X", "X County", "Camp X") make a toponym that may stay unresolved;
weaker ones ("Talbiseh and X", "near X") only where a spelling close to it is known in the country that
the report is about. Nothing else that is unknown becomes a toponym.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazetteer.model import Candidate
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Lookup, Name
from geo.toponyms.tokens import HYPHENS, Tokens

MAX_WORDS = 4
MAX_ASKED = 40  # spellings looked for in one document; bounds a hostile text
CERTAIN = 3.0  # evidence of a certain pattern, log-odds
LIKELY = 1.0
_LISTED = frozenset([",", "and", "or"])
_OPENERS = frozenset(["in", "the", "of", "near"])
_ALWAYS = frozenset(["village", "hamlet", "governorate"])  # nouns that need no opener: "attacked X village"
_FORE_NAMES = frozenset(
    ["souq", "souk", "suq", "wadi", "jabal", "jebel", "kafr", "kfar", "lake", "mount", "fort"]
)
_SPOT_BEFORE = frozenset(["in", "at", "near", "outside"])
_SPOTS = frozenset(["square", "roundabout", "bridge", "market", "mosque", "cemetery", "stadium", "hotel"])
_A_NAME = 3  # letters at the least
_SMALL_TOWN = 50_000  # people
_WELL_KNOWN = 200_000  # people: such a city is meant, whatever name follows it


class UnknownNames:
    """Finds what the gazetteer does not know, over the sentences of one document."""

    def __init__(self, lookup: Lookup, words: PlaceWords, country: str) -> None:
        self._lookup = lookup
        self._words = words
        self._country = country if country in words.transliterated else ""
        self._named_kinds = words.district | _ALWAYS | {"town", "province"}
        self._asked = 0
        self._said: set[str] = set()  # names that the text has said to be a place's

    def add(self, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
        """The names of a sentence with the unknown ones among them, in order."""
        places = {i for name in names if name.role != "adjective" for i in range(name.first, name.last)}
        covered = {i for name in names for i in range(name.first, name.last)} | tokens.passed
        found = self._compounds([self._with_rest(self._street(name), covered) for name in names])
        covered |= {i for name in found for i in range(name.first, name.last)}
        index = 0
        while index < len(tokens):
            if index in covered or not self._may_start(tokens, index):
                index += 1
                continue
            last = self._run_end(tokens, index, covered)
            if name := self._judge(tokens, index, last, places):
                found.append(name)
            index = last
        return sorted(found, key=lambda name: name.first)

    def _with_rest(self, name: Name, covered: set[int]) -> Name:
        """ "Pont-X" is no Pont, "the village of Tell X" no Tell: the whole run is the name."""
        tokens = name.tokens
        first, last = name.first, name.last
        if tokens.headline or tokens.caps or not name.candidates or name.is_state or name.role == "adjective":
            return name
        if name.candidates[0].place.population >= _WELL_KNOWN or tokens.possessive[last - 1]:
            return name
        way = self._words.way  # "the X-Y road" names two places
        if _hyphenated(tokens, last, last + 1) and last + 1 not in covered:
            last += 2 if tokens.lower(last + 2) not in way else 0
        elif _hyphenated(tokens, first - 1, first - 2) and first - 2 not in covered:
            article = tokens.lowers[first - 2] in self._words.articles
            first -= 2 if tokens.lower(last) not in way and not article else 0
        elif self._goes_on(name, covered):
            last = self._run_end(tokens, first, covered - set(range(first, name.last)))
            return Name(tokens, first, last, (), CERTAIN, reasons=["name in two parts"])
        elif self._is_cut_short(name):
            last = self._run_end(tokens, first, covered - set(range(first, name.last)))
        if (first, last) == (name.first, name.last):
            return name
        candidates = self._close_spellings(tokens.surface(first, last))
        return Name(tokens, first, last, candidates, CERTAIN, reasons=["name in two parts"])

    def _is_cut_short(self, name: Name) -> bool:
        """ "the village of Tal X", of which "Tal" alone is known."""
        tokens, after = name.tokens, name.last
        if tokens.lower(name.first - 1) != "of" or not before_kind(tokens, name.first, self._words):
            return False
        if after >= len(tokens) or tokens.joined(after) or not tokens.is_capital(after):
            return False
        return tokens.lowers[after] not in self._words.place_nouns | self._words.never

    def _goes_on(self, name: Name, covered: set[int]) -> bool:
        """ "at Zar X", of which a small "Zar" is known, far off: another capital belongs to the name."""
        tokens, after, words = name.tokens, name.last, self._words
        if tokens.lower(name.first - 1) not in _SPOT_BEFORE or after in covered:
            return False
        place, word = name.candidates[0].place, tokens.lower(after)
        if place.is_area or place.population >= _SMALL_TOWN or len(word) < _A_NAME:
            return False
        follows = tokens.is_capital(after) and not tokens.joined(after)
        others = (words.place_nouns, words.plain, words.authorities, words.of_persons)
        return follows and not any(word in known for known in others)

    def _compounds(self, names: Sequence[Name]) -> list[Name]:
        """ "X al-Y" is neither an X nor a Y: one name, that the gazetteer does not know."""
        joined: list[Name] = []
        for name in map(self._with_fore_name, names):
            if joined and self._is_compound(joined[-1], name):
                joined.append(self._compound(joined.pop(), name))
            else:
                joined.append(name)
        return joined

    def _with_fore_name(self, name: Name) -> Name:
        """ "Souq X" is a market somewhere, and not X."""
        tokens, before = name.tokens, name.first - 1
        if before < 0 or tokens.lowers[before] not in _FORE_NAMES or tokens.joined(name.first):
            return name
        if not tokens.is_capital(before):
            return name
        candidates = self._close_spellings(tokens.surface(before, name.last))
        return Name(tokens, before, name.last, candidates, CERTAIN, reasons=["name in two parts"])

    def _compound(self, left: Name, right: Name) -> Name:
        candidates = self._close_spellings(right.tokens.surface(left.first, right.last))
        return Name(right.tokens, left.first, right.last, candidates, CERTAIN, reasons=["name in two parts"])

    def _is_compound(self, left: Name, right: Name) -> bool:
        """True where a lesser place's name is followed by an Arabic article and nothing between."""
        tokens = right.tokens
        if right.first - left.last not in (0, 2) or tokens.possessive[left.last - 1] or not left.candidates:
            return False
        place = left.candidates[0].place
        if place.is_area or place.population >= _WELL_KNOWN or not self._is_article(tokens, left.last):
            return False
        return not self._is_person(tokens, left.first, right.last)

    def _is_article(self, tokens: Tokens, index: int) -> bool:
        """ "al-Shaar", "Al-Sinek": an Arabic article, a hyphen and a capital."""
        article = tokens.lowers[index] in self._words.articles and tokens.lower(index + 1) in HYPHENS
        street = tokens.lower(index + 2) in self._words.street
        return article and tokens.is_capital(index + 2) and not street

    def _may_start(self, tokens: Tokens, index: int) -> bool:
        word = tokens.words[index]
        if self._stops(tokens, index):
            return False
        if self._is_article(tokens, index):
            return True
        return word[0].isupper() and len(word) > 2 and tokens.lowers[index] not in self._words.never

    def _run_end(self, tokens: Tokens, first: int, covered: set[int]) -> int:
        """The end of the run of capitalised words, hyphens and Arabic articles that starts at a token."""
        last = first + 1
        while last < len(tokens) and last - first < 2 * MAX_WORDS and not tokens.possessive[last - 1]:
            step = self._step(tokens, last)
            if not step or last + step - 1 in covered or self._stops(tokens, last):
                break
            last += step
            if tokens.lowers[last - 1] in self._words.extensions:
                break
        return last

    def _stops(self, tokens: Tokens, index: int) -> bool:
        """In a headline a plain word is capitalised and no part of a name."""
        return tokens.headline and tokens.lowers[index] in self._words.plain

    def _step(self, tokens: Tokens, at: int) -> int:
        """How many tokens carry a run on at `at`: a capital 1, "-X" 2, "al-X" 3, nothing 0."""
        if tokens.words[at] in HYPHENS and tokens.joined(at):
            if tokens.is_capital(at + 1) and tokens.joined(at + 1):
                return 2
            return 0
        if tokens.joined(at):
            return 0
        if tokens.is_capital(at):
            return 1
        return 3 if self._is_article(tokens, at) else 0

    def _street(self, name: Name) -> Name:
        """ "Memphis Street" is a street: a name without a place."""
        tokens, last = name.tokens, name.last
        if last >= len(tokens) or tokens.joined(last) or tokens.possessive[last - 1]:
            return name
        place, noun = name.candidates[0].place, tokens.lowers[last]
        street = noun in self._words.street or (noun in _SPOTS and place.population < _SMALL_TOWN)
        if not street or not tokens.is_capital(last) or place.is_area:
            return name  # "Kansas Highway" is in Kansas
        return _street(tokens, name.first, last + 1)

    def _judge(self, tokens: Tokens, first: int, last: int, places: set[int]) -> Name | None:
        """A name where a pattern says that the run names a place."""
        if tokens.lowers[last - 1] in self._words.street and last - first > 1:
            numbered = tokens.lowers[first] in self._words.extensions  # "County Road"
            return None if numbered else _street(tokens, first, last)
        surface = tokens.surface(first, last)
        if self._is_certain(tokens, first, last) or self._is_named_again(tokens, first, surface):
            self._said.add(surface)
            candidates = self._close_spellings(tokens.surface(first, last))
            return Name(tokens, first, last, candidates, CERTAIN, reasons=["said to be a place"])
        if not self._is_likely(tokens, first, last, places):
            return None
        candidates = self._close_spellings(tokens.surface(first, last))
        return (
            Name(tokens, first, last, candidates, LIKELY, reasons=["close spelling"]) if candidates else None
        )

    def _is_named_again(self, tokens: Tokens, first: int, surface: str) -> bool:
        """ "in X", of which a sentence before has said that it is a village."""
        return surface in self._said and tokens.lower(first - 1) in _SPOT_BEFORE

    def _is_certain(self, tokens: Tokens, first: int, last: int) -> bool:
        """True where a noun of a place belongs to the run or says what it is."""
        lowers, words = tokens.lowers, self._words
        if last - first > 1 and (lowers[last - 1] in words.extensions or lowers[first] in words.first_parts):
            return True
        of_kind = tokens.lower(first - 1) == "of" and before_kind(tokens, first, words)
        if of_kind or tokens.caps:
            return of_kind and (tokens.caps or not tokens.is_capital(first - 2))
        if self._is_person(tokens, first, last):
            return False
        return self._is_described(tokens, last) or self._is_named_after(tokens, first, last)

    def _is_named_after(self, tokens: Tokens, first: int, last: int) -> bool:
        """ "in X district", "the X neighbourhood"."""
        noun = tokens.lower(last)
        if noun not in self._named_kinds:
            return False
        if tokens.lower(last + 1) == "of" and not self._is_article(tokens, first):
            return False  # "the Christian village of"
        if tokens.lower(first - 1) in _OPENERS or (first > 0 and tokens.possessive[first - 1]):
            return True  # the latter: "Iran's X province"
        return noun in _ALWAYS and tokens.lowers[first] not in self._words.common

    def _is_described(self, tokens: Tokens, last: int) -> bool:
        """ "X, a village in …", "X, two districts near …": an apposition says what it is."""
        if tokens.lower(last) != "," or tokens.lower(last + 1) not in ("a", "an", "the", "two", "three"):
            return False
        nouns = self._words.settlement | self._words.district
        placed = ("in", "near", "of", "on", "outside", "north", "south", "east", "west")
        return any(
            tokens.lower(at) in nouns and tokens.lower(at + 1) in placed for at in range(last + 2, last + 5)
        )

    def _is_likely(self, tokens: Tokens, first: int, last: int, places: set[int]) -> bool:
        """True after "in" or "near", and beside a known place in a list."""
        plain = last - first == 1 and tokens.lowers[first] in self._words.common
        if not self._country or plain or tokens.headline or self._is_person(tokens, first, last):
            return False
        if tokens.lower(first - 1) in ("in", "near", "at", "around", "outside", "from"):
            return True
        return _listed(tokens, first - 1, -1, places) or _listed(tokens, last, 1, places)

    def _is_person(self, tokens: Tokens, first: int, last: int) -> bool:
        if tokens.lower(first - 1) in self._words.titles:
            return True
        return not self._words.of_persons.isdisjoint(tokens.lowers[first:last])

    def _close_spellings(self, surface: str) -> tuple[Candidate, ...]:
        """Places of the report's country that are spelled much like it."""
        if not self._country or self._asked >= MAX_ASKED:
            return ()
        self._asked += 1
        return self._lookup.within(surface, self._country)


def _hyphenated(tokens: Tokens, hyphen: int, other: int) -> bool:
    """True where a hyphen joins a name to another capitalised word."""
    if not 0 < hyphen < len(tokens) - 1 or other < 0 or tokens.words[hyphen] not in HYPHENS:
        return False
    return tokens.joined(hyphen) and tokens.joined(hyphen + 1) and tokens.is_capital(other)


def before_kind(tokens: Tokens, first: int, words: PlaceWords) -> bool:
    """True after "town of", "district of" and the like."""
    before = tokens.lower(first - 2)
    kinds = words.settlement | words.district | words.area
    return before in kinds and before not in (
        "department",
        "departments",
        "state",
        "states",
        "capital",
        "port",
    )


def _listed(tokens: Tokens, at: int, step: int, places: set[int]) -> bool:
    """True where only a comma or "and" stands between a token and a place, in one direction."""
    joins = 0
    while joins < 2 and tokens.lower(at) in _LISTED:
        at, joins = at + step, joins + 1
    return joins > 0 and at in places


def _street(tokens: Tokens, first: int, last: int) -> Name:
    """A street, with the full stop of "St." where the sentence goes on."""
    if tokens.lower(last) == "." and last + 1 < len(tokens) and tokens.joined(last):
        last += 1
    return Name(tokens, first, last, (), CERTAIN, reasons=["street"])


def main_country(names: Sequence[Name]) -> str:
    """The country that most of the places of a report lie in (ISO 3166-1), "" where none has half of them."""
    counts = Counter(
        name.candidates[0].place.country for name in names if name.candidates and name.role == "place"
    )
    del counts[""]  # regions over several countries
    if not counts:
        return ""
    country, count = counts.most_common(1)[0]
    return country if 2 * count >= counts.total() else ""
