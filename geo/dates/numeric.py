"""Dates in figures: 2022-02-24, 12/03/2022, 4.10.2015.

12/03/2022 is read day first, as most of the world writes it. It is read month first where only that
gives a day, where day first lies after publication, or where month first falls in the week before
publication and day first does not: news is about what is near. Two-figure years belong to the hundred
years that end with publication.
"""

from __future__ import annotations

import re
from datetime import date

from geo.dates.rule import STATED, Context, Found, Rule
from geo.dates.spans import day, make_day
from geo.dates.words import pattern

__all__ = ["NUMERIC_RULES", "full_year"]

_NEAR_DAYS = 7
_LATEST_WITHOUT_ANCHOR = 2049  # "12/03/49" in a text of unknown date


def full_year(digits: str, published: date | None) -> int:
    """The year that two or four figures name."""
    figures = digits.lstrip("’'")
    if len(figures) == 4:
        return int(figures)
    latest = published.year if published else _LATEST_WITHOUT_ANCHOR
    return latest - (latest - int(figures)) % 100


def _iso(match: re.Match[str], _context: Context) -> Found | None:
    when = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Found(day(when), "absolute", STATED) if when else None


def _figures(match: re.Match[str], context: Context) -> Found | None:
    one, two, year = int(match["a"]), int(match["b"]), full_year(match["y"], context.published)
    day_first, month_first = make_day(year, two, one), make_day(year, one, two)
    when = day_first or month_first
    if when is None:
        return None
    if not (day_first and month_first) or day_first == month_first:
        return Found(day(when), "absolute-numeric", STATED)
    if context.published and _is_likelier(month_first, day_first, context.published):
        return Found(
            day(month_first), "absolute-numeric", f"{STATED}, read month first: nearer to publication"
        )
    return Found(day(day_first), "absolute-numeric", f"{STATED}, read day first")


def _is_likelier(month_first: date, day_first: date, published: date) -> bool:
    ages = (published - month_first).days, (published - day_first).days
    return ages[0] >= 0 and (ages[1] < 0 or (ages[0] <= _NEAR_DAYS < ages[1]))


NUMERIC_RULES = (
    Rule(
        pattern(
            r"""(?<![\d./-])(?:on )?(?P<y>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})
            (?:[T\s]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![/-]?\d)"""
        ),
        _iso,
    ),
    Rule(
        pattern(
            r"""(?<![\d./-])(?:on )?(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)
            (?P<y>(?:1[89]|20)\d\d|(?<=/)\d\d)(?![/-]?\d)"""
        ),
        _figures,
    ),
)
