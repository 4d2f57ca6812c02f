"""What a draft gets from the rest of its report: type, day, country, and who "the strikes" were by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.claims.attribution import Speech
from geo.claims.dating import dates_a_recording, inherited, split_dates
from geo.claims.drafts import Draft
from geo.claims.placing import country_of_report, unnamed
from geo.claims.triggers import ATTACK, HARM
from geo.claims.view import View
from geo.model import ActorMention, DateMention, Document, Toponym

# Types that "the attack" or "five killed" can take up from the sentences around them.
_TAKEN_UP = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied suicide_attack chemical_attack "
    "ground_fighting".split()
)
_RAIDS = frozenset({"raid", "raids", "strike", "strikes"})  # mostly from the air, where there are air strikes
_NEAR_SENTENCES = 12
_CLOSE_SENTENCES = 4
_RECORDING_REACH = 12  # sentences between what a video shows and the date of the video
_LOOK_BACK = timedelta(days=3)
_LONG_AGO = timedelta(days=180)


def read_through(document: Document, views: Sequence[View], drafts: Sequence[Draft]) -> list[Draft]:
    """Complete the drafts from their context, in the order of the text; keep those that tell something."""
    _date_recordings(views, drafts)
    typed = [draft for draft in drafts if _settle_type(draft, drafts)]
    _inherit_dates(views, typed)
    country = country_of_report(views)
    for draft in typed:
        _settle_place(draft, typed, country)
        _infer_doer(draft, typed)
        _settle_scope(draft, document.published)
    return [draft for draft in typed if _tells_something(draft)]


def _date_recordings(views: Sequence[View], drafts: Sequence[Draft]) -> None:
    """ "Y claims the video occurred on the 4th": dates the undated events told before; Y is their source."""
    for view in views:
        mention = dates_a_recording(view)
        if mention is None or any(draft.view is view for draft in drafts):
            continue
        source = _owner(view)
        for draft in drafts:
            near = 0 < view.index - draft.view.index <= _RECORDING_REACH
            if near and not draft.dated_here and draft.view.sentence.block != "headline":
                draft.moment = inherited(mention.moment, "the recording is dated")
                draft.dated_here = True
                draft.evidence.append(view)
                if source and not draft.speech.chain:
                    draft.speech = replace(draft.speech, chain=source.chain)


def _owner(view: View) -> Speech | None:
    from geo.claims.attribution import Memory, speech_of

    speech = speech_of(view, Memory())
    return speech if speech.chain else None


def _settle_type(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """False where nothing in the report tells what happened."""
    if draft.type not in (ATTACK, HARM):
        return True
    known = _nearest_type(draft, drafts) if draft.mode in ("actual", "negated") else None
    if known:
        draft.type = known
    elif any(target.actor.kind in ("civilians", "protesters") for target in draft.targets) or draft.tolls:
        draft.type = "attack_on_civilians" if draft.type == ATTACK or draft.perpetrators else ""
    elif {"explosion", "explosions", "blast", "blasts"} & set(draft.view.norms):
        draft.type = "bombing_ied"
    else:
        told = bool(draft.perpetrators) or draft.pinned
        kind = "ground_offensive" if draft.mode == "planned" else "ground_fighting"
        draft.type = kind if told and draft.type == ATTACK else ""
    return bool(draft.type)


def _nearest_type(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The type of the closest typed event of the report; one told before wins over one told after."""
    if _RAIDS & set(draft.view.norms) and any(other.type == "air_strike" for other in drafts):
        return "air_strike"
    best: tuple[int, str] | None = None
    for other in drafts:
        gap = draft.view.index - other.view.index
        if other.type not in _TAKEN_UP or abs(gap) > _NEAR_SENTENCES or other.mode == "hypothetical":
            continue
        cost = gap if gap >= 0 else 2 - gap
        if best is None or cost < best[0]:
            best = (cost, other.type)
    return best[1] if best else None


