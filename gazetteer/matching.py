"""Which places bear a name, from strict to loose; the first step that finds some ends the search.

exact or folded → consonant skeleton → fuzzy. The last two can mean anything in the whole world, so they
are only tried inside a known country or within `REACH_KM` of a known point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gazetteer import folding
from gazetteer.distance import distance_km
from gazetteer.index import DEGREES, Index
from gazetteer.model import Match
from gazetteer.ranking import ALTERNATE, MADE_KEY, QUALITY, SPELT
from gazetteer.skeleton import skeleton, unlike
from gazetteer.sources.entry import ACRONYM, ADJECTIVE, DERIVED, PRIMARY, SPELLING

REACH_KM = 120.0
# How unlike the vowels may be, by the number of consonants: two consonants alone mean little.
MOST_UNLIKE = (0.0, 0.0, 0.05, 0.08, 0.16, 0.2)
FUZZY = 90.0  # rapidfuzz ratio of a fuzzy match, out of 100
SHORTEST_FUZZY = 5  # letters
MOST = 400  # postings looked at for one name; the likeliest places stand first
MOST_KEYS = 5000  # keys looked at for one skeleton
ACRONYM_LENGTH = 5

Hit = tuple[int, Match, float, bool]  # place, how, quality 0..1, adjective
Spellings = tuple[list[int], list[str]]  # numbers of keys, and the keys without articles
Allowed = Callable[[int], bool]
Fit = Callable[[NDArray[np.uint32]], NDArray[np.bool_]]  # which of some places are allowed


class Matcher:
    """Finds the places of an index that a name may mean."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._keys, self._skeletons = index.keys, index.skeletons
        columns = index.columns
        self._starts, self._places = columns["key_starts"], columns["post_place"]
        self._prints, self._marks = columns["post_print"], columns["post_marks"]
        self._skeleton_starts, self._skeleton_keys = columns["skeleton_starts"], columns["skeleton_keys"]
        codes = index.meta["countries"]
        self._article_countries = {n for n, c in enumerate(codes) if c in folding.ARTICLE_COUNTRIES}
        self.spellings_of_country = lru_cache(maxsize=8)(self._spellings_of_country)

    def has(self, name: str) -> bool:
        """Whether a place bears the name, as written or folded."""
        key = folding.fold(name)
        return bool(key) and (self.has_key(key, name) or self.has_bare(folding.without_articles(key), key))

    def has_key(self, key: str, name: str) -> bool:
        """Whether a place bears the name, of which this is the key."""
        number = self._keys.get(key, -1)
        return number >= 0 and (len(key) > ACRONYM_LENGTH or name.isupper() or self._spelt(number))

    def has_bare(self, bare: str, key: str) -> bool:
        """Whether a place of a country that writes articles bears the key without its article."""
        return bare != key and any(True for _ in self._without_article(bare, None, MOST))

    def prefixes(self, key: str) -> list[str]:
        """The keys that a folded text begins with: one walk down the trie finds them all."""
        return self._keys.prefixes(key)  # type: ignore[no-any-return]

    def _spelt(self, number: int) -> bool:
        """Whether a key stands for any name that is not an acronym."""
        start, end = self._starts.item(number), self._starts.item(number + 1)
        return not self._marks.item(start) & ACRONYM or not (self._marks[start:end] & ACRONYM).all()

    def bearers(self, name: str) -> list[int]:
        """Numbers of the places that bear the name, as written or folded, each once."""
        number = self._keys.get(folding.fold(name), -1)
        if number < 0:
            return []
        start, end = self._starts.item(number), self._starts.item(number + 1)
        if end - start == 1:
            return [self._places.item(start)]
        return list(dict.fromkeys(self._places[start : min(end, start + MOST)].tolist()))

    def strict(self, name: str, fit: Fit | None = None, most: int = MOST) -> list[Hit]:
        """Exact and folded matches; of a name that more than `most` places bear, only places that fit."""
        key = folding.fold(name)
        if not key:
            return []
        print_ = folding.fingerprint(folding.tidy(name))
        found = list(self._postings(key, print_, 1.0, fit, most, upper=name.isupper()))
        if " " in key or not key.isascii():
            bare = folding.without_articles(key)
            if bare != key:
                found += self._without_article(bare, fit, most)
        return found

    def generic(self, name: str, fit: Fit | None = None, most: int = MOST) -> list[Hit]:
        """Matches of the name without its word for the kind ("Homs province")."""
        key = folding.fold(name)
        bare = folding.without_generic(key)
        if bare == key:
            return []
        fields = [hit for name in folding.airfields(key) for hit in self.strict(name, fit, most)]
        return fields or list(self._postings(bare, -1, MADE_KEY, fit, most))

    def skeleton(self, name: str, allowed: Allowed) -> list[Hit]:
        """Matches of the consonants, where the vowels are near enough for their number."""
        key = folding.fold(name)
        bones = skeleton(key)
        number = self._skeletons.get(bones, -1) if bones else -1
        if number < 0:
            return []
        most = MOST_UNLIKE[min(len(bones), len(MOST_UNLIKE) - 1)]
        found: list[Hit] = []
        start, end = self._skeleton_starts[number : number + 2]
        for other in self._skeleton_keys[start : min(end, start + MOST_KEYS)].tolist():
            hits = list(self._hits(other, "skeleton", 1.0, allowed))
            apart = unlike(key, self._keys.restore_key(other)) if hits else 1.0
            if apart <= most:
                found += [
                    (place, match, quality * (1 - apart / 2), adj) for place, match, quality, adj in hits
                ]
        return found

    def fuzzy(self, name: str, spellings: Spellings, allowed: Allowed) -> list[Hit]:
        """Matches of a few letters' difference, among the spellings given."""
        from rapidfuzz import fuzz, process  # no build requirement: the build hook imports this package

        key = folding.without_articles(folding.fold(name))
        if len(key) < SHORTEST_FUZZY:
            return []
        numbers, words = spellings
        close = process.extract(key, words, scorer=fuzz.ratio, score_cutoff=FUZZY, limit=20)
        found: list[Hit] = []
        for spelling, like, at in close:
            if spelling[0] == key[0]:
                found += self._hits(numbers[at], "fuzzy", like / 100, allowed)
        return found

    def spellings_near(self, lat: float, lon: float) -> Spellings:
        """Numbers and words of the keys of the places within reach of a point."""
        columns = self._index.columns
        band = np.flatnonzero(np.abs(columns["lat"] - int(lat * DEGREES)) < REACH_KM / 111 * DEGREES)
        km = distance_km(lat, lon, columns["lat"][band] / DEGREES, columns["lon"][band] / DEGREES)
        return self._spellings(band[km <= REACH_KM])

    def _spellings_of_country(self, code: str) -> Spellings:
        """Numbers and words of the keys of a country's places."""
        codes = self._index.meta["countries"]
        if code not in codes:
            return [], []
        return self._spellings(np.flatnonzero(self._index.columns["country"] == codes.index(code)))

    def _spellings(self, places: NDArray[np.int64]) -> Spellings:
        wanted = np.zeros(len(self._index), dtype=bool)
        wanted[places] = True
        at = np.flatnonzero(wanted[self._places] & (self._marks & (PRIMARY | SPELLING) > 0))
        numbers = np.unique(np.searchsorted(self._starts, at, side="right") - 1).tolist()
        return numbers, [folding.without_articles(self._keys.restore_key(n)) for n in numbers]

    def _without_article(self, bare: str, fit: Fit | None, most: int) -> Iterator[Hit]:
        """Matches of a name whose article was taken off, in countries that write it."""
        country = self._index.columns["country"]
        for hit in self._postings(bare, -1, MADE_KEY, fit, most):
            if country.item(hit[0]) in self._article_countries:
                yield hit

    def _postings(  # noqa: PLR0913 -- what is looked for, and how much of it
        self, key: str, print_: int, factor: float, fit: Fit | None, most: int, *, upper: bool = False
    ) -> Iterator[Hit]:
        number = self._keys.get(key, -1)
        if number < 0:
            return
        for at in self._looked_at(number, fit, most):
            marks = self._marks.item(at)
            if marks & ACRONYM and not upper:
                continue
            match: Match = "exact" if print_ == self._prints.item(at) and not marks & DERIVED else "folded"
            yield self._places.item(at), match, factor * quality_of(match, marks), bool(marks & ADJECTIVE)

    def _looked_at(self, number: int, fit: Fit | None, most: int) -> Iterable[int]:
        """The postings of a key; of more than `most` those of the likeliest places that fit."""
        start, end = self._starts.item(number), self._starts.item(number + 1)
        if end - start <= most or fit is None:
            return range(start, min(end, start + most))
        return (start + np.flatnonzero(fit(self._places[start:end]))[:most]).tolist()  # type: ignore[no-any-return]

    def _hits(self, number: int, match: Match, like: float, allowed: Allowed) -> Iterator[Hit]:
        start, end = self._starts.item(number), self._starts.item(number + 1)
        for at in range(start, end):
            place, marks = self._places.item(at), self._marks.item(at)
            if marks & (PRIMARY | SPELLING) and not marks & ADJECTIVE and allowed(place):
                yield place, match, like * quality_of(match, marks), bool(marks & ADJECTIVE)


def quality_of(match: Match, marks: int) -> float:
    """0 to 1: how good a match of this kind with a name so marked is."""
    main = 1.0 if marks & (PRIMARY | ADJECTIVE) else SPELT if marks & SPELLING else ALTERNATE
    return QUALITY[match] * main * (MADE_KEY if marks & DERIVED else 1.0)
