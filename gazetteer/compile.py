"""Entries to an index: keys of every name, postings, columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from gazetteer import index
from gazetteer.folding import (
    ARTICLE_COUNTRIES,
    fingerprint,
    fold,
    tidy,
    without_articles,
    without_generic,
)
from gazetteer.skeleton import skeleton
from gazetteer.sources.entry import ACRONYM, DERIVED, PRIMARY, SPELLING, Entry

Posting = tuple[int, int, int]  # place, fingerprint, marks


def compile_index(entries: Sequence[Entry], folder: Path, meta: dict[str, Any]) -> None:
    """Write the index of the entries; the same entries give the same bytes."""
    postings = gather(entries)
    keys = marisa_trie.Trie(sorted(postings))
    ordered = [postings[keys.restore_key(n)] for n in range(len(keys))]
    skeletons, skeleton_columns = compile_skeletons(keys, ordered)
    tables, place_columns = compile_places(entries)
    flat = [posting for group in ordered for posting in group]
    columns = {
        "key_starts": starts(len(group) for group in ordered),
        "post_place": [p[0] for p in flat],
        "post_print": [p[1] for p in flat],
        "post_marks": [p[2] for p in flat],
        **skeleton_columns,
        **place_columns,
    }
    index.write(folder, keys, skeletons, columns, {**meta, **tables})


def gather(entries: Sequence[Entry]) -> dict[str, list[Posting]]:
    """Every key with its postings, sorted by place."""
    found: dict[str, set[Posting]] = defaultdict(set)
    for number, entry in enumerate(entries):
        seen: set[str] = set()
        bones = main_bones(entry.place.name)
        for name, marks in sorted(entry.names.items(), key=lambda item: (not item[1] & PRIMARY, item[0])):
            key = fold(name)
            if key:
                kind = SPELLING if bones and main_bones(name) == bones else 0
                found[key].add((number, fingerprint(tidy(name)), marks | kind | acronym(name)))
                seen.add(key)
        for name, marks in entry.names.items():
            for key in derived_keys(fold(name), entry):
                if key not in seen:
                    kind = SPELLING if bones and skeleton(key) == bones else 0
                    found[key].add((number, 0, marks | kind | DERIVED))
    return {key: sorted(postings) for key, postings in found.items()}


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


def compile_skeletons(
    keys: marisa_trie.Trie, postings: Sequence[Sequence[Posting]]
) -> tuple[marisa_trie.Trie, dict[str, Any]]:
    """The trie of skeletons and, for each, the numbers of the keys it stands for.

    Only of main names and their spellings: a skeleton of a name in a tenth language means nothing.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number in range(len(keys)):
        loose = any(marks & (PRIMARY | SPELLING) for _, _, marks in postings[number])
        bones = skeleton(keys.restore_key(number)) if loose else ""
        if bones:
            groups[bones].append(number)
    trie = marisa_trie.Trie(sorted(groups))
    ordered = [groups[trie.restore_key(n)] for n in range(len(trie))]
    flat = [number for group in ordered for number in group]
    return trie, {"skeleton_starts": starts(len(g) for g in ordered), "skeleton_keys": flat}


def compile_places(entries: Sequence[Entry]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The tables of words that places share (for the meta), and the columns of places."""
    places = [entry.place for entry in entries]
    tables = {
        "countries": sorted({p.country for p in places}),
        "kinds": sorted({p.kind for p in places}),
        "sources": sorted({p.source for p in places}),
        "admin1": sorted({p.admin1 for p in places}),
        "ids": {p.place_id: n for n, p in enumerate(places) if not p.place_id.startswith("geonames:")},
    }
    at = {
        table: {word: n for n, word in enumerate(words)} for table, words in tables.items() if table != "ids"
    }
    names = [p.name.encode() for p in places]
    columns = {
        "lat": [round(p.lat * index.DEGREES) for p in places],
        "lon": [round(p.lon * index.DEGREES) for p in places],
        "population": [p.population for p in places],
        "country": [at["countries"][p.country] for p in places],
        "admin1": [at["admin1"][p.admin1] for p in places],
        "kind": [at["kinds"][p.kind] for p in places],
        "source": [at["sources"][p.source] for p in places],
        "radius": [round(p.radius_km * 10) for p in places],
        "fame": [min(255, len(entry.names)) for entry in entries],
        "number": [_geonames_number(p.place_id) for p in places],
        "name_starts": starts(len(n) for n in names),
        "name_bytes": np.frombuffer(b"".join(names), np.uint8),
    }
    return tables, columns


def starts(lengths: Iterable[int]) -> Any:
    """Where each of the groups begins in the flat list, and where the last ends."""
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, np.int64))])


def _geonames_number(place_id: str) -> int:
    source, _, number = place_id.partition(":")
    return int(number) if source == "geonames" else 0
