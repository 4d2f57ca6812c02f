"""Dates that count from another date of the text: "the following day", "two days later", "that night".

They count from the latest day (or few days) named before. "Two days after the raid" counts forward from
a date in the same paragraph when it opens its sentence; otherwise it is the day of what it is after,
counted back from the day told, which is publication's ("the campaign comes two days after they met").
Without any such day they are found and stay unknown, except that what lies before ("the previous
day", "two days earlier") is counted from publication.
"""

from __future__ import annotations

import re

from geo.dates.calendar import around
from geo.dates.counted import back, in_unit
from geo.dates.rule import UNKNOWN_ANCHOR, Context, Found, Rule
from geo.dates.spans import Days, day, days, shift, weekend
from geo.dates.words import number, pattern

__all__ = ["ANAPHORA_RULES", "EVE_RULES"]

_NOT_NAMED = "no earlier date in the text"
_LARGEST = 3_000
_PARTS_OF_DAY = frozenset({"day", "night", "morning", "evening", "afternoon"})
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]?\s|\n\s*\n")
_VIOLENCE = re.compile(
    r"\s(?:the |this |that |these |those )?(?:\w+ )?(?:attacks?|bombings?|raids?|strikes?|massacre|blasts?"
    r"|assault|fighting|killings?|explosions?|shooting|clash(?:es)?|ambush|offensive|shelling|bombardment)\b"
)
_COMES = re.compile(
    r"\b(?:attacks?|bombings?|raids?|strikes?|massacre|blasts?|assault|killings?|explosions?|shooting|ambush|incident)"
    r"\s(?:also\s)?(?:came|comes|happened|occurred|took\splace|followed)\s(?:\w+\s){0,2}$"
)
_OPENING = "\"“‘'( \t\xa0-–—"


def _shifted(match: re.Match[str], context: Context) -> Found | None:
    """ "two days later", "a week earlier", "three days after the raid"."""
    unit, word = match["unit"].lower(), match["word"].lower()
    count = number(match["count"]) if match["count"] else 1
    if count > _LARGEST:
        return None
    if word in ("after", "before"):
        return _beside_clause(match, context, count, unit, after=word == "after")
    forward = word in ("later", "afterwards", "afterward", "on")
    return _counted(
        context, -count if forward else count, unit, f"{unit}s-later" if forward else f"{unit}s-earlier"
    )


def _beside_clause(
    match: re.Match[str], context: Context, count: int, unit: str, *, after: bool
) -> Found | None:
    rest = context.text[match.end() : match.end() + 1]
    rule = f"{unit}s-{'after' if after else 'before'}"
    if context.first_day and unit != "hour" and _is_beside_attack(match, context.text, after=after):
        there = back(context.first_day.start, count, unit)
        return Found(in_unit(there, unit), rule, "counted from the first day that the report names")
    if rest in (".", ",", ";", "") or (
        not after and context.text[match.end() :].lstrip()[:4] in ("and ", "when")
    ):
        return _counted(context, -count if after else count, unit, rule)  # "two days after."
    if after and _opens_sentence(context.text, match.start()) and _same_paragraph(context, match.start()):
        return _counted(context, -count, unit, rule)
    if context.last and _same_sentence(context, match.start()):  # "struck on Thursday, two days after …"
        there = back(context.last.start, count if after else -count, unit)
        return Found(in_unit(there, unit), rule, context.last_anchor)
    if context.published is None:
        return Found(None, rule, UNKNOWN_ANCHOR)
    there = back(context.published, count if after else -count, unit)
    return Found(in_unit(there, unit), rule, f"counted from the day told, {context.anchor}")


def _is_beside_attack(match: re.Match[str], text: str, *, after: bool) -> bool:
    """ "a week before the raid", "the raid came a week after …": counted back from the raid told of."""
    if after:
        return _COMES.search(text, max(0, match.start() - 60), match.start()) is not None
    return _VIOLENCE.match(text, match.end()) is not None


def _counted(context: Context, count: int, unit: str, rule: str) -> Found:
    """So many units before (after when negative) the date named last, or publication."""
    if context.last and unit == "hour":  # nobody said at what hour: less than a day is the same day
        by = -int(count / 24)
        return Found(
            days(shift(context.last.start, by), shift(context.last.end, by)), rule, context.last_anchor
        )
    if context.last:
        base = context.last.start if count > 0 else context.last.end
        return Found(in_unit(back(base, count, unit), unit), rule, context.last_anchor)
    if context.published is None or count < 0:
        return Found(None, rule, _NOT_NAMED if context.published else UNKNOWN_ANCHOR)
    return Found(in_unit(back(context.published, count, unit), unit), rule, context.anchor)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(_OPENING)
    return not before or before[-1] in ".!?…\n\r”"


