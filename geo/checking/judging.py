"""A judgement, and which of them hold: they are only ever added, and a later one of the same coder counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from geo.checking.slots import SLOTS, Slot, read_of
from geo.decisions.finding import Finder
from geo.decisions.model import address_of
from geo.model import Claim

Verdict = Literal["right", "wrong", "cannot tell", "not applicable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
By = Literal["", "type", "confidence"]
DEFAULT_NUMBER = 50
MOST = 10_000  # claims of one sample


@dataclass(frozen=True, slots=True)
class Plan:
    """Which claims are drawn: so that a second coder judges the same ones in the same order."""

    seed: int
    number: int = DEFAULT_NUMBER
    by: By = ""  # drawn from each type, or each band of confidence, in turn; "" from all alike


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row of the case's table `checks`; `id` and `at` (UTC, ISO 8601) are given when it is kept.

    `payload` has `claim` (its address), `verdicts` and `read` (what they are about) by slot; or `passed` (the
    address of a sentence that gave no event), `verdict` and `why`; or `plan`. See docs/checking.md.
    """

    coder: str
    doc_id: str = ""
    claim_id: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    at: str = ""


@dataclass(slots=True)
class Judged:
    """What one coder says of a claim as it is read now, and of slots that were read otherwise then."""

    claim: Claim
    verdicts: dict[Slot, Verdict] = field(default_factory=dict)
    changed: dict[Slot, str] = field(default_factory=dict)  # slot → what was read when it was judged

    @property
    def complete(self) -> bool:
        """True when nothing is left to judge; of what is no event the other slots are not asked."""
        return self.verdicts.get("event") == "wrong" or all(slot in self.verdicts for slot in SLOTS)


@dataclass(frozen=True, slots=True)
class Coded:
    """A coder's judgements laid over a case: by claim id, and those whose claim is no longer read."""

    coder: str
    judged: Mapping[str, Judged]
    gone: tuple[Judgement, ...] = ()


def of_claim(coder: str, claim: Claim, verdicts: Mapping[Slot, Verdict], note: str = "") -> Judgement:
    """A judgement of some slots of a claim, as it is read."""
    read = read_of(claim)
    payload: dict[str, Any] = {
        "claim": address_of(claim),
        "verdicts": dict(verdicts),
        "read": {slot: read[slot] for slot in verdicts},
    }
    return Judgement(coder, claim.doc_id, claim.claim_id, payload | ({"note": note} if note else {}))


def of_plan(plan: Plan) -> Judgement:
    """A plan as it is kept."""
    return Judgement("", payload={"plan": {"seed": plan.seed, "number": plan.number, "by": plan.by}})


def plan_of(judgements: Iterable[Judgement]) -> Plan | None:
    """The last plan kept, or None."""
    plans = [one.payload["plan"] for one in judgements if "plan" in one.payload]
    return Plan(int(plans[-1]["seed"]), int(plans[-1]["number"]), plans[-1]["by"]) if plans else None


def coders(judgements: Iterable[Judgement]) -> list[str]:
    """Who judged, in the order of their first judgement."""
    return list(dict.fromkeys(one.coder for one in judgements if "plan" not in one.payload))


def coded(coder: str, judgements: Iterable[Judgement], claims: Sequence[Claim]) -> Coded:
    """What a coder's judgements say of these claims, found again by their words."""
    finder = Finder(claims)
    by_id = {claim.claim_id: claim for claim in claims}
    judged: dict[str, Judged] = {}
    gone: dict[str, Judgement] = {}
    for one in sorted(judgements, key=lambda one: one.id):
        if one.coder != coder or "claim" not in one.payload:
            continue
        found = finder.find(one.payload["claim"])
        if found is None:
            gone[repr(one.payload["claim"])] = one
            continue
        claim = by_id[found]
        _lay(one, judged.setdefault(found, Judged(claim)), read_of(claim))
    return Coded(coder, judged, tuple(gone.values()))


def _lay(one: Judgement, judged: Judged, now: Mapping[Slot, str]) -> None:
    """The slots judged, where they are read as they were then."""
    for slot in SLOTS:
        verdict = one.payload["verdicts"].get(slot)
        if verdict is None:
            continue
        then = one.payload["read"].get(slot, "")
        if then == now[slot]:
            judged.verdicts[slot] = verdict
            judged.changed.pop(slot, None)
        elif slot not in judged.verdicts:
            judged.changed[slot] = then


def check(judgement: Judgement) -> None:
    """Raise ValueError, KeyError, TypeError or AttributeError where a kept row makes no sense."""
    payload = judgement.payload
    if "plan" in payload:
        plan = plan_of([judgement])
        if plan is None or plan.by not in get_args(By) or not 1 <= plan.number <= MOST:
            raise ValueError(f"no plan: {payload['plan']!r}")
    elif "passed" in payload:
        _address(payload["passed"])
        if payload["verdict"] not in VERDICTS:
            raise ValueError(f"no verdict: {payload['verdict']!r}")
    else:
        _address(payload["claim"])
        verdicts, read = payload["verdicts"], payload["read"]
        wrong = [slot for slot, one in verdicts.items() if slot not in SLOTS or one not in VERDICTS]
        if wrong or not all(isinstance(read.get(slot, ""), str) for slot in verdicts):
            raise ValueError(f"no verdicts: {verdicts!r}")


def _address(address: Mapping[str, Any]) -> None:
    if not isinstance(address["doc_id"], str):
        raise TypeError(f"no report: {address['doc_id']!r}")
    for name in ("trigger", "evidence"):
        int(address[name]["start"]), int(address[name]["end"]), str(address[name]["text"])
