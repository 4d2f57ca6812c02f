"""Datelines and stamps: the opening words that say where and when a report comes from.

"ALEPPO, Oct. 4 (Agency) -", "KYIV, Ukraine (AP) —", "SAN SALVADOR, 12 JAN 90 (RADIO) -- [TEXT]"; and the line
that holds little more than a date: "Oct 04, 2015 at 11:32 AM ET", "Agency | Sun Oct 4, 2015".
"""

from __future__ import annotations

import re

__all__ = ["dateline_end", "is_stamp"]

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = re.compile(
    rf"\b(?:{_MONTH} {_DAY},? {_YEAR}|{_DAY} {_MONTH},? {_YEAR}"
    rf"|{_YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]{_YEAR})\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_STAMP_WORDS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:at|on|am|pm|a\.m|p\.m|et|est|edt|gmt|utc|bst"
    r"|cet|msk|ist|local|time)\b|[\W\d_]+",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w.'’-]{0,30}"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,3}}"
_HEAD = re.compile(
    rf"(?P<place>{_NAMES}(?:(?:, ?|/){_NAMES}){{0,3}}(?: \([^()\d]{{2,30}}\))?)"
    rf"(?P<date>(?:[,.]? )(?:(?i:{_DAY} {_MONTH}|{_MONTH} {_DAY})(?:,? (?:{_YEAR}|\d\d\b))?))?"
    r"(?P<agency>,? ?[(\[][^()\[\]\n]{2,60}[)\]])? ?(?P<dash>--?|–|—|―|:)"
    r"(?: ?\[text\]| ?\[[^\[\]\n]{2,60}\])?\s",
    re.IGNORECASE,
)
_LONGEST = 170


def dateline_end(paragraph: str, *, opening: bool) -> int | None:
    """Where the text begins after a dateline; None without one.

    A date, an agency in brackets or capitals make it one anywhere; at the `opening` of a report, so
    does a dash after a name or two.
    """
    found = _HEAD.match(paragraph[:_LONGEST])
    if not found or not paragraph[found.end() : found.end() + 1].strip():
        return None
    place, dash = found["place"], found["dash"]
    if dash == ":" and not (found["date"] or found["agency"]):
        return None
    capitals = place.split(",")[0].isupper() and len(place) > 3
    if not all(word[0].isupper() for word in re.split(r"[\s,/]+", place.replace("(", "")) if len(word) > 3):
        return None
    if found["date"] or found["agency"] or (capitals and dash != ":"):
        return found.end()
    bare = opening and len(place.split()) <= 4 and dash in ("—", "--", "–", "-")
    return found.end() if bare and paragraph[found.end()].isupper() else None


def is_stamp(paragraph: str) -> bool:
    """Whether a line is little more than a full date: a clock, a zone, a name or two beside it."""
    found = _FULL_DATE.search(paragraph)
    if not found or len(paragraph) > 100:
        return False
    rest = paragraph[: found.start()] + " " + paragraph[found.end() :]
    clock = _CLOCK.search(rest) is not None or "|" in rest
    words = _STAMP_WORDS.sub(" ", rest).split()
    return len(words) <= (4 if clock else 1)
