"""Dates that count from publication: "on Wednesday", "last month", "over the past 24 hours".

A weekday is the latest such day up to and including publication; where the clause looks ahead ("will",
"is due to") it is the next one, that day included. "last Friday" is the latest Friday before publication.
"this week", "earlier this month" mean the whole week or month. Words without a number mean: days 1-7,
weeks 7-28, months up to six, years up to five.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from geo.dates.rule import UNKNOWN_ANCHOR, Context, Found, Rule
from geo.dates.spans import (
    Days,
    day,
    days,
    last_on,
    month,
    months_before,
    next_on,
    part,
    shift,
    week,
    weekend,
    year,
)
from geo.dates.tense import is_future
from geo.dates.words import number, pattern, weekday_number

__all__ = ["UNIT_RULES", "WEEKDAY_RULES"]

_VAGUE = {"day": 7, "week": 28, "month": 6, "year": 5, "hour": 1, "night": 7, "fortnight": 28, "decade": 5}
_VAGUE_WORDS = "few|several|some|many|recent"


def _anchored(
    rule: str, meaning: Callable[[re.Match[str], Context, date], Days | None]
) -> Callable[[re.Match[str], Context], Found | None]:
    """A rule's meaning that needs publication: without it, the expression is found and its days are not."""

    def found(match: re.Match[str], context: Context) -> Found | None:
        if context.published is None:
            return Found(None, rule, UNKNOWN_ANCHOR)
        meant = meaning(match, context, context.published)
        lead = match.groupdict().get("since")
        if meant and lead and meant.start <= context.published:
            meant = days(meant.start, context.published)
        return Found(meant, rule, context.anchor) if meant else None

    return found


def _weekday(match: re.Match[str], context: Context) -> Found | None:
    word = match["weekday"]
    if context.published is None:
        return Found(None, "weekday", UNKNOWN_ANCHOR)
    published, which = context.published, weekday_number(word)
    lead = (match["which"] or "").lower()
    past = last_on(which, published)
    if match["weeks"] or match["weeks2"]:
        rule, when = (
            "weekday-of-week",
            shift(week(published).start, which - 7 * ((match["weeks"] or match["weeks2"]).lower() == "last")),
        )
    elif lead in ("last", "past"):
        rule, when = "weekday-last", last_on(which, shift(published, -1))
    elif lead in ("next", "coming"):
        rule, when = "weekday-next", next_on(which, shift(published, 1))
    elif lead in ("previous", "preceding") and context.last:
        return Found(
            day(last_on(which, shift(context.last.start, -1))),
            "weekday-previous",
            f"before {context.last_text!r}",
        )
    elif lead == "following" and context.last:
        return Found(
            day(next_on(which, shift(context.last.end, 1))),
            "weekday-following",
            f"after {context.last_text!r}",
        )
    elif (lead == "this" and past < week(published).start) or is_future(context.text, *match.span()):
        rule, when = "weekday-future", next_on(which, published)
    else:
        rule, when = "weekday-past", past
    found = day(when)
    if match["since"] and when <= published:
        found = days(when, published)
    elif "overnight" in match.group().lower():
        found = _overnight(when, published)
    return Found(found, rule, context.anchor)


def _overnight(when: date, published: date) -> Days:
    """ "overnight Tuesday" is the night that Tuesday begins, or, written on Tuesday, the one that it ends."""
    return days(when, shift(when, 1)) if when < published else days(shift(when, -1), when)


def _weekdays(match: re.Match[str], _context: Context, published: date) -> Days | None:
    end = last_on(weekday_number(match["b"]), published)
    return days(last_on(weekday_number(match["a"]), end), end)


def _named_day(match: re.Match[str], _context: Context, published: date) -> Days | None:
    words = match.group().lower()
    if "overnight" in words:
        return days(shift(published, -1), published)
    if "last night" in words or "last evening" in words:
        return day(shift(published, -1))
    before = 2 if "before yesterday" in words else 1 if "yesterday" in words else 0
    after = 2 if "after tomorrow" in words else 1 if "tomorrow" in words else 0
    return day(shift(published, after - before))


def _weekend(match: re.Match[str], context: Context, published: date) -> Days | None:
    which = (match["which"] or "").lower()
    this = weekend(published)
    ahead = published.weekday() < 5 and is_future(context.text, *match.span())
    by = 7 if which in ("next", "coming", "upcoming") or (ahead and which != "last") else 0
    by -= 7 if which in ("last", "previous") and published.weekday() >= 5 else 0
    return days(shift(this.start, by), shift(this.end, by))