def _inherit_dates(views: Sequence[View], drafts: Sequence[Draft]) -> None:
    """An undated event takes the day of the one told before it, else of the first that is told with one."""
    last: Draft | None = None
    for draft in drafts:
        day = None if draft.dated_here else _day_of_paragraph(draft, views)
        if day:
            draft.moment = inherited(day.moment, "the paragraph is dated")
        elif draft.dated_here:
            last = draft if _passes_on(draft) else last
        elif last and (last.type == draft.type or _is_close(last, draft)):
            last = _back_from_earlier(last, drafts)
            draft.moment = inherited(last.moment, "taken from the event told before")
    first = _first_dated(drafts)
    for draft in drafts:
        if draft.moment.start is None and not draft.dated_here and draft.type in first:
            draft.moment = inherited(first[draft.type].moment, "taken from the first dated event")


def _first_dated(drafts: Sequence[Draft]) -> dict[str, Draft]:
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.dated_here and _passes_on(draft):
            first.setdefault(draft.type, draft)
    return first


def _back_from_earlier(last: Draft, drafts: Sequence[Draft]) -> Draft:
    """After a look back ("twelve days earlier …") the report goes on with the day that it began with."""
    begun = next((draft for draft in drafts if draft.dated_here and _passes_on(draft)), last)
    if begun.moment.start and last.moment.end and begun.moment.start - last.moment.end > _LOOK_BACK:
        return begun
    return last


def _day_of_paragraph(draft: Draft, views: Sequence[View]) -> DateMention | None:
    """The last day that the paragraph named before: "This morning the planes returned. Two strikes hit …"."""
    for view in reversed(views[: draft.view.index]):
        if view.sentence.paragraph != draft.view.sentence.paragraph:
            return None
        days = [d for d in split_dates(view, ()).of_events if d.moment.precision in ("day", "range")]
        if days:
            return days[-1]
    return None


def _is_close(before: Draft, draft: Draft) -> bool:
    """In the same paragraph or the next, a few sentences on."""
    paragraphs = draft.view.sentence.paragraph - before.view.sentence.paragraph
    return paragraphs <= 1 and draft.view.index - before.view.index <= _CLOSE_SENTENCES


def _passes_on(draft: Draft) -> bool:
    """Only the day of something that happened lately can be meant again, not that of its telling."""
    if draft.date and draft.moment is not draft.date.moment:
        return False
    return draft.mode == "actual" and draft.moment.precision in ("day", "range", "week")


def _settle_place(draft: Draft, drafts: Sequence[Draft], country: Toponym | None) -> None:
    if draft.places:
        return
    same = _same_event(draft, drafts)
    if same:
        draft.places = tuple(unnamed(place, "the event told before") for place in same.places)
        return
    if country:
        draft.places = (country,)


def _same_event(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The located event that "the raid" or a toll alone goes on about, a few sentences before."""
    anaphoric = draft.definite and all(trigger.part == "noun" for trigger in draft.triggers)
    if draft.mode != "actual" or not (anaphoric or draft.tolls):
        return None
    for other in reversed(drafts[: drafts.index(draft)]):
        if other.pinned and other.mode == "actual" and _is_close(other, draft):
            return other if other.type == draft.type or draft.tolls else None
    return None


def _infer_doer(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "the strikes" were by whom the report mostly says; "another strike" is left without a name."""
    if draft.perpetrators or not draft.definite or draft.mode != "actual":
        return
    named = Counter(
        other.perpetrators[0].actor
        for other in drafts
        if other.type == draft.type and other.perpetrators and not other.perpetrators[0].inferred
    )
    if named:
        draft.perpetrators = (ActorMention(named.most_common(1)[0][0], None, inferred=True),)


def _settle_scope(draft: Draft, published: date | None) -> None:
    end = draft.moment.end
    if draft.dated_here and published and end and published - end > _LONG_AGO:
        draft.scope = "background"
    elif draft.scope == "single" and not draft.pinned and not draft.dated_here and not draft.tolls:
        draft.scope = "aggregate"


def _tells_something(draft: Draft) -> bool:
    """A bare mention ("commented on the airstrikes") tells no event; neither does one in a relative aside."""
    if draft.mode in ("hypothetical", "negated"):
        return bool(draft.pinned or draft.tolls)
    if draft.view.sentence.block == "headline":
        return draft.pinned or draft.dated_here or bool(draft.perpetrators)
    if draft.pinned or draft.tolls or draft.counted:
        return True
    if draft.dated_here:
        return bool(draft.perpetrators or draft.targets or draft.places)
    named = bool(draft.perpetrators) and not draft.perpetrators[0].inferred
    return named and (bool(draft.targets) or draft.triggers[0].part != "noun")
