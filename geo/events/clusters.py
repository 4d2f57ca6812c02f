"""Which claims are about the same event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from geo.model import Actor, Claim, Toponym

_SEPARATE = frozenset({"another", "separate", "second", "third", "further", "additional"})
_HALF = 0.5
_COUNTRY = frozenset({"country"})
_MONTHS = 240  # bounds what one claim costs; what lasted longer is background, and alike in name only
Shelf = tuple[str, str, str, str, str]
_MERGED_MODES = frozenset({"actual", "planned"})


class Meeting(NamedTuple):
    """A type at a place, and the days (ordinals of `date`) on which a claim tells of it."""

    key: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class Cluster:
    """Claims taken to be about one event, and what they have in common."""

    claims: list[Claim]
    places: set[str]
    start: date | None
    end: date | None
    doers: set[str]
    reasons: list[str] = field(default_factory=list)


def cluster(claims: Sequence[Claim]) -> list[Cluster]:
    """Claims grouped by event, in a stable order whatever the order they came in.

    Two claims go together when they tell the same type in the same mode, at a place in common, on days
    that overlap, and name no different doers. "Another strike" begins an event of its own. Cost grows with
    the claims: only clusters that share a type, a place and a month are compared.
    """
    ordered = sorted(claims, key=surest_first)
    clusters: list[Cluster] = []
    shelves: dict[Shelf, list[Cluster]] = {}
    for claim in ordered:
        near = (home for shelf in shelves_of(claim) for home in shelves.get(shelf, ()))
        home = None if stands_alone(claim) else find_home(claim, near)
        if home is None:
            home = gather([claim])
            clusters.append(home)
        else:
            join(home, claim)
        for shelf in shelves_of(claim):
            known = shelves.setdefault(shelf, [])
            if not any(home is one for one in known):
                known.append(home)
    return clusters


def surest_first(claim: Claim) -> tuple[bool, bool, str, int]:
    """Precisely dated, finely placed claims first: the vaguer ones then join them."""
    vague_place = not any(
        place.geo_precision in ("exact", "near", "area", "admin1") for place in claim.places
    )
    vague_day = claim.moment.precision != "day"
    return vague_place, vague_day, claim.doc_id, claim.trigger.start


def shelves_of(claim: Claim) -> list[Shelf]:
    """Where a claim is kept and looked for: by type, mode, each place, and each month of its days.

    Two claims that may go together have a place and a month in common, or a report where no day is known.
    """
    return [(claim.type, claim.mode, *place, month) for place in _where(claim) for month in _months(claim)]


def meetings_of(claim: Claim) -> list[Meeting]:
    """When and where a claim can meet others; none for one that stands alone.

    Claims without a key in common on days in common never go together, nor do claims that no chain of such
    meetings connects: what is apart in this way can be clustered apart. Finer than the shelves.
    """
    if stands_alone(claim):
        return []
    start, end = claim.moment.start, claim.moment.end
    what = (claim.type, claim.mode, "sum" if is_sum(claim) else "")
    if start is None or end is None:
        return [Meeting((*what, *place, claim.doc_id), 0, 0) for place in _where(claim)]
    return [Meeting((*what, *place), start.toordinal(), end.toordinal()) for place in _where(claim)]


def _where(claim: Claim) -> list[tuple[str, str]]:
    level = "country" if _only_countries(claim.places) else "place"
    return [(level, place) for place in sorted(place_ids(claim))] or [("nowhere", claim.doc_id)]


def _months(claim: Claim) -> list[str]:
    """The months of a claim's days, of many years' the last; an undated claim is kept under its report."""
    start, end = claim.moment.start, claim.moment.end
    if start is None or end is None:
        return [claim.doc_id]
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(max(first, last - _MONTHS), last + 1)]


def _only_countries(places: Iterable[Toponym]) -> bool:
    return all(place.geo_precision in _COUNTRY for place in places)


def place_ids(claim: Claim) -> set[str]:
    """Ids of the claim's places; a place that was not resolved goes by its words within its report."""
    return {
        place.place.place_id if place.place else f"{claim.doc_id}:{place.text.casefold()}"
        for place in claim.places
    }


