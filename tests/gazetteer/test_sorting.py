"""The sorter: rows in groups, whatever order they came in and however many parts they were in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gazetteer import sorting
from gazetteer.sorting import Spool

WORDS = ["homs", "حمص", "a b", "x", "homs governorate"]


def test_rows_are_grouped_by_the_numbers_of_their_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "BATCH", 7)  # so that parts are written to more than once
    drawn = np.random.default_rng(1).integers(0, (len(WORDS), 3, 3), (100, 3)).tolist()
    rows = [(WORDS[word], place, mark) for word, place, mark in drawn]
    spool = Spool(tmp_path / "spool", place=np.uint32, mark=np.uint8)
    for row in rows:
        spool.add([row])
    assert sorted(spool.words()) == sorted(WORDS)
    begins, columns = spool.grouped({word: number for number, word in enumerate(WORDS)})
    assert (columns["place"].dtype, columns["mark"].dtype) == (np.uint32, np.uint8)
    for number, word in enumerate(WORDS):
        group = slice(begins[number], begins[number + 1])
        found = list(zip(columns["place"][group].tolist(), columns["mark"][group].tolist(), strict=True))
        assert found == sorted({row[1:] for row in rows if row[0] == word})


def test_no_rows_are_no_groups(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", place=np.uint32)
    assert list(spool.words()) == []
    begins, columns = spool.grouped({})
    assert (begins.tolist(), columns["place"].tolist()) == ([0], [])
