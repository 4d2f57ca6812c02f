"""Feeds in: an entry a document, and nothing fetched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.model import Document, Unread
from geo.reading.parsing import parse
from tests.madefiles import RAID, rss


def read(data: bytes, name: str = "a.rss") -> list[Document | Unread]:
    return list(parse(name, data, name))


def documents(data: bytes, name: str = "a.rss") -> list[Document]:
    return [item for item in read(data, name) if isinstance(item, Document)]


def test_rss() -> None:
    first, second, third = documents(
        rss(
            "<title>Raid &amp;amp; <![CDATA[<b>flight</b>]]></title><link>https://mill.example/1</link>"
            "<guid>raid-1</guid><pubDate>Wed, 30 Sep 2015 23:30:00 -0500</pubDate>"
            "<description>Short.</description><content:encoded><![CDATA["
            f"<p>{RAID}</p><p>5 &lt; 6.</p><script>x()</script>]]></content:encoded>",
            "<title>Two</title><link>https://mill.example/2</link>"
            "<description>Mill hit &amp;amp; burnt.</description>",
            "<description>Losses: 5 &lt; 6, he said.</description><link>javascript:alert(1)</link>",
        )
    )
    assert (first.id, first.title, first.url) == ("a.rss:raid-1", "Raid & flight", "https://mill.example/1")
    assert first.text == f"{RAID}\n\n5 < 6."
    assert (first.published, first.published_from) == (date(2015, 9, 30), "metadata")  # as its zone counts
    assert (first.publisher, first.language) == ("Mill and River", "en")
    assert (second.id, second.text) == ("a.rss:https://mill.example/2", "Mill hit & burnt.")
    assert (third.url, third.text, third.published) == ("", "Losses: 5 < 6, he said.", None)


def test_atom_and_rdf() -> None:
    (atom,) = documents(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill</title><entry><title>T</title><id>tag:1</id>'
        b'<updated>2020-01-02T23:00:00-05:00</updated><summary>No.</summary><content type="xhtml">'
        b'<div xmlns="http://www.w3.org/1999/xhtml"><p>Rockets hit <b>Homs</b>.</p><p>Two died.</p></div>'
        b"</content></entry></feed>",
        "a.xml",
    )
    assert (atom.id, atom.text, atom.published) == (
        "a.xml:tag:1",
        "Rockets hit Homs.\n\nTwo died.",
        date(2020, 1, 2),
    )
    (rdf,) = documents(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Mill</title></channel><item>'
        b"<title>T</title><link>https://mill.example/</link><description>Mill hit.</description>"
        b"<dc:date>2019-05-03</dc:date></item></rdf:RDF>",
        "a.rdf",
    )
    assert (rdf.publisher, rdf.published, rdf.text) == ("Mill", date(2019, 5, 3), "Mill hit.")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<html><body><p>Mill hit.</p></body></html>", "not a feed"),
        (b"not even XML", "not a feed"),
        (rss(), "empty"),
        (rss("<description>Mill hit.</description>").replace(b"</title>", b"</titl>"), "broken"),
        (rss("<title>Nothing in it</title>"), "empty"),
        (rss("<description>Два снаряда упали рядом с мельницей</description>"), "Russian"),
    ],
)
def test_not_read(data: bytes, expected: str) -> None:
    (item,) = read(data)
    assert isinstance(item, Unread)
    assert item.reason == expected


def test_a_feed_cut_short_gives_what_is_there() -> None:
    (found,) = documents(rss(f"<description>{RAID}</description>")[:-10])
    assert found.text == RAID


def test_entities_and_file_names_lead_nowhere(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    secret = tmp_path / "secret.txt"
    secret.write_bytes(rss("<description>The mill's secret.</description>"))
    head = f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "{secret.as_uri()}">{entities}]>'
    body = rss("<description>Mill &a9; &f; hit.</description>").decode().partition("?>")[2]
    texts = [found.text for found in documents((head + body).encode())]
    assert all(len(text) < 100 and "secret" not in text for text in texts)
    (item,) = read(str(secret).encode())  # feedparser would open it
    assert isinstance(item, Unread)
    assert item.reason == "not a feed"


def test_a_day_out_of_all_reckoning_takes_no_other_entry_along() -> None:
    absurd = "<pubDate>Wed, 30 Sep 2015 10:00:00 +99999999999999</pubDate>"
    found = documents(
        rss(f"<description>Mill hit.</description>{absurd}", "<description>River crossed.</description>")
    )
    assert [(one.text, one.published) for one in found] == [("Mill hit.", None), ("River crossed.", None)]
