"""Events whose report names no day: what its own date says of them, where it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from geo.claims.dating import inherited
from geo.claims.drafts import Draft
from geo.claims.view import View
from geo.model import Moment

_TIME_OF_DAY = re.compile(r"[\W_]*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d%])")
_PERFECT_REACH = 4  # tokens between "has" and the participle: "has once again gone off"
_CLOCK_REACH = 3  # sentences of a paragraph behind its time of day
_PERIOD_REACH = 8  # sentences in which a report says what days it is of
_COVERS = frozenset("covers covering covered reporting".split())
_DAY = timedelta(days=1)
_BODY = frozenset({"body", "dateline"})


def date_by_clock(views: Sequence[View], drafts: Iterable[Draft], published: date | None) -> None:
    """A paragraph that opens with a time of day ("10:40 …") is of the day of publication."""
    for draft in drafts if published else ():
        if published and is_undated(draft) and _opens_with_clock(draft, views):
            anchor = f"a time of day in a report of {published.isoformat()}"
            draft.moment = Moment(published, published, "day", "", anchor)
            draft.dated_here = draft.timed = True


def date_by_publication(views: Sequence[View], drafts: Iterable[Draft], published: date | None) -> None:
    """What "has" happened, and all of a report that names no day at all: on its day or the day before.

    Without a date of publication they stay undated.
    """
    names_no_day = not any(mention.moment.start for view in views for mention in view.dates)
    for draft in drafts if published else ():
        if published and is_undated(draft) and (names_no_day or _in_perfect(draft)):
            anchor = f"no day told; published {published.isoformat()}"
            draft.moment = Moment(published - _DAY, published, "range", "", anchor)


def date_by_period(views: Sequence[View], drafts: Iterable[Draft]) -> None:
    """ "This report covers the period from 10 to 23 November": the days of what it tells without any."""
    period = _period(views)
    for draft in drafts if period else ():
        spoken = "period" in draft.view.norms and not draft.dated_here  # "killed during the period"
        if period and (spoken or is_undated(draft)):
            draft.moment = inherited(period, "the period that the report covers")
            draft.dated_here = draft.dated_here or spoken


def _period(views: Sequence[View]) -> Moment | None:
    for view in views[:_PERIOD_REACH]:
        if "period" in view.norms and _COVERS & set(view.norms):
            return next((d.moment for d in view.dates if d.moment.start != d.moment.end), None)
    return None


def is_undated(draft: Draft) -> bool:
    """Told as done at a place or with a figure, and no day for it."""
    told = draft.mode == "actual" and not draft.counted and draft.view.sentence.block in _BODY
    return (
        told and draft.moment.start is None and not draft.moment.text and (draft.pinned or bool(draft.tolls))
    )


def _in_perfect(draft: Draft) -> bool:
    """ "A bomb has gone off": news of the day; "had gone off" looks back."""
    first = draft.triggers[0].first
    before = draft.view.norms[max(0, first - _PERFECT_REACH) : first]
    return draft.triggers[0].part != "noun" and bool({"has", "have"} & set(before))


def _opens_with_clock(draft: Draft, views: Sequence[View]) -> bool:
    """Whether the paragraph begins with a time of day alone: "**10:40** …", "11.15: …"."""
    paragraph = draft.view.sentence.paragraph
    for view in reversed(views[max(0, draft.view.index - _CLOCK_REACH) : draft.view.index + 1]):
        if view.sentence.paragraph == paragraph and _clock(view):
            return True
    return False


def _clock(view: View) -> bool:
    return _TIME_OF_DAY.match(view.sentence.text) is not None
