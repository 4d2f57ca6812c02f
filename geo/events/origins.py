"""How many separate origins stand behind claims: wire copies and repeated citations count once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from geo.model import Claim, Document

_ALIKE = 0.8  # share of words in common from which on two sentences are copies of each other
_MOST_COMPARED = 60  # sentences that a new origin is compared with; bounds an event that thousands report
_WORD = re.compile(r"\w+")
_Words = frozenset[str]


def count_origins(claims: Sequence[Claim], documents: Mapping[str, Document]) -> int:
    """Origins that assert the event: who is nearest to it, else the publisher, else the report.

    A claim whose sentence is (nearly) that of another origin is a copy and adds none.
    """
    origins: set[str] = set()
    said: dict[_Words, None] = {}
    for claim in claims:
        name = _origin(claim, documents)
        if claim.stance != "asserts" or name in origins:
            continue
        words = frozenset(_WORD.findall(claim.evidence[0].text.casefold()))
        if words in said or any(_copies(words, other) for other in list(said)[-_MOST_COMPARED:]):
            continue
        origins.add(name)
        said[words] = None
    return max(1, len(origins))


def _origin(claim: Claim, documents: Mapping[str, Document]) -> str:
    if claim.source:
        actor = claim.source[0].actor
        return actor.actor_id or actor.name.casefold()
    document = documents.get(claim.doc_id)
    return (document.publisher.casefold() if document else "") or f"report {claim.doc_id}"


def _copies(one: _Words, other: _Words) -> bool:
    return bool(one) and len(one & other) / len(one | other) >= _ALIKE
