"""Finding date expressions: runs of words that dates are made of, then the rules on each run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from geo.dates.absolute import MONTH_RULES, NUMERIC_RULES, SEASON_RULES, YEAR_RULES
from geo.dates.relative import UNIT_RULES, WEEKDAY_RULES
from geo.dates.rule import Context, Found, Rule
from geo.dates.words import VOCABULARY
from geo.model import DateMention, Moment

__all__ = ["find_dates"]

_TOKEN = re.compile(r"\w+")
_GAP = 4  # characters that may stand between two words of an expression
_ORDER: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("numeric", NUMERIC_RULES),
    ("month", MONTH_RULES),
    ("weekday", WEEKDAY_RULES),
    ("season", SEASON_RULES),
    ("unit", UNIT_RULES),
    ("year", YEAR_RULES),
)


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Every date expression in the text, in order, with the days it means.

    `moment` is unknown, with the reason in its anchor, when what the expression counts from is not known.
    """
    context = Context(text, published)
    found: list[DateMention] = []
    for start, end, kinds in _runs(text):
        rules = [rule for kind, group in _ORDER if kind in kinds for rule in group]
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
    word, end = token.group(), token.end()
    if len(word) > 6 or not word[:1].isdecimal():
        return None
    if text[end : end + 1] in ("-", "/", ".") and text[end + 1 : end + 2].isdecimal():
        return "numeric" if len(word) != 4 else "numeric"
    return "year" if len(word) in (4, 5) and word[:2] in ("18", "19", "20") else ""


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
        if found.days:
            context.last, context.last_text = found.days, mention.text
        yield mention
        position = match_end


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
