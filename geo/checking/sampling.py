"""Claims and sentences drawn at random, the same for the same seed, whoever draws them and when.

Each gets a rank from the seed and its own words (a hash), and the first ranks are the sample: simple random
sampling by permanent random numbers (Ohlsson 1995), so a case that grows keeps what was drawn, but for what
comes between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from secrets import randbelow
from typing import TypeVar

from geo.checking.judging import By, Plan
from geo.model import Claim, Span

Item = TypeVar("Item")
BANDS = (0.0, 0.5, 0.75, 1.01)  # of confidence; each from its first number up to below the next
_ON_MAP = frozenset({"actual", "planned"})
_SEEDS = 1_000_000


def new_seed() -> int:
    """A seed that nobody chose."""
    return randbelow(_SEEDS)


def population(claims: Iterable[Claim]) -> list[Claim]:
    """What is drawn from: the claims that make an event."""
    return [claim for claim in claims if claim.kind == "event" and claim.mode in _ON_MAP]


def drawn(claims: Iterable[Claim], plan: Plan) -> list[Claim]:
    """The claims of a plan in their order; by type or confidence, one of each in turn."""
    ranked = sorted(population(claims), key=lambda claim: rank(plan.seed, claim.doc_id, claim.trigger))
    strata: dict[str, list[Claim]] = {}
    for claim in ranked:
        strata.setdefault(stratum(claim, plan.by), []).append(claim)
    turns = zip_longest(*(strata[name] for name in sorted(strata)))
    return [claim for claim in chain.from_iterable(turns) if claim is not None][: plan.number]


def first(
    items: Sequence[Item], number: int, seed: int, place: Callable[[Item], tuple[str, Span]]
) -> list[Item]:
    """The first `number` of some items by rank; `place` says in which report each stands, and where."""
    return sorted(items, key=lambda item: rank(seed, *place(item)))[:number]


def stratum(claim: Claim, by: By) -> str:
    """What a claim is counted with: its type, its band of confidence, or all alike."""
    return {"": "all", "type": claim.type, "confidence": band_of(claim.confidence)}[by]


def band_of(confidence: float) -> str:
    """ "0.50 to 0.75"."""
    at = max(number for number, low in enumerate(BANDS[:-1]) if confidence >= low)
    return f"{BANDS[at]:.2f} to {min(BANDS[at + 1], 1.0):.2f}"


def rank(seed: int, doc_id: str, span: Span | None = None) -> bytes:
    """A number as good as random, of these words at this place and nothing else."""
    where = f"{span.start}\0{span.end}\0{span.text}" if span else ""
    return hashlib.sha256(f"{seed}\0{doc_id}\0{where}".encode("utf-8", "replace")).digest()
