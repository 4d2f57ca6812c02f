"""Dates with a month's name: "4th October 2015", "Feb. 24", "14-15 March", "late August".

A day without a year is the nearest such day up to publication, or a day after it (reports are dated in
their own time zone), or, where the clause looks ahead, the next one. A weekday beside it chooses
the year in which it falls on that weekday. A month without a year goes the same way.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.numeric import full_year
from geo.dates.rule import STATED, UNKNOWN_ANCHOR, Context, Found, Rule, since
from geo.dates.spans import Days, day, days, make_day, month, months_before, part, piece, shift
from geo.dates.tense import is_future, is_set_for, tense
from geo.dates.words import MONTHS, WEEKDAYS, is_month_name, pattern, third

__all__ = ["DAY_OF_MONTH_RULES", "MONTH_RULES", "nearest_day"]

_YEARS_SEARCHED = range(-9, 10)  # 29 February comes back within eight
_JUST, _SOON, _LONG_AGO = 30, 60, 300  # days: without a verb to tell, "until 30 May" is the near one
_SHORT_YEAR_REACH = 5  # years from publication within which two bare figures are believed to be a year


def _month_number(text: str) -> int:
    return MONTHS[text.rstrip(".").lower()]


def _day_number(text: str) -> int:
    return int("".join(filter(str.isdecimal, text)))


def nearest_day(
    month_: int, day_: int, context: Context, at: tuple[int, int], weekday: int | None = None
) -> date | None:
    """The nearest such day to publication: before or after it by the clause's tense; None without any."""
    published = context.published
    if published is None:
        return None
    said = "future" if is_set_for(context.text, *at) else tense(context.text, *at)
    dates = [when for by in _YEARS_SEARCHED if (when := make_day(published.year + by, month_, day_))]
    right = [when for when in dates if weekday is None or when.weekday() == weekday] or dates
    ahead = [when for when in right if when >= published]
    past = [when for when in reversed(right) if when <= shift(published, 1)]
    if said == "unknown" and ahead and past:
        soon = (ahead[0] - published).days <= _SOON and (published - past[0]).days >= _LONG_AGO
        return ahead[0] if soon else past[0]
    if said == "future" and past and (published - past[0]).days <= _JUST:
        return past[0]  # "quit on 2 May, but unions will march": nobody means next year's
    return next(iter(ahead if said == "future" else past), None)


def _one_day(match: re.Match[str], context: Context) -> Found | None:
    """ "on the 4th October 2015", "Sunday, Oct 04, 2015 at 11:32 AM ET", "September 30"."""
    if not is_month_name(match["month"]):
        return None
    number, day_ = _month_number(match["month"]), _day_number(match["day"])
    if match["year"]:
        year = full_year(match["year"], context.published)
        if (
            len(match["year"]) < 4
            and context.published
            and abs(year - context.published.year) > _SHORT_YEAR_REACH
        ):
            return None  # "ON 4 OCTOBER 20 PEOPLE WERE HURT"; the day alone is looked at next
        when = make_day(year, number, day_)
        return Found(since(match, day(when), context), "absolute", STATED) if when else None
    if make_day(2000, number, day_) is None:
        return None
    if near_year := _relative_year(match, context):
        when = make_day(near_year, number, day_)
        return Found(since(match, day(when), context), "month-day", context.anchor) if when else None
    weekday = WEEKDAYS[match["weekday"].rstrip(".").lower()] if match["weekday"] else None
    nearest = nearest_day(number, day_, context, match.span(), weekday)
    return Found(since(match, day(nearest), context) if nearest else None, "month-day", context.anchor)


def _relative_year(match: re.Match[str], context: Context) -> int | None:
    """The year of "25 February last year"."""
    word = (match.groupdict().get("rel") or "").lower()
    if not word or context.published is None:
        return None
    return min(context.published.year + {"last": -1, "next": 1}.get(word, 0), 9999)