def _same_paragraph(context: Context, start: int) -> bool:
    return context.last is not None and "\n\n" not in context.text[context.last_end : start].replace("\r", "")


def _same_sentence(context: Context, start: int) -> bool:
    return not _SENTENCE_END.search(context.text, context.last_end, start)


def _neighbour(match: re.Match[str], context: Context) -> Found | None:
    """ "the following day", "the same night", "that week", "the day before"."""
    words, unit = match.group().lower(), match["unit"].lower()
    forward = any(word in words for word in ("following", "next", "after"))
    by = (
        1
        if forward
        else -1
        if any(word in words for word in ("previous", "preceding", "before", "earlier"))
        else 0
    )
    rule = {1: "following-", -1: "previous-", 0: "same-"}[by] + unit
    if by == 0 and unit == "month" and context.last_month and context.last_month_end > context.last_end:
        return Found(context.last_month, rule, "the month named before")
    if context.last:
        # "hit for the last day … that same day": one day is meant, not the stretch told last
        one = context.last_day if by == 0 and unit in _PARTS_OF_DAY else None
        return Found(_beside(one or context.last, unit, by), rule, context.last_anchor)
    if by < 0 and context.published:
        return Found(_beside(day(context.published), unit, by), rule, context.anchor)
    return Found(None, rule, _NOT_NAMED if context.published else UNKNOWN_ANCHOR)


def _beside(last: Days, unit: str, by: int) -> Days:
    if unit in _PARTS_OF_DAY:
        return last if not by else day(shift(last.end if by > 0 else last.start, by))
    if unit == "weekend":
        return weekend(shift(last.end, 7 * by + 6 - last.end.weekday()))
    return around(unit, last.start, by)


def _eve(match: re.Match[str], context: Context) -> Found | None:
    """ "the eve of the raids": the day before them; of a vote or a feast nobody says here when it is."""
    if not _VIOLENCE.match(context.text, match.end()):
        return None
    if context.first_day:  # that of what the report is about
        return Found(day(shift(context.first_day.start, -1)), "eve", "the first day that the report names")
    if context.last:
        return Found(day(shift(context.last.start, -1)), "eve", context.last_anchor)
    if context.published is None:
        return Found(None, "eve", UNKNOWN_ANCHOR)
    return Found(day(shift(context.published, -1)), "eve", context.anchor)


def _since_then(_match: re.Match[str], context: Context) -> Found | None:
    if not (context.last and context.published and context.last.start <= context.published):
        return None
    return Found(days(context.last.start, context.published), "since-then", context.last_anchor)


_ABOUT = r"""(?:(?:about|around|almost|nearly|some|just|only|(?:just )?(?:over|under)|(?:more|less) than
    |at least) )?"""
_NEIGHBOUR_UNIT = r"(?P<unit>day|night|morning|evening|afternoon|weekend|week|month|year)"
ANAPHORA_RULES = (
    Rule(
        pattern(
            rf"""(?:on |by |in |during |later )?(?:the|that) (?:very )?
            (?:following|previous|preceding|same|next(?= (?:day|night|morning|evening
            |afternoon))) {_NEIGHBOUR_UNIT}"""
        ),
        _neighbour,
    ),
    Rule(
        pattern(rf"(?:on )?the {_NEIGHBOUR_UNIT} (?:before|after|earlier)(?=[.,;:!?]|\s?$| and\b)"),
        _neighbour,
    ),
    Rule(
        pattern(
            rf"""{_ABOUT}(?:half )?(?:(?P<count>(?:a )?<NUMBER>) |the )(?P<unit><UNIT>)s? (?P<word>later
                |earlier|afterwards?|previously|after|before)"""
        ),
        _shifted,
    ),
    Rule(pattern(r"(?:on |by |later |late |early )?that (?:same )?" + _NEIGHBOUR_UNIT), _neighbour),
    Rule(pattern(r"(?:ever )?since then|from then on"), _since_then),
)
EVE_RULES = (Rule(pattern(r"(?:on )?the eve of"), _eve),)
