"""Which stretches of words a gazetteer knows: capitalised runs, the longest first."""

from __future__ import annotations

from collections.abc import Iterator

from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Lookup, Name
from geo.toponyms.tokens import HYPHENS, Tokens

MAX_WORDS = 5
LONGEST_WORD = 40  # characters
_SHORTENED = frozenset(["st", "ft", "mt", "ste"])


class Finder:
    """Finds the known names of a sentence."""

    def __init__(self, lookup: Lookup, words: PlaceWords) -> None:
        self._lookup = lookup
        self._articles = words.articles
        self._connectors = words.articles | words.connectors

    def find(self, tokens: Tokens) -> list[Name]:
        """Every longest known name of a sentence, left to right, none inside another."""
        names: list[Name] = []
        index = 0
        while index < len(tokens):
            name = self._name_at(tokens, index) if self._can_start(tokens, index) else None
            if name is not None:
                names.append(name)
            index = name.last if name else index + 1
        return names

    def _can_start(self, tokens: Tokens, index: int) -> bool:
        """True at a capital letter, and at an Arabic article before a hyphen and a capital ("al-Bab")."""
        if tokens.words[index][0].isupper():
            return True
        if tokens.words[index] not in self._articles:
            return False
        return _hyphen_at(tokens, index + 1) and tokens.is_capital(index + 2)

    def _name_at(self, tokens: Tokens, first: int) -> Name | None:
        """The longest known name that starts at a token."""
        for last in reversed(list(self._ends(tokens, first))):
            candidates = self._lookup(tokens.surface(first, last))
            if candidates:
                return Name(tokens, first, last, candidates)
        return None

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


def _hyphen_at(tokens: Tokens, index: int) -> bool:
    """True where the token is a hyphen between two words."""
    if not 0 < index < len(tokens) - 1 or tokens.words[index] not in HYPHENS:
        return False
    return tokens.joined(index) and tokens.joined(index + 1)
