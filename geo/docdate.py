"""When a report was published: from what is known about it, then from its byline or dateline.

Precedence: the document's own metadata or front matter; a date in its byline or dateline; the date
that the user gave (`--published` "gives documents without a date theirs"); else unknown. Unknown stays
unknown: never today's date. A date in the body is when something happened, so it does not become the day
that "on Wednesday" counts from.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.model import Document

__all__ = ["date_document"]


def date_document(document: Document, given: date | None = None) -> Document:
    """The document with `published` and `published_from` filled, as far as they can be known."""
    if document.published is not None:
        return document
    if given is not None:
        return replace(document, published=given, published_from="given")
    return document
