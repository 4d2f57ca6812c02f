"""Web pages: the article's text by trafilatura (no comments, no navigation), what it is by its meta tags."""

from __future__ import annotations

from typing import Any

from geo.model import Document, Unread
from geo.reading.decode import decode, universal_newlines
from geo.reading.records import document_from

__all__ = ["read_html"]


def read_html(data: bytes, doc_id: str) -> Document | Unread:
    """The article in the page. Offsets count in the article's text. Raises UndecodableError.

    The date is looked for in meta tags and structured data only (htmldate's extensive search takes the
    year of a copyright line for a date).
    """
    from trafilatura import bare_extraction

    page: Any = bare_extraction(
        decode(data),
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
