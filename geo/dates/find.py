"""Finding date expressions: runs of words that dates are made of, then the rules on each run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from geo.dates.anaphora import ANAPHORA_RULES, EVE_RULES
from geo.dates.calendar import CALENDAR_RULES
from geo.dates.counted import COUNTED_RULES
from geo.dates.months import DAY_OF_MONTH_RULES, MONTH_RULES
from geo.dates.numeric import NUMERIC_RULES
from geo.dates.rule import Context, Found, Rule
from geo.dates.spans import Days, month
from geo.dates.weekdays import WEEKDAY_RULES
from geo.dates.words import VOCABULARY
from geo.dates.years import SEASON_RULES, YEAR_RULES
from geo.model import DateMention, Moment

__all__ = ["find_dates"]

_TOKEN = re.compile(r"\w+")
_LONGEST_NUMBER = 5  # "1980s"
_GAP = 4  # characters that may stand between two words of an expression
# The kinds of trigger, and the rules that each makes possible; where several match, the first one stands.
_RULES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("numeric", (*NUMERIC_RULES, *YEAR_RULES)),
    ("month", MONTH_RULES),
    ("weekday", WEEKDAY_RULES),
    ("season", (*SEASON_RULES, *EVE_RULES)),
    ("unit", (*CALENDAR_RULES, *ANAPHORA_RULES, *COUNTED_RULES)),
    ("ordinal", DAY_OF_MONTH_RULES),
    ("year", YEAR_RULES),
)
_LONGEST_ANCHOR = 7  # days: "the following day" can follow a day or a week, not a year
# "residents told the paper on Saturday": when it was told; "the following day" counts from what was told of.
_TOLD = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|stated|confirmed|added|wrote|given|quoted|speaking)\b[^.,;:!?\n]{0,45}$"
)


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Every date expression in the text, in order, with the days it means.

    `moment` is unknown, with the reason in its anchor, when what the expression counts from is not known.
    """
    context = Context(text, published)
    found: list[DateMention] = []
    for start, end, kinds in _runs(text):
        rules = [rule for kind, group in _RULES if kind in kinds for rule in group]
        found.extend(_in_run(context, rules, start, end))
    return found


def _runs(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """Start, end and kinds of every run of date words that holds a trigger."""
    start = end = 0
    kinds: set[str] = set()
    for token in _TOKEN.finditer(text):
        word = token.group()
        kind = VOCABULARY.get(word.lower())
        if kind is None and word[0].isdigit():
            kind = _number_kind(text, token)
        if kind is None:
            if kinds:
                yield start, end, kinds
                kinds = set()
            start = -1
            continue
        if start < 0 or token.start() - end > _GAP:
            if kinds:
                yield start, end, kinds
                kinds = set()
            start = token.start()
        end = token.end()
        if kind:
            kinds.add(kind)
    if kinds:
        yield start, end, kinds


def _number_kind(text: str, token: re.Match[str]) -> str | None:
    """The kind of trigger that a token with figures is; "" for a filler, None for no part of a date."""
    word, end = token.group(), token.end()
    if len(word) > _LONGEST_NUMBER or not word[0].isdecimal():
        return None
    if text[end : end + 1] in ("-", "/", ".") and text[end + 1 : end + 2].isdecimal():
        return "numeric"
    if word[-2:].lower() in ("st", "nd", "rd", "th"):
        return "ordinal"
    return "year" if len(word) >= 4 and word[:2] in ("18", "19", "20") else ""


def _in_run(context: Context, rules: list[Rule], start: int, end: int) -> Iterator[DateMention]:
    text = context.text
    limit = min(len(text), end + 2)  # "a.m."
    position = start
    while position < end:
        token = _TOKEN.search(text, position, limit)
        if token is None:
            return
        hit = _first(context, rules, token.start(), limit)
        if hit is None:
            position = token.end()
            continue
        match_end, found = hit
        mention = _mention(text, token.start(), match_end, found)
        _remember(context, mention, found.days)
        yield mention
        position = match_end


def _remember(context: Context, mention: DateMention, days: Days | None) -> None:
    """Later expressions count from this one, unless it is long, a stamp alone on its line, or tells when
    somebody spoke of the day that they count from.
    """
    if days is not None and mention.rule == "month":
        context.last_month, context.last_month_end = month(days.start.year, days.start.month), mention.end
    if days is None or (days.end - days.start).days > _LONGEST_ANCHOR:
        return
    text = context.text
    if context.last and _TOLD.search(text, max(0, mention.start - 70), mention.start):
        return
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 10]
    alone = before.rstrip(" \t\xa0")[-1:] in ("\n", "\r") and after.lstrip(" \t\xa0.")[:1] in ("\n", "\r")
    if not alone:
        context.last, context.last_text, context.last_end = days, mention.text, mention.end
        _remember_day(context, before, days)


def _remember_day(context: Context, before: str, days: Days) -> None:
    """Of single days the first, if nobody only speaks on it, and the latest."""
    if days.start != days.end:
        return
    context.last_day = days
    if context.first_day is None and not _TOLD.search(before):
        context.first_day = days


def _first(context: Context, rules: list[Rule], start: int, limit: int) -> tuple[int, Found] | None:
    for rule in rules:
        match = rule.pattern.match(context.text, start, limit)
        if match and match.end() > start:
            found = rule.meaning(match, context)
            if found:
                return match.end(), found
    return None


def _mention(text: str, start: int, end: int, found: Found) -> DateMention:
    quote = text[start:end]
    if found.days is None:
        moment = Moment(None, None, "unknown", quote, found.anchor)
    else:
        moment = Moment(found.days.start, found.days.end, found.days.precision, quote, found.anchor)
    return DateMention(start, end, quote, moment, found.rule)
