"""Weekdays: "on Wednesday", "last Friday", "at dawn on Saturday", "from Monday to Wednesday".

A weekday is the latest such day up to and including publication: "on Sunday" written on a Sunday is that
Sunday. Where the clause looks ahead ("will", "is due to") it is the next one, that day included.
"last Friday" is the latest Friday before publication, "next Friday" the first one after it.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.rule import UNKNOWN_ANCHOR, Context, Found, Rule, anchored, since
from geo.dates.spans import Days, day, days, last_on, next_on, shift, week
from geo.dates.tense import is_future, is_set_for
from geo.dates.words import WEEKDAYS, pattern

__all__ = ["WEEKDAY_RULES"]

_NAMED_DAYS = re.compile(r"(?:black|bloody|cyber|easter|good|holy|palm|super|ash|maundy)\s$", re.IGNORECASE)
_OF_MONTH = pattern(r"(?:in|of) <MONTH>")


def _number(text: str) -> int:
    return WEEKDAYS[text.rstrip(".").lower()]


def _weekday(match: re.Match[str], context: Context) -> Found | None:
    word, which = match["weekday"], (match["which"] or "").lower()
    bare = match.group() == word
    if (
        word.rstrip(".").lower()[-3:] != "day"
        and not word.lower().endswith("days")
        and (bare or word.islower())
    ):
        return None  # "sat", "wed" and "sun" are words too
    if bare and _NAMED_DAYS.search(context.text, max(0, match.start() - 8), match.start()):
        return None
    if _OF_MONTH.match(context.text, match.end() + 1):
        return None  # "the last Thursday of November"
    if context.published is None:
        return Found(None, "weekday", UNKNOWN_ANCHOR)
    number = _number(word)
    if which in ("previous", "preceding", "following") and context.last:
        return _beside_last(number, which, context)
    rule, when = _placed(match, context, context.published, number, which)
    found = day(when)
    if "overnight" in match.group().lower():
        found = _overnight(when, context.published)
    return Found(since(match, found, context), rule, context.anchor)


def _placed(
    match: re.Match[str], context: Context, published: date, number: int, which: str
) -> tuple[str, date]:
    """The rule's name and the day that this weekday is."""
    of_week = (match["week"] or match["week2"] or "").lower()
    past = last_on(number, published)
    if of_week:
        return "weekday-of-week", shift(
            week(published).start, number + {"last": -7, "next": 7}.get(of_week, 0)
        )
    if which in ("last", "past", "previous", "preceding"):
        return "weekday-last", last_on(number, shift(published, -1))
    if which in ("next", "coming", "following"):
        return "weekday-next", next_on(number, shift(published, 1))
    ahead = is_set_for(context.text, *match.span()) or is_future(context.text, *match.span())
    if (which == "this" and past < week(published).start) or ahead:
        return "weekday-future", next_on(number, published)
    return "weekday-past", past


def _beside_last(number: int, which: str, context: Context) -> Found | None:
    if context.last is None:
        return None
    if which == "following":
        return Found(
            day(next_on(number, shift(context.last.end, 1))), "weekday-following", context.last_anchor
        )
    return Found(day(last_on(number, shift(context.last.start, -1))), "weekday-previous", context.last_anchor)


def _overnight(when: date, published: date) -> Days:
    """ "overnight Tuesday" is the night that Tuesday begins, or, written on Tuesday, the one that it ends."""
    return days(when, shift(when, 1)) if when < published else days(shift(when, -1), when)


def _into(match: re.Match[str], _context: Context, published: date) -> Days | None:
    """ "overnight into Thursday": the night that ends on that day."""
    end = last_on(_number(match["weekday"]), published)
    return days(shift(end, -1), end)


def _several(match: re.Match[str], context: Context, published: date) -> Days | None:
    """ "from Monday to Wednesday", "the night of Friday to Saturday"."""
    first, last = _number(match["a"]), _number(match["b"])
    if is_future(context.text, *match.span()):
        start = next_on(first, published)
        return days(start, next_on(last, start))
    end = last_on(last, published)
    return days(last_on(first, end), end)


_SINCE = r"(?P<since>(?:ever )?since )?"
_LEAD = r"(?:(?:on|in|at|by|until|till|before|after|from|of|around|overnight on|overnight|during) )?"
_PART_OF = r"""(?:(?:the )?(?:(?:early|late|mid)[-\s])?(?:in the )?(?:early |late )?(?:<PART>|hours)
    (?: hours)? (?:of |on )?(?:the )?)?"""
WEEKDAY_RULES = (
    Rule(
        pattern(
            r"""(?:(?:from|over|on|overnight from|overnight|(?:on |during |in )?the night (?:of|from
                |between)) )?(?P<a><WEEKDAY>)
            (?: night)?(?:_[-–—/]_| to | until | through | till | into )(?:early )?(?P<b><WEEKDAY>)
            (?: (?:night|morning))?"""
        ),
        anchored("weekday-range", _several),
    ),
    Rule(
        pattern(r"(?:the night )?between (?P<a><WEEKDAY>) and (?P<b><WEEKDAY>)"),
        anchored("weekday-range", _several),
    ),
    Rule(pattern(r"overnight (?:to|into) (?:early )?(?P<weekday><WEEKDAY>)"), anchored("overnight", _into)),
    Rule(
        pattern(
            rf"""{_SINCE}{_LEAD}{_PART_OF}(?:(?:early|late|earlier|later) (?:on )?)?(?:(?P<week2>last
                |this|next) week on )?
            (?:(?:the )?(?P<which>last|this|next|past|coming|previous|preceding|following) )?(?:the )?
            (?P<weekday><WEEKDAY>)
            (?:,? (?:of )?(?P<week>last|this|next) week)?(?: (?:early |late )?(?:<PART>|overnight))?"""
        ),
        _weekday,
    ),
)
