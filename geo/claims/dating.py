"""When: which of a sentence's dates belongs to an event, and which to the telling of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from geo.claims.asides import is_possessive
from geo.claims.triggers import Trigger
from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.model import DateMention, Moment
from geo.tokens import Phrases

_BREAKS = frozenset({";", ":", "but", "which", "as", "who", "whose"})
_DATE_REACH = 40  # tokens and clause ends between an event and its date
_PAIR_REACH = 10  # tokens from "between" to "and"
_SAID = frozenset("said told announced stated confirmed warned vowed declared wrote accused blamed".split())
_GIVEN = frozenset("given issued published released updated".split())  # "a count given on Monday"
_FILMED = frozenset("occurred filmed shot taken recorded dated captured".split())


@dataclass(frozen=True, slots=True)
class Dates:
    """A sentence's dates: those of events, and those of saying, posting and showing."""

    of_events: tuple[DateMention, ...]
    of_telling: tuple[DateMention, ...]


@cache
def _puts_out() -> Phrases[bool]:
    return Phrases((form, True) for verb in load("speech")["puts_out"] for form in inflect(verb))


def split_dates(view: View, triggers: Sequence[Trigger]) -> Dates:
    """Tell a date of saying ("posted on Sunday") from a date of what is said."""
    tellings = [(match.first, match.last) for match in _puts_out().find(view.tokens)]
    events: list[DateMention] = []
    telling: list[DateMention] = []
    for mention in view.dates:
        if _since_clause(view, mention):
            continue
        told = not is_possessive(view, mention) and _dates_telling(view, mention, tellings, triggers)
        (telling if told else events).append(mention)
    return Dates(tuple(events), tuple(telling))


def _since_clause(view: View, date: DateMention) -> bool:
    """ "since the campaign started two days ago": dates a beginning, not what the sentence tells."""
    first, _ = view.range_of(date.start, date.end)
    return "since" in view.norms[max(0, first - 6) : first]


def _dates_telling(
    view: View, date: DateMention, tellings: Sequence[tuple[int, int]], triggers: Sequence[Trigger]
) -> bool:
    """A date behind a verb of saying, with no event between the two, says when it was said.

    So does one right before it ("the mayor on Monday told reporters"), or of a count "given on Monday".
    "Called a strike for Monday" tells when the strike is.
    """
    first, last = view.range_of(date.start, date.end)
    if "for" in view.norms[max(0, first - 1) : first + 1]:
        return False
    if first and view.norms[first - 1] in _GIVEN:
        return True
    if view.norms[last : last + 1] and view.norms[last] in _SAID:
        return not any(trigger.last == first for trigger in triggers)
    before = [last for _, last in tellings if last <= first]
    if not before:
        return False
    verb = max(before)
    if any(verb <= trigger.first < first for trigger in triggers):
        return False
    between = view.norms[verb:first]
    return len(between) <= 8 and not ({",", "that", '"', "“"} & set(between))


def nearest_date(view: View, trigger: Trigger, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a trigger: the one fewest tokens away, a clause's end counting as many."""
    best = min(dates, key=lambda date: _distance(view, trigger, date), default=None)
    return best if best and _distance(view, trigger, best) <= _DATE_REACH else None


def _distance(view: View, trigger: Trigger, date: DateMention) -> int:
    first, last = view.range_of(date.start, date.end)
    if first >= trigger.last:
        between, ahead = view.norms[trigger.last : first], 0
    else:
        between, ahead = view.norms[last : trigger.first], 1
    breaks = sum(_is_break(between, at) for at in range(len(between)))
    breaks += 2 * sum(_is_new_clause(between, at) for at in range(len(between))) if not ahead else 0
    return len(between) + 12 * breaks + ahead


def _is_break(between: Sequence[str], at: int) -> bool:
    """The end of a clause; the colon of "06:00" is none."""
    clock = between[at] == ":" and between[at - 1 : at] and between[at - 1].isdecimal()
    new_subject = between[at] == "and" and between[at - 1 : at] == [","]  # "…, and French jets struck"
    return (between[at] in _BREAKS and not clock) or (new_subject and len(between) > at + 2)


def _is_new_clause(between: Sequence[str], at: int) -> bool:
    """ "and", unless it joins the two of "between X and Y"."""
    return between[at] == "and" and "between" not in between[max(0, at - _PAIR_REACH) : at]


def told_on(mention: DateMention) -> Moment:
    """When something shown or said on a date happened: then or shortly before, a day at the most."""
    moment = mention.moment
    if moment.start is None or moment.end is None:
        return replace(moment, anchor=f"{moment.text}: dates the report of it, publication date not known")
    start = moment.start - timedelta(days=1) if moment.start == moment.end else moment.start
    return Moment(start, moment.end, "range", moment.text, f"told {moment.text}: on or shortly before")


def inherited(moment: Moment, where: str) -> Moment:
    """The same days for a sentence that names none."""
    return replace(moment, anchor=f"no date in the sentence; {where}: {moment.text or moment.anchor}")


def dates_a_recording(view: View) -> DateMention | None:
    """ "… claims the video occurred on the 4th": the date of what a video shows."""
    if not view.dates or not _FILMED & set(view.norms):
        return None
    shown = {"video", "footage", "clip", "images", "photograph", "photo", "videos"} & set(view.norms)
    return view.dates[0] if shown else None
