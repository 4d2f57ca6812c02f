from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geo.lexicons import inflect
from geo.tokens import Phrases, tokenize


def test_offsets_point_into_the_document() -> None:
    text = "Jets hit the U.S.-backed group’s base; 2,500 fled."
    for token in tokenize(text, offset=100):
        assert text[token.start - 100 : token.end - 100] == token.text


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases([("air", 1), ("air strike", 2), ("strike", 3)])
    assert [match.value for match in phrases.find(tokenize("an air strike, a strike"))] == [2, 3]


def test_an_acronym_matches_only_in_capitals() -> None:
    phrases = Phrases([("IS", 1), ("Islamic State", 2), ("rebels", 3)])
    found = phrases.find(tokenize("It is IS; an islamic state; Islamic State and Rebels"))
    assert [match.value for match in found] == [1, 2, 3]


def test_full_stops_stay_tokens() -> None:
    assert [token.norm for token in tokenize("U.S. jets hit.")] == ["us", "jets", "hit", "."]


@given(st.text())
def test_any_text_is_cut(text: str) -> None:
    tokens = tokenize(text)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_verbs_are_inflected() -> None:
    assert set(inflect("seize")) == {"seize", "seizes", "seizing", "seized"}
    assert set(inflect("kidnap+")) == {"kidnap", "kidnaps", "kidnapping", "kidnapped"}
    assert set(inflect("fly: flew flown")) == {"fly", "flies", "flying", "flew", "flown"}
    assert set(inflect("=posted")) == {"posted"}
    assert "pushes out" in set(inflect("push out"))
