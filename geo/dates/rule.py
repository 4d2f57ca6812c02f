"""What a rule is: a pattern, and a function from its match to the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from geo.dates.spans import Days, days

__all__ = ["STATED", "UNKNOWN_ANCHOR", "Context", "Found", "Meaning", "Rule", "anchored", "since"]

STATED = "stated in the text"
UNKNOWN_ANCHOR = "publication date not known"


@dataclass(slots=True)
class Context:
    """What a rule may look at besides its match."""

    text: str
    published: date | None
    last: Days | None = None  # the latest day, or few days, that the text before has named
    last_text: str = ""
    last_end: int = 0
    last_day: Days | None = None  # the latest single day that the text before has named
    first_day: Days | None = None  # the first one, as a rule that of what the report is about
    last_month: Days | None = None  # the latest month that the text before has named
    last_month_end: int = 0

    @property
    def anchor(self) -> str:
        """Why relative dates fall where they do."""
        return f"published {self.published}" if self.published else UNKNOWN_ANCHOR

    @property
    def last_anchor(self) -> str:
        """The same, for those that count from a date named before."""
        return f'counted from "{self.last_text}" before it'


@dataclass(frozen=True, slots=True)
class Found:
    """What a match means: the days (None: no anchor for them), the rule's name, the reason."""

    days: Days | None
    rule: str
    anchor: str


Meaning = Callable[[re.Match[str], Context], Found | None]
Counted = Callable[[re.Match[str], Context, date], Days | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`meaning` gives None when the match is no date after all; the next rule is tried then."""

    pattern: re.Pattern[str]
    meaning: Meaning


def anchored(name: str, meaning: Counted) -> Meaning:
    """A meaning that counts from publication: without that, the expression is found and its days are not.

    A group "since" in the pattern makes the days run up to publication.
    """

    def found(match: re.Match[str], context: Context) -> Found | None:
        if context.published is None:
            return Found(None, name, UNKNOWN_ANCHOR)
        meant = meaning(match, context, context.published)
        return Found(since(match, meant, context), name, context.anchor) if meant else None

    return found


def since(match: re.Match[str], found: Days | None, context: Context) -> Days | None:
    """ "since X" runs from X to publication; without the word, X itself."""
    if found and match.groupdict().get("since") and context.published and found.start <= context.published:
        return days(found.start, context.published)
    return found
