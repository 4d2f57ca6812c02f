"""Entries to an index: keys of every name, postings, columns.

Entries stream through: only the columns of places and the tries are held in memory, so a dump of the whole
of GeoNames can be compiled on a laptop.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from gazetteer import index
from gazetteer.folding import (
    ARTICLE_COUNTRIES,
    fingerprint,
    fold,
    tidy,
    without_articles,
    without_generic,
)
from gazetteer.placecolumns import PlaceColumns
from gazetteer.skeleton import skeleton
from gazetteer.sorting import Sorter, sorter
from gazetteer.sources.entry import ACRONYM, DERIVED, PRIMARY, SPELLING, Entry

Posting = tuple[str, int, int, int]  # key, place, fingerprint, marks


def compile_index(entries: Iterable[Entry], folder: Path, meta: dict[str, Any]) -> None:
    """Write the index of the entries; the same entries give the same bytes."""
    places = PlaceColumns()
    with sorter(4) as postings, sorter(2) as bones:
        for number, entry in enumerate(entries):
            places.add(entry.place, len(entry.names))
            postings.add(postings_of(entry, number))
        postings.sort()
        keys = marisa_trie.Trie(key for key, _ in groupby(row[0] for row in postings))
        posting_columns = compile_postings(keys, postings, bones)
        bones.sort()
        skeletons = marisa_trie.Trie(word for word, _ in groupby(row[0] for row in bones))
        skeleton_columns = compile_skeletons(skeletons, bones)
    tables, place_columns = places.finished()
    columns = {**posting_columns, **skeleton_columns, **place_columns}
    index.write(folder, keys, skeletons, columns, {**meta, **tables, "entries": len(places)})


def postings_of(entry: Entry, number: int) -> Iterator[Posting]:
    """What the index says of each name of an entry, and of the keys made of its names."""
    seen: set[str] = set()
    bones = main_bones(entry.place.name)
    for name, marks in entry.names.items():
        key = fold(name)
        if key:
            kind = SPELLING if bones and main_bones(name) == bones else 0
            yield key, number, fingerprint(tidy(name)), marks | kind | acronym(name)
            seen.add(key)
    for name, marks in entry.names.items():
        for key in derived_keys(fold(name), entry):
            if key not in seen and key not in entry.barred:
                kind = SPELLING if bones and skeleton(key) == bones else 0
                yield key, number, 0, marks | kind | DERIVED


def main_bones(name: str) -> str:
    """The skeleton of a name without its word for the kind: equal for spellings of one name."""
    return skeleton(without_generic(fold(name)))


def acronym(name: str) -> int:
    """The mark of a name of at most five capitals, dots aside."""
    letters = name.replace(".", "")
    return (
        ACRONYM if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) < 6 else 0
    )


def derived_keys(key: str, entry: Entry) -> Iterator[str]:
    """The key without its articles (where names have them), without its word for the kind (areas)."""
    bare = without_generic(key) if entry.place.kind in ("admin1", "country") else key
    for made in (bare, without_articles(bare) if entry.place.country in ARTICLE_COUNTRIES else bare):
        if made != key and len(made) > 2:
            yield made


def compile_postings(keys: marisa_trie.Trie, postings: Sorter, bones: Sorter) -> dict[str, Any]:
    """The postings in the order of the keys' numbers; the skeletons of keys go to `bones`.

    Only of main names and their spellings: a skeleton of a name in a tenth language means nothing.
    """
    numbers, lengths = array("I"), array("I")
    columns = {"post_place": array("I"), "post_print": array("H"), "post_marks": array("B")}
    for key, group in groupby(postings, lambda row: row[0]):
        before, loose = len(columns["post_place"]), False
        for _, *posting in group:
            loose = loose or bool(posting[2] & (PRIMARY | SPELLING))
            for column, value in zip(columns.values(), posting, strict=True):
                column.append(value)
        numbers.append(keys[key])
        lengths.append(len(columns["post_place"]) - before)
        word = skeleton(key) if loose else ""
        if word:
            bones.add([(word, keys[key])])
    return regrouped("key_starts", numbers, lengths, columns)


def compile_skeletons(skeletons: marisa_trie.Trie, bones: Sorter) -> dict[str, Any]:
    """For each skeleton the numbers of the keys it stands for."""
    numbers, lengths, flat = array("I"), array("I"), array("I")
    for word, group in groupby(bones, lambda row: row[0]):
        before = len(flat)
        flat.extend(number for _, number in group)
        numbers.append(skeletons[word])
        lengths.append(len(flat) - before)
    return regrouped("skeleton_starts", numbers, lengths, {"skeleton_keys": flat})


def regrouped(
    name: str, numbers: array[int], lengths: array[int], columns: dict[str, array[int]]
) -> dict[str, Any]:
    """Columns of groups in a new order: that of the groups' numbers; and where each group begins."""
    order = np.argsort(np.asarray(numbers), kind="stable")
    old = index.starts(np.asarray(lengths))[:-1][order]
    sizes = np.asarray(lengths, dtype=np.int64)[order]
    new = index.starts(sizes)
    at: NDArray[np.int64] = np.repeat(old - new[:-1], sizes) + np.arange(new[-1])
    return {name: new, **{key: np.asarray(column)[at] for key, column in columns.items()}}
