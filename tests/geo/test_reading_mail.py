"""Mails in: who wrote what and when, what was attached, and what is only quoted."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from geo.model import Document, Unread
from geo.reading import mail as reader
from geo.reading.parsing import parse
from geo.reading.quoting import own_words
from tests.madefiles import RAID, docx, mail, zip_of


def read(message: EmailMessage | bytes) -> list[Document | Unread]:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return list(parse("a.eml", data, "a.eml"))


def document(message: EmailMessage | bytes) -> Document:
    (item,) = read(message)
    assert isinstance(item, Document), item
    return item


def test_headers_are_what_is_known_of_it() -> None:
    found = document(mail(f"{RAID}\n", subject="Raid — Talbiseh"))
    assert found.text == f"{RAID}\n"
    assert (found.title, found.publisher) == ("Raid — Talbiseh", "Mill Desk")
    # the day of the sender's zone, not the next one in UTC
    assert (found.published, found.published_from) == (date(2015, 10, 1), "mail header")
    nameless = document(
        b"From: <a@b.example>\nDate: the other day\nSubject: =?utf-8?q?Caf=C3=A9?=\n =?no?x?=\n\nMill hit."
    )
    assert (nameless.publisher, nameless.published) == ("b.example", None)
    assert nameless.title.startswith("Café")


def test_plain_text_comes_before_html_and_html_is_read_whole() -> None:
    both = mail(RAID)
    both.add_alternative("<p>Another</p>", subtype="html")
    assert document(both).text.strip() == RAID
    marked = mail("")
    marked.set_content(
        "<style>p {}</style><div style='display: none'>preview</div>"
        "<table><tr><td>Dear all,</td></tr><tr><td>"
        f"{RAID}<br>It went on &amp; on.</td></tr></table><script>alert(1)</script><pre>a\nb</pre>",
        subtype="html",
    )
    assert document(marked).text == f"Dear all,\n\n{RAID}\nIt went on & on.\n\na\nb"


def test_attachments_are_reports_of_their_own() -> None:
    message = mail("See below.")
    message.add_attachment(
        docx(RAID), maintype="application", subtype="octet-stream", filename="../Ré port.docx"
    )
    message.add_attachment(
        zip_of({"in/b.txt": "Published 3 May 2019\n\nMill hit."}), maintype="application", subtype="zip"
    )
    message.add_attachment("Rockets hit Homs.", subtype="plain", filename="c.txt")
    message.add_attachment(b"GIF", maintype="image", subtype="gif", filename="d.gif")
    message.add_attachment(b"GIF", maintype="image", subtype="gif", cid="<logo>", disposition="inline")
    message.add_attachment(
        mail("Shells fell on Douma.", subject="Inner", sent="Fri, 02 Oct 2015 10:00:00 +0000")
    )
    found = read(message)
    assert [(item.id, getattr(item, "published", item)) for item in found if isinstance(item, Document)] == [
        ("a.eml", date(2015, 10, 1)),
        ("a.eml/Ré port.docx", date(2015, 10, 1)),
        ("a.eml/attachment 2.zip/in/b.txt", date(2019, 5, 3)),
        ("a.eml/c.txt", date(2015, 10, 1)),
        ("a.eml/attachment 5.eml", date(2015, 10, 2)),
    ]
    assert [(item.id, item.reason) for item in found if isinstance(item, Unread)] == [
        ("a.eml/d.gif", "format not read: .gif")
    ]


def test_what_is_broken_in_a_mail_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    part = b"--a\nContent-Type: text/plain; charset=%s\nContent-Disposition: %s\n\n%s\n"
    data = b"\xef\xbb\xbfSubject: Raid\nContent-Type: multipart/mixed; boundary=a\n\n"
    data += (
        part % (b"no-such", b"inline", b"caf\xe9 \x8d")
        + b"--a\nContent-Type: message/rfc822\n\nX: y\n\nInner.\n"
    )
    data += part % (b"utf-8", b"attachment; filename=c.txt", b"Mill hit.") + b"--a--\n"

    def failing(_: object) -> bytes:
        raise KeyError("header")

    monkeypatch.setattr("email.message.Message.as_bytes", failing)
    assert [(item.id, getattr(item, "reason", "")) for item in read(data)] == [
        ("a.eml", "unknown encoding"),
        ("a.eml/attachment 1.eml", "broken"),
        ("a.eml/c.txt", ""),
    ]


def test_a_mail_that_only_carries_something_is_no_report() -> None:
    message = mail("")
    message.add_attachment("Rockets hit Homs.", subtype="plain", filename="c.txt")
    assert [item.id for item in read(message)] == ["a.eml/c.txt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mine.\n\nOn 3 May, Ana wrote:\n> Hers.\n> More.\n\nMine again.", "Mine.\n\n\nMine again."),
        ("Mine.\nOn Wed, 3 May 2019 at 10:00,\nAna <a@b.example> wrote:\n\n>> Hers.\n> More.\n", "Mine.\n"),
        ("Mine.\n\n-----Original Message-----\nFrom: Ana\n\nHers.", "Mine.\n"),
        ("Mine.\n__________\nFrom: Ana\nSent: 3 May\n\nHers.", "Mine."),
        ("Mine.\n__________\nMine still.", "Mine.\n__________\nMine still."),
        ("Mine.\n-- \nAna\nMill Desk", "Mine."),
        ("5 > 4, and\n-- not a signature\n--- nor this", "5 > 4, and\n-- not a signature\n--- nor this"),
        ("> All of it\n> is quoted.", "All of it\nis quoted."),
        (
            "FYI\n\n> Begin forwarded message:\n> Hers.\n-- \nAna",
            "FYI\n\nBegin forwarded message:\nHers.\n-- \nAna",
        ),
    ],
)
def test_what_is_quoted_is_not_the_writer_s(text: str, expected: str) -> None:
    assert own_words(text, "Re: mill") == expected


def test_what_a_mail_forwards_is_what_it_was_sent_for() -> None:
    assert own_words("See:\n> Hers.\n-- \nAna", "Fwd: mill") == "See:\nHers.\n-- \nAna"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no header, no mail", "broken"),
        (b"Subject: Empty\n\n\n", "empty"),
        (b"Subject: Bytes\nContent-Type: text/plain; charset=no-such\n\ncaf\xe9 \x8d", "unknown encoding"),
        (
            b"Subject: Deep\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\nX: y\n\nz\n" * 1200,
            "too large",
        ),
        (b"Subject: Long\nX: " + b"a" * 600_000 + b"\n\nMill hit.", "too large"),
        (mail("Два снаряда упали рядом с мельницей").as_bytes(), "Russian"),
    ],
)
def test_not_read(data: bytes, expected: str) -> None:
    (item,) = read(data)
    assert isinstance(item, Unread)
    assert item.reason == expected


def test_mails_in_mails_end_somewhere() -> None:
    message = mail("The innermost.")
    for _ in range(reader.MAX_MAIL_PARTS):
        outer = mail("")
        outer.set_content("Outer.")
        outer.add_attachment(message)
        message = outer
        if len(message.as_bytes()) > 4_000:
            break
    reasons = {item.reason for item in read(message) if isinstance(item, Unread)}
    assert reasons == {"nested too deep"}


@pytest.mark.parametrize("day", ["30 Sep 2015 10:00:00 +99999999999999", "30 Sep 9999999999999999999"])
def test_a_day_out_of_all_reckoning_is_none(day: str) -> None:
    found = document(f"From: a@b.example\nDate: Wed, {day}\n\nMill hit.".encode())
    assert (found.text, found.published) == ("Mill hit.", None)
