"""Telegram Desktop's export (result.json): a message a document, of one chat or of a whole account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from geo.model import Document, Unread
from geo.reading.records import document_from

__all__ = ["is_export", "read_export"]

_CHANNEL = "channel"  # "public_channel", "private_channel": the channel speaks, not who typed
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_MEDIA = ("photo", "file", "poll", "location_information", "contact_information")
_NAMED = 3  # messages of those not read that are named; the rest are counted


def is_export(value: object) -> bool:
    """Whether a JSON value is such an export; a document of ours has "text" and no messages."""
    return isinstance(value, dict) and (_is_chat(value) or bool(_chats(value)))


def read_export(value: Mapping[str, Any], name: str) -> Iterator[Document | Unread]:
    """The messages with a text, ids `NAME:MESSAGE` (`NAME:CHAT:MESSAGE` of an account).

    Publisher is the channel, in a group or conversation who wrote; the title says from whom a message was
    forwarded. What was not read comes once for each chat and reason, with its count. Service messages
    ("X joined") are no messages.
    """
    if _is_chat(value):
        yield from _chat(value, name)
        return
    for number, chat in enumerate(_chats(value), start=1):
        yield from _chat(chat, f"{name}:{chat.get('id', number)}")


def _is_chat(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("messages"), list) and "text" not in value


def _chats(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The chats of an account, those that it left too."""
    groups = [value.get(name) for name in ("chats", "left_chats")]
    found = [chat for group in groups if isinstance(group, dict) for chat in _list(group.get("list"))]
    return [chat for chat in found if _is_chat(chat)]


def _chat(chat: Mapping[str, Any], name: str) -> Iterator[Document | Unread]:
    unread: dict[str, list[Unread]] = {}
    media: Counter[str] = Counter()
    for number, message in _newest(chat["messages"]).items():
        if not _text(message).strip():
            media[_medium(message)] += 1
            continue
        item = _document(chat, message, f"{name}:{number}")
        if isinstance(item, Document):
            yield item
        else:
            unread.setdefault(item.reason, []).append(item)
    if media:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in media.most_common())
        yield Unread(f"{name}:media", "message without text", kinds, media.total())
    for reason, items in unread.items():
        first = ", ".join(item.id for item in items[:_NAMED])
        rest = f" and {len(items) - _NAMED:,} more" if len(items) > _NAMED else ""
        yield Unread(f"{name}:{reason}", reason, f"{first}{rest}", len(items))


def _newest(messages: list[Any]) -> dict[str, Mapping[str, Any]]:
    """Messages by id, in their order; of one that is there twice the later, which is as it was edited."""
    found: dict[str, Mapping[str, Any]] = {}
    for number, message in enumerate(messages, start=1):
        if isinstance(message, dict) and message.get("type", "message") == "message":
            found[str(message.get("id", f"#{number}"))] = message
    return found


def _document(chat: Mapping[str, Any], message: Mapping[str, Any], doc_id: str) -> Document | Unread:
    forwarded = _string(message.get("forwarded_from"))
    speaks = [] if _CHANNEL in _string(chat.get("type")) else [message.get("from")]
    fields = {
        "title": f"Forwarded from {forwarded}" if forwarded else "",
        "published": _published(message),
        "publisher": next(filter(None, map(_string, [*speaks, chat.get("name"), message.get("from")])), ""),
        "url": _address(chat, message),
    }
    return document_from(fields, _text(message), doc_id, "metadata")


def _text(message: Mapping[str, Any]) -> str:
    """The text; where parts of it are links or bold it comes as a list of parts."""
    text = message.get("text")
    parts = text if isinstance(text, list) else [text]
    return "".join(_string(part.get("text")) if isinstance(part, dict) else _string(part) for part in parts)


def _published(message: Mapping[str, Any]) -> str:
    """The day where the export was made, else the day in UTC."""
    if day := _string(message.get("date")):
        return day
    try:
        return datetime.fromtimestamp(int(message.get("date_unixtime", "")), UTC).date().isoformat()
    except (ValueError, TypeError, OverflowError, OSError):
        return ""


def _address(chat: Mapping[str, Any], message: Mapping[str, Any]) -> str:
    """The message's address, only where the export gives the chat's public name."""
    username = _string(chat.get("username"))
    public = _USERNAME.fullmatch(username) and isinstance(message.get("id"), int)
    return f"https://t.me/{username}/{message['id']}" if public else ""


def _medium(message: Mapping[str, Any]) -> str:
    """What a message without words holds: "sticker", "video_file", "photo" …"""
    kind = _string(message.get("media_type"))
    kind = kind or next((name for name in _MEDIA if message.get(name)), "nothing")
    return kind.replace("_", " ")[:40]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
