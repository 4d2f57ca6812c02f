"""Events dated by a time of day, or because they go on: of the day that the report is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from geo.claims.dating import inherited
from geo.claims.days import first_day, named_before
from geo.claims.drafts import Draft
from geo.claims.undated import is_undated
from geo.claims.view import View
from geo.lexicons import load
from geo.model import Moment
from geo.tokens import Phrases

# A clock behind a preposition: at 13:10 or by about 7 p.m.
_CLOCK = re.compile(
    r"(?i)\b(?:at|by|around|about|after|before|from|since|until|between|near)\s+(?:about\s+|around\s+)?"
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d%])|(?:1[0-2]|\d)\s?(?:[ap]\.?m\b|o['’]clock))"
)
_OF_LATE = timedelta(days=3)
_DAY = timedelta(days=1)
_LEAD_DRAFTS = 4  # the first events of a report: the day of one of them is what it begins with
_GOING_ON_REACH = 4  # tokens between an event's words and "is continuing"


@cache
def _times() -> Phrases[bool]:
    """Times of day; True for those of the night."""
    table = load("news")
    return Phrases(
        [*((time, False) for time in table["times_of_day"]), *((n, True) for n in table["nights"])]
    )


@cache
def _going_on() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("news")["going_on"])


def date_by_time_of_day(views: Sequence[View], drafts: Sequence[Draft], published: date | None) -> None:
    """ "At noon shells fell on X", "clashes are continuing": of the report's day, where no day is told.

    That is the day that it began with, where that lies right before its publication, else that of
    publication.
    """
    if published is None:
        return
    began = first_day(drafts[:_LEAD_DRAFTS])
    lasting = {draft.view.index for draft in drafts if goes_on(draft)}
    for draft in drafts:
        if not is_undated(draft) or draft.view.dates or named_before(draft, views):
            continue
        night = _night_or_day(draft.view)
        if night is not None:
            draft.moment = _of_report(night, began, published)
            draft.dated_here = draft.timed = True
        elif draft.view.index in lasting:
            anchor = f"going on in a report of {published.isoformat()}"
            draft.moment = Moment(published, published, "day", "", anchor)
            draft.dated_here = draft.timed = True


def _night_or_day(view: View) -> bool | None:
    """True for a time of night, False for one of day, None where the sentence names none."""
    found = _times().find(view.tokens)
    if found:
        return found[0].value
    return False if _CLOCK.search(view.sentence.text) else None


def _of_report(night: bool, began: Moment | None, published: date) -> Moment:
    if began and began.start and published - _OF_LATE <= began.start <= published:
        return inherited(began, "a time of the day that the report began with")
    anchor = f"a time of day in a report of {published.isoformat()}"
    start = published - _DAY if night else published
    return Moment(start, published, "range" if night else "day", "", anchor)


def goes_on(draft: Draft) -> bool:
    """ "Clashes are continuing", "the fighting has not stopped": a noun and its verb in the present."""
    last = draft.triggers[-1].last
    if draft.triggers[-1].part != "noun":
        return False
    return any(
        0 <= match.first - last <= _GOING_ON_REACH
        for match in _going_on().find(draft.view.tokens[: last + _GOING_ON_REACH + 4])
    )
