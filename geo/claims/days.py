"""Days for events whose own sentence names none: the paragraph's, the one told before, the recording's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from geo.claims.asides import is_aside
from geo.claims.attribution import Memory, speech_of
from geo.claims.dating import dates_a_recording, inherited, split_dates
from geo.claims.drafts import Draft
from geo.claims.hours import is_of_night
from geo.claims.view import View
from geo.model import DateMention, Moment

_PARAGRAPH_REACH = 6  # sentences back in which a paragraph may have named the day
_CLOSE_SENTENCES = 4
_LONGEST = timedelta(days=7)  # days in which an event told without any may be as well
_RECORDING_REACH = 12  # sentences between what a video shows and the date of the video
_OPENING = 3  # tokens at the head of a sentence
_LOOK_BACK = timedelta(days=3)
_CLOCK_REACH = 8  # sentences behind the day that a time of day is of


def date_recordings(views: Sequence[View], drafts: Sequence[Draft]) -> None:
    """ "Y claims the video occurred on the 4th": dates the undated events told before; Y is their source."""
    telling = {draft.view.index for draft in drafts}
    for view in views:
        mention = dates_a_recording(view)
        if mention is None or view.index in telling:
            continue
        chain = speech_of(view, Memory()).chain
        for draft in drafts:
            near = 0 < view.index - draft.view.index <= _RECORDING_REACH
            if near and not draft.dated_here and draft.view.sentence.block != "headline":
                draft.moment = inherited(mention.moment, "the recording is dated")
                draft.dated_here = True
                draft.evidence.append(view)
                if chain and not draft.speech.chain:
                    draft.speech = replace(draft.speech, chain=chain)


def inherit_days(views: Sequence[View], drafts: Sequence[Draft]) -> None:
    """An undated event takes its paragraph's day, else that of the event before, else the first one told."""
    first = _first_dated(drafts)
    begun = _begun(drafts)
    told = next((draft for draft in drafts if _is_told_lately(draft)), None)
    last: Draft | None = None
    for draft in drafts:
        if draft.dated_here:
            last = draft if _passes_on(draft) else last
            continue
        day = _day_of_paragraph(draft, views)
        if day:
            draft.moment = inherited(day.moment, "the paragraph is dated")
        elif last and (last.type == draft.type or is_close(last, draft) or _is_of_day(last, draft)):
            whence = _back_from_earlier(last, begun)
            draft.moment = inherited(whence.moment, "taken from the event told before")
        elif draft.type in first:
            draft.moment = inherited(first[draft.type].moment, "taken from the first dated event")
        elif last and last is begun and _is_news(draft):
            draft.moment = inherited(last.moment, "the one day told so far")
        elif told and not last and _is_news(draft) and told.view.index < draft.view.index:
            draft.moment = inherited(told.moment, "the report's news is of then")


def first_day(drafts: Sequence[Draft]) -> Moment | None:
    """The one day that a report begins with, of which what it tells next may be as well."""
    begun = _begun(drafts)
    return begun.moment if begun and begun.moment.precision == "day" else None


def _begun(drafts: Sequence[Draft]) -> Draft | None:
    """The first event of which the report tells the day."""
    return next((draft for draft in drafts if draft.dated_here and _passes_on(draft)), None)


def named_before(draft: Draft, views: Sequence[View]) -> bool:
    """Whether the paragraph has named a day before the draft's sentence."""
    return _day_of_paragraph(draft, views) is not None


def _is_told_lately(draft: Draft) -> bool:
    """ "officials said on Tuesday": told then, and done then or shortly before."""
    return draft.told_lately and draft.mode == "actual" and draft.moment.precision == "range"


def _is_news(draft: Draft) -> bool:
    """Told by a verb, as done, at a place: "A missile fell on X"."""
    told = draft.triggers[0].part in ("verb", "pair") or draft.begins
    return told and draft.mode == "actual" and not draft.counted and draft.pinned


def _is_of_day(last: Draft, draft: Draft) -> bool:
    """ "in the afternoon", "at dawn": of the day that the report is at."""
    return draft.view.index - last.view.index <= _CLOCK_REACH and is_of_night(draft.view) is not None


def is_close(before: Draft, draft: Draft) -> bool:
    """In the same paragraph or the next, a few sentences on."""
    paragraphs = draft.view.sentence.paragraph - before.view.sentence.paragraph
    return paragraphs <= 1 and draft.view.index - before.view.index <= _CLOSE_SENTENCES


def _first_dated(drafts: Sequence[Draft]) -> Mapping[str, Draft]:
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.dated_here and _passes_on(draft):
            first.setdefault(draft.type, draft)
    return first


def _back_from_earlier(last: Draft, begun: Draft | None) -> Draft:
    """After a look back ("twelve days earlier …") the report goes on with the day that it began with."""
    if begun and begun.moment.start and last.moment.end and begun.moment.start - last.moment.end > _LOOK_BACK:
        return begun
    return last


def _day_of_paragraph(draft: Draft, views: Sequence[View]) -> DateMention | None:
    """The last day that the paragraph named before: "This morning the planes returned. Two strikes hit …"."""
    for index in range(draft.view.index - 1, max(-1, draft.view.index - 1 - _PARAGRAPH_REACH), -1):
        view = views[index]
        if view.sentence.paragraph != draft.view.sentence.paragraph:
            return None
        days = [
            d
            for d in split_dates(view, ()).of_events
            if d.moment.precision in ("day", "range") and not (_looks_back(view, d) or is_aside(view, d))
        ]
        if days:
            return days[-1]
    return None


def _looks_back(view: View, date: DateMention) -> bool:
    """ "over the murder two days earlier", "shot dead the night before": an aside, behind which the report
    goes on with its own day. "The day before, jets had hit X" begins to tell of that day.
    """
    if date.rule.endswith("-earlier"):
        return True
    aside = date.rule == "eve" or date.rule.startswith("previous-")
    return aside and view.at(date.start) >= _OPENING


def _is_possessive(draft: Draft, date: DateMention) -> bool:
    """ "Wednesday's raids": looks back at them, and the report is about another day."""
    _, last = draft.view.range_of(date.start, date.end)
    return draft.view.norms[last : last + 1] == ["'s"]


def _passes_on(draft: Draft) -> bool:
    """Only the day of something that happened lately can be meant again, not that of its telling."""
    if draft.date is None:  # dated by what is said of a recording, or by a time of day
        return draft.timed and draft.mode == "actual"
    date = draft.date
    if draft.moment is not date.moment or _is_possessive(draft, date) or _looks_back(draft.view, date):
        return False
    if is_aside(draft.view, date, draft.triggers[0].first):
        return False
    if draft.mode != "actual" or draft.moment.precision not in ("day", "range", "week"):
        return False
    start, end = draft.moment.start, draft.moment.end
    short = start is None or end is None or end - start <= _LONGEST  # not "in early May"
    return short or date.text.casefold().startswith("since")  # up to the day of the report
