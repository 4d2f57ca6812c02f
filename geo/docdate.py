"""When a report was published, which is what "on Wednesday" counts from.

In this order: the document's own metadata or front matter; the day in its address (/2015/10/04/); a full date
in its byline ("Oct 04, 2015 at 11:32 AM ET", "Published 3 March 2022"; "updated" only when nothing else
is dated) or its dateline ("ALEPPO, 4 Oct 2015 -"); the date that the user gave, for documents without one
of their own, moved back to the dateline's day when that has no year and lies in the week before; else
unknown. Unknown stays unknown: never today's date, never a file's. A date in the body is when something
happened, so it is not taken for the publication either, however full it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geo.blocks import split_blocks
from geo.dates import find_dates
from geo.model import Document

__all__ = ["date_document", "full_date"]

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_TOP_PARAGRAPHS = 12  # a byline further down is another report's, unless it says "published"
_SAYS_PUBLISHED = re.compile(
    r"\s*(?:first )?(?:published|posted|issued|released|date|filed)\b", re.IGNORECASE
)
_SAYS_UPDATED = re.compile(r"\b(?:updated|modified|edited|last)\b", re.IGNORECASE)
_DATELINE_DAYS = 7
_FULL = ("absolute", "absolute-numeric")


def date_document(document: Document, given: date | None = None) -> Document:
    """The document with `published` and `published_from` filled, as far as they can be known."""
    if document.published is not None:
        return document
    if found := _in_address(document.url):
        return replace(document, published=found, published_from="metadata")
    bylines, datelines = _dated_blocks(document)
    if dated := [day for text in bylines if (day := full_date(text))]:
        return replace(document, published=dated[0], published_from="byline")
    if dated := [day for text in datelines if (day := full_date(text))]:
        return replace(document, published=dated[0], published_from="dateline")
    if given is None:
        return document
    near = [day for text in datelines if (day := _near_date(text, given))]
    return replace(
        document, published=near[0] if near else given, published_from="dateline" if near else "given"
    )


def _in_address(url: str) -> date | None:
    found = _IN_ADDRESS.search(url)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _dated_blocks(document: Document) -> tuple[list[str], list[str]]:
    """The texts of bylines, those that speak of an update last, and of datelines."""
    bylines: list[str] = []
    datelines: list[str] = []
    for block in split_blocks(document):
        text = document.text[block.start : block.end]
        at_top = block.paragraph < _TOP_PARAGRAPHS
        if block.kind == "byline" and (at_top or _SAYS_PUBLISHED.match(text)):
            bylines.append(text)
        elif block.kind == "dateline" and at_top:
            datelines.append(text)
    return sorted(bylines, key=lambda text: bool(_SAYS_UPDATED.search(text))), datelines


def full_date(text: str) -> date | None:
    """The first date in it that needs no publication to be known."""
    days = [mention.moment.start for mention in find_dates(text, None) if mention.rule in _FULL]
    return days[0] if days else None


def _near_date(text: str, given: date) -> date | None:
    """A day without a year, when it lies at most a week before the date given."""
    for mention in find_dates(text, given):
        day = mention.moment.start
        if mention.rule == "month-day" and day and 0 <= (given - day).days <= _DATELINE_DAYS:
            return day
    return None