def doers_of(claim: Claim) -> set[str]:
    """The states or groups that a claim itself names as the doers, with what they are part of.

    Parts of a state count as that state, a group also as the front that it belongs to. Doers taken from
    context, and ones without a name ("jets", "gunmen"), set no two claims apart.
    """
    named = (m.actor for m in claim.perpetrators if m.actor.actor_id and not m.inferred)
    return {side for actor in named for side in sides_of(actor)}


def sides_of(actor: Actor) -> set[str]:
    """The actor and what it is part of; an organ of a state is the state."""
    return {actor_id.split("/")[0] for actor_id in (actor.actor_id, actor.parent) if actor_id}


def stands_alone(claim: Claim) -> bool:
    """Supposed and negated events, and those that the report itself calls another one."""
    if claim.mode not in _MERGED_MODES:
        return True
    before = claim.evidence[0].text[: claim.trigger.start - claim.evidence[0].start].casefold().split()
    inside = claim.evidence[0].text.casefold()
    return bool(_SEPARATE & set(before[-3:])) or any(
        f"in {word} " in inside for word in ("another", "a separate")
    )


def find_home(claim: Claim, clusters: Iterable[Cluster]) -> Cluster | None:
    """The first of these clusters, which share a shelf with the claim, that it can be about."""
    for home in clusters:
        if (
            _places_meet(claim, home)
            and is_sum(claim) == is_sum(home.claims[0])
            and _days_meet(claim, home)
            and _doers_agree(claim, home)
            and not stands_alone(home.claims[0])
        ):
            return home
    return None


def is_sum(claim: Claim) -> bool:
    """ "In all 900 have died since January": no single event of those months is it."""
    return claim.scope == "aggregate" and bool(claim.tolls)


def _places_meet(claim: Claim, home: Cluster) -> bool:
    """At least half of all places named in common: a raid on one of three cities is not the raids on all."""
    mine = place_ids(claim)
    if not mine and not home.places:
        return True
    return len(mine & home.places) / len(mine | home.places) >= _HALF


def gather(claims: Iterable[Claim]) -> Cluster:
    """One cluster of claims that are known to be about one event."""
    first, *others = sorted(claims, key=surest_first)
    group = Cluster([first], place_ids(first), first.moment.start, first.moment.end, doers_of(first))
    for claim in others:
        join(group, claim)
    return group


def _days_meet(claim: Claim, home: Cluster) -> bool:
    """Known days must overlap; an unknown day joins only within its own report."""
    start, end = claim.moment.start, claim.moment.end
    if start is None or end is None or home.start is None or home.end is None:
        same_report = any(other.doc_id == claim.doc_id for other in home.claims)
        return same_report and (start is None) == (home.start is None)
    return start <= home.end and home.start <= end


def _doers_agree(claim: Claim, home: Cluster) -> bool:
    mine = doers_of(claim)
    return not mine or not home.doers or bool(mine & home.doers)


def join(home: Cluster, claim: Claim) -> None:
    """Add a claim to a cluster, with the reasons why it belongs there."""
    home.claims.append(claim)
    home.places |= place_ids(claim)
    home.doers |= doers_of(claim)
    start, end = claim.moment.start, claim.moment.end
    if home.start and home.end and start and end:
        # The days narrow to what all allow, so that a week-long claim does not chain two raids together.
        home.start, home.end = max(home.start, start), min(home.end, end)
    for reason in _reasons(claim):
        if reason not in home.reasons:
            home.reasons.append(reason)


def _reasons(claim: Claim) -> list[str]:
    names = ", ".join(place.place.name if place.place else place.text for place in claim.places)
    when = claim.moment.start.isoformat() if claim.moment.start else ""
    return [
        f"same type ({claim.type.replace('_', ' ')})",
        f"place in common ({names})" if names else "no place named, same report",
        f"days overlap ({when})" if when else "no date, same report",
        "attributed to the same side, or to none",
    ]
