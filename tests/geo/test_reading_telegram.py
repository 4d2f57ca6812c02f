"""Telegram's export in: a message a document."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from geo.model import Document, Unread
from geo.reading.parsing import parse
from geo.records import unread_to_record
from tests.madefiles import RAID

ARABIC = "سقطت قذيفتان قرب الطاحونة يوم الثلاثاء"


def message(number: int, text: Any = "", **more: Any) -> dict[str, Any]:
    at = {"date": "2015-10-01T23:59:00", "date_unixtime": "1443743940"}
    return {"id": number, "type": "message", **at, "from": "Ana", "text": text, **more}


def chat(*messages: Any, **more: Any) -> dict[str, Any]:
    return {"name": "Mill Watch", "type": "public_channel", "id": 9, "messages": list(messages), **more}


def read(value: Any) -> list[Document | Unread]:
    return list(parse("result.json", json.dumps(value).encode(), "result.json"))


def documents(value: Any) -> list[Document]:
    return [item for item in read(value) if isinstance(item, Document)]


def test_a_channel() -> None:
    parts = ["Warplanes bombed ", {"type": "bold", "text": "Talbiseh"}, " on Wednesday.", {"type": "x"}, 7]
    found = documents(
        chat(
            {**message(1, "Ana joined"), "type": "service"},
            message(2, parts, edited="2015-10-02T10:00:00"),
            message(3, RAID, forwarded_from="River Watch", date=None),
        )
    )
    assert [item.id for item in found] == ["result.json:2", "result.json:3"]
    assert found[0].text == "Warplanes bombed Talbiseh on Wednesday."
    assert (found[0].published, found[0].published_from) == (date(2015, 10, 1), "metadata")
    assert (found[0].publisher, found[0].title, found[0].url) == ("Mill Watch", "", "")
    assert (found[1].title, found[1].published) == ("Forwarded from River Watch", date(2015, 10, 1))


def test_a_group_speaks_with_many_voices_and_an_address_is_never_made_up() -> None:
    (found,) = documents(chat(message(2, RAID), type="public_supergroup", username="mill_watch"))
    assert (found.publisher, found.url) == ("Ana", "https://t.me/mill_watch/2")
    (found,) = documents(chat(message(2, RAID), username="mill watch/../x"))
    assert found.url == ""


def test_an_account() -> None:
    left = {"list": [chat(message(2, "Mill hit."), id=10, name="")]}
    found = documents({"about": "…", "chats": {"list": [chat(message(2, RAID)), 7]}, "left_chats": left})
    assert [(item.id, item.publisher) for item in found] == [
        ("result.json:9:2", "Mill Watch"),
        ("result.json:10:2", "Ana"),
    ]


def test_a_message_that_is_there_twice_is_read_as_it_was_edited() -> None:
    assert [item.text for item in documents(chat(message(2, "Mill hit."), message(2, "Mill missed.")))] == [
        "Mill missed."
    ]


def test_what_is_not_read_is_counted() -> None:
    items = read(
        chat(
            *(message(n, media_type="sticker") for n in range(5)),
            message(6, photo="photos/6.jpg"),
            message(7),
            *(message(n, ARABIC) for n in range(10, 15)),
        )
    )
    unread = [item for item in items if isinstance(item, Unread)]
    assert len(unread) == len(items)
    assert [(item.id, item.reason, item.detail, item.count) for item in unread] == [
        ("result.json:media", "message without text", "sticker 5, photo 1, nothing 1", 7),
        (
            "result.json:Arabic",
            "Arabic",
            "result.json:10, result.json:11, result.json:12 and 2 more",
            5,
        ),
    ]
    assert Unread(**unread_to_record(unread[0])) == unread[0]


def test_other_json_is_none() -> None:
    assert [item.id for item in read({"text": RAID, "messages": []})] == ["result.json"]
    (item,) = read({"chats": {"list": []}})
    assert isinstance(item, Unread)
    assert item.reason == "broken"
    assert read(chat(3, None, [], {"text": {}}, {"id": [], "text": [[], {"text": 5}], "date": 3})) != []
