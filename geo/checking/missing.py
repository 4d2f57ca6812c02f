"""Sentences with a trigger word that gave no event: drawn at random, judged, and what that says of recall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.checking.judging import Judgement, Verdict
from geo.checking.scoring import Share, share_of
from geo.claims.passed import Explained, PassedOver
from geo.model import Claim

MOST_REPORTS = 400  # read again for a sample; of a larger case these, drawn at random
# What the page and the commands say: to pass it over was right, or an event was missed.
SAID: Mapping[Verdict, str] = {
    "right": "rightly passed over",
    "wrong": "an event was missed",
    "cannot tell": "cannot tell",
}


@dataclass(frozen=True, slots=True)
class Found:
    """How many sentences with a trigger word the reports read again hold, and what became of them."""

    reports: int
    told: int
    passed: int


@dataclass(frozen=True, slots=True)
class Missed:
    """Of the sentences passed over the share with an event, and the recall that leaves at most."""

    judged: Share  # "right" is rightly passed over
    missed: tuple[float, float, float] | None  # share, and its 95 % interval
    recall: tuple[float, float, float] | None  # of sentences with a trigger word and an event; low, high
    changed: int = 0  # judged sentences that give an event now, or are no longer there


def of_sentence(coder: str, doc_id: str, one: PassedOver, verdict: Verdict, found: Found) -> Judgement:
    """A judgement of a sentence that was passed over."""
    payload = {
        "passed": address_of(doc_id, one),
        "verdict": verdict,
        "why": one.why,
        "of": {"reports": found.reports, "told": found.told, "passed": found.passed},
    }
    return Judgement(coder, doc_id, "", payload)


def address_of(doc_id: str, one: PassedOver) -> dict[str, Any]:
    """Where a sentence stands."""
    word = one.words[0][0]
    return {
        "doc_id": doc_id,
        "trigger": {"start": word.start, "end": word.end, "text": word.text},
        "evidence": {"start": one.sentence.start, "end": one.sentence.end, "text": one.sentence.text},
    }


def key_of(address: Mapping[str, Any]) -> tuple[str, int, str]:
    """The same for the same sentence of a report."""
    return address["doc_id"], int(address["evidence"]["start"]), address["evidence"]["text"]


def counted(explained: Iterable[Explained]) -> Found:
    """All reports together."""
    every = list(explained)
    return Found(len(every), sum(len(e.told) for e in every), sum(len(e.passed) for e in every))


def verdicts_of(coder: str, judgements: Iterable[Judgement]) -> dict[tuple[str, int, str], Judgement]:
    """A coder's last word on each sentence."""
    return {
        key_of(one.payload["passed"]): one
        for one in sorted(judgements, key=lambda one: one.id)
        if one.coder == coder and "passed" in one.payload
    }


def missed(
    coder: str, judgements: Iterable[Judgement], claims: Iterable[Claim], precision: float | None
) -> Missed:
    """What a coder's judgements of sentences passed over come to; one that gives an event now is not counted.

    Recall is bounded from above: of the sentences with a trigger word that tell an event, those that gave
    one, taken `precision` of them as right (all, where that is not known), against those missed. Events
    told without any listed word are not seen.
    """
    told = {
        (c.doc_id, s.start, s.text) for c in claims if c.kind == "event" for s in c.evidence if _makes_one(c)
    }
    held = verdicts_of(coder, judgements)
    stand = [one for key, one in held.items() if key not in told]
    judged = share_of((one.payload["verdict"], 1.0) for one in stand)
    if judged.share is None:
        return Missed(judged, None, None, len(held) - len(stand))
    shares = (1 - judged.share, 1 - judged.high, 1 - judged.low)
    of = stand[-1].payload.get("of") or {}
    right = float(of.get("told") or 0) * (1.0 if precision is None else precision)
    recall = [
        _bound(right, each * float(of.get("passed") or 0)) for each in (shares[0], shares[2], shares[1])
    ]
    return Missed(
        judged, shares, (recall[0], recall[1], recall[2]) if right else None, len(held) - len(stand)
    )


def _bound(right: float, lost: float) -> float:
    return right / (right + lost) if right + lost else 0.0


def _makes_one(claim: Claim) -> bool:
    return claim.mode in ("actual", "planned")
