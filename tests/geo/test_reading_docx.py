"""Word files in."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from geo.model import Document, Unread
from geo.reading import docx as reader
from geo.reading.parsing import parse
from tests.madefiles import RAID, docx, docx_body, locked, rezipped, understated, zip_of

PLAIN = docx(RAID, "", "Second one.", title="Raids", author="Mill Desk")


def one(data: bytes) -> Document | Unread:
    (item,) = parse("a.docx", data, "a.docx")
    return item


def text(body: str) -> str:
    item = one(docx_body(PLAIN, body))
    assert isinstance(item, Document), item
    return item.text


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_paragraphs_and_what_the_file_says_of_itself() -> None:
    item = one(PLAIN)
    assert isinstance(item, Document)
    assert item.text == f"{RAID}\n\nSecond one."
    assert (item.title, item.publisher, item.published) == ("Raids", "Mill Desk", None)


def test_changes_are_read_as_accepted_and_comments_are_not() -> None:
    body = (
        f"<w:p>{run('Shells ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:ins>{run('fell on')}</w:ins>{run(' ')}<w:hyperlink>{run('Douma')}</w:hyperlink>"
        "<w:commentRangeStart/><w:r><w:commentReference/></w:r>"
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:br/><w:t>on Friday</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('In a control.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:moveFrom><w:p>{run('Moved away.')}</w:p></w:moveFrom>"
    )
    assert text(body) == "Shells fell on Douma\non Friday\t-\n\nIn a control."


def test_tables_and_boxes() -> None:
    def cell(*paragraphs: str) -> str:
        return f"<w:tc>{''.join(f'<w:p>{run(words)}</w:p>' for words in paragraphs)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr>{cell('3 May')}{cell('Homs')}{cell('12', 'dead')}</w:tr>"
        f"<w:tr>{cell('Only this.', 'And this.')}{cell('')}</w:tr>"
        f"<w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
        f"<w:p>{run('Before.')}<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent><w:p>{run('Boxed.')}</w:p></w:txbxContent></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run(' After.')}</w:p>"
    )
    assert text(body).split("\n\n") == [
        "3 May | Homs | 12 dead", "Only this.", "And this.", "a | b", "Before. After.", "Boxed."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no zip at all", "broken"),
        (zip_of({"a.txt": "a zip, and no Word file"}), "broken"),
        (rezipped(PLAIN, {"word/document.xml": b"<w:document"}), "broken"),
        (rezipped(PLAIN, {"word/document.xml": b"<a>" * 100_000}), "broken"),
        (locked(PLAIN), "broken"),
        (docx(), "empty"),
        (docx("Два снаряда упали рядом с мельницей"), "Russian"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password needed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97", "broken"),
    ],
)
def test_not_read(data: bytes, expected: str) -> None:
    item = one(data)
    assert isinstance(item, Unread)
    assert item.reason == expected


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    made = docx_body(PLAIN, f"<w:p>{run('Shells &a9; &f; fell.')}</w:p>")
    with_entities = rezipped(PLAIN, {"word/document.xml": head.encode() + document_xml(made)})
    item = one(with_entities)
    assert isinstance(item, Unread) or not {"haha", "root:"} & set(item.text.split())
    monkeypatch.setattr(reader, "MAX_DOCX_XML", 500_000)
    item = one(docx_body(PLAIN, "<w:p/>" * 100_000))
    assert isinstance(item, Unread)
    assert (item.reason, "its text unpacks" in item.detail) == ("too large", True)
    monkeypatch.setattr(reader, "MAX_DOCX_UNPACKED", 50_000)
    item = one(rezipped(PLAIN, {"word/media/a.png": b"\0" * 60_000}))
    assert isinstance(item, Unread)
    assert item.reason == "too large"


def document_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml")


def test_a_part_that_holds_more_than_it_says_takes_no_memory() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    bomb = understated(parts | {"docProps/core.xml": b" " * 40_000_000}, size=20_000)
    tracemalloc.start()
    one(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
