"""Names of actors, found among words: spellings that meet, capitals that count, names that need company."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from geo.model import Actor
from geo.tokens import Match, Token, tokenize

# The Arabic article as it is written in Latin letters; before the first word only the first two stand
# without a hyphen, for "as", "at" and "an" are English words.
_ARTICLE = ("al", "el", "ul", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath", "ed")
_FREE = frozenset(_ARTICLE[:2])
# May be written small at the end of a longer name: "Free Syrian army".
_GENERIC = frozenset(
    "army forces force brigade brigades battalion battalions division group front movement militia party "
    "council agency network government police guard guards union organisation organization corps committee "
    "commission service services ministry cartel coalition alliance fighters rebels regime mission".split()
)
_JOINTS = frozenset("-'")
_MARKS = "-'’"
_WITHIN = re.compile(r"(?<=\w)['’](?=\w)(?!s\b)")  # the apostrophe of "Da'esh", not of "People's"
# Names that are words where all is written in capitals.
_ALSO_WORDS = frozenset(
    "is who am are it us up let ice raid model aim mend arm far mas map sad gal pact fact raw cut "
    "pan mit".split()
)

_Node = dict[str, Any]  # a word to the next node; "" to the names that end here


class Name(NamedTuple):
    """One name of an actor; a short one needs company: `near`, words that the report must have."""

    actor: Actor
    form: Literal["name", "leader"]
    sure: bool = True
    near: frozenset[str] = frozenset()


class Company(Protocol):
    """Where a name stands: what its sentence and its report say for it."""

    @property
    def capitals(self) -> bool:
        """True where the sentence is written in capitals."""

    def weight(self, name: Name) -> int:
        """How much speaks for a short name; 0 for nothing."""


class _Ending(NamedTuple):
    name: Name
    capitals: tuple[bool, ...]  # for each word without joints: must it begin with a capital?
    exact: str  # one word with capitals inside, "" else: "IS", "JeM"


class Names:
    """A tree of words. Cost grows with the text, not with the number of names.

    A word that is written with a capital needs one, but for a common word at the end of a longer name
    ("Free Syrian army"). A name of one word with capitals inside ("IS", "JeM") has them there. Hyphens and
    apostrophes may be left out; the forms of the Arabic article are one, as are the words of each of
    `spellings`.
    """

    def __init__(self, entries: Iterable[tuple[str, Name]], spellings: Iterable[Sequence[str]] = ()) -> None:
        self._alike = {word: tuple(group) for group in spellings for word in group}
        self._alike |= dict.fromkeys(_ARTICLE, _ARTICLE)
        self._root: _Node = {}
        self._waiting: dict[str, list[tuple[str, Name]]] = {}  # by first word; a text needs few of them
        for text, name in entries:
            for written in _written(text):
                self._waiting.setdefault(_first_word(written), []).append((written, name))

    def first_words(self) -> frozenset[str]:
        """The words, in their form for comparing, that names begin with."""
        return frozenset(alike for word in self._waiting for alike in self._alike.get(word, (word,)))

    def at(self, tokens: Sequence[Token], at: int, company: Company) -> Match[Name] | None:
        """The longest name that begins at a token."""
        first = tokens[at].norm
        node = self._root.get(first)
        if node is None and (node := self._grown(first)) is None:
            return None
        endings: list[tuple[int, list[_Ending]]] = []
        last = at + 1
        while node is not None:
            if "" in node and tokens[last - 1].norm not in _JOINTS:
                endings.append((last, node[""]))
            if last == len(tokens):
                break
            node = node.get(tokens[last].norm)
            last += 1
        for end, here in reversed(endings):
            if name := _chosen(here, tokens, at, end, company):
                return Match(at, end, name)
        return None

    def _grown(self, first: str) -> _Node | None:
        """The tree under a word, made when the word is first met; complete before others can see it."""
        root: _Node = {}
        for word in self._alike.get(first, (first,)):
            for text, name in self._waiting.get(word, ()):
                self._add(root, text, name)
        self._root.update(root)
        return root.get(first)

    def _add(self, root: _Node, text: str, name: Name) -> None:
        words = tokenize(text.lstrip(_MARKS))
        node = root
        for word in words:
            node = self._next(node, word.norm, node is root)
        plain = [word for word in words if word.norm not in _JOINTS]
        inside = plain[0].text[1:]
        exact = plain[0].text if len(plain) == 1 and inside != inside.lower() else ""
        capitals = [word.text[0].isupper() and word.norm not in _ARTICLE for word in plain]
        if len(plain) > 2 and plain[-1].norm in _GENERIC:
            capitals[-1] = False
        node.setdefault("", []).append(_Ending(name, tuple(capitals), exact))

    def _next(self, node: _Node, word: str, is_root: bool) -> _Node:
        if word in _JOINTS:
            node.setdefault(word, node)  # it may stand there or not
            return node
        article = word in _ARTICLE
        child: _Node = node.get(_ARTICLE[0] if article else word, {})
        if article:
            child.setdefault("-", child)
        for written in self._alike.get(word, (word,)):
            bound = article and is_root and written not in _FREE
            node.setdefault(written, {"-": child} if bound else child)
        return child


def _first_word(text: str) -> str:
    """The first token of a name in its form for comparing."""
    head = text.lstrip(_MARKS).split(" ", 1)[0]
    return head.casefold() if head.isalpha() else (tokenize(head) or tokenize(text))[0].norm


def _written(text: str) -> Iterator[str]:
    """A name as listed, and without the apostrophes and accents inside its words."""
    yield text
    bare = _WITHIN.sub("", text)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not "\u0300" <= c <= "\u036f")
    if bare != text:
        yield bare


def _chosen(
    endings: Sequence[_Ending], tokens: Sequence[Token], at: int, end: int, company: Company
) -> Name | None:
    """The name that is meant: a short one that the report speaks for, else a sure one."""
    fitting = [ending.name for ending in endings if _fits(ending, tokens, at, end, company)]
    backed = sorted(
        ((company.weight(name), number) for number, name in enumerate(fitting) if not name.sure), reverse=True
    )
    if backed and backed[0][0] and (len(backed) == 1 or backed[0][0] > backed[1][0]):
        return fitting[backed[0][1]]
    return next((name for name in fitting if name.sure), None)


def _fits(ending: _Ending, tokens: Sequence[Token], at: int, end: int, company: Company) -> bool:
    """Whether the capitals are where the name has them."""
    words = [token for token in tokens[at:end] if token.norm not in _JOINTS]
    if not ending.exact:
        pairs = zip(words, ending.capitals, strict=False)
        return all(word.text[0].isupper() or not needed for word, needed in pairs)
    word = words[-1]
    if company.capitals:
        marked = "." in word.text or (at > 0 and tokens[at - 1].norm in ("the", "("))
        return word.text.isupper() and (marked or word.norm not in _ALSO_WORDS)
    return word.text.isupper() if ending.exact.isupper() else word.text == ending.exact
