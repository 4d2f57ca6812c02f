"""Dates that say their day, month or year: "4th October 2015", "Feb. 24", "12/03/2022", "late 2014".

A day and month without a year is the nearest such day up to publication (the next one when the clause
looks ahead); a weekday beside it chooses the year in which it falls on that day. 12/03/2022 is read day
first, unless only month first gives a day, or day first lies after publication and month first does not.
Two-figure years are of the century that puts them at or before publication.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.rule import STATED, UNKNOWN_ANCHOR, Context, Found, Rule
from geo.dates.spans import Days, day, days, decade, make_day, month, part, season, year
from geo.dates.tense import is_future
from geo.dates.words import month_number, pattern, weekday_number

__all__ = ["MONTH_RULES", "NUMERIC_RULES", "SEASON_RULES", "YEAR_RULES"]

_TODAY = r"(?:(?:<PART>|hours) (?:of|on) (?:the )?)"
_LEAD = rf"(?:(?:on|in|at|by|since|until|till|before|after|from|of|around|during|through) )?(?:the )?(?:(?:early|late) )?{_TODAY}?(?:(?:the )?(?:early|late) (?:hours )?(?:of |on )?)?"
_WEEKDAY = r"(?:(?P<weekday><ANYDAY>)(?:,? (?:<PART> )?(?:the )?|, ?))?"
_TIME = r"(?:,? ?(?:at |@ ?|- ?|\| ?)?<CLOCK>(?: (?:et|gmt|utc|est|edt|bst|cet|local time|moscow time)\b)?)?"
_YEAR = r"(?:,? (?P<year><YEAR>)| (?P<short>[’']?\d\d(?!\w|[:.]\d)))?"
_MONTHLESS_LEAD = r"(?P<lead>in|since|during|last|next|this|by|until|till|from|of|through|throughout|before|after|for|around|between|and|to)"


def _known_case(text: str) -> bool:
    """Whether a month's name is written as a name: "may", "march" and short forms need a capital."""
    return text[0].isupper() or text.lower() not in ("may", "march") and len(text.rstrip(".")) > 4


def _full_year(digits: str, context: Context) -> int:
    if len(digits) == 4:
        return int(digits)
    two = int(digits.lstrip("’'"))
    latest = context.published.year if context.published else 2049
    return latest - (latest - two) % 100


def _nearest(
    month_: int, day_: int, context: Context, at: tuple[int, int], weekday: int | None
) -> date | None:
    """The day nearest to publication that fits: before it, or after it when the clause looks ahead."""
    published = context.published
    if published is None:
        return None
    ahead = is_future(context.text, *at)
    years = (
        range(published.year, published.year + 9) if ahead else range(published.year, published.year - 9, -1)
    )
    fits = [when for y in years if 0 < y < 10000 and (when := make_day(y, month_, day_))]
    fits = [when for when in fits if (when >= published if ahead else when <= published)]
    right = [when for when in fits if weekday is None or when.weekday() == weekday]
    return (right or fits or [None])[0]


def _since(lead: str, found: Days | None, context: Context) -> Days | None:
    """ "since X" runs from X to publication."""
    if found and context.published and lead.startswith("since") and found.start <= context.published:
        return days(found.start, context.published)
    return found


def _month_day(match: re.Match[str], context: Context) -> Found | None:
    """ "4th October 2015", "Oct 04, 2015 at 11:32 AM ET", "on September 30"."""
    name = match["month"]
    if not _known_case(name):
        return None
    number, day_ = month_number(name), int(re.sub(r"\D", "", match["day"]))
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    written = match["year"] or match["short"]
    if written:
        when = make_day(_full_year(written, context), number, day_)
        return Found(_since(match.group().lower(), day(when), context), "absolute", STATED) if when else None
    if make_day(2000, number, day_) is None:
        return None
    when = _nearest(number, day_, context, match.span(), weekday)
    meant = _since(match.group().lower(), day(when) if when else None, context)
    return Found(meant, "month-day", context.anchor)


