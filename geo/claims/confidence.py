"""How sure we are that a draft was read right: named signs, weighed by what annotated texts taught.

Each slot (what happened, where, when, attributed to) has a model over the signs; that of a whole claim
starts from the product of its slots. No sign is a name or a word: all say how the reading came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from geo.claims.drafts import Draft
from geo.model import Document, Toponym
from geo.sureness import log_odds, probability

CLAIM = "claim"  # the model for type, place and day at once
STATEMENT = "statement"
SLOTS = ("type", "place", "date", "attributed_to")
Sure = tuple[tuple[str, float], ...]
Signs = dict[str, float]

_AT_ONCE = ("type", "place", "date")
_OF_ALL = ("no_place", "no_day", "place_country")
_BY_SIDES = frozenset({"attack_on_civilians", "ground_fighting", "ground_offensive"})
_COARSE = {"country": "place_country", "admin1": "place_area", "area": "place_area"}
_LATE = 15  # tokens before the trigger
_LEAD = 3  # sentences with which a report begins
_NEAR, _FAR = 4, 14  # tokens between a trigger and its place, its date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a draft's report says: types that some sentence has a word for; whether its own date is known."""

    types_told: frozenset[str]
    is_dated: bool


def surroundings(document: Document, drafts: Iterable[Draft]) -> Surroundings:
    """Of a report whose drafts were read through."""
    told = frozenset(draft.type for draft in drafts if _has_own_word(draft))
    return Surroundings(told, document.published is not None)


def sure_of(draft: Draft, around: Surroundings) -> tuple[float, Sure]:
    """Probability that type, place and day were all read right, and that of each slot that says anything."""
    signs = signs_of(draft, around)
    said = filled(draft)
    sure = {slot: probability(slot, signs) for slot in SLOTS if slot in said}
    return probability(CLAIM, whole(signs, sure)), tuple(sure.items())


def whole(signs: Mapping[str, float], sure: Mapping[str, float]) -> Signs:
    """The signs of a claim's own model: its slots taken together, and what it leaves open."""
    at_once = prod(sure[slot] for slot in _AT_ONCE if slot in sure)
    return {"slots_sure": log_odds(at_once)} | {sign: 1.0 for sign in _OF_ALL if sign in signs}


def sure_of_statement() -> float:
    """Probability that a statement is one, about that slot and with that stance: the same for all.

    The annotated ones are too few to tell by signs which are surer.
    """
    return probability(STATEMENT, {})


def filled(draft: Draft) -> frozenset[str]:
    """The slots that a draft says something in."""
    there = {
        "type": True,
        "place": _place(draft) is not None,
        "date": draft.moment.start is not None,
        "attributed_to": bool(draft.perpetrators),
    }
    return frozenset(slot for slot, given in there.items() if given)


def signs_of(draft: Draft, around: Surroundings) -> Signs:
    """The signs that are there, each 1, and `name_sure`, the log-odds that its place was resolved right."""
    signs = dict.fromkeys(_named(draft, around), 1.0)
    place = _place(draft)
    signs["name_sure"] = log_odds(place.confidence) if place else 0.0
    return signs


def _named(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from _of_type(draft, around)
    yield from _of_place(draft)
    yield from _of_day(draft, around)
    yield from _of_actors(draft)
    yield from _of_telling(draft)


def _has_own_word(draft: Draft) -> bool:
    return any(trigger.type == draft.type for trigger in draft.triggers)


def _of_type(draft: Draft, around: Surroundings) -> Iterator[str]:
    """How it was told what happened: by its own word (no sign), by means or other events, by the sides."""
    if not _has_own_word(draft):
        by_sides = draft.type in _BY_SIDES and draft.type not in around.types_told
        yield "type_by_sides" if by_sides else "type_from_elsewhere"
    yield f"trigger_{draft.triggers[0].part}"
    if len(draft.triggers) > 1:
        yield "several_triggers"
    if draft.mode != "actual":
        yield "not_actual"
    if draft.scope != "single":
        yield "no_single_event"


def _place(draft: Draft) -> Toponym | None:
    """The place that counts: one of its own words before others, then the surest; None without a point."""
    known = [place for place in draft.places if place.lat is not None]
    return max(known, key=lambda place: (bool(place.text), place.confidence), default=None)


def _of_place(draft: Draft) -> Iterator[str]:
    """How its place was found (in its own words: no sign), how fine it is, and where it stands."""
    place = _place(draft)
    if place is None:
        yield "no_place"
        return
    if place.geo_precision in _COARSE:
        yield _COARSE[place.geo_precision]
    if not place.text:
        yield "place_from_context"
        return
    if place.start < draft.own_words:
        yield "place_before"
    if _gap(draft, place.start, place.end) <= _NEAR:
        yield "place_beside"


def _of_day(draft: Draft, around: Surroundings) -> Iterator[str]:
    """How its day was found: in its own words (no sign), by its telling, by what stands around it."""
    moment = draft.moment
    if moment.start is None:
        if around.is_dated:
            yield "no_day"  # in a report without a date nobody could tell the day
        return
    if moment.start != moment.end:
        yield "several_days"
    if draft.dated_here:
        own = draft.date is not None and draft.date.moment is moment
        if not own:
            yield "day_of_telling"
        elif draft.date and _gap(draft, draft.date.start, draft.date.end) > _FAR:
            yield "day_far"
    elif not moment.text:
        yield "day_of_publication"
    else:
        yield "day_of_paragraph" if "paragraph" in moment.anchor else "day_of_other_event"


def _gap(draft: Draft, start: int, end: int) -> int:
    """Tokens between the first trigger and a stretch of its sentence."""
    first, last = draft.view.range_of(start, end)
    trigger = draft.triggers[0]
    return max(first - trigger.last, trigger.first - last, 0)


def _of_actors(draft: Draft) -> Iterator[str]:
    if draft.perpetrators:
        doer = draft.perpetrators[0]
        yield "doer_inferred" if doer.inferred else f"doer_{doer.form}"
    if draft.targets:
        yield "target_named"
    if draft.tolls:
        yield "toll"
    if draft.speech.chain:
        yield "source_named"


def _of_telling(draft: Draft) -> Iterator[str]:
    """Where in the report it is told, and in what kind of sentence."""
    view = draft.view
    if view.sentence.block in ("headline", "caption"):
        yield view.sentence.block
    if view.index < _LEAD:
        yield "lead"
    if draft.triggers[0].first > _LATE:
        yield "told_late"
    if draft.definite:
        yield "definite"
