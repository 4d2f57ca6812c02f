"""All that the judgements of a case come to, as one JSON record: for files, the command and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from geo.checking.agreement import pairwise
from geo.checking.judging import Coded, Judgement, Plan, coded, coders
from geo.checking.missing import missed
from geo.checking.sampling import population, stratum
from geo.checking.scoring import Share, calibration, precision, weights, wholes
from geo.checking.slots import SLOTS
from geo.model import Claim

Record = dict[str, Any]


def report(
    judgements: Sequence[Judgement], claims: Sequence[Claim], plan: Plan | None, only: str | None = None
) -> Record:
    """The report on these claims (as they were read, all of the case), of all coders or one alone."""
    drawn_from = population(claims)
    every = [coded(name, judgements, drawn_from) for name in coders(judgements) if only in (None, name)]
    return {
        "claims": len(drawn_from),
        "plan": asdict(plan) if plan else None,
        "coders": [_of_coder(one, judgements, claims, drawn_from, plan) for one in every],
        "agreement": [
            {"coders": [one, other], "slots": {slot: asdict(found[slot]) for slot in SLOTS}}
            for one, other, found in pairwise(every)
        ],
    }


def _of_coder(
    one: Coded,
    judgements: Sequence[Judgement],
    claims: Sequence[Claim],
    drawn_from: Sequence[Claim],
    plan: Plan | None,
) -> Record:
    by = plan.by if plan else ""
    judged = [each for each in one.judged.values() if each.verdicts]
    weight = weights(judged, drawn_from, by)
    slots = precision(judged, weight)
    whole = wholes(judged, weight)
    names = sorted({stratum(each.claim, by) for each in judged}) if by else []
    return {
        "coder": one.coder,
        "judged": len(judged),
        "complete": sum(each.complete for each in judged),
        "weighted_by": by,
        "slots": {
            slot: {"filled": share_record(found.filled), "empty": share_record(found.empty)}
            for slot, found in slots.items()
        },
        "event_type_place_day": share_record(whole),
        "strata": {
            name: share_record(wholes([each for each in judged if stratum(each.claim, by) == name], {}))
            for name in names
        },
        "confidence": [
            {"low": band.low, "high": band.high, "said": band.said, "right": share_record(band.right)}
            for band in calibration(judged)
        ],
        "passed_over": _of_passed(one.coder, judgements, claims, slots["event"].filled.share),
        "read_differently_now": [
            {"claim_id": each.claim.claim_id, "doc_id": each.claim.doc_id, "was": dict(each.changed)}
            for each in one.judged.values()
            if each.changed
        ],
        "no_longer_read": [
            {
                "claim_id": lost.claim_id,
                "doc_id": lost.doc_id,
                "trigger": lost.payload["claim"]["trigger"]["text"],
            }
            for lost in one.gone
        ],
    }


def _of_passed(
    coder: str, judgements: Sequence[Judgement], claims: Sequence[Claim], right: float | None
) -> Record | None:
    found = missed(coder, judgements, claims, right)
    if not (found.judged.judged or found.judged.cannot_tell or found.changed):
        return None
    return {
        "rightly": found.judged.right,
        "missed": found.judged.judged - found.judged.right,
        "cannot_tell": found.judged.cannot_tell,
        "share_missed": list(found.missed) if found.missed else None,
        "recall_at_most": list(found.recall) if found.recall else None,
        "give_an_event_now": found.changed,
    }


def share_record(share: Share) -> Record:
    """A share and its interval, rounded to what they can bear."""
    record = asdict(share)
    for name in ("share", "low", "high"):
        record[name] = None if record[name] is None else round(record[name], 4)
    return record