def _several_days(match: re.Match[str], context: Context) -> Found | None:
    """ "between 3 and 5 March", "14-15 March", "March 30 to April 2, 2016", "3, 4 and 6 May"."""
    names = [name for name in (match["month"], match["month2"]) if name]
    if not all(map(is_month_name, names)):
        return None
    first, last = _month_number(names[0]), _month_number(names[-1])
    day1, day2 = _day_number(match["day"]), _day_number(match["day2"])
    if make_day(2000, first, day1) is None or make_day(2000, last, day2) is None:
        return None
    if match["year"]:
        end, anchor = make_day(int(match["year"]), last, day2), STATED
    elif context.published is None:
        return Found(None, "day-range", UNKNOWN_ANCHOR)
    else:
        end, anchor = nearest_day(last, day2, context, match.span()), context.anchor
    year1 = match.groupdict().get("year1")
    start = make_day(int(year1) if year1 else end.year - (first > last), first, day1) if end else None
    return Found(days(start, end), "day-range", anchor) if start and end and start <= end else None


def _month(match: re.Match[str], context: Context) -> Found | None:
    """ "in February 2022", "late August", "since the start of October", "the first week of May"."""
    name, lead = match["month"], (match["lead"] or "").lower()
    which = match["third"] or match["piece"]
    says_month = lead not in ("", "on", "at", "over") or match["since"]
    if not is_month_name(name) or not (says_month or which or match["year"]):
        return None
    if (
        lead in ("for", "and", "to", "of", "or", "by")
        and name.lower() in ("may", "march", "mar")
        and not (match["year"] or which)
    ):
        return None  # "government of May", "and March on"
    number, anchor = _month_number(name), context.anchor
    if match["year"]:
        found, anchor = month(int(match["year"]), number), STATED
    elif context.published is None:
        return Found(None, "month", UNKNOWN_ANCHOR)
    elif year := _relative_year(match, context):
        found = month(year, number)
    else:
        found = _nearest_month(number, lead, context.published, ahead=is_future(context.text, *match.span()))
    found = piece(found, match["order"], match["piece"]) if match["piece"] else part(found, third(which))
    return Found(since(match, found, context), "month-part" if which else "month", anchor)


def _nearest_month(number: int, lead: str, published: date, *, ahead: bool) -> Days:
    if lead == "next" or (ahead and lead != "last"):
        return month(published.year + (number < published.month + (lead == "next")), number)
    return month(published.year - (number > published.month - (lead == "last")), number)


def _several_months(match: re.Match[str], context: Context) -> Found | None:
    """ "from January to March", "October-December 2015"."""
    if not (is_month_name(match["month"]) and is_month_name(match["month2"])):
        return None
    first, last = _month_number(match["month"]), _month_number(match["month2"])
    if match["year"]:
        end, anchor = month(int(match["year"]), last), STATED
    elif context.published is None:
        return Found(None, "month-range", UNKNOWN_ANCHOR)
    else:
        ahead = is_future(context.text, *match.span())
        end, anchor = _nearest_month(last, "", context.published, ahead=ahead), context.anchor
    year1 = int(match["year1"]) if match["year1"] else end.start.year - (first > last)
    start = month(year1, first).start
    return Found(days(start, end.end), "month-range", anchor) if start <= end.end else None


def _ordinal_day(match: re.Match[str], context: Context) -> Found | None:
    """ "on the 4th", "the 15th of last month", "the 9th of that month": of publication's month, or the
    one before it; where the clause looks ahead, the next such day.
    """
    published, day_ = context.published, _day_number(match["day"])
    which = (match["which"] or "").lower()
    if not which and not _ENDS_DAY.match(context.text, match.end()):
        return None  # "on the 4th floor"
    if which == "that":
        named = context.last_month
        when = make_day(named.start.year, named.start.month, day_) if named else None
        return Found(day(when), "day-of-month", "of the month named before") if when else None
    if published is None:
        return Found(None, "day-of-month", UNKNOWN_ANCHOR)
    if not which and is_future(context.text, *match.span()):
        return _next_ordinal(day_, published, context)
    months = [0] if which == "this" else [1] if which == "last" else range(13)
    for back in months:
        there = months_before(published.replace(day=1), back)
        when = make_day(there.year, there.month, day_)
        if when and (when <= published or which):
            return Found(day(when), "day-of-month", context.anchor)
    return None


def _next_ordinal(day_: int, published: date, context: Context) -> Found | None:
    for ahead in range(3):
        there = months_before(published.replace(day=1), -ahead)
        when = make_day(there.year, there.month, day_)
        if when and when >= published:
            return Found(day(when), "day-of-month", context.anchor)
    return None


