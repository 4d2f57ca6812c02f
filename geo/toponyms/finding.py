"""Which stretches of words a gazetteer knows: capitalised runs, the longest first."""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.model import Candidate
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Lookup, Name
from geo.toponyms.tokens import HYPHENS, Tokens

MAX_WORDS = 7
LONGEST_WORD = 40  # characters
SHORT = 3  # letters; so short a name must be written exactly like this
_CONTRACTIONS = ("I'", "We'", "They'", "You'", "He'", "She'", "It'")
_ALSO_ARTICLES = frozenset(["at", "as", "an", "en"])
_SHORTENED = frozenset(["st", "ft", "mt", "ste"])


class Finder:
    """Finds the known names of a sentence."""

    def __init__(self, lookup: Lookup, words: PlaceWords) -> None:
        self._lookup = lookup
        self._articles = words.articles
        self._connectors = words.articles | words.connectors
        self._passed_over = words.passed_over
        self._passed_heads = words.passed_heads
        self._abbreviations = words.abbreviations
        self._plain = words.known_words
        self._nouns = words.place_nouns
        self._extensions = words.extensions

    def find(self, tokens: Tokens) -> list[Name]:
        """Every longest known name of a sentence, left to right, none inside another."""
        names: list[Name] = []
        index = 0
        while index < len(tokens):
            if not self._can_start(tokens, index):
                index += 1
                continue
            name = self._name_at(tokens, index)
            if name is None:
                index += 1
                continue
            if name.candidates:
                names.append(name)
            else:
                tokens.passed.update(range(name.first, name.last))
            index = name.last
        return names

    def _can_start(self, tokens: Tokens, index: int) -> bool:
        """True at a capital letter, and at an Arabic article before a hyphen and a capital ("al-Bab")."""
        if tokens.words[index][0].isupper():
            return not self._is_preposition(tokens, index)
        if tokens.words[index] not in self._articles:
            return False
        return _hyphen_at(tokens, index + 1) and tokens.is_capital(index + 2)

    @staticmethod
    def _is_preposition(tokens: Tokens, index: int) -> bool:
        """ "AT SANTA TERESA", "At Homs hospital": English, and no article of Arabic ("At Tall")."""
        return tokens.lowers[index] in _ALSO_ARTICLES and (tokens.caps or index == 0)

    def _name_at(self, tokens: Tokens, first: int) -> Name | None:
        """The longest known name that starts at a token; without candidates where it is to be passed over."""
        if abbreviated := self._abbreviation_at(tokens, first):
            return abbreviated
        ends = list(self._ends(tokens, first))
        if len(ends) > 1 and tokens.lowers[first] in self._passed_heads:
            for last in reversed(ends):
                if tokens.surface(first, last).lower() in self._passed_over:
                    return Name(tokens, first, last, ())
        known = self._lookup.ends(tokens.keys[first : ends[-1]]) if ends else []
        for last in reversed(ends):
            if not known[last - first - 1] or self._is_phrase(tokens, first, last):
                continue
            surface = tokens.surface(first, last)
            if _is_model(tokens, last):
                continue
            candidates = self._lookup(surface)
            if len(surface) <= SHORT:
                candidates = tuple(c for c in candidates if c.match == "exact" and _sure_if_short(tokens, c))
            if candidates and not surface.startswith(_CONTRACTIONS):
                return self._extended(Name(tokens, first, last, candidates))
        return None

    def _is_phrase(self, tokens: Tokens, first: int, last: int) -> bool:
        """ "The City", "THE RIVER": an article and a plain noun, whatever places are called so; "CANTON"."""
        if tokens.caps and last - first == 1 and tokens.lowers[first] in self._nouns:
            return True
        return last - first == 2 and tokens.lowers[first] == "the" and tokens.lowers[last - 1] in self._plain

    def _abbreviation_at(self, tokens: Tokens, index: int) -> Name | None:
        """ "Ky." and "N.C." after a comma: the full stop is part of the name."""
        word = tokens.words[index]
        full = self._abbreviations.get(word)
        if full is None:
            return None
        if "." in word:
            return Name(tokens, index, index + 1, self._lookup(full))
        stop = tokens.lower(index + 1) == "." and tokens.joined(index + 1)
        if not stop or tokens.lower(index - 1) not in (",", "in"):
            return None
        return Name(tokens, index, index + 2, self._lookup(full))

    def _extended(self, name: Name) -> Name:
        """ "Granville County": the noun belongs to the name."""
        tokens = name.tokens
        follows = name.last < len(tokens) and not tokens.joined(name.last)
        if follows and tokens.is_capital(name.last) and tokens.lower(name.last) in self._extensions:
            name.last += 1
        return name

    def _ends(self, tokens: Tokens, first: int) -> Iterator[int]:
        """Where a name that starts at `first` may end: after each capitalised word of the run."""
        index: int | None = first
        for _ in range(MAX_WORDS):
            if index is None or len(tokens.words[index]) > LONGEST_WORD:
                return
            if tokens.is_capital(index):
                yield index + 1
            if tokens.possessive[index]:
                return
            index = self._next_word(tokens, index)

    def _next_word(self, tokens: Tokens, index: int) -> int | None:
        """The token that may carry a name on after the one at `index`, None where the run ends."""
        after = index + 1
        stop = tokens.lower(after) == "." and tokens.lowers[index] in _SHORTENED and tokens.joined(after)
        if stop or _hyphen_at(tokens, after):
            after += 1
        elif after < len(tokens) and tokens.joined(after):
            return None
        return after if tokens.is_capital(after) or self._connects(tokens, after) else None

    def _connects(self, tokens: Tokens, index: int) -> bool:
        """True for "of", "the", "al" … with a capital (perhaps behind a hyphen or a second one) to come."""
        for _ in range(2):
            if tokens.lower(index) not in self._connectors:
                return False
            index += 2 if _hyphen_at(tokens, index + 1) else 1
            if tokens.is_capital(index):
                return True
        return False


def _sure_if_short(tokens: Tokens, candidate: Candidate) -> bool:
    """In a text all in capitals a short word ("LA", "US") is most likely another word."""
    return not tokens.caps or ("." in tokens.sentence.text and candidate.place.kind == "country")


def _hyphen_at(tokens: Tokens, index: int) -> bool:
    """True where the token is a hyphen between two words."""
    if not 0 < index < len(tokens) - 1 or tokens.words[index] not in HYPHENS:
        return False
    return tokens.joined(index) and tokens.joined(index + 1)


def _is_model(tokens: Tokens, last: int) -> bool:
    """ "Su-24", "T-72": a hyphen and a figure make it a machine."""
    return _hyphen_at(tokens, last) and tokens.lower(last + 1)[:1].isdigit()
