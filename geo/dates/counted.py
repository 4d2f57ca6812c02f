"""Counted spans up to or from publication: "three days ago", "over the past 24 hours", "in recent weeks".

Days and hours ago are a day; weeks, months and years ago are the week, month or year so reached. Words
without a number mean: days up to 7, weeks up to 4, months up to 6, years up to 5.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.calendar import around
from geo.dates.rule import Context, Rule, anchored
from geo.dates.spans import Days, day, days, months_before, shift
from geo.dates.tense import is_future
from geo.dates.words import number, pattern

__all__ = ["COUNTED_RULES", "back", "in_unit"]

_VAGUE = {"hour": 1, "day": 7, "night": 7, "week": 4, "fortnight": 2, "month": 6, "year": 5, "decade": 3}
_LARGEST = 3_000  # more units than this are no date expression
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def back(when: date, count: int, unit: str) -> date:
    """The day so many units before, or after when `count` is negative; part of a day counts as a day."""
    if unit == "hour":
        whole_days = -(-abs(count) // 24)
        return shift(when, -whole_days if count > 0 else whole_days)
    if unit == "month":
        return months_before(when, count)
    if unit in ("year", "decade"):
        return months_before(when, count * (12 if unit == "year" else 120))
    return shift(when, -count * _DAYS[unit])


def in_unit(when: date, unit: str) -> Days:
    """The day itself, or the week, month or year it falls in."""
    if unit in ("hour", "day", "night"):
        return day(when)
    return around({"fortnight": "week", "decade": "year"}.get(unit, unit), when, 0)


def _count(match: re.Match[str], unit: str) -> int | None:
    """How many; 1 when nothing is said; None when it cannot be a date."""
    if match["vague"] or (not match["count"] and match.group()[-1] in "sS"):
        return _VAGUE[unit]
    count = number(match["count"]) if match["count"] else 1
    return count if count <= _LARGEST else None


def _ago(match: re.Match[str], _context: Context, published: date) -> Days | None:
    unit = match["unit"].lower()
    if not match["count"]:
        start = back(published, _VAGUE[unit], unit)
        return days(start, published if unit == "hour" else shift(published, -1))
    count = _count(match, unit)
    if count is None:
        return None
    return (
        day(shift(published, -(count // 24)))
        if unit == "hour"
        else in_unit(back(published, count, unit), unit)
    )


def _past(match: re.Match[str], _context: Context, published: date) -> Days | None:
    unit = match["unit"].lower()
    count = _count(match, unit)
    return None if count is None else days(back(published, count, unit), published)


def _coming(match: re.Match[str], _context: Context, published: date) -> Days | None:
    unit = match["unit"].lower()
    count = _count(match, unit)
    return None if count is None else days(published, back(published, -count, unit))


def _within(match: re.Match[str], context: Context, published: date) -> Days | None:
    """ "in three days", "within 48 hours": a time to come only where the clause looks ahead."""
    if not is_future(context.text, *match.span()):
        return None
    unit = match["unit"].lower()
    count = _count(match, unit)
    if count is None:
        return None
    there = back(published, -count, unit)
    return days(published, there) if match["lead"].lower() == "within" else in_unit(there, unit)


_SINCE = r"(?P<since>(?:ever )?since )?"
_OVER = r"(?:(?:over|in|during|within|for|throughout|across|of|from) )?"
_ABOUT = r"""(?:(?:about|around|almost|nearly|some|just|only|(?:just )?(?:over|under)|(?:more|less) than
    |at least) )?"""
_HOW_MANY = r"(?:(?P<count>(?:a )?<NUMBER>) |(?P<vague>few|several|many) )?"
COUNTED_RULES = (
    Rule(
        pattern(
            rf"""{_SINCE}{_ABOUT}(?:(?P<vague>(?:a )?(?:few|several|some|many)) |(?P<count>
                (?:a )?<NUMBER>) )?(?P<unit><UNIT>)s? ago"""
        ),
        anchored("ago", _ago),
    ),
    Rule(
        pattern(rf"{_SINCE}{_OVER}(?:the|these|this) (?:past|last) {_HOW_MANY}(?P<unit><UNIT>)s?"),
        anchored("past", _past),
    ),
    Rule(
        pattern(
            rf"""{_SINCE}{_OVER}(?:past|last) (?:(?P<count>(?:a )?<NUMBER>) |(?P<vague>few|several) )
                (?P<unit><UNIT>)s?"""
        ),
        anchored("past", _past),
    ),
    Rule(
        pattern(
            rf"""{_OVER}the (?:previous|preceding) (?P<vague>(?!))?(?P<count>
                (?:a )?<NUMBER>) (?P<unit><UNIT>)s?"""
        ),
        anchored("past", _past),
    ),
    Rule(
        pattern(
            r"""(?:(?:over|in|during|throughout|of|from) )?(?:the |these )?(?:more |most )?
                (?P<vague>recent) (?P<count>(?!))?(?P<unit><UNIT>)s"""
        ),
        anchored("recent", _past),
    ),
    Rule(
        pattern(rf"{_OVER}the (?:next|coming) {_HOW_MANY}(?P<unit><UNIT>)s?"),
        anchored("coming", _coming),
    ),
    Rule(
        pattern(
            r"""(?P<lead>in|within) (?:the )?(?:(?P<count>(?:a )?<NUMBER>) |(?P<vague>(?:a )?few
                |several) )(?P<unit><UNIT>)s?(?:[’'] time)?"""
        ),
        anchored("coming", _within),
    ),
)
