"""Feeds saved as files (RSS, Atom, RDF): an entry a document. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from geo.model import Document, Unread
from geo.reading.fragment import fragment_text
from geo.reading.records import document_from

__all__ = ["read_feed"]

_WEB = re.compile(r"https?://", re.IGNORECASE)
_ID_LENGTH = 200


def read_feed(data: bytes, doc_id: str) -> Iterator[Document | Unread]:
    """A document an entry, its id `FILE:GUID` (or its link, or number), for numbers change with every entry.

    The text is the entry's full content, or its summary where it has no other.
    """
    from feedparser import parse

    # a stream: bytes and strings are taken for file names and addresses first. Markup comes as it is (we make
    # text of it, never a page), and no address in it is completed.
    found = parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        yield Unread(doc_id, "not a feed", "XML that is neither RSS nor Atom")
        return
    if not found.entries:
        why = f"not well formed: {found.bozo_exception}"[:200] if found.bozo else ""
        yield Unread(doc_id, "broken" if why else "empty", why or "a feed without entries")
    shared = {"publisher": _line(found.feed, "title"), "language": found.feed.get("language", "")}
    for number, entry in enumerate(found.entries, start=1):
        name = " ".join(str(entry.get("id") or entry.get("link") or number).split())[:_ID_LENGTH]
        fields = shared | {
            "title": _line(entry, "title"),
            "published": _published(entry),
            "url": _address(entry),
        }
        yield document_from(fields, _text(entry), f"{doc_id}:{name}", "metadata")


def _text(entry: Any) -> str:
    contents = [_plain(part) for part in entry.get("content", ())]
    best = max(contents, key=len, default="")
    if best.strip():
        return best
    return _plain(entry.get("summary_detail", {}))


def _line(item: Any, name: str) -> str:
    """A field that is one line; feeds put markup into titles too."""
    return " ".join(_plain(item.get(f"{name}_detail", {})).split())


def _plain(part: Any) -> str:
    """The text of a part that says whether it is markup; what is not is left as it stands."""
    value = str(part.get("value") or "")
    return value if part.get("type") == "text/plain" else fragment_text(value)


def _address(entry: Any) -> str:
    link = str(entry.get("link") or "")
    return link if _WEB.match(link) else ""


def _published(entry: Any) -> str:
    """The entry's day, as its own zone counts it, ISO 8601; many feeds have only the last change."""
    for name in ("published", "updated"):
        if name not in entry:  # asked for it, feedparser would give the other, and a warning
            continue
        written = str(entry.get(name) or "").strip()
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                return read(written).date().isoformat()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
        if parsed := entry.get(f"{name}_parsed"):
            return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
    return ""
