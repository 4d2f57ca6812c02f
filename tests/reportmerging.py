"""What was joined to one event: rightly or not, across reports, with the sources' differences seen."""

from __future__ import annotations

from itertools import combinations

from tests.goldscore import Gold
from tests.reportmatch import Run, event_ids, head, share


def merging(scored: Run) -> dict[str, float]:
    """Pairs of found annotations: those of one event in one, and those in one of one event."""
    together: list[bool] = []
    across: list[bool] = []
    truly: list[bool] = []
    for one, other in combinations([one for one in scored.events if one.claims], 2):
        keys = one.item["event"], other.item["event"]
        if set(one.claims) & set(other.claims) or is_part(*keys):
            continue
        joined = bool({c.event_id for c in one.claims} & {c.event_id for c in other.claims})
        if keys[0] == keys[1]:
            (together if one.doc_id == other.doc_id else across).append(joined)
        if joined:
            truly.append(keys[0] == keys[1])
    return {"merged_within": share(together), "merged_across": share(across), "merged_rightly": share(truly)}


def is_part(key: str, other: str) -> bool:
    """Whether one is annotated as part of the other: joined or not, both are right."""
    return key != other and head(key) == head(other)


def disputes(scored: Run) -> dict[str, float]:
    """Events on which sources differ: found to be so, and of those found to be so, rightly."""
    wanted: Gold = scored.gold["disputed"]
    flagged = {event.event_id: set(event.disputed_slots) for event in scored.extraction.events}
    ids = {key: found for key, found in event_ids(scored).items() if found}
    claimed = [key for key, found in ids.items() if any(flagged.get(one) for one in found)]
    heads = {head(key) for key in wanted}
    return {
        "disputed_recall": share(
            any(flagged.get(one, set()) & set(slots) for one in ids[key])
            for key, slots in wanted.items()
            if key in ids
        ),
        "disputed_precision": share(head(key) in heads for key in claimed),
    }


def one_origin(scored: Run) -> float:
    """Of the events told by wire copies too, those found and not counted as told by more than they are."""
    origins = {event.event_id: event.independent_sources for event in scored.extraction.events}
    ids = event_ids(scored)
    return share(
        bool(ids[key]) and max(origins.get(one, 0) for one in ids[key]) <= most
        for key, most in scored.gold["origins_at_most"].items()
    )