def _month_days(match: re.Match[str], context: Context) -> Found | None:
    """ "between 3 and 5 March", "14-15 March", "March 30 to April 2, 2016"."""
    names = [match["month"], match["month2"]]
    if not all(_known_case(name) for name in names if name):
        return None
    second = month_number(names[1] or names[0])
    first = month_number(names[0] or names[1])
    day1, day2 = (int(re.sub(r"\D", "", match[name])) for name in ("day", "day2"))
    if match["year"]:
        end = make_day(int(match["year"]), second, day2)
    elif context.published:
        end = _nearest(second, day2, context, match.span(), None)
    else:
        return Found(None, "absolute-range", UNKNOWN_ANCHOR) if make_day(2000, second, day2) else None
    start = make_day(end.year - (first > second), first, day1) if end else None
    if start is None or end is None or start > end:
        return None
    return Found(days(start, end), "absolute-range", STATED if match["year"] else context.anchor)


def _month(match: re.Match[str], context: Context) -> Found | None:
    """ "February 2022", "late August", "last March", "since the start of October"."""
    name, lead = match["month"], (match["lead"] or "").lower()
    third = (match["third"] or match["third2"] or "").lower()
    if not _known_case(name) or not (lead or third or match["year"]):
        return None
    if lead in ("for", "and", "to", "after", "before", "between", "of", "this") and name.lower() in (
        "may",
        "march",
        "mar",
    ):
        if not (match["year"] or third):
            return None
    number = month_number(name)
    if match["year"]:
        found, rule, anchor = month(int(match["year"]), number), "month", STATED
    elif context.published is None:
        return Found(None, "month", UNKNOWN_ANCHOR)
    else:
        found, rule, anchor = _nearest_month(number, lead, context, match.span()), "month", context.anchor
    return Found(_since(lead, part(found, _third(third)), context), rule, anchor)


def _nearest_month(number: int, lead: str, context: Context, at: tuple[int, int]) -> Days:
    published = context.published
    assert published is not None  # noqa: S101 - the caller has asked
    if lead == "next" or (lead != "last" and is_future(context.text, *at)):
        return month(published.year + (number < published.month + (lead == "next")), number)
    return month(published.year - (number > published.month - (lead == "last")), number)


def _third(word: str) -> str:
    return {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}.get(word, word)


def _year(match: re.Match[str], context: Context) -> Found | None:
    """ "in 2014", "late 2014", "in the 1980s", "from 2011 to 2014"."""
    first = int(match["year"])
    lead = (match["lead"] or "").lower()
    if match["decade"]:
        return (
            Found(part(decade(first), _third((match["third"] or "").lower())), "decade", STATED)
            if first % 10 == 0
            else None
        )
    if not (lead or match["third"]):
        return None
    found = part(year(first), _third((match["third"] or "").lower()))
    return Found(_since(lead, found, context), "year", STATED)


def _years(match: re.Match[str], _context: Context) -> Found | None:
    first, last = int(match["year"]), int(match["year2"])
    last += first // 100 * 100 if last < 100 else 0
    return Found(days(year(first).start, year(last).end), "year-range", STATED) if first < last else None


def _season(match: re.Match[str], context: Context) -> Found | None:
    name, lead = match["season"].lower(), (match["lead"] or "").lower()
    if match["year"]:
        return Found(season(int(match["year"]), name), "season", STATED)
    if not lead.startswith(("last", "this", "next")):
        return None
    if context.published is None:
        return Found(None, "season", UNKNOWN_ANCHOR)
    found = season(context.published.year, name)
    if lead.startswith("last") and found.end >= context.published:
        found = season(context.published.year - 1, name)
    if lead.startswith("next") and found.start <= context.published:
        found = season(context.published.year + 1, name)
    return Found(found, "season", context.anchor)


def _feast(match: re.Match[str], context: Context) -> Found | None:
    """ "Christmas Day", "New Year's Eve": those with a fixed day."""
    name = match["feast"].lower()
    month_, day_ = (
        (12, 31)
        if "year" in name and "eve" in name
        else (1, 1)
        if "year" in name
        else (12, 24 if "eve" in name else 25)
    )
    if match["year"]:
        return Found(day(date(int(match["year"]), month_, day_)), "feast", STATED)
    when = _nearest(month_, day_, context, match.span(), None)
    return Found(day(when) if when else None, "feast", context.anchor)


