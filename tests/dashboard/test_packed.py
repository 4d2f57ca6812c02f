"""Many strings in one run of bytes, and words found among them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import packed
from dashboard.packed import Numbers, Packed, Spool, Texts
from geo.errors import DatelineError

words = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=20)


@given(words, st.text(max_size=5))
def test_each_string_is_found_by_itself(strings: list[str], other: str) -> None:
    some = Packed.of(strings)
    assert some == strings
    assert some[1:3] == strings[1:3]
    assert [strings[found] if (found := some.find(one)) is not None else None for one in strings] == strings
    assert (other in some) == (other in strings)
    assert Packed.unpacked("x", some.arrays("x")) == strings


def test_numbers_are_those_of_different_strings() -> None:
    numbers = Numbers(Packed.of(["b", "a", "ü"]))
    assert dict(numbers) == {"b": 0, "a": 1, "ü": 2}
    assert numbers.get("c") is None
    assert 7 not in numbers
    with pytest.raises(IndexError):
        Packed.of(["a"])[1]


@given(st.lists(st.text("ab\n", max_size=6), max_size=30), st.text("ab", min_size=1, max_size=3))
def test_a_word_is_found_in_the_strings_that_hold_it(strings: list[str], word: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "_AT_ONCE", 10)
        assert Texts.of(strings).containing(word).tolist() == [word in one for one in strings]
        assert Packed.of(strings).containing(word).tolist() == [word in one for one in strings]


def test_texts_come_in_tables_and_go_in_another_order() -> None:
    spool = Spool()
    for some in (["one", "two"], [], ["three"]):
        spool.add(pa.array(some, pa.string()))
    texts = spool.texts(np.array([2, 0, 1]))
    assert [texts[number] for number in range(len(texts))] == ["three", "one", "two"]
    assert texts.containing("o").tolist() == [False, True, True]


def test_no_room_for_temporary_files_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packed, "TemporaryFile", full)
    with pytest.raises(DatelineError, match=r"No space left on device.*TMPDIR"):
        Spool()


def test_parts_that_do_not_fit_are_refused() -> None:
    numbers = np.zeros(1, np.uint32)
    for kind in (Packed, Texts):
        with pytest.raises(ValueError, match="do not fit"):
            kind(np.zeros(3, np.uint8), np.zeros(2, np.uint32), numbers)
