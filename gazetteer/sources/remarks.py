"""What we know about places of other sources: names that do harm (stoplist.csv), notes (disputed.csv).

stoplist.csv: `name, place_id, reason`, without an id for every place;
disputed.csv: `place_id, aliases, note`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer.errors import PlaceFileError
from gazetteer.folding import fold
from gazetteer.sources.curated import rows_of
from gazetteer.sources.entry import SPELLING, Entry


def without_harmful(entries: Sequence[Entry], path: Path) -> None:
    """Take the listed names off their places; everyday words off every place that they are a side name of.

    Raises PlaceFileError naming the line of a name that its place no longer has.
    """
    by_id = {entry.place.place_id: entry for entry in entries}
    words = set[str]()
    for line, row in rows_of(path, "name place_id reason"):
        entry = by_id.get(row["place_id"])
        if not row["place_id"]:
            words.add(fold(row["name"]))
        elif entry and entry.names.pop(row["name"], None) is None:
            raise PlaceFileError(f"{path}:{line}: {row['place_id']} has no name {row['name']!r}; take it out")
    for entry in entries:
        entry.barred = words
        for name in [n for n, marks in entry.names.items() if not marks and fold(n) in words]:
            if not name.isupper():
                del entry.names[name]


def noted(entries: Sequence[Entry], path: Path) -> None:
    """Give the listed places their notes and further names, where these are among the entries."""
    by_id = {entry.place.place_id: entry for entry in entries}
    for _, row in rows_of(path, "place_id aliases note"):
        entry = by_id.get(row["place_id"])
        if entry:
            entry.place = replace(entry.place, note=row["note"])
            for alias in row["aliases"].split("|"):
                entry.add(alias, SPELLING)
