"""Whether the clause around a date looks forward: decides which Thursday "on Thursday" is."""

from __future__ import annotations

import re

__all__ = ["is_future"]

_REACH = 160  # characters looked at on each side, within the sentence
_STOP = re.compile(r"[.!?;\n][\"”’)]*\s")
_CUES = re.compile(
    r"\b(?:(?P<future>(?:will|shall|would|[’']ll)(?! have\b)(?:\s(?:not|also|be|then|only|\w+ly)){0,3}\s\w+"
    r"|(?:(?:is|are|was|were|be)\s)?(?:\w+ly\s)?(?:due|set|scheduled|slated|planned|expected|likely|going|poised|about)\s(?:to|for|on|in)(?:\sbe)?(?:\s\w+)?"
    r"|(?:is|are)\sto\s(?:be\s)?\w+|(?:plan|intend|hope|expect|prepar|vow|promis|pledg|threaten)\w*\sto(?:\sbe)?\s\w+"
    r"|upcoming|forthcoming|ahead\sof|until|deadline)"
    r"|(?P<past>was|were|had|has|did|have|said|told|hit|struck|began|begun|held|took|met|shot|fell|went|came|left|made|saw"
    r"|set|led|fled|got|broke|gave|wrote|won|lost|says|blew|flew|sent|fought|spoke|rose|ran"
    r"|(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bits\s)(?<!\btheir\s)(?<!\bof\s)(?!united\b|armed\b)[a-z]{2,}ed))\b",
    re.IGNORECASE,
)


def is_future(text: str, start: int, end: int) -> bool:
    """Whether the verb nearest before text[start:end] in its sentence, else the first after it, looks ahead."""
    before = text[max(0, start - _REACH) : start]
    for stop in _STOP.finditer(before):
        cut = stop.end()
        before = " " * cut + before[cut:]
    cue = None
    for cue in _CUES.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    if cue is None:
        after = text[end : end + _REACH]
        stop_after = _STOP.search(after)
        cue = _CUES.search(after[: stop_after.start()] if stop_after else after)
    return cue is not None and cue.group("future") is not None
