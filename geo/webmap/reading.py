"""A report as it was read: every name, date and actor in it, what it was taken for, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from geo.model import ActorMention, Claim, DateMention, Document, Mentions, Toponym
from geo.ontology import ontology
from geo.webmap import words

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_MOST_NAMESAKES = 20
_ROLES = {
    "adjective": "an adjective, which is never an event's place by itself",
    "metonym": "stands for the government or army there, which is never an event's place by itself",
}
_FORMS = {
    "name": "the name, or a short form of it",
    "adjective": "the adjective of a state",
    "people": "the people of a state",
    "seat": "the seat stands for the government",
    "leader": "its leader",
    "organ": "an organ of a state",
    "group": "described, not named",
    "person": "a person, by title or role",
}


class Mark(NamedTuple):
    """Words of a report: offsets, what they are, what they were taken for, and why."""

    start: int
    end: int
    kind: str  # place, date, actor, trigger
    says: str
    why: str


def report_marks(
    document: Document, mentions: Mentions, claims: Sequence[Claim], gazetteer: Gazetteer
) -> list[Mark]:
    """All marks of a report, sorted, none over another: the longer wins, and any over a trigger."""
    names = [
        *(_place(toponym, gazetteer) for toponym in _as_decided(mentions.toponyms, claims)),
        *map(_date, mentions.dates),
        *(mark for mention in mentions.actors if (mark := _actor(mention))),
    ]
    names.sort(key=lambda mark: (mark.start - mark.end, mark.start))
    kept: list[Mark] = []
    taken = bytearray(len(document.text))
    for mark in (*names, *map(_trigger, claims)):
        if mark.start < mark.end <= len(taken) and not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            kept.append(mark)
    return sorted(kept)


def _as_decided(toponyms: Iterable[Toponym], claims: Iterable[Claim]) -> Iterator[Toponym]:
    """Each place name, or what an analyst made of it in a claim."""
    chosen = {(p.start, p.end): p for c in claims if c.decided for p in c.places if p.text}
    for toponym in toponyms:
        yield chosen.get((toponym.start, toponym.end), toponym)


def _place(toponym: Toponym, gazetteer: Gazetteer) -> Mark:
    place = toponym.place
    if place is None:
        return Mark(toponym.start, toponym.end, "place", "no place chosen", _why_none(toponym, gazetteer))
    country = gazetteer.place(f"country:{place.country}")
    parts = [place.name, place.admin1, country.name if country else place.country]
    says = f"{', '.join(words.unique(parts))} ({place.kind.replace('_', ' ')})"
    if toponym.lat is not None and toponym.lon is not None and not place.is_area:
        says += f", {toponym.lat:.4f}, {toponym.lon:.4f}"
    return Mark(toponym.start, toponym.end, "place", says, _why_place(toponym, gazetteer))


def _why_none(toponym: Toponym, gazetteer: Gazetteer) -> str:
    count = len(gazetteer.lookup(toponym.text, limit=_MOST_NAMESAKES))
    if count > 1:
        return f"{_number(count)} places bear this name, and the report does not tell which"
    return words.why_unplaced(toponym)


def _why_place(toponym: Toponym, gazetteer: Gazetteer) -> str:
    if toponym.role in _ROLES:
        return _ROLES[toponym.role]
    if toponym.reason and "bias" not in toponym.reason.split(", "):
        return toponym.reason  # in words already; else the names of the signs that were weighed
    count = len(gazetteer.lookup(toponym.text, limit=_MOST_NAMESAKES))
    which = (
        f"one of {_number(count)} places of this name" if count > 1 else "the one place known by this name"
    )
    return f"{which}; {toponym.confidence:.0%} sure from the words around it"


def _number(count: int) -> str:
    return f"{count} or more" if count >= _MOST_NAMESAKES else str(count)


def _date(mention: DateMention) -> Mark:
    return Mark(mention.start, mention.end, "date", words.when(mention.moment), mention.moment.anchor)


def _actor(mention: ActorMention) -> Mark | None:
    span = mention.span
    if span is None:
        return None
    kind = mention.actor.kind.replace("_", " ")
    says = f"{mention.actor.name} ({kind})" if kind else mention.actor.name
    return Mark(span.start, span.end, "actor", says, _FORMS.get(mention.form, mention.form))


def _trigger(claim: Claim) -> Mark:
    kind = ontology().get(claim.type)
    title = kind.title if kind else claim.type
    why = "a claim begins with these words" if claim.kind == "event" else "says something about an event"
    return Mark(claim.trigger.start, claim.trigger.end, "trigger", title, why)
