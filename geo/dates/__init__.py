"""Dates: the expressions of time in a report and the days they mean."""

from __future__ import annotations

from geo.dates.find import find_dates

__all__ = ["find_dates"]
