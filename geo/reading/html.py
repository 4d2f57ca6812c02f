"""Web pages: the article's text by trafilatura (no comments, no navigation), what it is by its meta tags."""

from __future__ import annotations

import re
from typing import Any

from geo.model import Document, Unread
from geo.reading.decode import UndecodableError, decode, universal_newlines
from geo.reading.records import document_from

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # bytes: where a page must say its encoding is its first 1,024, and pages are late


def read_html(data: bytes, doc_id: str) -> Document | Unread:
    """The article in the page. Offsets count in the article's text. Raises UndecodableError.

    The date is looked for in meta tags and structured data only (htmldate's extensive search takes the
    year of a copyright line for a date).
    """
    from trafilatura import bare_extraction

    page: Any = bare_extraction(
        _page_text(data),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if page is None or not page.text:
        return Unread(doc_id, "empty", "no article was found in the page")
    fields = {
        "title": page.title or "",
        "published": page.date or "",
        "publisher": page.sitename or page.hostname or "",
        "url": page.url or "",
        "language": page.language or "",
    }
    return document_from(fields, universal_newlines(page.text), doc_id, "metadata")


def _page_text(data: bytes) -> str:
    """The page's source, in the encoding that it names itself unless it is UTF-8. Raises UndecodableError."""
    named = _CHARSET.search(data, 0, _HEAD)
    if named is None or b"\0" in data or _is_utf8(data):
        return decode(data)
    encoding = named.group(1).decode("ascii")
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise UndecodableError("unknown encoding", f"the page says {encoding} and is not: {error}") from error


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
