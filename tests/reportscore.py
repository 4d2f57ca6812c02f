"""The figures over tests/reports: what is found, and how much of each slot of it is right.

    python -m tests.reportscore [--verbose]
    python -m tests.reportscore --held

The second gives the figures of tests/reports_held alone, which nobody tunes to: its misses are not printed.

Recall: annotated events whose words, type, mode, place and days a claim carries. Precision: actual claims
with a pin that carry an annotated event of their report. Slots are measured on what was found, tolls on
all that is annotated. F1 is micro-averaged. Nothing of tier "may" counts as missed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence

from geo.model import Claim
from tests.goldscore import Gold, accepted, finds, is_located, is_pinned, items
from tests.reportmatch import HELD, REPORTS, Found, Run, event_ids, faults, hits, run, share
from tests.reportmerging import disputes, merging, one_origin
from tests.reportrules import broken, is_named
from tests.reportslots import (
    actor_f1,
    date_is_right,
    field_share,
    predicted_actors,
    relation_share,
    toll_f1,
    verb_share,
    whom_share,
)


def recall(found: Sequence[Found], *tiers: str) -> float:
    return share(bool(one.claims) for one in found if one.item["tier"] in tiers)


def false_pins(scored: Run) -> list[Claim]:
    """Actual claims on the map that carry no annotated event of their report.

    A province that holds the place is coarse, not wrong.
    """
    return [
        claim
        for claim in pins(scored)
        if not any(
            doc_id == claim.doc_id and finds(scored.gold, claim, item, coarse=True)
            for doc_id, item in items(scored.gold, "events")
        )
    ]


def pins(scored: Run) -> list[Claim]:
    claims = (claim for claim in scored.extraction.claims if claim.kind == "event")
    return [claim for claim in claims if claim.mode == "actual" and is_pinned(claim)]


def about_share(scored: Run) -> float:
    """Of the statements found that are about events found, those linked to one of them."""
    ids = event_ids(scored)
    linked = [
        (one, due)
        for one in scored.statements
        if one.counts
        and one.claims
        and (due := set().union(*(ids.get(key, set()) for key in one.item["about"])))
    ]
    return share(any(due & set(claim.about) for claim in one.claims) for one, due in linked)


def statement_precision(scored: Run) -> float:
    """Statements extracted that carry an annotated one."""
    right = {claim.claim_id for one in scored.statements for claim in one.claims}
    return share(claim.claim_id in right for claim in scored.extraction.claims if claim.kind == "statement")


def statement_sources(scored: Run) -> float:
    return share(
        any(
            is_named(scored.gold, source["who"].rstrip("?"), given)
            for source in one.item["sources"]
            for given in predicted_actors(one, "source")
        )
        for one in scored.statements
        if one.counts and one.claims and one.item["sources"]
    )


def is_alike(gold: Gold) -> Callable[[Claim, Gold], bool]:
    """The event by type and place, whatever the mode and the days."""
    return lambda claim, item: claim.type in accepted(item, "type") and is_located(gold, claim, item)


def breaches(scored: Run) -> list[str]:
    return broken(scored.gold, scored.extraction, event_ids(scored))


def figures(scored: Run) -> dict[str, float]:
    """Every figure by name, each from 0 to 1."""
    alike = [one.where(is_alike(scored.gold)) for one in scored.there]
    dated = [one for one in hits(scored) if one.item["dates"] != "open"]
    rules = list(items(scored.gold, "must_not"))
    return {
        "must": recall(scored.events, "must"),
        "should": recall(scored.events, "should"),
        "precision": 1 - len(false_pins(scored)) / max(1, len(pins(scored))),
        "date": share(map(date_is_right, dated)),
        "toll": toll_f1(scored),
        "whom": whom_share(scored),
        "perpetrator": actor_f1(scored, "perpetrators"),
        "target": actor_f1(scored, "targets"),
        "source": actor_f1(scored, "source"),
        "verb": verb_share(scored),
        "mode": field_share(alike, "mode"),
        "scope": field_share([one for one in alike if one.item["scope"] != "single"], "scope"),
        "stance": field_share(hits(scored), "stance"),
        "relation": relation_share(scored),
        "statement": recall(scored.statements, "must", "should"),
        "statement_precision": statement_precision(scored),
        "statement_source": statement_sources(scored),
        "statement_about": about_share(scored),
        **merging(scored),
        **disputes(scored),
        "one_origin": one_origin(scored),
        "must_not": 1 - len(breaches(scored)) / len(rules),
    }


def misses(scored: Run) -> list[str]:
    """For a person: what was missed and why, what is wrong, what is forbidden."""
    lines = [
        f"MISSED ({', '.join(why)}) {one.doc_id}: {one.item['type']} {one.item['quote']!r}"
        for one, why in missed_events(scored)
    ]
    lines += [
        f"MISSED statement {one.doc_id}: {one.item['slot']} {one.item['stance']} {one.item['quote']!r}"
        for one in scored.statements
        if one.counts and not one.claims
    ]
    lines += [
        f"FALSE {claim.doc_id}: {claim.type} {[p.text for p in claim.places]} {claim.moment.start} "
        f"{claim.evidence[0].text[:120]!r}"
        for claim in false_pins(scored)
    ]
    return lines + [f"FORBIDDEN {line}" for line in breaches(scored)]


def missed_events(scored: Run) -> list[tuple[Found, list[str]]]:
    return [
        (there, faults(scored.gold, there))
        for there, found in zip(scored.there, scored.events, strict=True)
        if found.counts and not found.claims
    ]


def report(scored: Run) -> str:
    lines = [f"{name:20} {value:.3f}" for name, value in figures(scored).items()]
    reasons = Counter(" and ".join(why) for _, why in missed_events(scored))
    return "\n".join([*lines, *(f"missed for {why}: {count}" for why, count in reasons.most_common())])


if __name__ == "__main__":
    held = "--held" in sys.argv[1:]
    result = run(HELD if held else REPORTS)
    lines = [report(result), *(misses(result) if "--verbose" in sys.argv[1:] and not held else ())]
    sys.stdout.write("\n".join(lines) + "\n")
