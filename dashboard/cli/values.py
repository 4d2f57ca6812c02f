"""Values of the command line, read and checked: argparse turns a ValueError's words into wrong usage."""

from __future__ import annotations

import argparse
import math
from datetime import date

Box = tuple[float, float, float, float]  # west, south, east, north


def iso_day(text: str) -> date:
    """An ISO 8601 day ("2015-10-04")."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a date; write it as YYYY-MM-DD, like 2015-10-04"
        raise argparse.ArgumentTypeError(message) from error


def point(text: str) -> tuple[float, float]:
    """ "LAT,LON" in WGS 84 degrees."""
    numbers = _numbers(text, 2, "LAT,LON, like 34.7,36.7")
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise argparse.ArgumentTypeError(f"{text!r} is not on Earth; latitude comes first, like 34.7,36.7")
    return numbers[0], numbers[1]


def box(text: str) -> Box:
    """ "W,S,E,N" in WGS 84 degrees; a west beyond the east crosses the antimeridian."""
    west, south, east, north = _numbers(text, 4, "W,S,E,N, like 35.5,32.2,42.4,37.4")
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180 or south > north:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a box on Earth; give west,south,east,north in degrees"
        )
    return west, south, east, north


def share(text: str) -> float:
    """A number from 0 to 1."""
    number = _numbers(text, 1, "a number from 0 to 1, like 0.5")[0]
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number


def at_least_one(text: str) -> int:
    """A whole number from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def whole_days(text: str) -> int:
    """A number of days, from 0 to a year."""
    if not text.isascii() or not text.isdigit() or int(text) > 366:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 0 to 366")
    return int(text)


def kilometres(text: str) -> float:
    """A distance, from 0 to 1,000 km."""
    number = _numbers(text, 1, "a distance in km, like 25")[0]
    if not 0 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a distance from 0 to 1000 km")
    return number


def port(text: str) -> int:
    """A port number."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 1 to 65535")
    return int(text)


def country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code."""
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise argparse.ArgumentTypeError(f"{text!r} is not a country code; give two letters, like SY")
    return text.upper()


def _numbers(text: str, count: int, shape: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not {shape}") from error
    if len(numbers) != count or not all(math.isfinite(number) for number in numbers):
        raise argparse.ArgumentTypeError(f"{text!r} is not {shape}")
    return numbers
