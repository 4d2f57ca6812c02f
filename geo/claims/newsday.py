"""Events dated by a time of day, or because they go on: of the day that the report is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from geo.claims.dating import inherited
from geo.claims.days import first_day, named_before
from geo.claims.drafts import Draft
from geo.claims.hours import is_of_night, opens_with_clock
from geo.claims.undated import has_no_day, is_undated
from geo.claims.view import View
from geo.lexicons import load
from geo.model import Moment
from geo.tokens import Phrases

_OF_LATE = timedelta(days=30)  # so old the event may be that a report is of
_DAY = timedelta(days=1)
_CLOCK_REACH = 3  # sentences of a paragraph behind its time of day
_LEAD_DRAFTS = 4  # the first events of a report: the day of one of them is what it begins with
_GOING_ON_REACH = 4  # tokens between an event's words and "is continuing"


@cache
def _going_on() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("news")["going_on"])


def date_by_clock(views: Sequence[View], drafts: Iterable[Draft], published: date | None) -> None:
    """A paragraph that opens with a time of day ("10:40 …") is of the day of publication."""
    for draft in drafts if published else ():
        if published and _is_of_hour(draft) and _opens_with_clock(draft, views):
            anchor = f"a time of day in a report of {published.isoformat()}"
            draft.moment = Moment(published, published, "day", "", anchor)
            draft.dated_here = draft.timed = True


def date_by_time_of_day(views: Sequence[View], drafts: Sequence[Draft], published: date | None) -> None:
    """ "At noon shells fell on X", "clashes are continuing": of the report's day, where no day is told.

    That is the day that it began with, where that lies not long before its publication, else that of
    publication.
    """
    if published is None:
        return
    began = first_day(drafts[:_LEAD_DRAFTS])
    lasting = {draft.view.index for draft in drafts if is_under_way(draft)}
    for draft in drafts:
        if not _is_of_hour(draft) or draft.view.dates or named_before(draft, views):
            continue
        night = is_of_night(draft.view)
        if night is not None:
            draft.moment = _of_report(night, began, published)
            draft.dated_here = draft.timed = True
        elif draft.view.index in lasting and is_undated(draft):
            anchor = f"going on in a report of {published.isoformat()}"
            draft.moment = Moment(published, published, "day", "", anchor)
            draft.dated_here = draft.timed = True


def _is_of_hour(draft: Draft) -> bool:
    """Without a day, and told by a verb where neither a place nor a figure stands beside it."""
    return is_undated(draft) or (has_no_day(draft) and draft.triggers[0].part != "noun")


def _opens_with_clock(draft: Draft, views: Sequence[View]) -> bool:
    """Whether the paragraph begins with a time of day alone."""
    paragraph = draft.view.sentence.paragraph
    for view in reversed(views[max(0, draft.view.index - _CLOCK_REACH) : draft.view.index + 1]):
        if view.sentence.paragraph == paragraph and opens_with_clock(view):
            return True
    return False


def _of_report(night: bool, began: Moment | None, published: date) -> Moment:
    if began and began.start and published - _OF_LATE <= began.start <= published:
        return inherited(began, "a time of the day that the report began with")
    anchor = f"a time of day in a report of {published.isoformat()}"
    start = published - _DAY if night else published
    return Moment(start, published, "range" if night else "day", "", anchor)


def is_under_way(draft: Draft) -> bool:
    """ "Clashes are continuing", "the shelling persists": a noun and its verb in the present."""
    last = draft.triggers[-1].last
    if draft.triggers[-1].part != "noun":
        return False
    return any(
        0 <= match.first - last <= _GOING_ON_REACH
        for match in _going_on().find(draft.view.tokens[: last + _GOING_ON_REACH + 4])
    )
