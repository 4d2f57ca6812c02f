"""Cells of other datasets, read strictly: days, degrees, figures. None where a cell is no such value."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = "january february march april may june july august september october november december".split()
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ ,-]{1,2}(\d{4}|\d{2})\b")
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_YEARS = range(1800, 2200)  # others are slips of the pen, and a calendar ends where its years do
_MAX_KILLED = 10_000_000  # a larger figure is a slip of columns


@lru_cache(maxsize=50_000)  # the days of a century; rows of one day stand together
def day(cell: str) -> date | None:
    """The day of "2015-09-30 00:00:00.000", "30 September 2015", "30-Sep-15", "30/09/2015".

    Of figures with slashes only those that can be read in one way: one of the two is above 12, or they are
    the same.
    """
    text = cell.strip()[:40]
    if found := _ISO.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.match(text):
        return _in_words(int(found[1]), found[2].lower(), int(found[3]))
    if found := _SLASHES.match(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first == second or first > 12:
            return _date(year, second, first)
        return _date(year, first, second) if second > 12 else None
    return None


def _in_words(number: int, word: str, year: int) -> date | None:
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)
    if year < 100:
        year += 1900 if year >= 70 else 2000
    return _date(year, month, number) if month else None


def _date(year: int, month: int, number: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def week_around(middle: date) -> tuple[date, date]:
    """Seven days around a day."""
    return middle - timedelta(days=3), middle + timedelta(days=3)


def month_of(any_day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    following = date(any_day.year + any_day.month // 12, any_day.month % 12 + 1, 1)
    return any_day.replace(day=1), following - timedelta(days=1)


def degrees(lat: str, lon: str) -> tuple[float, float] | None:
    """Latitude and longitude, with a point or a comma; None where they are on no map, or 0,0 (a blank)."""
    try:
        point = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        return None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):  # false for NaN too
        return None
    return None if point == (0.0, 0.0) else point


def figure(cell: str) -> int | None:
    """A number of people: "12", "12.0"."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if 0 <= number <= _MAX_KILLED else None
