"""Years and what is longer or falls on the same days of each: "in 2014", "the 1980s", seasons, feasts.

A bare year is one only after a preposition or "the", and never before what could be counted
("of 2000 fighters"). The seasons are the northern ones.
"""

from __future__ import annotations

import re

from geo.dates.months import nearest_day
from geo.dates.rule import STATED, UNKNOWN_ANCHOR, Context, Found, Rule, since
from geo.dates.spans import Days, day, days, decade, make_day, part, piece, season, year
from geo.dates.words import pattern, third

__all__ = ["SEASON_RULES", "YEAR_RULES"]

_COUNTED = re.compile(
    r"\s(?:hours|gmt|utc|local|people|men|women|children|troops|personnel|km|kilomet|miles|met(?:er|re)|feet"
    r"|tons|dead|(?:\w+ )?\w+(?<![sui'’])s\b(?! (?:was|is|had|has)))",
    re.IGNORECASE,
)
_LONGEST_RANGE = 50  # years
_FIRM_LEADS = (
    "in",
    "since",
    "during",
    "until",
    "till",
    "throughout",
    "the year",
    "early in",
    "late in",
    "back in",
)


def _year(match: re.Match[str], context: Context) -> Found | None:
    """ "in 2014", "late 2014", "the second half of 2014", "the 2013 attack"."""
    first, lead = int(match["year"]), (match["lead"] or "").lower()
    which = match["third"] or match["piece"]
    if not (lead or which or match["since"] or match["the"]):
        return None
    firm = lead in _FIRM_LEADS or match["since"] or which or (match["the"] and first % 100)
    if not firm and _COUNTED.match(context.text, match.end(), match.end() + 40):
        return None
    if (
        match["the"]
        and not lead
        and not which
        and not context.text[match.end() + 1 : match.end() + 2].isalpha()
    ):
        return None
    found = year(first)
    found = (
        piece(found, match["order"], match["piece"].lower()) if match["piece"] else part(found, third(which))
    )
    return Found(since(match, found, context), "year-part" if which else "year", STATED)


def _decade(match: re.Match[str], context: Context) -> Found | None:
    first = int(match["year"])
    if first % 10:
        return None
    return Found(since(match, part(decade(first), third(match["third"])), context), "decade", STATED)


def _years(match: re.Match[str], _context: Context) -> Found | None:
    first, last = int(match["year"]), int(match["year2"])
    last += first // 100 * 100 if last < 100 else 0
    return (
        Found(days(year(first).start, year(last).end), "year-range", STATED)
        if first < last <= first + _LONGEST_RANGE
        else None
    )


def _season(match: re.Match[str], context: Context) -> Found | None:
    """ "in the summer of 2014", "last winter"."""
    name, which = match["season"].lower(), (match["which"] or "").lower()
    if match["year"]:
        return Found(since(match, season(int(match["year"]), name), context), "season", STATED)
    if not which:
        return None
    if context.published is None:
        return Found(None, "season", UNKNOWN_ANCHOR)
    return Found(_season_near(name, which, context), "season", context.anchor)


def _season_near(name: str, which: str, context: Context) -> Days | None:
    published = context.published
    if published is None:
        return None
    near = [season(published.year + by, name) for by in (-2, -1, 0, 1) if 1 <= published.year + by < 9999]
    if which == "last":
        return max((s for s in near if s.end < published), default=None)
    if which == "next":
        return min((s for s in near if s.start > published), default=None)
    holding = [s for s in near if s.start <= published <= s.end]
    return holding[0] if holding else next((s for s in near if s.start.year == published.year), None)


def _feast(match: re.Match[str], context: Context) -> Found | None:
    """ "Christmas Day", "New Year's Eve": those with a day of their own."""
    name = match["feast"].lower()
    month_, day_ = (12, 31) if name.startswith("new") else (12, 24)
    if "eve" not in name:
        month_, day_ = (1, 1) if name.startswith("new") else (12, 25)
    if match["year"]:
        when, anchor = make_day(int(match["year"]), month_, day_), STATED
    else:
        when, anchor = nearest_day(month_, day_, context, match.span()), context.anchor
    return Found(since(match, day(when) if when else None, context), "feast", anchor)


_SINCE = r"(?P<since>(?:ever )?since )?"
YEAR_RULES = (
    Rule(
        pattern(
            r"(?:(?:between|from|in|during) )?(?:the )?(?P<year><YEAR>)<TO>(?P<year2><YEAR>|\d\d)(?![-/\w])"
        ),
        _years,
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:in|during|by|from|of|until|through) )?(?:the )?(?:(?P<third><THIRD>)[-\s]
                (?:of the )?)?
            (?P<year>(?:1[89]|20)\d0)[’']?s"""
        ),
        _decade,
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?P<lead>early in|late in|back in|in|the year|during|until|till|by|from|of
                |before|after|around|throughout|through) )?
            (?P<the>the )?(?:(?:the )?(?P<third><THIRD>)[-\s]{{1,3}}(?:of |in )?(?:the year )?
            |(?P<order>first|second|third|fourth|last) (?P<piece>half|quarter) of )?
            (?P<year><YEAR>)(?![,.:]\d|%|-\w|/)"""
        ),
        _year,
    ),
)
SEASON_RULES = (
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:in|during|over|by|until) )?(?:the )?(?:early |late )?(?:(?P<which>last
                |this|next) )?
            (?P<season>spring|summer|autumn|fall|winter)(?:,? (?:of )?(?P<year><YEAR>))?"""
        ),
        _season,
    ),
    Rule(
        pattern(
            rf"""{_SINCE}(?:(?:on|at|until|by) )?(?P<feast>christmas (?:day|eve)|new year[’']s (?:day
                |eve))(?:,? (?P<year><YEAR>))?"""
        ),
        _feast,
    ),
)
