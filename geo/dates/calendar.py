"""Named days, weekends, weeks, months and years counted from publication: "yesterday", "early last year".

"overnight" is the day before to the day, "last night" the day before. "this week", "earlier this month"
mean the whole of it. The weekend is that of publication's ISO week when it has begun, else of the week
before; "last weekend" is the latest one that is over.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.rule import Context, Rule, anchored
from geo.dates.spans import Days, day, days, month, months_before, part, piece, shift, week, weekend, year
from geo.dates.tense import is_future
from geo.dates.words import pattern, third

__all__ = ["CALENDAR_RULES", "around"]

_STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_SATURDAY = 5


def _named_day(match: re.Match[str], _context: Context, published: date) -> Days:
    words = match.group().lower().replace("to-", "to")  # "to-day", as papers once wrote
    if "overnight" in words:
        return days(shift(published, -1), published)
    if "last" in words:
        return day(shift(published, -1))
    before = 2 if "before yesterday" in words else 1 if "yesterday" in words else 0
    after = 2 if "after tomorrow" in words else 1 if "tomorrow" in words else 0
    return day(shift(published, after - before))


def _weekend(match: re.Match[str], context: Context, published: date) -> Days:
    which, this = (match["which"] or "").lower(), weekend(published)
    begun = published.weekday() >= _SATURDAY
    weeks = _STEPS.get(which, 0)
    if weeks < 0 and not begun:
        weeks = 0  # the latest one is the last one
    elif weeks == 0 and not begun and is_future(context.text, *match.span()):
        weeks = 1
    return days(shift(this.start, 7 * weeks), shift(this.end, 7 * weeks))


def _unit(match: re.Match[str], _context: Context, published: date) -> Days | None:
    """ "last month", "early last year", "since the start of May", "later this week"."""
    which, unit, word = match["which"].lower(), match["unit"].lower(), (match["third"] or "").lower()
    if which == "the" and not word:
        return None  # "the week" alone says nothing
    if unit == "day":
        return day(published) if word in ("earlier", "later") else None
    return part(around(unit, published, _STEPS.get(which, 0)), third(word))


def _piece(match: re.Match[str], _context: Context, published: date) -> Days:
    """ "the first half of last year", "the last quarter of this year"."""
    whole = around("year", published, _STEPS.get(match["which"].lower(), 0))
    return piece(whole, match["order"].lower(), match["piece"].lower())


def around(unit: str, when: date, by: int) -> Days:
    """The week, month, year or decade of a day, or one so many before or after it."""
    if unit == "week":
        return week(shift(when, 7 * by))
    if unit == "fortnight":
        return days(shift(week(shift(when, 14 * by)).start, -7), week(shift(when, 14 * by)).end)
    if unit == "month":
        there = months_before(when, -by)
        return month(there.year, there.month)
    if unit == "decade":
        first = min(max(when.year // 10 * 10 + 10 * by, 1), 9990)
        return days(year(first).start, year(first + 9).end)
    return year(min(max(when.year + by, 1), 9999))


_SINCE = r"(?P<since>(?:ever )?since )?"
CALENDAR_RULES = (
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:early|late|earlier|later|on|by|until|from|before|after) )?(?:
                (?:the )?day before yesterday|(?:the )?day after to-?morrow
            |last (?:night|evening)|overnight|(?:to-?day|yesterday|to-?morrow|to-?night)(?:
            (?: early| late)? <PART>| overnight)?
            |this (?:very )?<PART>)"""
        ),
        anchored("named-day", _named_day),
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:over|on|at|during|in|by|until|before|after) )?(?:(?:the|this) )?
            (?:(?P<which>past|last|this|next|coming|upcoming|previous) )?weekend"""
        ),
        anchored("weekend", _weekend),
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:in|at|during|by|from|until|over|towards?|around|before) )?(?:the )?(?:very )?
            (?P<third>early|mid|middle|late|start|beginning|end|earlier|later)[-\s]{{1,3}}(?:of |in |on )?
            (?P<which>last|this|next|the)\b(?: current)? (?P<unit>day|week|month|year|decade)"""
        ),
        anchored("calendar-part", _unit),
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:in|during|over|for|of) )?the (?P<order>first|second|third|fourth
            |last) (?P<piece>half|quarter) of (?P<which>last|this|the) year"""
        ),
        anchored("calendar-part", _piece),
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:in|at|during|by|from|until|of|before|throughout|for) )?(?P<third>(?!))?
            (?P<which>last|this|next|the coming) (?P<unit>week|month|year|decade)"""
        ),
        anchored("calendar", _unit),
    ),
)
