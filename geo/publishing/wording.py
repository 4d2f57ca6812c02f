"""Which words may be published: those that can be shown to name no place, person or report.

A word with a capital is withheld unless it is known to be harmless: the name or adjective of a country, a day
or month, an actor of the lexicon that is told anyway, or the beginning of a sentence whose word the reports
also write small. Words of other scripts, addresses and numbers like coordinates are withheld too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geo.lexicons import load

WITHHELD = "[withheld]"
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = re.compile(r"://|@|\bwww\.|\d\.\d{2,}|\d ?°|[#_]")
_BEGINS = re.compile(r"""(?:^|[.!?:;]['"’”)\]]*\s+)['"“‘(\[]*(?P<word>[^\W\d_]+)""")
_CALENDAR = (
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Ramadan Eid US UN EU UK NATO"
)
_NOUNS = ("settlement", "area", "district", "site", "water", "land")
_LEAST = 3  # letters of a name that is looked for


class Wording:
    """What is harmless in the texts of some claims.

    `texts` are the reports' sentences (they show which words are written small), `names` those of the places
    made coarser, in every form in which the reports or the gazetteer have them.
    """

    def __init__(self, texts: Iterable[str], names: Iterable[str]) -> None:
        small = {word for text in texts for word in _WORD.findall(text) if word.islower()}
        self._small = small | _common_words()
        words = {word.casefold() for name in names for word in _WORD.findall(name)}
        self._telling = {word for word in words if len(word) >= _LEAST} - _common_words()

    def is_harmless(self, text: str, also: Iterable[str] = ()) -> bool:
        """True where no word of a text can tell a place or a person; the words of `also` may stand in it."""
        if not text.isascii() and any(c.isalpha() and not c.isascii() for c in text):
            return False
        if _TELLING.search(text):
            return False
        allowed = _known_words() | {word for name in also for word in _WORD.findall(name)}
        begins = {match.start("word") for match in _BEGINS.finditer(text)}
        return all(
            self._is_word_harmless(m.group(), m.start() in begins, allowed) for m in _WORD.finditer(text)
        )

    def _is_word_harmless(self, word: str, begins: bool, allowed: set[str] | frozenset[str]) -> bool:
        folded = word.casefold()
        if folded in self._telling:
            return False
        return len(word) == 1 or word.islower() or word in allowed or (begins and folded in self._small)

    def names_a_place(self, text: str) -> bool:
        """True where a text has a word of the names of the places that are made coarser."""
        return any(word.casefold() in self._telling for word in _WORD.findall(text))

    def kept(self, text: str, also: Iterable[str] = ()) -> str:
        """The text, or WITHHELD."""
        return text if not text or self.is_harmless(text, also) else WITHHELD


@cache
def _known_words() -> frozenset[str]:
    """Names and adjectives of countries, days and months."""
    states = load("states")["states"].values()
    names = [name for state in states for name in (state["name"], state.get("adjective", ""))]
    return frozenset(word for name in (*names, _CALENDAR) for word in _WORD.findall(name))


@cache
def _common_words() -> frozenset[str]:
    """Words that begin sentences everywhere, and those that names of places share: "air base", "camp"."""
    table = load("place_nouns")
    nouns = [noun for kind in _NOUNS for noun in table[kind]]
    return frozenset(word for noun in nouns for word in _WORD.findall(noun)) | frozenset(
        "a an the in on at by of to for from with as it its this that these those there he she they we i "
        "his her their our after before when while although at all some many several no not one two three "
        "four five six seven eight nine ten most more other others but and or if because since until".split()
    )
