"""Times of day that a sentence names: "at dawn", "during the night", "by 7 p.m.", "**10:40** …"."""

from __future__ import annotations

import re
from functools import cache

from geo.claims.view import View
from geo.lexicons import load
from geo.tokens import Phrases

_HOUR = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d%])"
# A clock behind a preposition: at 13:10 or by about 7 p.m.
_CLOCK = re.compile(
    r"(?i)\b(?:at|by|around|about|after|before|from|since|until|between|near)\s+(?:about\s+|around\s+)?"
    rf"(?:{_HOUR}|(?:1[0-2]|\d)\s?(?:[ap]\.?m\b|o['’]clock))"
)
_OPENING_CLOCK = re.compile(rf"[\W_]*{_HOUR}")


def is_of_night(view: View) -> bool | None:
    """True for a time of night, False for one of day, None where the sentence names none."""
    found = _times().find(view.tokens)
    if found:
        return found[0].value
    return False if _CLOCK.search(view.sentence.text) else None


def opens_with_clock(view: View) -> bool:
    """ "**10:40** …", "11.15: …": a time of day alone at the head."""
    return _OPENING_CLOCK.match(view.sentence.text) is not None


@cache
def _times() -> Phrases[bool]:
    table = load("news")
    return Phrases(
        [*((time, False) for time in table["times_of_day"]), *((n, True) for n in table["nights"])]
    )
