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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed between 10 and 15 people.", [("killed", 10, 15)]),
        ("Ten to 15 rebels were killed.", [("killed", 10, 15)]),
        ("Residents spoke of 10-15 dead.", [("killed", 10, 15)]),
        ("A dozen villagers were killed.", [("killed", 12, 12)]),
        ("More than two dozen people were wounded.", [("wounded", 24, None)]),
        ("Half a dozen soldiers died.", [("killed", 6, 6)]),
        ("Two hundred and ten people were killed.", [("killed", 210, 210)]),
        ("Some 1.2 million people have been displaced.", [("displaced", 1_200_000, 1_200_000)]),
        ("Tens of thousands of people fled.", [("displaced", 20_000, None)]),
        ("The death toll rose to 27 from 19.", [("killed", 27, 27)]),
        ("The death toll has risen from 19 to 27.", [("killed", 27, 27)]),
        ("It raised the death toll to at least 41.", [("killed", 41, None)]),
        ("The blast claimed the lives of 12 people.", [("killed", 12, 12)]),
        ("The attack claimed 12 lives.", [("killed", 12, 12)]),
        ("The attack left 12 people dead and five injured.", [("killed", 12, 12), ("wounded", 5, 5)]),
        ("Rescuers pulled out the bodies of six children.", [("killed", 6, 6)]),
        ("Seven people lost their lives.", [("killed", 7, 7)]),
        ("Gunmen shot dead a Nigerian policeman.", [("killed", 1, 1)]),
        ("An off-duty officer was killed.", [("killed", 1, 1)]),
        ("Three people, all from one family, were killed.", [("killed", 3, 3)]),
    ],
)
def test_figures_in_other_words(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Forty people, three of them children, were killed.", "children"),
        ("The strike killed 40 people, three of whom were women.", "women"),
        ("At least 40 people were killed; three of the dead were children.", "children"),
    ],
)
def test_some_of_them_are_a_part(text: str, who: str) -> None:
    total, part = find_tolls([Sentence(0, len(text), text)])
    assert (total.low, part.low, part.who) == (40, 3, who)
    assert part.part_of is not None
    assert part.part_of.casefold().startswith("fort" if text.startswith("Forty") else "40")


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had killed the offensive's momentum in two days.",
        "Ten houses and a clinic were hit; nobody died.",
        "The 2015 attack is remembered by those who died.",
        "A woman's house was hit and she was not hurt.",
    ],
)
def test_no_toll_where_nobody_is_counted(text: str) -> None:
    assert figures(text) == []