def _iso(match: re.Match[str], _context: Context) -> Found | None:
    when = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Found(day(when), "absolute", STATED) if when else None


def _numeric(match: re.Match[str], context: Context) -> Found | None:
    one, two = int(match["a"]), int(match["b"])
    year_ = _full_year(match["y"], context)
    day_first, month_first = make_day(year_, two, one), make_day(year_, one, two)
    if day_first and month_first and day_first != month_first:
        late = context.published is not None and day_first > context.published >= month_first
        reading = "month first: day first lies after publication" if late else "day first"
        return Found(day(month_first if late else day_first), "absolute-numeric", f"{STATED}, read {reading}")
    when = day_first or month_first
    return Found(day(when), "absolute-numeric", STATED) if when else None


_TO = r" ?(?:-|–|—|to|and|until|through|till|into|or) ?"
_DASHED = rf"(?:{_TO.strip()})"
MONTH_RULES = (
    Rule(pattern(rf"{_LEAD}(?:between |from )?(?:the )?(?P<day><DAY>)(?: (?P<month><MONTH>))?{_TO}(?:the )?(?P<day2><DAY>) (?:of )?(?P<month2><MONTH>)(?:,? (?P<year><YEAR>))?"), _month_days),
    Rule(pattern(rf"{_LEAD}(?:between |from )?(?P<month><MONTH>) (?P<day><DAY>){_TO}(?:(?P<month2><MONTH>) )?(?P<day2><DAY>)(?:,? (?P<year><YEAR>))?"), _month_days),
    Rule(pattern(rf"{_LEAD}{_WEEKDAY}(?:the )?(?P<day><DAY>)(?: of| day of|-|/)? ?-?(?P<month><MONTH>)-?{_YEAR}{_TIME}"), _month_day),
    Rule(pattern(rf"{_LEAD}{_WEEKDAY}(?P<month><MONTH>) (?:the )?(?P<day><DAY>)(?!%|,\d)(?:(?=,? (?:1[89]|20)\d\d){_YEAR}|(?P<year_>)(?P<short_>)){_TIME}".replace("|(?P<year_>)(?P<short_>)", "|")), _month_day),
    Rule(pattern(rf"(?:{_MONTHLESS_LEAD} )?(?:the )?(?:(?P<third><THIRD>)(?: of |-| )|(?:the )?(?P<third2><THIRD>)[- ](?:in )?)?(?P<month><MONTH>)(?:,? (?:of )?(?P<year><YEAR>))?"), _month),
)  # fmt: skip
YEAR_RULES = (
    Rule(pattern(r"(?:(?:between|from|in|during) )?(?P<year><YEAR>)(?: ?[-–—/] ?(?P<dash>)| (?:and|to|until|through) )(?P<year2><YEAR>|\d\d)(?!\w|-)"), _years),
    Rule(pattern(r"(?:(?P<lead>in|since|during|until|till|by|from|of|before|after|around|throughout|through|back in|year) )?(?:the )?(?:(?P<third><THIRD>)(?: of |-| )(?:the )?)?(?P<year>(?:1[89]|20)\d\d)(?P<decade>[’']?s)?(?!\w|[,.:]\d|%|-\w)"), _year),
)  # fmt: skip
SEASON_RULES = (
    Rule(pattern(r"(?:(?:in|during|over|since|by) )?(?:(?P<lead>the|last|this|next|early|late) )?(?P<season>spring|summer|autumn|fall|winter)(?:,? (?:of )?(?P<year><YEAR>))?"), _season),
    Rule(pattern(r"(?:(?:on|at|since|until|by) )?(?P<feast>christmas(?: (?:day|eve))?|new year[’']s (?:day|eve))(?:,? (?P<year><YEAR>))?"), _feast),
)  # fmt: skip
NUMERIC_RULES = (
    Rule(pattern(r"(?<![\d./-])(?:on )?(?P<y>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![/-]?\d)"), _iso),
    Rule(pattern(r"(?<![\d./-])(?:on )?(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[89]|20)\d\d|(?<=/)\d\d)(?![/-]?\d)"), _numeric),
)  # fmt: skip
