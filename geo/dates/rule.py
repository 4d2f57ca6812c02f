"""What a rule is: a pattern, and a function from its match to the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from geo.dates.spans import Days

__all__ = ["STATED", "UNKNOWN_ANCHOR", "Context", "Found", "Rule"]

STATED = "stated in full"
UNKNOWN_ANCHOR = "publication date not known"


@dataclass(slots=True)
class Context:
    """What a rule may look at besides its match."""

    text: str
    published: date | None
    last: Days | None = None  # the latest day, week … that the text before has named
    last_text: str = ""

    @property
    def anchor(self) -> str:
        """Why relative dates fall where they do."""
        return f"published {self.published}" if self.published else UNKNOWN_ANCHOR


@dataclass(frozen=True, slots=True)
class Found:
    """What a match means: the days (None: no anchor for them), the rule's name, the reason."""

    days: Days | None
    rule: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`meaning` gives None when the match is no date after all."""

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Context], Found | None]