def _calendar(match: re.Match[str], context: Context, published: date) -> Days | None:
    """ "last month", "early last year", "since the start of the year", "later this week"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    third = (match["third"] or "").lower()
    if which in ("the", "that") and (third in ("", "later", "earlier") or which == "that"):
        return None
    if "weekend" in third:
        return None
    by = {"last": -1, "next": 1, "coming": 1, "past": -1}.get(which, 0)
    unit_days = _unit_around(unit, published, by)
    third = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}.get(third, third)
    if which == "last" and third in ("later", "earlier"):
        third = ""
    return part(unit_days, third)


def _unit_around(unit: str, published: date, by: int) -> Days:
    if unit == "week":
        return week(shift(published, 7 * by))
    if unit == "month":
        there = months_before(published, -by)
        return month(there.year, there.month)
    if unit == "decade":
        first = published.year // 10 * 10 + 10 * by
        return days(year(first).start, year(first + 9).end)
    return year(min(max(published.year + by, 1), 9999))


def _back(published: date, count: int, unit: str) -> date:
    """The day so many units before (after when negative)."""
    if unit == "hour":
        return shift(published, -(count // 24 + (count % 24 > 0)) if count > 0 else -count // 24)
    if unit == "month":
        return months_before(published, count)
    if unit in ("year", "decade"):
        return months_before(published, 12 * count * (10 if unit == "decade" else 1))
    return shift(published, -count * {"week": 7, "fortnight": 14}.get(unit, 1))


def _ago(match: re.Match[str], _context: Context, published: date) -> Days | None:
    unit = match["unit"].lower()
    if match["count"] is None:
        return days(_back(published, _VAGUE[unit], unit), shift(published, -1 if unit != "hour" else 0))
    count = number(match["count"])
    if count > 3000:
        return None
    there = _back(published, count, unit)
    if unit == "hour":
        return day(shift(published, -(count // 24)))
    return _in_unit(there, unit)


def _in_unit(there: date, unit: str) -> Days:
    if unit in ("week", "fortnight"):
        return week(there)
    if unit == "month":
        return month(there.year, there.month)
    if unit in ("year", "decade"):
        return year(there.year)
    return day(there)


def _past(match: re.Match[str], _context: Context, published: date) -> Days | None:
    """ "over the past 24 hours", "in recent weeks", "in the past two weeks"."""
    unit = match["unit"].lower()
    if match["count"]:
        count = number(match["count"])
    elif match["vague"]:
        count = _VAGUE[unit] // 7 if unit == "week" else _VAGUE[unit]
    else:
        count = 1
    return days(_back(published, count, unit), published) if count <= 3000 else None


def _coming(match: re.Match[str], context: Context, published: date) -> Days | None:
    unit = match["unit"].lower()
    count = (
        number(match["count"])
        if match["count"]
        else _VAGUE[unit] // (7 if unit == "week" else 1)
        if match["vague"]
        else 1
    )
    return days(published, _back(published, -count, unit)) if count <= 3000 else None


def _after(match: re.Match[str], context: Context) -> Found | None:
    """ "two days after Putin met Obama": the day of the meeting, counted from the day told; "two days later"."""
    unit, word = match["unit"].lower(), match["word"].lower()
    if not match["count"]:
        count = 1 if match["one"] else 0
    else:
        count = number(match["count"])
    if not count or count > 3000:
        return None
    forward = word in ("later", "afterwards", "afterward", "on", "hence")
    told = (
        context.last
        if word in ("later", "earlier", "afterwards", "afterward", "previously", "before", "after")
        else None
    )
    if word == "after" and told and match.start() and _starts_sentence(context.text, match.start()):
        forward = True
    elif word in ("after", "before"):
        forward = word == "before"
        told = None
    if told is None and forward and word != "before":
        return Found(None, "days-later", "no earlier date in the text")
    base = told.start if told else context.published
    if base is None:
        return Found(None, "days-after", UNKNOWN_ANCHOR)
    anchor = f"{context.last_text!r} before it" if told else f"the day told, taken as {context.anchor}"
    there = _back(base, -count if forward else count, unit)
    return Found(
        _in_unit(there, unit) if unit != "hour" else day(there),
        "days-after" if word in ("after", "before") else f"days-{word}",
        anchor,
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip("\"“‘' \t\xa0")
    return not before or before[-1] in ".!?\n”"


def _neighbour(match: re.Match[str], context: Context) -> Found | None:
    """ "the following day", "the same night", "that week": beside the date named before."""
    word = match.group().lower()
    unit = match["unit"].lower()
    by = (
        1
        if re.search(r"following|next|after", word)
        else -1
        if re.search(r"previous|preceding|before|earlier", word)
        else 0
    )
    if context.last is None:
        if by < 0 and context.published:
            return Found(_beside(day(context.published), unit, by), "previous-unit", context.anchor)
        return Found(
            None, "neighbour", "no earlier date in the text" if context.published else UNKNOWN_ANCHOR
        )
    rule = {1: "following", -1: "previous", 0: "same"}[by] + f"-{unit}"
    return Found(_beside(context.last, unit, by), rule, f"{context.last_text!r} before it")


def _beside(last: Days, unit: str, by: int) -> Days:
    if unit in ("day", "night", "morning", "evening", "afternoon"):
        return day(shift(last.end, by) if by > 0 else shift(last.start, by)) if by else last
    if unit == "weekend":
        return weekend(shift(last.end, 7 * by if by else 6 - last.end.weekday()))
    return _unit_around(unit, last.start, by)


_SINCE = r"(?P<since>(?:ever )?since )?"
_PARTS = r"<PART>"
_WHICH = r"(?:(?:the )?(?P<which>last|this|next|past|coming|previous|preceding|following) )?"
_APPROX = r"(?:about |around |almost |nearly |some |just (?:over |under )?|more than |over |under |less than |at least |only )?"
WEEKDAY_RULES = (
    Rule(pattern(r"(?:(?:between|from|on the night of|on the night from|the night of|overnight|on|over) )?(?P<a><WEEKDAY>)(?: ?[-–—] ?| to | until | through | till | into )(?P<b><WEEKDAY>)(?: night)?"), _anchored("weekday-range", _weekdays)),
    Rule(pattern(r"between (?P<a><WEEKDAY>) and (?P<b><WEEKDAY>)"), _anchored("weekday-range", _weekdays)),
    Rule(pattern(r"(?P<since>(?:ever )?since )?(?:(?:on|in|at|by|until|till|before|after|from|of|around|overnight|for) )?(?:the )?(?:(?:early|late|mid|earlier|later)[ -])?(?:(?:<PART>|hours|overnight) (?:of |on )?(?:the )?)?(?:(?:early|late) )?(?:(?P<weeks2>last|this) week on )?" + _WHICH + r"(?P<weekday><WEEKDAY>)(?: (?P<weeks>last|this) week| of (?P<_w>last|this) week)?(?:(?: early| late)?(?: |-)(?:<PART>|overnight))?".replace("_w", "w3")), _weekday),
)  # fmt: skip
UNIT_RULES = (
    Rule(pattern(_SINCE + r"(?:(?:the )?day before yesterday|(?:the )?day after tomorrow|(?:(?:early|late|earlier|later|on|by|until) )?(?:last (?:night|evening)|overnight|(?:today|yesterday|tomorrow|tonight)(?: (?:early |late )?<PART>)?|this (?:very )?(?:morning|afternoon|evening|night)|earlier today|later today))"), _anchored("named-day", _named_day)),
    Rule(pattern(_SINCE + r"(?:(?:over|on|at|during|in|by|until|this past) )?(?:(?:the|this) )?(?:(?P<which>past|last|this|next|coming|upcoming|previous) )?weekend"), _anchored("weekend", _weekend)),
    Rule(pattern(_SINCE + r"(?:(?:in|at|during|by|from|until|over|towards?|around) )?(?:the )?(?:(?P<third>early|mid|middle|late|start|beginning|end|earlier|later|weekend)(?: of | in |-| )(?:the )?)?(?P<which>last|this|next|coming|the)\b (?:current )?(?P<unit>week|month|year|decade)"), _anchored("calendar", _calendar)),
    Rule(pattern(_APPROX + rf"(?:(?P<count><NUMBER>) |(?:a )?(?:{_VAGUE_WORDS}) )?(?P<unit><UNIT>)s? ago"), _anchored("ago", _ago)),
    Rule(pattern(_SINCE + rf"(?:(?:over|in|during|within|for|throughout|across) )?(?:(?:the|these|this) )?(?:(?:past|last|preceding|previous) (?:(?P<count><NUMBER>) |(?P<vague>few|several|couple of) )?|(?P<vague2>recent )(?P<vague3>))(?P<unit>hour|day|week|month|year|decade|fortnight|night)s?".replace("(?P<vague3>)", "").replace("vague2", "recent")), _anchored("past", _past)),
    Rule(pattern(rf"(?:(?:over|in|during|within|for) )?the (?:next|coming) (?:(?P<count><NUMBER>) |(?P<vague>few|several) )?(?P<unit>hour|day|week|month|year)s?"), _anchored("coming", _coming)),
    Rule(pattern(r"(?:(?:on|by|in|during|later) )?(?:(?:the|that) )(?:(?:very )?(?:following|next|previous|preceding|same) (?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year))"), _neighbour),
    Rule(pattern(_APPROX + r"(?:(?P<count><NUMBER>) |(?P<one>the ))(?P<unit>hour|day|week|month|year|decade|night)s? (?P<word>later|earlier|afterwards?|previously|after|before)"), _after),
    Rule(pattern(r"(?:on |by |later )?that (?:same )?(?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year)"), _neighbour),
)  # fmt: skip
