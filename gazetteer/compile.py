"""Entries to an index: keys of every name, postings, columns.

Entries stream through, and what is made of them waits on disk: of the whole of GeoNames only the building
of the trie of keys needs much memory, some 100 bytes a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import marisa_trie
import numpy as np

from gazetteer import index
from gazetteer.errors import GazetteerError
from gazetteer.folding import (
    ARTICLE_COUNTRIES,
    fingerprint,
    fold,
    tidy,
    without_articles,
    without_generic,
)
from gazetteer.geography import Layer
from gazetteer.matching import quality_of
from gazetteer.placecolumns import PlaceColumns, geonames_number
from gazetteer.ranking import prior, score
from gazetteer.skeleton import skeleton
from gazetteer.sorting import Columns, Spool
from gazetteer.sources.entry import ACRONYM, DERIVED, PRIMARY, SPELLING, Entry

Posting = tuple[str, int, int, int, int]  # key, rank (the likeliest place first), place, fingerprint, marks
FIELDS: dict[str, type[np.generic]] = {
    "rank": np.uint8,
    "place": np.uint32,
    "print": np.uint16,
    "marks": np.uint8,
}
RANKS = 255

_prior = lru_cache(maxsize=4096)(prior)  # of most places the same: no people, one name
_QUALITY = [quality_of("folded", marks) for marks in range(RANKS + 1)]
NAMED_WITH_KIND = ("admin1", "country")  # "Homs" is said for "Homs Governorate"


def compile_index(
    entries: Iterable[Entry], folder: Path, meta: dict[str, Any], areas: Layer | None = None
) -> int:
    """Write the index of the entries and say how many they are; the same entries give the same bytes.

    Where `areas` are given, places get the name of the first-level area that holds them.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{folder.name}.sorting-", dir=folder.parent) as scratch:
        places = PlaceColumns(Path(scratch, "places"))
        postings = Spool(Path(scratch, "postings"), **FIELDS)
        ids = Spool(Path(scratch, "ids"), place=np.uint32)
        for number, entry in enumerate(entries):
            places.add(entry)
            postings.add(postings_of(entry, number))
            if not geonames_number(entry.place.place_id):
                ids.add([(one_line(entry.place.place_id), number)])
        keys = marisa_trie.Trie(postings.words())
        columns = compile_postings(keys, postings)
        bones = Spool(Path(scratch, "bones"), key=np.uint32)
        add_bones(bones, keys, columns)
        skeletons = marisa_trie.Trie(bones.words())
        columns |= compile_skeletons(skeletons, bones)
        own = marisa_trie.Trie(ids.words())
        columns |= compile_ids(own, ids)
        tables, of_places = places.finished(areas)
        tries = {"keys": keys, "skeletons": skeletons, "ids": own}
        whole = {**meta, **tables, "entries": len(places)}
        of_places.update(columns)
        index.write(folder, tries, of_places, whole)
    return len(places)


def one_line(place_id: str) -> str:
    """The id of a place, as it is.

    Raises GazetteerError when it has a line break: codes of areas are as others wrote them.
    """
    if "\n" in place_id:
        raise GazetteerError(f"id {place_id!r} has a line break")
    return place_id


def postings_of(entry: Entry, number: int) -> Iterator[Posting]:
    """What the index says of each name of an entry, and of the keys made of its names."""
    keys = {name: fold(name) for name in entry.names}
    main = keys.get(entry.place.name) or fold(entry.place.name)
    base = _prior(entry.place.kind, entry.place.population, entry.fame)
    bones = main_bones(main) if set(keys.values()) != {main} else ""
    for name, given in entry.names.items():
        key = keys[name]
        if key:
            alike = key == main or (bones and main_bones(key) == bones)
            marks = given | (SPELLING if alike else 0) | acronym(name)
            yield key, rank(marks, base), number, fingerprint(tidy(name)), marks
    if entry.place.kind not in NAMED_WITH_KIND and entry.place.country not in ARTICLE_COUNTRIES:
        return
    seen = set(keys.values())
    for name, given in entry.names.items():
        for key in derived_keys(keys[name], entry):
            if key not in seen and key not in entry.barred:
                bones = bones or main_bones(main)
                alike = bones and skeleton(key) == bones
                marks = given | (SPELLING if alike else 0) | DERIVED
                yield key, rank(marks, base), number, 0, marks


@lru_cache(maxsize=4096)
def rank(marks: int, base: float) -> int:
    """0 for the likeliest, 255 for the least likely of the places that bear a key, by mark and prior."""
    return RANKS - int(RANKS * score(_QUALITY[marks], base))


def main_bones(key: str) -> str:
    """The skeleton of a key without its word for the kind: equal for spellings of one name."""
    return skeleton(without_generic(key) if " " in key else key)


def acronym(name: str) -> int:
    """The mark of a name of at most five capitals, dots aside."""
    if not name.isupper():
        return 0
    letters = name.replace(".", "")
    return ACRONYM if letters.isascii() and letters.isalpha() and len(letters) < 6 else 0


def derived_keys(key: str, entry: Entry) -> Iterator[str]:
    """The key without its articles (where names have them), without its word for the kind (areas)."""
    bare = without_generic(key) if entry.place.kind in NAMED_WITH_KIND else key
    for made in (bare, without_articles(bare) if entry.place.country in ARTICLE_COUNTRIES else bare):
        if made != key and len(made) > 2:
            yield made


def compile_postings(keys: marisa_trie.Trie, postings: Spool) -> Columns:
    """The columns of postings, in the order of the keys' numbers."""
    begins, columns = postings.grouped(keys)
    del columns["rank"]  # that order is what it was for
    return {"key_starts": begins, **{f"post_{name}": column for name, column in columns.items()}}


def add_bones(bones: Spool, keys: marisa_trie.Trie, columns: Columns) -> None:
    """Put the skeleton and the number of every key that may be met by its skeleton into the spool.

    Only of main names and their spellings: a skeleton of a name in a tenth language means nothing.
    """
    if not len(keys):
        return
    marks = np.bitwise_or.reduceat(columns["post_marks"], columns["key_starts"][:-1])
    loose = (marks & (PRIMARY | SPELLING)).tobytes()
    for key, number in keys.iteritems():
        word = skeleton(key) if loose[number] else ""
        if word:
            bones.add([(word, number)])


def compile_skeletons(skeletons: marisa_trie.Trie, bones: Spool) -> Columns:
    """For each skeleton the numbers of the keys it stands for."""
    begins, columns = bones.grouped(skeletons)
    return {"skeleton_starts": begins, "skeleton_keys": columns["key"]}


def compile_ids(own: marisa_trie.Trie, ids: Spool) -> Columns:
    """For each id that GeoNames did not give its place, and the order of these places.

    Raises GazetteerError when two places have one id.
    """
    _, columns = ids.grouped(own)
    if len(columns["place"]) > len(own):
        raise GazetteerError(f"two places have one id: {len(columns['place']) - len(own)} too many")
    return {"id_place": columns["place"], "id_order": np.argsort(columns["place"])}
