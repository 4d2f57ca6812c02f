"""Intervals of days: weeks, months, their parts. Pure arithmetic, no text.

Weeks are ISO weeks. Early, mid and late of a month are days 1-10, 11-20 and 21 to its end, of a year
January-April, May-August and September-December, of a decade its years 0-3, 4-6 and 7-9, of a week
Monday-Tuesday, Wednesday-Thursday and Friday-Sunday. Seasons are the northern meteorological ones,
winter being counted to the year it begins in.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from geo.model import TimePrecision

__all__ = [
    "Days", "day", "days", "decade", "last_on", "make_day", "month", "months_before", "next_on", "part",
    "piece", "season", "shift", "week", "weekend", "year",
]  # fmt: skip

_PARTS = {"early": 0, "mid": 1, "late": 2}
_MONTH_THIRDS = ((1, 10), (11, 20), (21, 31))
_YEAR_THIRDS = ((1, 4), (5, 8), (9, 12))
_WEEK_PARTS = ((0, 1), (2, 3), (4, 6))
_DECADE_PARTS = ((0, 3), (4, 6), (7, 9))
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


class Days(NamedTuple):
    """An interval of days, both ends in it, and the unit it was said in."""

    start: date
    end: date
    precision: TimePrecision


def day(when: date) -> Days:
    """One day."""
    return Days(when, when, "day")


def days(start: date, end: date) -> Days:
    """From one day to another; one day when they are the same."""
    return Days(start, end, "range") if start != end else day(start)


def make_day(year_: int, month_: int, day_: int) -> date | None:
    """The day, or None when the calendar has none such."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def week(when: date) -> Days:
    """The ISO week that holds the day."""
    monday = shift(when, -when.weekday())
    return Days(monday, shift(monday, 6), "week")


def month(year_: int, month_: int) -> Days:
    """A month."""
    return Days(date(year_, month_, 1), date(year_, month_, monthrange(year_, month_)[1]), "month")


def year(year_: int) -> Days:
    """A year."""
    return Days(date(year_, 1, 1), date(year_, 12, 31), "year")


def decade(first: int) -> Days:
    """The ten years from `first`."""
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "range")


def season(year_: int, name: str) -> Days:
    """Three months; winter runs into the next year."""
    first = _SEASONS[name]
    last = months_before(date(year_, first, 1), -2)
    return Days(date(year_, first, 1), month(last.year, last.month).end, "range")


def weekend(published: date) -> Days:
    """Saturday and Sunday of the ISO week of a day in a weekend, else of the week before."""
    monday = week(published).start
    saturday = shift(monday, 5 if published.weekday() >= 5 else -2)
    return days(saturday, shift(saturday, 1))


def part(of: Days, which: str) -> Days:
    """Early, mid or late of a week, a month, a year or a decade; of anything else, all of it."""
    number = _PARTS.get(which)
    if number is None:
        return of
    if of.precision == "month":
        first, last = _MONTH_THIRDS[number]
        return days(of.start.replace(day=first), of.start.replace(day=min(last, of.end.day)))
    if of.precision == "year":
        first, last = _YEAR_THIRDS[number]
        return days(of.start.replace(month=first), month(of.start.year, last).end)
    if of.precision == "week":
        first, last = _WEEK_PARTS[number]
        return days(shift(of.start, first), shift(of.start, last))
    if of.end.year - of.start.year == 9:
        first, last = _DECADE_PARTS[number]
        return days(date(of.start.year + first, 1, 1), date(of.start.year + last, 12, 31))
    return of


_ORDERS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def piece(of: Days, order: str, name: str) -> Days:
    """The first week (days 1-7), last half, second weekend, third quarter … of a month or a year."""
    number = _ORDERS.get(order.lower(), -1)
    if name == "quarter" or (name == "half" and of.precision == "year"):
        length = 3 if name == "quarter" else 6
        number = number if number >= 0 else 12 // length - 1
        first = min(1 + number * length, 13 - length)
        return days(of.start.replace(month=first), month(of.start.year, first + length - 1).end)
    if name == "half":
        middle = shift(of.start, 14)
        return days(of.start, middle) if number == 0 else days(shift(middle, 1), of.end)
    if name == "weekend":
        saturday = last_on(5, shift(of.end, -1)) if number < 0 else shift(next_on(5, of.start), 7 * number)
        return days(saturday, shift(saturday, 1))
    start = shift(of.end, -6) if number < 0 else shift(of.start, 7 * number)
    return days(start, shift(start, 6))


def shift(when: date, by: int) -> date:
    """The day so many days later; stays within the calendar."""
    number = min(max(when.toordinal() + by, 1), date.max.toordinal())
    return date.fromordinal(number)


def months_before(when: date, count: int) -> date:
    """The same day so many months earlier (later when negative), the month's last when it has none such."""
    number = min(max(when.year * 12 + when.month - 1 - count, 12), 9999 * 12 + 11)
    year_, month_ = divmod(number, 12)
    return date(year_, month_ + 1, min(when.day, monthrange(year_, month_ + 1)[1]))


def last_on(weekday: int, until: date) -> date:
    """The latest such weekday up to and including the day (Monday is 0)."""
    return shift(until, -((until.weekday() - weekday) % 7))


def next_on(weekday: int, since: date) -> date:
    """The earliest such weekday from the day on, the day included."""
    return shift(since, (weekday - since.weekday()) % 7)
