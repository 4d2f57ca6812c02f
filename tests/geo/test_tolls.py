from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Sentence
from geo.tolls import find_tolls

Figure = tuple[str, int | None, int | None]


def figures(text: str) -> list[Figure]:
    return [
        (toll.harm, toll.low, toll.high)
        for toll in find_tolls([Sentence(0, len(text), text)])
        if toll.part_of is None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed 14 villagers near the bridge.", [("killed", 14, 14)]),
        ("At least twenty-two people died when the roof fell.", [("killed", 22, None)]),
        ("The raid wounded up to 40 soldiers.", [("wounded", None, 40)]),
        ("Dozens of residents were injured.", [("wounded", 24, None)]),
        ("Nine were killed and a further 12 wounded.", [("killed", 9, 9), ("wounded", 12, 12)]),
        ("The clinic counted 8 dead and 15 injured.", [("killed", 8, 8), ("wounded", 15, 15)]),
        ("More than 3,000 people were displaced.", [("displaced", 3000, None)]),
        ("Two hundred miners are missing.", [("missing", 200, 200)]),
        ("A nurse and two children were killed.", [("killed", 2, 2)]),
    ],
)
def test_figures(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Just one in 12 raids killed fighters.",
        "The men killed were aged 30 to 40 years.",
        "A column of 60 lorries passed the checkpoint.",
        "The front is 15 miles from the road where he died.",
        "70% of those polled feared being killed.",
    ],
)
def test_other_numbers_are_no_tolls(text: str) -> None:
    assert figures(text) == []


def test_a_part_quotes_its_total_and_is_not_added() -> None:
    text = "The council listed at least 21 villagers killed, including four girls and a teacher."
    total, *parts = find_tolls([Sentence(0, len(text), text)])
    assert (total.low, total.high, total.who) == (21, None, "villagers")
    assert parts
    assert all(part.part_of == "21 villagers" for part in parts)


def test_spans_quote_the_text_from_the_sentence_on() -> None:
    text = "Nothing. At least six men were killed."
    sentence = Sentence(9, len(text), text[9:])
    (toll,) = find_tolls([sentence])
    assert text[toll.span.start : toll.span.end] == toll.span.text == "At least six men"


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    for toll in find_tolls([Sentence(0, len(text), text)]):
        assert toll.span.text in text
