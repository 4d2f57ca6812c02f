"""What a draft gets from the rest of its report: type, day, place, and who "the strikes" were by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from geo.claims.company import ARMED_SIDES
from geo.claims.days import date_recordings, inherit_days
from geo.claims.drafts import NEAR_DRAFTS, Draft
from geo.claims.headings import Headings
from geo.claims.kinds import with_types
from geo.claims.newsday import date_by_clock, date_by_time_of_day
from geo.claims.placing import country_of_report, unnamed
from geo.claims.scene import CONSEQUENCES, place_of_quarter, place_of_scene, seats_of
from geo.claims.spoken import VIEWS
from geo.claims.sums import date_sums, is_of_several
from geo.claims.triggers import ATTACK, HARM, accidents, figurative, natural_causes
from geo.claims.undated import date_by_period, date_by_publication
from geo.claims.view import View
from geo.model import UNKNOWN_MOMENT, ActorMention, Document

_PEOPLE = frozenset({"protest", "riot", "ceasefire", "agreement", "deployment", "repression_of_protest"})
_SETTING_IN = frozenset("broke began begun started erupted raged ensued resumed continued lasted".split())
_TALK = frozenset({"verbal_statement", "meeting", "investigation"})
_WITH_WEAPONS = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied suicide_attack chemical_attack "
    "ground_fighting ground_offensive".split()
)
_LACKS = {  # what told too little to be an event, by its mode
    "actual": "a bare mention: no place, day, figure or side of its own",
    "planned": "a bare mention of a plan: no place, day, figure or side of its own",
    "hypothetical": "supposed, not told, and with no place or figure",
    "negated": "said not to have happened, and with no place or figure",
}
_OF_LATE = timedelta(days=7)
_LOOK_BACK = timedelta(days=40)  # what news of this week tells of so long ago is told to remind
_LONG_AGO = timedelta(days=180)  # and any report


def read_through(
    document: Document, views: Sequence[View], drafts: Sequence[Draft], headings: Headings
) -> list[Draft]:
    """Complete the drafts from their context, in the order of the text; keep those that tell something."""
    drafts = _without(drafts, _is_natural, "nature or an accident did it")
    if not _is_fought_in(views, drafts):
        drafts = _without(drafts, _is_accident, "an accident, in a report without sides at war or weapons")
        drafts = _without(drafts, _is_of_peace, "police or others at work, in a report of no fighting")
    if not _of_conflict(views, drafts):
        drafts = _without(drafts, _is_figurative, "a figure of speech: the report tells of no conflict")
    date_recordings(views, drafts)
    typed = with_types(drafts)
    date_sums(typed, document.published)
    date_by_clock(views, typed, document.published)
    date_by_time_of_day(views, typed, document.published)
    inherit_days(views, typed)
    date_by_period(views, typed)
    date_by_publication(views, typed, document.published)
    _drop_days_to_come(typed, document.published)
    look_back = _LOOK_BACK if _is_of_late(typed, document.published) else _LONG_AGO
    country = country_of_report(views)
    seats = seats_of(views)
    for at, draft in enumerate(typed):
        if not draft.places:
            of_report = (country,) if country and draft.type not in _TALK else ()
            draft.places = place_of_scene(at, typed, seats, headings) or of_report
        elif draft.places[0].place is None:
            draft.places = (*draft.places, *place_of_quarter(at, typed, headings))
        _settle_scope(draft, document.published, look_back)
        _take_contrasted(at, typed)
        _infer_doer(at, typed)
    for draft in typed:
        draft.dropped = "" if _tells_something(draft) else _LACKS.get(draft.mode, _LACKS["actual"])
    return [draft for draft in typed if not draft.dropped]


def _without(drafts: Sequence[Draft], is_none: Callable[[Draft], bool], why: str) -> list[Draft]:
    """The drafts that this does not hold for; the others keep why they were dropped."""
    kept = []
    for draft in drafts:
        if is_none(draft):
            draft.dropped = why
        else:
            kept.append(draft)
    return kept


def _of_conflict(views: Sequence[View], drafts: Sequence[Draft]) -> bool:
    """False for a report of sport, markets or kitchens, in which sides are hammered and cities captured."""
    sides = ARMED_SIDES | {"protesters"}
    armed = any(mention.actor.kind in sides for view in views for mention in view.actors)
    return armed or any(not _is_figurative(draft) for draft in drafts) or any(draft.tolls for draft in drafts)


def _is_figurative(draft: Draft) -> bool:
    """Told only by verbs and nouns that games and markets use as well, and by no means ("a drone hit")."""
    if draft.type == "protest" and draft.triggers[0].part == "verb":
        return False  # "hundreds rallied": only a crowd does
    if draft.type != ATTACK and any(trigger.type == ATTACK for trigger in draft.triggers):
        return False
    figures = all(
        trigger.last - trigger.first == 1 and draft.view.norms[trigger.first] in figurative()
        for trigger in draft.triggers
    )
    return figures and not draft.tolls and not _breaks_out(draft)


def _breaks_out(draft: Draft) -> bool:
    """ "Clashes broke out": games and markets have clashes, but none that break out."""
    last = draft.triggers[-1].last
    return draft.type == "ground_fighting" and bool(_SETTING_IN & set(draft.view.norms[last : last + 3]))


def _is_fought_in(views: Sequence[View], drafts: Sequence[Draft]) -> bool:
    """True for a report with sides at war or weapons, in which a house that collapses may have been hit."""
    sides = ARMED_SIDES - {"police"}
    armed = any(mention.actor.kind in sides for view in views for mention in view.actors)
    return armed or any(draft.type in _WITH_WEAPONS for draft in drafts)


def _is_accident(draft: Draft) -> bool:
    """ "Two people died in a gas explosion", "from an overdose": harm with a cause of another kind."""
    return draft.type in (ATTACK, HARM) and bool(accidents().find(draft.view.tokens))


def _is_of_peace(draft: Draft) -> bool:
    """ "a series of raids by police", "salt trucks were deployed": no attack and no troops."""
    kinds = {mention.actor.kind for mention in draft.perpetrators}
    if draft.type == ATTACK:
        return kinds == {"police"} and not draft.tolls
    deployed = draft.view.norms[draft.triggers[0].first] == "deployed"  # of anything; columns only of troops
    return draft.type == "deployment" and deployed and not kinds and not draft.targets


def _is_natural(draft: Draft) -> bool:
    """ "The storm hit", "fire crews battled": nobody did it."""
    names, norms = draft.view.name_tokens, draft.view.norms
    first = draft.triggers[0].first
    destroys = draft.type in (ATTACK, "property_destruction")
    if destroys and norms[max(0, first - 1) : first] in (["fire"], ["blaze"]):
        return norms[max(0, first - 2) : first - 1] in (["a"], ["the"])  # "a fire destroyed a warehouse"
    low, high = max(0, draft.triggers[0].first - 8), min(len(norms), draft.triggers[-1].last + 6)
    own = {draft.triggers[0].first} if draft.perpetrators else set()  # "troops storm X"
    words = {norms[at] for at in range(low, high) if at not in names and at not in own}
    open_type = draft.type in (ATTACK, HARM, "ground_fighting", "ground_offensive", "displacement")
    return open_type and bool(words & natural_causes())


def _drop_days_to_come(drafts: Sequence[Draft], published: date | None) -> None:
    """What has happened did not happen after the report: a day to come belongs to something else."""
    for draft in drafts:
        start = draft.moment.start
        if published and start and start > published and draft.mode == "actual":
            draft.moment, draft.dated_here = UNKNOWN_MOMENT, False


def _infer_doer(at: int, drafts: Sequence[Draft]) -> None:
    """ "the strikes" were by whom the event that they take up was by; others are left without a name."""
    draft = drafts[at]
    if draft.mode not in ("actual", "planned") or draft.perpetrators or not draft.definite:
        return
    places = {place.place.place_id for place in draft.places if place.place}
    for index in range(at - 1, max(-1, at - 1 - NEAR_DRAFTS), -1):
        other = drafts[index]
        if other.type != draft.type or other.scope == "background" or not other.perpetrators:
            continue
        doer = other.perpetrators[0]
        here = not other.pinned or places & {place.place.place_id for place in other.places if place.place}
        if here and doer.actor.actor_id and not doer.inferred:
            draft.perpetrators = (ActorMention(doer.actor, None, inferred=True),)
            return


def _take_contrasted(at: int, drafts: Sequence[Draft]) -> None:
    """ "…, but Y said it hit Z": told of the event before the comma, whose day and place it has."""
    draft, before = drafts[at], drafts[at - 1] if at else None
    if before is None or before.view.whole is None or before.view.whole is not draft.view.whole:
        return
    if before.type == draft.type and before.mode == draft.mode and not draft.dated_here:
        own = any(place.text for place in draft.places)
        draft.places = draft.places if own else tuple(unnamed(place) for place in before.places)
        draft.moment, draft.scope = before.moment, before.scope


def _is_of_late(drafts: Sequence[Draft], published: date | None) -> bool:
    """News: something that it tells happened in the week of its publication."""
    ends = (d.moment.end for d in drafts if d.dated_here and d.mode == "actual" and not d.counted)
    return any(published and end and timedelta() <= published - end <= _OF_LATE for end in ends)


def _settle_scope(draft: Draft, published: date | None, look_back: timedelta) -> None:
    """A sum, what is told only to remind, or an event of its own."""
    end = draft.moment.end
    if draft.scope == "single" and is_of_several(draft):
        draft.scope = "aggregate"
    elif draft.dated_here and not draft.counted and published and end and published - end > look_back:
        draft.scope = "background"
    elif draft.scope == "single" and not (draft.pinned or draft.dated_here or draft.tolls or draft.begins):
        draft.scope = "aggregate"
        draft.moment = UNKNOWN_MOMENT  # a campaign spoken of in general has no day of its own


def _tells_something(draft: Draft) -> bool:
    """A bare mention ("commented on the airstrikes") tells no event."""
    if draft.mode == "hypothetical":
        return bool(draft.pinned or draft.tolls)
    if draft.mode == "negated":
        return bool(draft.pinned or draft.tolls or (draft.places and draft.dated_here))
    if draft.view.sentence.block == "headline":
        return draft.pinned or draft.dated_here or bool(draft.perpetrators)
    if draft.tolls or draft.counted or (draft.pinned and _names_place(draft)):
        return True
    return _is_told_of(draft)


def _names_place(draft: Draft) -> bool:
    return any(place.text for place in draft.places)


def _is_told_of(draft: Draft) -> bool:
    """Without a place of its own and a figure: somebody did it to somebody, on a day, or a crowd acted."""
    named = bool(draft.perpetrators) and not draft.perpetrators[0].inferred
    is_verb = draft.triggers[0].part != "noun"
    acted = draft.type in CONSEQUENCES and (draft.pinned or draft.perpetrators or draft.targets)
    if acted or _sets_in(draft) or (draft.pinned and is_verb and draft.moment.start):
        return True
    if draft.dated_here and draft.type not in _PEOPLE:
        return is_verb or bool(draft.perpetrators or draft.targets or draft.places)
    if (draft.targets or draft.begins) and (named or draft.speech.chain or draft.pinned):
        return True
    if draft.type in _PEOPLE - {"deployment"}:
        return True
    if draft.type == "deployment":
        return is_verb or named or draft.dated_here or _names_place(draft)
    # What somebody condemns is told elsewhere, if at all.
    return named and is_verb and draft.view.norms[draft.triggers[0].first] not in VIEWS


def _sets_in(draft: Draft) -> bool:
    """ "The battle began at dusk": more of an event that has a place from before."""
    last = draft.triggers[0].last
    return draft.definite and draft.pinned and bool(_SETTING_IN & set(draft.view.norms[last : last + 3]))
