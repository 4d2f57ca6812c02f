"""The words of English date expressions, their values, and how patterns are written with them."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "MONTHS",
    "NUMBERS",
    "UNITS",
    "VOCABULARY",
    "WEEKDAYS",
    "month_number",
    "number",
    "pattern",
    "weekday_number",
]

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: n for name, n in list(MONTHS.items())} | {"sept": 9}
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "couple": 2, "dozen": 12}  # fmt: skip
UNITS = ("hour", "day", "night", "week", "month", "year", "decade", "minute", "fortnight")

# What may stand in an expression, by what it makes possible: a run of such words is looked at only when
# one of them is a trigger (its value is the kind of rules to try; "" is filler).
VOCABULARY: dict[str, str] = dict.fromkeys(
    "on in at by of the to and or from since until till before after during between over within around about"
    " through throughout last next this that these those past previous following coming recent same early earlier"
    " late later mid middle start beginning end first second third fourth half quarter few several couple dozen"
    " many more than almost nearly some ago into now afternoon morning evening dawn dusk noon midday midnight"
    " daybreak sunrise sunset am pm a m p et gmt utc est edt bst s d st nd rd th local time o clock"
    " preceding current present upcoming just only mid-week then all whole entire next".split(),
    "",
)
VOCABULARY |= dict.fromkeys(NUMBERS, "")
VOCABULARY |= dict.fromkeys(MONTHS, "month")
VOCABULARY |= dict.fromkeys(WEEKDAYS, "weekday")
for _unit in UNITS:
    VOCABULARY |= {_unit: "unit", _unit + "s": "unit"}
VOCABULARY |= dict.fromkeys(
    "today tonight yesterday tomorrow overnight weekend weekends midweek".split(), "unit"
)
VOCABULARY |= dict.fromkeys("spring summer autumn fall winter".split(), "season")
VOCABULARY |= dict.fromkeys("christmas eve new".split(), "season")

_NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_FRAGMENTS = {
    "MONTH": r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)",
    "WEEKDAY": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?)",
    "ANYDAY": r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?)",
    "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w))",
    "YEAR": r"(?:(?:1[89]|20)\d\d(?![\d,]\d|\w))",
    "CLOCK": r"(?:\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.?m\b\.?)|\d{1,2}(?::\d\d){1,2}|noon|midnight)",
    "NUMBER": rf"(?:\d{{1,4}}|(?:{_NUMBER_WORDS})\b(?:\sof\b)?)",
    "PART": r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset)s?",
    "THIRD": r"(?:early|mid|middle|late|start|beginning|end)",
    "UNIT": r"(?:hour|day|night|week|month|year|decade|fortnight)",
}


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A rule's pattern: <MONTH> and so on are the fragments above, <name:MONTH> a named one, a space any gap.

    Case is left to the rules; a pattern never begins or ends inside a word.
    """

    def put(found: re.Match[str]) -> str:
        name, fragment = found.group(1), _FRAGMENTS[found.group(2)]
        return f"(?P<{name[:-1]}>{fragment})" if name else fragment

    spaced = source.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    filled = re.sub(r"<(\w+:)?([A-Z]+)>", put, spaced)
    return re.compile(rf"(?<!\w){filled}(?!\w)", re.IGNORECASE)


def month_number(text: str) -> int:
    """1-12 of a month's name or short form."""
    return MONTHS[text.rstrip(".").lower()]


def weekday_number(text: str) -> int:
    """0-6, Monday first, of a weekday's name or short form."""
    low = text.rstrip(".").lower()
    return WEEKDAYS[low] if low in WEEKDAYS else WEEKDAYS[low.removesuffix("s")]


def number(text: str) -> int:
    """The value of "3" or "three" or "a couple of"."""
    low = text.lower().split()[0]
    return int(low) if low.isdecimal() else NUMBERS[low]
