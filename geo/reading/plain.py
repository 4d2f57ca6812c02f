"""Text and Markdown files, with or without front matter."""

from __future__ import annotations

from geo.model import Document, Unread
from geo.reading.decode import decode, universal_newlines
from geo.reading.frontmatter import split_front_matter
from geo.reading.records import document_from

__all__ = ["read_plain"]


def read_plain(data: bytes, doc_id: str) -> Document | Unread:
    """The one document in the file. Raises UndecodableError."""
    fields, text = split_front_matter(universal_newlines(decode(data)))
    return document_from(fields, text, doc_id, "front matter")
