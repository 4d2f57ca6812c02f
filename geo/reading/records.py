"""A record with the agreed fields (a JSON object, a CSV row, front matter) to a `Document`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from geo.docdate import full_date
from geo.model import Document, Unread
from geo.reading.languages import unread_language
from geo.reading.limits import MAX_DOCUMENT_BYTES

__all__ = ["document_from", "read_date"]


def document_from(fields: Mapping[str, object], text: str, default_id: str, origin: str) -> Document | Unread:
    """The document, or why it is not read. `origin` names where its fields come from ("metadata" …)."""
    doc_id = _string(fields, "id") or default_id
    if not text.strip():
        return Unread(doc_id, "empty", "the report has no text")
    if len(text) > MAX_DOCUMENT_BYTES:
        return Unread(
            doc_id, "too large", f"{len(text):,} characters; at most {MAX_DOCUMENT_BYTES:,} are read"
        )
    if not _is_whole(text):
        return Unread(doc_id, "broken", "the text holds half a character (a lone surrogate)")
    if language := unread_language(text):
        return Unread(doc_id, language, "a language that Dateline does not read")
    published = read_date(_string(fields, "published"))
    return Document(
        id=doc_id,
        text=text,
        title=_string(fields, "title"),
        published=published,
        published_from=origin if published else "unknown",
        publisher=_string(fields, "publisher"),
        url=_string(fields, "url"),
        language=_string(fields, "language"),
    )


def _is_whole(text: str) -> bool:
    """Whether the text can be written again; JSON can say characters that no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_date(value: str) -> date | None:
    """The day of an ISO 8601 date or time, as its own zone counts it, or of one in words ("4 Oct 2015").

    None when it is neither; the document is then dated as if the field were not there.
    """
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return full_date(value[:100])


def _string(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, str):
        return value.strip().encode("utf-8", "replace").decode("utf-8")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
