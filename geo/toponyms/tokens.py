"""Words of a sentence with their offsets in the document; one linear pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gazetteer.folding import fold
from geo.model import Sentence

_TOKEN = re.compile(
    r"(?:[A-Z][a-z]?\.){2,}"  # U.S., N.C., W.Va.
    r"|(?:[^\W\d_][\u0300-\u036f]*)+(?:['’`ʻʿ‘](?:[^\W\d_][\u0300-\u036f]*)+)*"  # words, apostrophes inside
    r"|\d+(?:[.,]\d+)*"
    r"|[^\s]"
)
_SPACES = re.compile(r"\s+")
_CREDIT = re.compile(r"\b(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Cc]redit|PHOTO)(?: by|:) ?[^\n]{0,200}")
HYPHENS = frozenset("-‐‑–")
LONG_WORD = 60  # characters; nothing longer is a name, whatever a hostile text says


@dataclass(slots=True)
class Tokens:
    """The words of one sentence: parallel lists, offsets into the document's text."""

    sentence: Sentence
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    possessive: list[bool]  # the word was followed by 's, which is not part of it
    keys: list[str]  # the words in their folded form, by which a gazetteer knows them
    passed: set[int] = field(default_factory=set)  # words of names that are passed over as a whole
    headline: bool = False  # most words are capitalised: capitals say little
    caps: bool = False  # most words are all in capitals

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, first: int, last: int) -> str:
        """The text of tokens first..last-1 as a look-up key: single spaces, plain apostrophes."""
        offset = self.sentence.start
        raw = self.sentence.text[self.starts[first] - offset : self.ends[last - 1] - offset]
        return raw if raw.isalnum() else _SPACES.sub(" ", raw).replace("’", "'")

    def joined(self, index: int) -> bool:
        """True where token `index` follows the one before without a space ("el-Shughur")."""
        return self.starts[index] == self.ends[index - 1]

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, "" outside of the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def is_capital(self, index: int) -> bool:
        """True where the word at `index` starts with a capital letter."""
        return 0 <= index < len(self.words) and self.words[index][0].isupper()


def tokenize(sentence: Sentence) -> Tokens:
    """Words, numbers and signs of a sentence; photo credits are left out."""
    text, base = sentence.text, sentence.start
    credit = _CREDIT.search(text)
    stop = credit.start() if credit else len(text)
    tokens = Tokens(sentence, [], [], [], [], [], [])
    for match in _TOKEN.finditer(text, 0, stop):
        word = match.group()
        ends_in_s = len(word) > 2 and word[-1] in "sS" and word[-2] in "'’`"
        if ends_in_s:
            word = word[:-2]
        tokens.words.append(word)
        tokens.lowers.append(word.lower())
        tokens.keys.append(fold(word))
        tokens.starts.append(base + match.start())
        tokens.ends.append(base + match.start() + len(word))
        tokens.possessive.append(ends_in_s)
    _see_capitals(tokens)
    return tokens


def _see_capitals(tokens: Tokens) -> None:
    """A headline: of at least three longer words most start with a capital; or are all in capitals."""
    long_words = [word for word in tokens.words if len(word) > 3 and word[0].isalpha()]
    if len(long_words) > 2:
        most = 0.9 if tokens.words[-1] == "." else 0.7  # a headline has no full stop
        tokens.headline = sum(word[0].isupper() for word in long_words) > most * len(long_words)
        tokens.caps = tokens.headline and sum(map(str.isupper, long_words)) > 0.7 * len(long_words)
