"""When a report was published, from what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.docdate import date_document
from geo.model import Document

BODY = "\n\nThe mill was hit on Wednesday, its owner said by telephone.\n\nRain had fallen since 2 May 2011."
GIVEN = date(2019, 5, 6)


def dated(text: str, given: date | None = None, **fields: str) -> tuple[date | None, str]:
    document = date_document(Document("x", text + BODY, **fields), given)  # type: ignore[arg-type]
    return document.published, document.published_from


@pytest.mark.parametrize(
    "head",
    [
        "Mill hit\nBy Ana Lima | 3 May 2019",
        "Mill hit\n\nPublished 3 May 2019",
        "Mill hit\n\nMay 03, 2019 at 11:32 AM ET",
        "Mill hit\n\nFriday, 3 May 2019",
        "Mill hit\n\nAgency | May 3, 2019",
        "Mill hit\n\nUpdated: 5 May 2019 08:00 GMT\nPublished: 3 May 2019 07:00 GMT",
        "Mill hit\n\n2019-05-03",
    ],
)
def test_byline(head: str) -> None:
    assert dated(head, GIVEN) == (date(2019, 5, 3), "byline")


@pytest.mark.parametrize(
    "head", ["PORTO, 3 May 2019 (Agency) - Smoke rose.", "PORTO, May 3, 2019 — Smoke rose."]
)
def test_dateline(head: str) -> None:
    assert dated(head) == (date(2019, 5, 3), "dateline")


def test_a_dateline_without_a_year_needs_a_date_given_nearby() -> None:
    head = "PORTO, May 3 (Agency) - Smoke rose."
    assert dated(head) == (None, "unknown")
    assert dated(head, GIVEN) == (date(2019, 5, 3), "dateline")
    assert dated(head, date(2019, 9, 1)) == (date(2019, 9, 1), "given")


def test_a_date_in_the_body_is_not_the_publication() -> None:
    assert dated("The film was made on the 3rd May 2019, they say.") == (None, "unknown")
    assert dated("Mill hit", GIVEN) == (GIVEN, "given")


def test_the_address_tells() -> None:
    assert dated("Mill hit", url="https://news.example/2019/05/03/mill") == (date(2019, 5, 3), "metadata")
    assert dated("Mill hit", url="https://news.example/2019/15/93/mill") == (None, "unknown")


def test_what_the_document_says_stands_before_all() -> None:
    known = replace(
        Document("x", "Published 1 May 2001" + BODY), published=GIVEN, published_from="front matter"
    )
    assert date_document(known, date(2020, 1, 1)) is known


def test_a_date_at_the_foot_counts_when_it_says_published() -> None:
    paragraphs = "\n\n".join("Rain fell upon the plain, and it did not stop." for _ in range(20))
    assert dated(paragraphs + "\n\nPosted on 3 May 2019 by the desk") == (date(2019, 5, 3), "byline")
    assert dated(paragraphs + "\n\n3 May 2019") == (None, "unknown")
