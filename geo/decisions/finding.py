"""The claim that a decision is about, found again: by its id, its place in the report, or its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.model import Claim, Span
from geo.records import span_to_record


class Finder:
    """The claims of an extraction by their reports."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_doc: dict[str, list[Claim]] = {}
        for claim in claims:
            self._by_doc.setdefault(claim.doc_id, []).append(claim)

    def find(self, address: Mapping[str, Any]) -> str | None:
        """The claim's id, or None where the report, or its words, are gone.

        The same trigger at the same offsets in the same sentence is the same claim whatever its type is now.
        Where the text before it has changed, the same trigger in the same sentence is, if there is one such
        alone. A sentence with other words is another one: nobody decided about what it says.
        """
        here = [c for c in self._by_doc.get(address["doc_id"], ()) if c.kind == address.get("kind", "event")]
        exact = [
            claim
            for claim in here
            if _is_at(claim.trigger, address["trigger"]) and _overlap(claim.evidence[0], address["evidence"])
        ]
        for claim in exact:
            if claim.claim_id == address.get("claim_id"):
                return claim.claim_id
        if exact:
            same_type = [claim for claim in exact if claim.type == address.get("type")]
            return (same_type or exact)[0].claim_id
        moved = [claim for claim in here if _same_words(claim, address)]
        return moved[0].claim_id if len(moved) == 1 else None


def _is_at(span: Span, record: Mapping[str, Any]) -> bool:
    return span_to_record(span) == dict(record)


def _overlap(sentence: Span, record: Mapping[str, Any]) -> bool:
    """The same words, one wholly within the other: another program may end a sentence elsewhere."""
    start, text = int(record["start"]), str(record["text"])
    first, last = max(sentence.start, start), min(sentence.end, start + len(text))
    within = (first, last) in {(sentence.start, sentence.end), (start, start + len(text))}
    here = sentence.text[first - sentence.start : last - sentence.start]
    return within and here == text[first - start : last - start]


def _same_words(claim: Claim, address: Mapping[str, Any]) -> bool:
    trigger, evidence = address["trigger"], address["evidence"]
    sentence = claim.evidence[0]
    same = (claim.trigger.text, sentence.text) == (trigger["text"], evidence["text"])
    return same and claim.trigger.start - sentence.start == int(trigger["start"]) - int(evidence["start"])
