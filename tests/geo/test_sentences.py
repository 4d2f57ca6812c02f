"""Where sentences end. The texts are ours; pysbd is asked for a second opinion on them."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Document
from geo.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(Document("x", text))]


# The sentences of a text, and whether pysbd is right about them too.
SPLITS = [
    (["The depot burned.", "Nobody was hurt."], True),
    (["Gen. Omar Haddad spoke to Mr. Costa on Feb. 3.", "He left at once."], True),
    (["The U.S. envoy met Dr. Lund.", "They spoke for an hour."], True),
    (["Talks resume in the U.S. The envoy has left."], False),
    (["They met at 5 p.m. on Monday.", "Nothing came of it."], True),
    (["Prices rose 3.5 percent.", "Bread cost 1.20."], True),
    (['"We saw two jets," he said.', '"Then they were gone."'], True),
    (['"Who fired?" asked the nurse.', "No one knew."], True),
    (['"Leave now!" he shouted.', "They did."], True),
    (["J. R. Okafor signed the order.", "It was brief."], True),
    (["Was it a drone?", "Perhaps."], True),
    (["The mayor paused… and went on.", "The hall was silent."], True),
    (["He was hit in the leg.[3]", "She was not."], False),
    (["Item No. 7 was missing.", "So was the key."], True),
    (["He answered no.", "She shrugged."], True),
    (["It fell on Sgt. Ito.", "al-Amin saw it."], False),
    (["He lost.", "McKay won."], True),
    (["The firm, Acme Inc. of Ohio, closed.", "Its staff left."], True),
    (["Shells fell near St. Anne’s church.", "“It shook,” said Fr. Paul."], False),
    (["THE BRIDGE WAS HIT AT DAWN.", "GEN. RUIZ DENIED IT."], True),
    (["Water rose to 2 m.", "The road was cut."], True),
]


@pytest.mark.parametrize(
    "parts", [parts for parts, _ in SPLITS if len(parts) > 1], ids=lambda parts: parts[0][:30]
)
def test_splits(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts
    assert sentences("\u00a0".join(parts)) == parts


@pytest.mark.parametrize("parts", [parts for parts, sure in SPLITS if sure], ids=lambda parts: parts[0][:30])
def test_pysbd_agrees(parts: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pysbd's own source has invalid escapes
        import pysbd

        oracle = [
            part.strip() for part in pysbd.Segmenter(language="en", clean=False).segment(" ".join(parts))
        ]
    assert oracle == parts
    assert sentences(" ".join(parts)) == oracle


def test_acronym_ends_a_sentence_before_a_word_that_begins_them() -> None:
    assert sentences("They flew to the U.S. The trip was short.") == [
        "They flew to the U.S.",
        "The trip was short.",
    ]
    assert sentences("They met U.S. Senator Lima.") == ["They met U.S. Senator Lima."]


def test_paragraphs_end_sentences_and_are_numbered() -> None:
    found = split_sentences(Document("x", "One line without an end\n\nAnother one. And a third."))
    assert [(s.text, s.paragraph) for s in found] == [
        ("One line without an end", 0),
        ("Another one.", 1),
        ("And a third.", 1),
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The convoy left the depot before dawn and was stopped twice on the way to\n"
        "the river, where a second patrol, which nobody had expected, turned all of\n"
        "its trucks around.\n"
    )
    assert len(sentences(text)) == 1


def test_bullets_and_short_lines_stand_alone() -> None:
    text = "What we know:\n- A bridge was hit\n- Two people are missing\nThe count goes on."
    assert sentences(text) == [
        "What we know:",
        "- A bridge was hit",
        "- Two people are missing",
        "The count goes on.",
    ]


def test_marks_alone_are_no_sentence() -> None:
    assert sentences('He stopped there. "\n\n—\n\nShe went on.') == ["He stopped there.", "She went on."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_newline_breaks(newline: str) -> None:
    assert sentences(f"First one.{newline}{newline}Second one.") == ["First one.", "Second one."]


@given(st.text(alphabet=st.sampled_from("aB. !?\"”'…\n\r\t\u00a0()1-é[]"), max_size=200))
def test_offsets_hold_on_hostile_punctuation(text: str) -> None:
    check_offsets(text)


@given(st.text(max_size=300))
def test_offsets_hold_on_any_text(text: str) -> None:
    check_offsets(text)


def check_offsets(text: str) -> None:
    end = 0
    for sentence in split_sentences(Document("x", text)):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip()
        assert sentence.start >= end
        end = sentence.end


def test_every_letter_is_in_a_sentence() -> None:
    text = 'BEIRUT (Agency) - One. "Two?" he said.\n\nThree: 4.5 of it… Photo: A. Name'
    covered = "".join(s.text for s in split_sentences(Document("x", text)))
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]
