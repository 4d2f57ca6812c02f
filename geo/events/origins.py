"""How many separate origins stand behind claims: wire copies and repeated citations count once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from geo.model import Claim, Document

_ALIKE = 0.8  # share of words in common from which on two sentences are copies of each other
_WORD = re.compile(r"\w+")


def count_origins(claims: Sequence[Claim], documents: Mapping[str, Document]) -> int:
    """Origins that assert the event: who is nearest to it, else the publisher, else the report."""
    origins: dict[str, list[set[str]]] = {}
    for claim in claims:
        if claim.stance != "asserts":
            continue
        said = set(_WORD.findall(claim.evidence[0].text.casefold()))
        name = _origin(claim, documents)
        if name in origins or any(_copies(said, other) for texts in origins.values() for other in texts):
            origins.setdefault(name, []).append(said) if name in origins else None
            continue
        origins[name] = [said]
    return max(1, len(origins))


def _origin(claim: Claim, documents: Mapping[str, Document]) -> str:
    if claim.source:
        actor = claim.source[0].actor
        return actor.actor_id or actor.name.casefold()
    document = documents.get(claim.doc_id)
    return (document.publisher.casefold() if document else "") or f"report {claim.doc_id}"


def _copies(one: set[str], other: set[str]) -> bool:
    return bool(one) and len(one & other) / len(one | other) >= _ALIKE
