"""The words of English date expressions, their values, and how patterns are written with them."""

from __future__ import annotations

import re

__all__ = [
    "MONTHS",
    "NUMBERS",
    "UNITS",
    "VOCABULARY",
    "WEEKDAYS",
    "is_month_name",
    "number",
    "pattern",
    "third",
]

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_SHORT_DAYS |= {"sat": 5, "sun": 6}
_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | {
    name + "s": n for n, name in enumerate(_DAY_NAMES)
}
WEEKDAYS |= _SHORT_DAYS
NUMBERS = {word: n for n, word in enumerate(_TEENS.split())}
NUMBERS |= {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "dozen": 12,
}
UNITS = "hour day night week month year decade fortnight".split()
_THIRDS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}

# What may stand in an expression, by what it makes possible: a run of such words is looked at only when
# one of them is a trigger (its value is the kind of rules to try); "" is filler.
VOCABULARY: dict[str, str] = dict.fromkeys(
    "on in at by of the to and or from since ever until till before after during between over within "
    "around about through throughout into across for last next this that these those past previous "
    "preceding following coming upcoming recent same very early earlier late later mid middle start "
    "beginning end first second third fourth half quarter few several many couple more less than almost "
    "nearly some just under only least ago then back afterwards afterward previously dawn dusk noon "
    "midday midnight daybreak sunrise sunset hours am pm a m p et gmt utc est edt bst cet s st nd rd th "
    "local moscow time current present towards toward".split(),
    "",
)
VOCABULARY |= dict.fromkeys(NUMBERS, "") | dict.fromkeys(MONTHS, "month") | dict.fromkeys(WEEKDAYS, "weekday")
VOCABULARY |= {form: "unit" for unit in UNITS for form in (unit, unit + "s")}
VOCABULARY |= dict.fromkeys(
    "morning mornings afternoon evening today tonight yesterday tomorrow overnight weekend then".split(),
    "unit",
)
VOCABULARY |= dict.fromkeys("spring summer autumn fall winter christmas eve new".split(), "season")

_NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_DAYS_LONG = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_DAYS_SHORT = r"(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?"
_FRAGMENTS = {
    "MONTH": rf"(?:{'|'.join(_MONTH_NAMES)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)",
    "WEEKDAY": rf"(?:{_DAYS_LONG}|{_DAYS_SHORT})",
    "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w))",
    "YEAR": r"(?:(?:1[89]|20)\d\d(?![\d,]\d|\w))",
    "CLOCK": r"(?:\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.\s?m\.|[ap]m\b)|\d{1,2}(?::\d\d){1,2}"
    r"|\d{4}(?=\s?(?:gmt|utc))|noon|midnight)",
    "ZONE": r"(?:(?:et|gmt|utc|est|edt|bst|cet|local\stime|moscow\stime)\b)",
    "NUMBER": rf"(?:\d{{1,4}}|(?:{_NUMBER_WORDS})\b(?:\scouple\b)?(?:\sof\b)?)",
    "PART": r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset)",
    "THIRD": r"(?:early|mid|middle|late|start|beginning|end)",
    "UNIT": r"(?:hour|day|night|week|month|year|decade|fortnight)",
    "TO": r"(?:\s?[-–—/]\s?|\s(?:to|and|until|till|through|into|or)\s(?:the\s)?)",
}


def pattern(source: str) -> re.Pattern[str]:
    """A rule's pattern, written with the fragments above and readable over several lines.

    <MONTH> is a fragment; a space is any gap and "_" a gap or none; a line
    break and what indents the next line are nothing. It never begins or ends inside a word.
    """

    joined = re.sub(r"\n\s*", "", source)
    spaced = re.sub(r"(?<![\w<])_(?!\w)", r"\\s{0,3}", joined.replace(" ", r"\s{1,3}"))
    filled = re.sub(r"<([A-Z]+)>", lambda found: _FRAGMENTS[found.group(1)], spaced)
    return re.compile(rf"(?<!\w){filled}(?!\w)", re.IGNORECASE)


def is_month_name(text: str) -> bool:
    """Whether a month is written as a name: "may", "march" and short forms need a capital."""
    return text[0].isupper() or (text.lower() not in ("may", "march") and len(text.rstrip(".")) > 4)


def number(text: str) -> int:
    """The value of "3", "three", "a couple of"."""
    low = text.lower()
    word = "couple" if "couple" in low else low.split()[0]
    return int(word) if word.isdecimal() else NUMBERS[word]


def third(word: str | None) -> str:
    """early, mid or late, for the words that mean them; another word is itself."""
    low = (word or "").lower()
    return _THIRDS.get(low, low)
