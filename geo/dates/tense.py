"""Whether the clause around a date looks forward: decides which Thursday "on Thursday" is."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["is_future", "tense"]

_REACH = 160  # characters looked at on each side, within the sentence
_STOP = re.compile(r"[.!?;\n][\"”’)]*\s")
_CUES = re.compile(
    r"\b(?:(?P<future>(?:will|shall|would|[’']ll)(?! have\b)(?:\s(?:not|also|be|then|only|\w+ly)){0,3}\s\w+"
    r"|(?:(?:is|are|was|were|be)\s)?(?:\w+ly\s)?(?:due|set|scheduled|slated|planned|expected|likely|going|poised|about)\s(?:to|for|on|in)(?:\sbe)?(?:\s\w+)?"
    r"|(?:is|are)\sto\s(?:be\s)?\w+|(?:plan|intend|hope|expect|prepar|vow|promis|pledg|threaten)\w*\sto(?:\sbe)?\s\w+"
    r"|to\sbe\s\w+|upcoming|forthcoming|ahead\sof|deadline|convenes|resumes|expires)"
    r"|(?P<past>was|were|had|has|did|have|said|told|hit|struck|began|begun|held|took|met|shot|fell|went|came|left|made|saw"
    r"|set|led|fled|got|broke|gave|wrote|won|lost|says|blew|flew|sent|fought|spoke|rose|ran"
    r"|(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bits\s)(?<!\btheir\s)(?<!\bof\s)(?!united\b|armed\b)[a-z]{2,}ed))\b",
    re.IGNORECASE,
)


def tense(text: str, start: int, end: int) -> Literal["future", "past", "unknown"]:
    """That of the verb nearest before text[start:end] in its sentence, else of the first one after it."""
    before = text[max(0, start - _REACH) : start]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    cues = list(_CUES.finditer(before, stops[-1] if stops else 0))
    if cues:
        cue: re.Match[str] | None = cues[-1]
    else:
        after = text[end : end + _REACH]
        stop = _STOP.search(after)
        cue = _CUES.search(after, 0, stop.start() if stop else len(after))
    if cue is None:
        return "unknown"
    return "future" if cue.group("future") else "past"


def is_future(text: str, start: int, end: int) -> bool:
    """Whether the clause looks ahead."""
    return tense(text, start, end) == "future"
