"""Whether the clause around a date looks forward: decides which Thursday "on Thursday" is."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["is_future", "is_set_for", "tense"]

_REACH = 160  # characters looked at on each side, within the sentence
_STOP = re.compile(r"[.!?;\n][\"”’)]*\s")
_FUTURE = (
    r"(?:will|shall|would|(?-i:may)|might|should|[’']ll)(?!\shave\b)(?:\s(?:not|also|be|then|only|\w+ly)){0,3}\s\w+",
    r"(?:due|scheduled|slated|planned|expected|poised|bound)\s(?:to|for|on|in)(?:\sbe)?(?:\s\w+)?",
    # not "set on fire", "fighting was going on", "in about"
    r"(?:(?:likely|going|about)\sto|set\s(?:to|for))(?:\sbe)?(?:\s\w+)?",
    r"(?:due|scheduled|slated|planned)(?=\s{0,3}$)",
    r"(?:is|are|was|were)\sto\s(?!have\b)(?:be\s)?\w+",
    r"(?:plan|intend|hope|expect|prepar|vow|promis|pledg|threaten|want|seek)\w*\sto(?:\sbe)?\s\w+",
    # "plans a march on Monday", "has called a general strike on August 3", "calls for protests on Friday"
    r"(?:plans|is\splanning|are\splanning|(?<!\bthe\s)(?<!\ba\s)(?<!peace\s)plan)\s(?:an?|another|new|more|further|the)\s\w+",
    r"(?:has|have|is|are)\s(?:call(?:ed|ing)|announc(?:ed|ing))\s(?:for\s)?(?:an?\s)?(?:\w+\s){0,2}(?:strikes?|march(?:es)?|protests?|demonstrations?|rall(?:y|ies)|sit-ins?|elections?|bandhs?|hartals?|shutdowns?|stoppages?|vigils?|boycotts?|walkouts?)",
    r"call(?:s|ed|ing)?\sfor\s(?:an?\s)?(?:\w+\s){0,2}(?:strikes?|march(?:es)?|protests?|demonstrations?|rall(?:y|ies)|sit-ins?|elections?|bandhs?|hartals?|shutdowns?|stoppages?|vigils?|boycotts?|walkouts?)",
    r"could\s(?:be\sheld|take\splace|begin|start|resume|come|meet)",
    r"to\sbe\s\w+",
    r"upcoming|forthcoming|ahead\sof|deadline|convenes|resumes|expires",
)
# Verbs of the past that do not end in -ed; those that do count unless an article makes them adjectives.
_PAST = (
    # "those said to be rebels on Sunday attacked": what they are, nothing to come
    r"(?:suspected|believed|thought|said|known|alleged|alleging|reported|rumoured|rumored|presumed|considered|deemed"
    r"|found|understood|assumed|proved|proven|claimed|claiming|claim|appear(?:ed|s)?|seem(?:ed|s)?|turned\sout"
    r"|purport(?:ed|ing|s)?|pretend(?:ed|ing)?|feared)\sto\s(?:be|have)\b",
    r"was|were|had|has|did|have|said|told|hit|struck|began|begun|held|took|met|shot|fell|went|came|left|made|saw"
    r"|set|led|fled|got|broke|gave|wrote|won|lost|says|blew|flew|sent|fought|spoke|rose|ran|withdrew|drew|threw|drove"
    r"|caught|found|brought|stole|burnt|stood|paid|died|quit|swore|overran|retook|laid|became|saw|kept|felt",
    r"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bits\s)(?<!\btheir\s)(?<!\bof\s)(?!united\b|armed\b)[a-z]{2,}ed",
)
_CUES = re.compile(rf"\b(?:(?P<future>{'|'.join(_FUTURE)})|(?P<past>{'|'.join(_PAST)}))\b", re.IGNORECASE)


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


# "a strike for Friday", "called for 5 May"; not "responsible for Friday's raid"
_SET_FOR = re.compile(
    r"\b(?:strikes?|march(?:es)?|protests?|demonstrations?|rall(?:y|ies)|sit-ins?|elections?|vote|polls|bandhs?|hartals?"
    r"|shutdowns?|stoppages?|vigils?|talks|meetings?|summit|funerals?|operation|offensive|called|announced|set|due"
    r"|planned|scheduled|convened|summoned)\s(?:for\s)?$",
    re.IGNORECASE,
)


def is_set_for(text: str, start: int, end: int) -> bool:
    """Whether something is set for that day: "a general strike for Friday"."""
    said = text[start:end].lower().startswith("for ") or text[max(0, start - 4) : start].lower() == "for "
    if not said or text[end : end + 2] in ("'s", "’s"):
        return False
    return _SET_FOR.search(text, max(0, start - 20), start) is not None