_ENDS_DAY = re.compile(
    r"[.,;:!?)]|\s*$|\s?\n|\s(?:to|in|at|by|near|people|when|after|before|and|but|while|as|from|for|over|outside"
    r"|against|with|he|she|they|it|we)\b"
)
_PART_OF = r"""(?:(?:early |late )?(?:in )?(?:the )?(?:early |late )?(?:<PART>|hours)(?: hours)?
    (?: (?:of|on|from) )(?:the )?)?"""
_LEAD = rf"""(?:(?P<since>(?:ever )?since )|(?:on|in|at|by|until|till|before|after|from|of|around|during
    |overnight) )?
    (?:the )?{_PART_OF}(?:early |late )?(?:on )?"""
_WEEKDAY = r"(?:(?P<weekday><WEEKDAY>),?(?: <PART>,?)? \(?(?:the )?)?"
_TIME = r"(?:,?_(?:at |@_|[-–|]_)?<CLOCK>(?: <ZONE>)?)?"
_LIST = rf"{_LEAD}(?:(?:between|from) )?(?:the )?"
_MORE = r"(?:, <DAY>){0,4},?<TO>"
_OF_YEAR = r"(?:,? (?:of )?(?P<rel>last|this|next) year)?"
_THEN_YEAR = r"(?:,? (?P<year><YEAR>))?"
_DAY_MONTH = rf"{_LEAD}{_WEEKDAY}(?P<day><DAY>)(?: of | day of |_-?_)(?P<month><MONTH>)"
_SHORT_YEAR = r"(?:(?-i:(?<=[A-Z]{3})|(?<=[A-Z]{3}\.)) |-| (?=[’']))(?P<year>[’']?\d\d)(?!\w|[:.,]\d|%)"
_MONTH_LEAD = r"""(?P<lead>in|on|at|over|during|last|next|this
    |by|until|till|from|of|through|throughout|before|after
    |for|around|and|to|or)"""
_SEVERAL = r"""(?:(?P<third><THIRD>)[-\s]{1,3}(?:of |in )?|(?P<order>first|second|third|fourth|last
    |final) (?P<piece>week|half|weekend) (?:of|in) )"""

MONTH_RULES = (
    Rule(
        pattern(
            rf"""{_LIST}(?P<day><DAY>)(?:(?: of)? (?P<month><MONTH>)(?:,? (?P<year1><YEAR>))?)?{_MORE}
            (?P<day2><DAY>)(?: of)? (?P<month2><MONTH>){_THEN_YEAR}"""
        ),
        _several_days,
    ),
    Rule(
        pattern(
            rf"""{_LIST}(?P<month><MONTH>) (?P<day><DAY>)(?:, (?P<year1><YEAR>))?{_MORE}
            (?:(?P<month2><MONTH>) )?(?P<day2><DAY>){_THEN_YEAR}"""
        ),
        _several_days,
    ),
    Rule(pattern(rf"{_DAY_MONTH}{_SHORT_YEAR}"), _one_day),
    Rule(pattern(rf"{_DAY_MONTH}(?:(?:,? |-|,)(?P<year><YEAR>))?{_OF_YEAR}{_TIME}"), _one_day),
    Rule(
        pattern(
            rf"""{_LEAD}{_WEEKDAY}(?P<month><MONTH>)(?: (?:the )?|(?<=\.))(?P<day><DAY>)(?!%|,\d)(?:,?_
                (?P<year><YEAR>))?{_OF_YEAR}{_TIME}"""
        ),
        _one_day,
    ),
    Rule(
        pattern(
            rf"""(?:(?:between|from|in) )?(?P<month><MONTH>)(?:,? (?P<year1><YEAR>))?<TO>(?P<month2><MONTH>)
            {_THEN_YEAR}"""
        ),
        _several_months,
    ),
    Rule(
        pattern(
            rf"""(?:(?P<since>since )|{_MONTH_LEAD} )?(?:the )?{_SEVERAL}?(?:last )?(?P<month><MONTH>)
            (?:,? (?:of )?(?P<year><YEAR>)|{_OF_YEAR}(?!\s\d{{1,2}}(?![\d:])))"""
        ),
        _month,
    ),
)
DAY_OF_MONTH_RULES = (
    Rule(
        pattern(
            r"""on the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))
            (?: (?:of )?(?P<which>this|last|that) month)?"""
        ),
        _ordinal_day,
    ),
)
