"""How much of each slot is right in the events that were found: days, tolls, who, to whom, says who."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import ActorMention, Attribution, Toll
from tests.goldscore import Gold, accepted, is_near
from tests.reportmatch import Found, Run, f1, head, hits, share
from tests.reportrules import fold, is_named

VAGUE = range(12, 100)  # what "dozens" may be read as
Figure = tuple[str, int | None, int | None, bool]


def date_is_right(one: Found) -> bool:
    """Exact: the very days. Within: days inside the annotated ones. None: no days, for want of an anchor."""
    start, end, rule = one.item["from"], one.item["to"], one.item["dates"]
    given = [(str(c.moment.start), str(c.moment.end)) for c in one.claims if c.moment.start]
    if rule == "none":
        return not given
    if rule == "within":
        return any(start <= first and last <= end for first, last in given)
    return (start, end) in given


def actor_f1(scored: Run, slot: str) -> float:
    right = given = found = wanted = 0
    for one in hits(scored):
        predicted = predicted_actors(one, slot)
        due = [name for name in gold_actors(one.item, slot) if not name.endswith("?")]
        known = [name.rstrip("?") for name in gold_actors(one.item, slot)]
        given, wanted = given + len(predicted), wanted + len(due)
        right += sum(any(is_named(scored.gold, name, actor) for name in known) for actor in predicted)
        found += sum(any(is_named(scored.gold, name, actor) for actor in predicted) for name in due)
    return f1(right, given, found, wanted)


def gold_actors(item: Gold, slot: str) -> list[str]:
    return [source["who"] for source in item["sources"]] if slot == "source" else item[slot]


def predicted_actors(one: Found, slot: str) -> list[ActorMention | Attribution]:
    """The actors of all claims that carry the event, each name once."""
    actors = [actor for claim in one.claims for actor in getattr(claim, slot)]
    return list({fold(actor.actor.name): actor for actor in actors}.values())


def verb_share(scored: Run) -> float:
    """Of the annotated sources found, those with the verb as written."""
    pairs = [
        (source["verb"], given.verb)
        for one in hits(scored)
        for source in one.item["sources"]
        for given in predicted_actors(one, "source")
        if source["verb"]
        and isinstance(given, Attribution)
        and is_named(scored.gold, source["who"].rstrip("?"), given)
    ]
    return share(fold(wanted) in fold(given) for wanted, given in pairs)


def figure_of(toll: Toll) -> Figure:
    return toll.harm, toll.low, toll.high, toll.part_of is not None


def gold_figures(one: Found, *, vague: bool) -> set[Figure]:
    return {
        (toll["harm"], toll["low"], toll["high"], toll["part_of"] is not None)
        for toll in one.item["tolls"]
        if toll.get("vague", False) == vague
    }


def toll_f1(scored: Run) -> float:
    """Exact figures, with whether they are parts; one told elsewhere of the same event is no error."""
    right = given = found = wanted = 0
    for one in (one for one in scored.events if one.counts):
        predicted = {figure_of(toll) for claim in one.claims for toll in claim.tolls}
        due = gold_figures(one, vague=False)
        if gold_figures(one, vague=True):
            predicted = {figure for figure in predicted if figure[1] not in VAGUE}
        known = set().union(*(gold_figures(other, vague=False) for other in same_event(scored, one)))
        right, given = right + len(predicted & known), given + len(predicted)
        found, wanted = found + len(predicted & due), wanted + len(due)
    return f1(right, given, found, wanted)


def same_event(scored: Run, one: Found) -> list[Found]:
    """All annotations of the report about the same event, its parts included."""
    return [
        other
        for other in scored.events
        if other.doc_id == one.doc_id and head(other.item["event"]) == head(one.item["event"])
    ]


def whom_share(scored: Run) -> float:
    """Of the annotated figures found, those with the right people."""
    pairs = [
        (wanted["who"], toll.who)
        for one in hits(scored)
        for wanted in one.item["tolls"]
        for claim in one.claims
        for toll in claim.tolls
        if wanted["who"] and (toll.harm, toll.low) == (wanted["harm"], wanted["low"])
    ]
    return share(
        bool(given) and (fold(wanted) in fold(given) or fold(given) in fold(wanted))
        for wanted, given in pairs
    )


def relation_share(scored: Run) -> float:
    """Near, between, outskirts, so far from: of the events that are told so, those read so."""
    return share(
        any(
            place.relation == one.item["relation"]
            for claim in one.claims
            for place in claim.places
            if any(is_near(scored.gold, place, name) for name in one.item["places"])
        )
        for one in hits(scored)
        if one.item["relation"] != "in"
    )


def field_share(found: Iterable[Found], field: str) -> float:
    return share(
        any(getattr(claim, field) in accepted(one.item, field) for claim in one.claims)
        for one in found
        if one.counts and one.claims
    )
