"""Drafts of claims: the triggers of a sentence grouped into events, with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from geo.claims.asides import LOOK_BACK, dates_for
from geo.claims.attribution import Speech, speaks_from_there
from geo.claims.dating import nearest_date, split_dates, told_on
from geo.claims.means import type_of
from geo.claims.modes import mode_of
from geo.claims.placing import event_places, finest
from geo.claims.seats import is_lead
from geo.claims.slots import LIGHT_VERBS, Doers, targets_of
from geo.claims.telling import ATTACKS, TAKING, telling
from geo.claims.triggers import ATTACK, HARM, OPEN, SHOOTING, Passed, Trigger, find_triggers
from geo.claims.victims import targets_of_tolls
from geo.claims.view import View
from geo.model import UNKNOWN_MOMENT, ActorMention, DateMention, Mode, Moment, Scope, Toll, Toponym

# Types whose triggers side by side tell one event.
_ALLIED = ({"bombing_ied", "suicide_attack"}, {"protest", "riot"}, {"protest", "repression_of_protest"})
_MEANS_REACH = 4  # tokens: "killed in a second air strike"
_THROUGH = frozenset({"in", "by", "during"})
_AIMED_AT_NOBODY = frozenset("displacement meeting humanitarian_aid agreement ceasefire".split())
_PASSIVE = frozenset("is are was were be been being have had has also".split())
_PASSIVE_REACH = 3
_TOLD_BEHIND = 60  # characters
_ON_THE_SPOT = frozenset({"rescuer", "monitor", "civilians", "protesters"})
_OFFICES = frozenset({"mayor", "governor"})  # who speaks for one place: "said the mayor of X"
_PREMISES = frozenset(
    "building hospital clinic school compound premises camp facility ward grounds church mosque plant prison "
    "university station market roof gate courtyard yard".split()
)
_LASTING = frozenset(
    {"siege", "air_strike", "protest", "ground_offensive", "displacement", "arrest", "deployment"}
)
_PERFECT = frozenset({"have", "has", "had", "'ve"})
_AUXILIARY_REACH = 3  # tokens from "have" to the verb: "have repeatedly been"
_RECORD = frozenset("first worst deadliest biggest heaviest bloodiest highest".split())  # "… since March"
_FIGHTS = frozenset({"ground_fighting", "ground_offensive"})
_SUMMED = frozenset(
    "sorties flights missions strikes airstrikes air raids attacks targets localities villages towns "
    "settlements bombs rockets missiles shells drones".split()
)
_TOLD_BY: dict[str, str] = {"displaced": "displacement", "missing": "abduction"}
_LONG = timedelta(days=45)  # a figure over so many days is a sum
_YEARS = frozenset({"decades", "decade", "years"})
_WITHIN = frozenset({"in", "over", "during", "within"})
# Drafts looked at on each side of one, so that a text of attacks alone costs no more.
NEAR_DRAFTS = 30
_MANY = 100  # a count of sorties or villages from which on it is a sum over a campaign
_DEFINITE = frozenset({"the", "these", "those", "this", "its", "their"})


@dataclass(slots=True)
class Draft:
    """One event of a sentence, still without an id; `moment` is unknown until the report is read through."""

    view: View
    triggers: list[Trigger]
    speech: Speech
    mode: Mode = "actual"
    type: str = ""
    scope: Scope = "single"
    places: tuple[Toponym, ...] = ()
    moment: Moment = UNKNOWN_MOMENT
    dated_here: bool = False
    timed: bool = False  # by a time of day, or because it goes on, not by a day that the sentence names
    told_lately: bool = False  # "said on Tuesday": done then or shortly before
    date: DateMention | None = None
    perpetrators: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    tolls: tuple[Toll, ...] = ()
    counted: bool = False  # a sum: "6,000 sorties"
    summed: bool = False  # harm over a long time: "have been killed since the war began"
    evidence: list[View] = field(default_factory=list)
    dropped: str = ""  # why it tells nothing after all, in words

    @property
    def own_words(self) -> int:
        """Offset of the first trigger."""
        return self.view.tokens[self.triggers[0].first].start

    @property
    def pinned(self) -> bool:
        """True where it names a place finer than a country."""
        return any(place.geo_precision not in ("country", "unresolved") for place in self.places)

    @property
    def begins(self) -> bool:
        """True where a sentence tells that it began or was done: "launched a campaign"."""
        first = self.triggers[0].first
        return bool(LIGHT_VERBS & set(self.view.norms[max(0, first - 6) : first]))

    @property
    def definite(self) -> bool:
        """True for "the strikes": a noun that takes up something told before."""
        return any(
            trigger.part in ("noun", "pair")
            and _DEFINITE & set(self.view.norms[max(0, trigger.first - 3) : trigger.first])
            for trigger in self.triggers
        )


def drafts_of(view: View, speech: Speech, doers: Doers, passed: list[Passed] | None = None) -> list[Draft]:
    """The events that a sentence tells; `passed` takes the triggers that tell none, with the reason."""
    found = find_triggers(view, passed)
    # Of a pair its end: "replied with rockets" says nothing.
    triggers = [t for t in found if (t.last - 1 if t.part == "pair" else t.first) not in speech.covered]
    if passed is not None:
        passed += [
            Passed(t.first, t.last, "of who says it, not of what happened")
            for t in found
            if t not in triggers
        ]
    tolls = view.tolls
    triggers = telling(view, triggers, passed)
    if not triggers:
        return []
    dates = split_dates(view, triggers)
    groups = _group(view, triggers, dates.of_events)
    drafts = [Draft(view, group, speech, evidence=[view]) for group, _ in groups]
    first_verb = min((t.first for t in triggers if t.part != "noun"), default=0)
    for draft, (_, date) in zip(drafts, groups, strict=True):
        draft.mode = mode_of(view, draft.triggers[0])
        draft.type = type_of(view, draft.triggers)
        _date(draft, date, dates.of_telling)
        draft.perpetrators = doers.of(view, draft.triggers, speech.covered, first_verb)
        if draft.type not in _AIMED_AT_NOBODY:
            draft.targets = targets_of(view, draft.triggers, draft.perpetrators, speech.covered)
    _share_places(drafts, _places_of(view, speech))
    for draft in drafts:
        draft.places = _without_sides(draft)
    _share_tolls(drafts, tolls)
    for draft in drafts:
        if draft.type not in _AIMED_AT_NOBODY:
            died = all(trigger.type == HARM for trigger in draft.triggers)  # nobody said to aim at them
            draft.targets = targets_of_tolls(draft.tolls, draft.targets, civilians_alone=died)
        draft.counted = _is_sum(draft) or _is_over_long(draft)
        draft.scope = "aggregate" if draft.counted else "single"
    return drafts


def _places_of(view: View, speech: Speech) -> list[Toponym]:
    """ "Rescuers in X said …": those who dig tell of their own town, where the sentence names no other.

    So does who speaks for a place of "the building": "the head of the X hospital said a shell hit the ward".
    """
    named = event_places(view, speech.voices)
    local = any(link.actor.kind in _ON_THE_SPOT for link in speech.chain)
    office = any(_OFFICES & {view.norms[i] for i in speech.voices} for _ in speech.chain[:1])
    office = office and not _counts_of_the_dead(view)
    here = any(one == "the" and two in _PREMISES for one, two in pairwise(view.norms))
    if not named and (local or office or here):
        named = event_places(view)
    if all(place.nominal or is_lead(view, place) for place in named) and (
        local or speaks_from_there(view, speech)
    ):
        theirs = (t for t in view.toponyms if t.role == "place" and view.at(t.start) in speech.voices)
        return [t for t in theirs if not t.nominal] or named  # "colleagues from X, who left the city, report"
    return named


def _counts_of_the_dead(view: View) -> bool:
    """ "The X mayor said one of them was a nurse": of dead told of before, and where they were."""
    return any(toll.part_of and not any(char.isdigit() for char in toll.part_of) for toll in view.tolls)


def _without_sides(draft: Draft) -> tuple[Toponym, ...]:
    """A country that acts or is hit in the sentence is not its place: "Russia carried out air strikes"."""
    sides = {m.span.start for m in (*draft.perpetrators, *draft.targets) if m.span}
    return tuple(
        place for place in draft.places if place.start not in sides or place.geo_precision != "country"
    )


def _group(
    view: View, triggers: Sequence[Trigger], dates: Sequence[DateMention]
) -> list[tuple[list[Trigger], DateMention | None]]:
    """Triggers that tell the same event: compatible types, the same nearest date, the same mode."""
    groups: list[tuple[list[Trigger], DateMention | None]] = []
    modes = {trigger: mode_of(view, trigger) for trigger in triggers}
    means = _by_means(view, triggers)
    for trigger in triggers:
        lasting = trigger.type in _LASTING or (_is_going_on(view, trigger) and not _RECORD & set(view.norms))
        mine = dates_for(view, trigger, dates, triggers)
        date = nearest_date(view, trigger, [d for d in mine if lasting or not _is_since(d)])
        killers = means.get(trigger)
        for at, (members, own) in enumerate(groups if trigger not in means.values() else ()):
            if killers is not None and killers not in members:
                continue
            between = view.norms[members[-1].last : trigger.first]
            same_clause = ";" not in between and ("and", "that") not in pairwise(between)
            same_clause = same_clause and not _comes_after(between, members[-1], trigger)
            if (
                _same_day(members, own, trigger, date)
                and same_clause
                and modes[members[0]] == modes[trigger]
                and (killers is not None or _compatible(members, trigger))
            ):
                groups[at] = ([*members, trigger], own or date)
                break
        else:
            groups.append(([trigger], date))
    return groups


def _by_means(view: View, triggers: Sequence[Trigger]) -> dict[Trigger, Trigger]:
    """ "nine died in a bombing", "were shot in a gun battle": by the noun right behind the harm."""
    found: dict[Trigger, Trigger] = {}
    for harm, noun in pairwise(triggers):
        between = view.norms[harm.last : noun.first]
        near = 0 < len(between) <= _MEANS_REACH and between[0] in _THROUGH and "," not in between
        in_fight = harm.type == SHOOTING and noun.type == "ground_fighting"
        if near and noun.part == "noun" and (harm.type == HARM or in_fight):
            found[noun] = harm
    return found


def _comes_after(between: Sequence[str], before: Trigger, trigger: Trigger) -> bool:
    """ "Jets struck after rockets were fired": two events; "died after a mine went off": one."""
    two = HARM not in (before.type, trigger.type) and trigger.part in ("verb", "pair")
    return two and before.part in ("verb", "pair") and "after" in between


def _same_day(
    members: Sequence[Trigger], own: DateMention | None, trigger: Trigger, date: DateMention | None
) -> bool:
    """The same date; "killed" that is far from any is of the day of what killed."""
    if own == date:
        return True
    undated = [trigger] if date is None else list(members) if own is None else []
    return bool(undated) and all(one.type == HARM for one in undated)


def _is_going_on(view: View, trigger: Trigger) -> bool:
    """Harm, which adds up, and what somebody "has" done: "since March" is then a length of time."""
    before = view.norms[max(0, trigger.first - _AUXILIARY_REACH) : trigger.first]
    return trigger.type == HARM or bool(_PERFECT & set(before))


def _is_since(date: DateMention) -> bool:
    """ "since March" dates what lasts, not what was done once."""
    return date.text.casefold().startswith("since")


def _compatible(members: Sequence[Trigger], trigger: Trigger) -> bool:
    types = {member.type for member in members} | {trigger.type}
    closed = types - OPEN
    if len(closed) > 1:
        return closed in _ALLIED
    if HARM in types and not {ATTACK, SHOOTING} & types:
        return closed <= ATTACKS | TAKING or len(types) == 1
    return not closed or closed <= ATTACKS - _FIGHTS or len(types) == 1


def _date(draft: Draft, date: DateMention | None, telling: Sequence[DateMention]) -> None:
    if date:
        draft.date = date
        draft.moment, draft.dated_here = date.moment, True
    elif telling:
        draft.date = telling[0]
        draft.moment, draft.dated_here = told_on(telling[0]), True
        draft.told_lately = draft.moment.start is not None


def _share_places(drafts: Sequence[Draft], places: Sequence[Toponym]) -> None:
    """Each place goes to the last event told before it, or to the first; an event without one borrows."""
    mine: list[list[Toponym]] = [[] for _ in drafts]
    for place in places:
        owner = 0
        for index, draft in enumerate(drafts):
            if draft.own_words < place.start:
                owner = index
        mine[owner].append(place)
    for index, draft in enumerate(drafts):
        borrowed = mine[index] or next((found for found in reversed(mine[:index]) if found), [])
        borrowed = borrowed or next((found for found in mine[index + 1 :] if found), [])
        draft.places = finest(borrowed)


def _share_tolls(drafts: Sequence[Draft], tolls: Sequence[Toll]) -> None:
    """Figures go to the violent event nearest before or after them; those who fled, to their flight."""
    violent = [d for d in drafts if d.mode == "actual" and d.type in ATTACKS | OPEN | TAKING]
    for toll in tolls:
        moved = [d for d in drafts if d.type == _TOLD_BY.get(toll.harm) and d.mode != "negated"]
        takers = moved or violent
        if takers:
            owner = min(takers, key=lambda draft: _apart(draft, toll))
            owner.tolls = (*owner.tolls, toll)


def _apart(draft: Draft, toll: Toll) -> int:
    """Characters between an event and a figure; one told behind the figure counts as farther."""
    gap = draft.own_words - toll.span.start
    if gap > 0 and draft.triggers[0].type == HARM:
        _, last = draft.view.range_of(toll.span.start, toll.span.end)
        between = draft.view.norms[last : draft.triggers[0].first]
        if len(between) <= _PASSIVE_REACH and set(between) <= _PASSIVE:
            return 0  # "18 rebels were killed"
    return -gap if gap <= 0 else gap + _TOLD_BEHIND


def _is_sum(draft: Draft) -> bool:
    """A figure for a whole campaign, not for one event."""
    view = draft.view
    for at in range(max(0, draft.triggers[0].first - 4), min(draft.triggers[-1].last + 8, len(view.norms))):
        counted = _SUMMED & set(view.norms[at + 1 : at + 4])
        if counted and (_figure(view.tokens[at].text) or 0) >= _MANY and not _is_toll(draft, at):
            return True
    return "total" in view.norms and "in" in view.norms


def _is_over_long(draft: Draft) -> bool:
    """ "50,000 have fled since May", "8,000 died in ten years"."""
    view = draft.view
    if not draft.tolls or (draft.date and draft.date.rule == LOOK_BACK):
        return False
    spans = [draft.moment, *(date.moment for date in view.dates if _is_since(date))]
    if any(span.start and span.end and span.end - span.start >= _LONG for span in spans):
        return True
    years = (at for at, norm in enumerate(view.norms) if norm in _YEARS)
    return any(_WITHIN & set(view.norms[max(0, at - 4) : at]) for at in years)


def _is_toll(draft: Draft, index: int) -> bool:
    offset = draft.view.tokens[index].start
    dated = any(date.start <= offset < date.end for date in draft.view.dates)
    return dated or any(toll.span.start <= offset < toll.span.end for toll in draft.tolls)


def _figure(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None
