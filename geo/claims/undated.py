"""Events whose report names no day: what its own date says of them, where it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from geo.claims.dating import inherited
from geo.claims.drafts import Draft
from geo.claims.view import View
from geo.model import Moment

_PERFECT_REACH = 4  # tokens between "has" and the participle: "has once again gone off"
_PERIOD_REACH = 8  # sentences in which a report says what days it is of
_COVERS = frozenset("covers covering covered reporting".split())
_DAY = timedelta(days=1)
_BODY = frozenset({"body", "dateline"})


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
    """ "covering the period of 1 to 9 May": the days of what it tells without any."""
    period = _period(views)
    for draft in drafts if period else ():
        spoken = "period" in draft.view.norms and not draft.dated_here  # "killed during the period"
        if period and (spoken or is_undated(draft)):
            draft.moment = inherited(period, "the period that the report covers")
            draft.dated_here = draft.dated_here or spoken
            draft.scope = "aggregate" if spoken and draft.tolls else draft.scope


def _period(views: Sequence[View]) -> Moment | None:
    for view in views[:_PERIOD_REACH]:
        if "period" in view.norms and _COVERS & set(view.norms):
            return next((d.moment for d in view.dates if d.moment.start != d.moment.end), None)
    return None


def is_undated(draft: Draft) -> bool:
    """Told as done at a place or with a figure, and no day for it."""
    return has_no_day(draft) and (draft.pinned or bool(draft.tolls))


def has_no_day(draft: Draft) -> bool:
    """Told as done, and no day for it."""
    told = draft.mode == "actual" and not draft.counted and draft.view.sentence.block in _BODY
    return told and draft.moment.start is None and not draft.moment.text


def _in_perfect(draft: Draft) -> bool:
    """ "A bomb has gone off": news of the day; "had gone off" looks back."""
    first = draft.triggers[0].first
    before = draft.view.norms[max(0, first - _PERFECT_REACH) : first]
    return draft.triggers[0].part != "noun" and bool({"has", "have"} & set(before))
