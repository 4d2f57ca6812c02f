"""The kinds of paragraphs, on pages of our own making."""

from __future__ import annotations

import pytest

from geo.blocks import split_blocks
from geo.datelines import dateline_end, is_stamp
from geo.model import Document
from geo.paragraphs import split_paragraphs

BODY = "Two shells fell beside the mill on Tuesday, and the miller's brother was hurt, a nurse said by phone."
MORE = " ".join([BODY] * 5)


def kinds(*paragraphs: str, title: str = "") -> list[tuple[str, str]]:
    document = Document("x", "\n\n".join(paragraphs), title=title)
    return [(block.kind, document.text[block.start : block.end]) for block in split_blocks(document)]


def kind(paragraph: str) -> str:
    """That of a paragraph in the middle of a report; of its first part when it is cut."""
    blocks = kinds("A heading of the page", BODY, paragraph, BODY)
    return blocks[2][0]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more here.",
        "0 €",
        "1,200 $",
        "$ 40 raised of $ 500",
        "Skip to content",
        "View this post on Facebook",
        "YouTube: watch?v=abc",
        "Support Rivernews",
        "Donate now!",
        "Share | Tweet | Email",
        "Sign up for our newsletter",
        "Become a member today and keep us going.",
        "Your donation keeps our reporters in the field.",
        "If you value our work, please give today.",
        "Related: The bridge that nobody built",
        "Advertisement",
        "All rights reserved. Rivernews 2019",
        "Home > World > Europe",
        "Tags: river, bridge, mill",
    ],
)
def test_boilerplate(paragraph: str) -> None:
    assert kind(paragraph) == "boilerplate"


@pytest.mark.parametrize(
    "paragraph",
    [
        '"Your support matters to our fighters," the colonel told them, and they cheered.',
        "Support for the ceasefire grew after the shelling of the old town.",
        "The donors gave 5,000 $ for the clinic.",
        "By nightfall the road was open and the trucks were moving.",
        "The photo was found by a boy who was looking for his goat.",
        "A video posted by residents showed the bridge on fire.",
        "The mill, which burned for two days, is a ruin now, according to the agency Xinhua.",
        "The mill burned for two days, the governor told the agency AFP.",
        "Your support is with the people of the valley, the bishop told them, and your gifts were seen.",
        "From the hill it was hard to see who had fired first.",
    ],
)
def test_body_is_not_taken_for_machinery(paragraph: str) -> None:
    assert kind(paragraph) == "body"


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Ana Lima",
        "By Ana Lima, in Porto | 3 May 2019",
        "Posted by the editors.",
        "Updated 3 May 2019 10:05 GMT",
    ],
)
def test_bylines(paragraph: str) -> None:
    assert kinds("The river rose", paragraph, BODY)[1][0] == "byline"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Photo: A. Lima",
        "© Rivernews/Ana Lima",
        "Image by Ana Lima",
        "REUTERS/Ana Lima",
        "Getty Images",
        "Image copyright",
    ],
)
def test_credits(paragraph: str) -> None:
    assert kind(paragraph) == "credit"


def test_a_caption_is_cut_from_its_credit() -> None:
    caption = "Villagers carry sacks out of the flooded mill. Photo: Rivernews/Ana Lima"
    assert kinds("A heading", BODY, caption)[2:] == [
        ("caption", "Villagers carry sacks out of the flooded mill."),
        ("credit", "Photo: Rivernews/Ana Lima"),
    ]


@pytest.mark.parametrize(
    "tail", ["— REUTERS", "AFP/Ana Lima", "(AP Photo/Ana Lima)", "© Ana Lima", "Image: Ana Lima"]
)
def test_other_credits_at_the_end_of_a_caption(tail: str) -> None:
    assert kinds("A heading", BODY, f"The mill after the flood. {tail}")[2:] == [
        ("caption", "The mill after the flood."),
        ("credit", tail),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "A still image taken from a drone video shows the mill before the flood.",
        "File photo: the old bridge in winter.",
        "Footage appears to show the bridge falling.",
        "This satellite image shows new trenches.",
    ],
)
def test_captions_without_a_credit(paragraph: str) -> None:
    assert kind(paragraph) == "caption"


def test_headlines_and_their_kin() -> None:
    found = kinds(
        "Mill Hit As River Rises",
        "Two hurt, one missing",
        BODY,
        "What happens next?",
        BODY,
        "Mill hit as river rises",
    )
    assert [name for name, _ in found] == ["headline", "headline", "body", "headline", "body", "headline"]


def test_one_line_alone_is_body() -> None:
    assert kinds("Two shells fell on the mill") == [("body", "Two shells fell on the mill")]


def test_a_title_run_into_the_text_is_cut_off() -> None:
    found = kinds("Mill hit. " + BODY, title="Mill hit")
    assert found == [("headline", "Mill hit."), ("body", BODY)]


def test_comments_run_to_the_end() -> None:
    found = kinds(
        "Mill hit", MORE, "2 Comments", "I was there. It was loud.", "Photo: mine", "Read more here."
    )
    assert [name for name, _ in found] == [
        "headline",
        "body",
        "boilerplate",
        "comment",
        "comment",
        "boilerplate",
    ]


def test_a_comment_counter_above_the_report_opens_nothing() -> None:
    assert [name for name, _ in kinds("Mill hit", "12 Comments", BODY)][-1] == "body"


def test_what_stands_between_two_appeals_is_one() -> None:
    found = kinds("Mill hit", BODY, "Your support matters…", "News is costly.", "Become a member.")
    assert [name for name, _ in found][2:] == ["boilerplate"] * 3


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("PORTO, May 3 (Agency) - The mill burned.", "PORTO, May 3 (Agency) -"),
        ("PORTO/LISBON (Agency) — The mill burned.", "PORTO/LISBON (Agency) —"),
        (
            "SAN TELMO, 12 JAN 90 (RADIO NOVA) -- [TEXT] THE MILL BURNED.",
            "SAN TELMO, 12 JAN 90 (RADIO NOVA) -- [TEXT]",
        ),
        ("Porto, Portugal — The mill burned.", "Porto, Portugal —"),
    ],
)
def test_datelines_are_cut_off(text: str, head: str) -> None:
    (kind_, first), (rest, _) = kinds(text)
    assert (kind_, first, rest) == ("dateline", head, "body")


@pytest.mark.parametrize(
    "text",
    [
        "The mill — which had burned before — was lost.",
        "Porto: a city on a river.",
        "Well-known faces came.",
        "He said - no.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline_end(text, opening=True) is None


def test_stamps() -> None:
    assert is_stamp("Sunday, 4 October 2020")
    assert is_stamp("Agency | Oct. 4, 2020 9:15 am EST")
    assert not is_stamp("The mill burned on 4 October 2020 and again a year later")


def test_wrapping_is_told_from_lines_that_end_on_purpose() -> None:
    wrapped = "The mill that stood beside the river since the days of the old\nduke burned to the ground."
    assert len(split_paragraphs(wrapped)) == 1
    assert len(split_paragraphs("The mill burned\nTwo people hurt\nRain on Sunday")) == 3
    assert len(split_paragraphs("One\u2029Two\fThree")) == 3


def test_a_huge_page_stays_linear() -> None:
    hostile = "home > " * 40 + "\n\n" + "a " * 90 + "\n\n" + "share " * 60 + "\n\n" + "." * 50_000 + "x"
    assert kinds(hostile)
