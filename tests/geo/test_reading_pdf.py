"""PDFs in: paragraphs as they were before they were typeset, and what no text can be had of."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Document, Unread
from geo.reading import pdf as reader
from geo.reading import pdf_lines
from geo.reading.parsing import parse
from geo.reading.pdf_layout import Line, text_of, without_heads
from tests.madefiles import RAID, endless_pdf, lines, locked_pdf, pdf


def read(data: bytes) -> list[Document | Unread]:
    return list(parse("a.pdf", data, "a.pdf"))


def laid_out(*pages: list[str], left: float = 50) -> str:
    """The text of pages with these lines below each other; an empty one leaves a gap."""
    return text_of(
        [
            [Line(t, left, left + 5 * len(t), 760 - 14 * n, 11) for n, t in enumerate(page) if t]
            for page in pages
        ]
    )


def test_a_report_of_two_pages() -> None:
    head, foot = (50, 810, "Mill Monitor Weekly"), "Page {} of 3"
    first = lines(
        "Raids on Talbiseh",
        "",
        RAID[:60],
        RAID[60:],
        "",
        "Shells fell on Douma, in Syria, on Friday, when the",
    )
    second = lines("fighting was over, activists said.", "", "A second report came.")
    found = read(
        pdf(
            [
                [head, *first, (280, 30, foot.format(1))],
                [head, *second, (280, 30, foot.format(2))],
                [head, (280, 30, foot.format(3))],
                [],
            ],
            title="Raids on Talbiseh",
        )
    )
    document, unread = found
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == [
        "Raids on Talbiseh",
        RAID,
        "Shells fell on Douma, in Syria, on Friday, when the fighting was over, activists said.",
        "A second report came.",
    ]
    assert (document.title, document.published) == ("Raids on Talbiseh", None)  # not the day it was made
    assert isinstance(unread, Unread)
    assert (unread.id, unread.reason) == ("a.pdf:page 3", "some pages: scan without text")
    assert read(pdf([lines("Raids on Talbiseh. " * 3)], title="x.docx"))[0].title == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf([None, None]), "scan without text"),
        (pdf([[]]), "empty"),
        (locked_pdf(), "password needed"),
        (b"%PDF-1.4\nnothing of the kind", "broken"),
        (
            pdf([lines("Два снаряда упали рядом с мельницей".encode("cp1251").decode("latin-1"))])[:300],
            "broken",
        ),
    ],
)
def test_not_read(data: bytes, expected: str) -> None:
    (item,) = read(data)
    assert isinstance(item, Unread)
    assert item.reason == expected


def test_one_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PDF_SECONDS", 0.5)
    (item,) = read(endless_pdf())
    assert isinstance(item, Unread)
    assert (item.reason, item.detail) == ("too large", "not read within 0.5 seconds")


def test_one_that_takes_its_process_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "dies.py"
    script.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(reader, "_SCRIPT", script)
    (item,) = read(pdf([lines(RAID)]))
    assert isinstance(item, Unread)
    assert (item.reason, "exit -6" in item.detail) == ("broken", True)


def test_characters_beyond_the_first_plane_and_those_that_are_none() -> None:
    assert pdf_lines._written([0x48, 0xD83D, 0xDE00, 0xD83D, 0xFFFE, 0x9, 0x7, 0x110000]) == "H😀\t"


def test_limits() -> None:
    data = pdf([lines(RAID), []])
    assert pdf_lines.read(data, 1, 1000, 1000) == {"error": "pages"}
    assert pdf_lines.read(data, 2, 20, 1000) == {"error": "characters"}
    assert pdf_lines.read(data, 2, 1000, 20) == {"error": "text"}
    assert pdf_lines.read(data, 2, 1000, 1000)["blank"] == [2]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Warplanes hit the town on Wednes-", "day, activists said.", "on Wednesday,"),
        ("They were hit by Russian-", "backed fighters, he said.", "Russian-backed fighters"),
        ("They left the town of al-", "Bab in the evening, he said.", "al-Bab in"),
        ("They fled from rebel-", "held towns, he said.", "rebel-held towns"),
        ("The names were with-", "held, he said.", "were withheld"),
        ("One was a 25-", "year-old man, he said.", "a 25-year-old man"),
        ("An air-strike. The next air-", "strike came at noon.", "next air-strike came"),
        ("An airstrike. The next air-", "strike came at noon.", "next airstrike came"),
        ("The dead were - he said -", "from the town.", "said - from"),
    ],
)
def test_hyphens_at_a_line_s_end(first: str, second: str, expected: str) -> None:
    assert expected in laid_out([first, second])
    assert expected in laid_out([first], [second])


def test_where_paragraphs_begin() -> None:
    wide = "This line is as wide as the column in which it was set and goes on"
    assert laid_out([wide, "and ends here.", "This is another.", wide + ".", "It goes on."]).split(
        "\n\n"
    ) == [
        f"{wide} and ends here.",
        "This is another.",
        f"{wide}. It goes on.",
    ]
    assert laid_out(["• One", "• Two", "1) Three"]) == "• One\n\n• Two\n\n1) Three"
    indented = [Line(f"{wide}.", 50, 380, 700, 11), Line("An indented one.", 64, 150, 686, 11)]
    assert text_of([indented]) == f"{wide}.\n\nAn indented one."
    heading = [Line("Big words", 50, 380, 700, 30), Line("small ones", 50, 380, 686, 11)]
    assert text_of([heading]) == "Big words\n\nsmall ones"
    columns = [Line("it went on until the", 50, 150, 60, 11), Line("evening.", 300, 340, 700, 11)]
    assert text_of([columns]) == "it went on until the evening."


def test_what_stands_on_all_pages_is_no_text_and_a_table_is() -> None:
    def page(number: int) -> list[Line]:
        return [
            Line("Mill Monitor", 50, 100, 800, 9),
            Line(f"{number} 33 {number}", 50, 100, 700, 9),
            Line(f"Own words of page {'abc'[number]}", 50, 100, 60, 9),
            Line(f"- {number} -", 50, 100, 30, 9),
        ]

    kept = [[line.text for line in page] for page in without_heads([page(0), page(1), page(2)])]
    assert kept == [[f"{n} 33 {n}", f"Own words of page {'abc'[n]}"] for n in range(3)]
    assert len(without_heads([page(0)])[0]) == 4
