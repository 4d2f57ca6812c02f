"""Words with their offsets: the same cut for texts and for lexicon phrases, so that the two meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

# Initials ("U.S."), figures ("2,500", "3.5"), possessives, "n't", words, and any other mark by itself.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|['’]s\b|n['’]t\b|[^\W\d_]+?(?=n['’]t\b)"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+\d*|[^\w\s]"
)


T = TypeVar("T")


class Token(NamedTuple):
    """A word or mark: offsets into the document, the text, and its form for comparing."""

    start: int
    end: int
    text: str
    norm: str


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence; which forms are among them is worked out once, for every list of phrases."""

    @cached_property
    def norms(self) -> frozenset[str]:
        """The forms for comparing."""
        return frozenset([token[3] for token in self])


@lru_cache(maxsize=1024)
def tokenize(text: str, offset: int = 0) -> Tokens:
    """Tokens of a text; `offset` is where the text begins in its document.

    Every step asks for the tokens of the same sentences, so the latest are kept.

    >>> [t.text for t in tokenize("Putin’s U.S.-backed rebels didn't")]
    ['Putin', '’s', 'U.S.', '-', 'backed', 'rebels', 'did', "n't"]
    """
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        found.append(Token(match.start() + offset, match.end() + offset, word, normal(word)))
    return Tokens(found)


def normal(word: str) -> str:
    """A word for comparing: lower case, straight apostrophes, no full stops in initials."""
    if word.isalpha():  # most words
        return word.casefold()
    word = word.casefold().replace("’", "'")
    return word.replace(".", "") if len(word) > 1 and not word[0].isdigit() else word


class Match(NamedTuple, Generic[T]):
    """Tokens first to last (exclusive) of a sentence that a phrase covers."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """Finds lexicon phrases among tokens: leftmost, then longest; cost grows with the text, not the lexicon.

    A phrase written with capitals is a name: it matches only words that begin with one. A phrase of
    capitals alone, at most four letters long, is an acronym and matches only itself: "IS", never "is".
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        # By the first word and the second, "" for phrases of one word; of two or more the longest first.
        self._by_words: dict[str, dict[str, list[tuple[tuple[str, ...], str, T]]]] = {}
        for phrase, value in entries:
            key = tuple(token.norm for token in tokenize(phrase))
            if key:
                written = "" if phrase.islower() else phrase  # small letters fit any case
                seconds = self._by_words.setdefault(key[0], {})
                seconds.setdefault(key[1] if len(key) > 1 else "", []).append((key, written, value))
        for seconds in self._by_words.values():
            for options in seconds.values():
                options.sort(key=lambda option: -len(option[0]))

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """Matches in order, none overlapping another."""
        first_words = self._by_words
        if isinstance(tokens, Tokens) and first_words.keys().isdisjoint(tokens.norms):
            return []  # most sentences hold nothing of most lists
        found: list[Match[T]] = []
        free = 0
        for at in [i for i, token in enumerate(tokens) if token[3] in first_words]:
            match = self.at(tokens, at) if at >= free else None
            if match:
                found.append(match)
                free = match.last
        return found

    def at(self, tokens: Sequence[Token], at: int) -> Match[T] | None:
        """The longest phrase that begins at a token."""
        seconds = self._by_words.get(tokens[at][3])
        if seconds is None:
            return None
        following = tokens[at + 1][3] if at + 1 < len(tokens) else ""
        for key, written, value in (*seconds.get(following, ()), *(seconds.get("", ()) if following else ())):
            last = at + len(key)
            if (last <= at + 2 or _follows(tokens, at, key)) and (
                not written or _case_fits(written, tokens[at:last])
            ):
                return Match(at, last, value)
        return None


def _follows(tokens: Sequence[Token], at: int, key: tuple[str, ...]) -> bool:
    """Whether the words after the second are those of the key."""
    return at + len(key) <= len(tokens) and all(tokens[at + i][3] == key[i] for i in range(2, len(key)))


def _case_fits(phrase: str, tokens: Sequence[Token]) -> bool:
    if phrase.isupper() and len(phrase) <= 4:
        return all(token.text.isupper() or not token.text.isalpha() for token in tokens)
    return tokens[0].text[0].isupper() or not phrase[0].isupper()
