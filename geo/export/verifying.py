"""Are the quotes of an export still in the documents, word for word, where it says they are?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.records import Record

_SPANS = ("evidence", "places", "perpetrators", "targets", "casualties", "source")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a claim and what became of it; `problem` is "" when it stands in its document."""

    claim_id: str
    doc_id: str
    part: str  # "evidence", "trigger", "places" …
    text: str
    problem: str


def check_quotes(claims: Iterable[Record], texts: Mapping[str, str]) -> Iterator[Quote]:
    """Every quote with offsets of claims as records; `texts` are the documents' by id."""
    for claim in claims:
        doc_id, claim_id = str(claim.get("doc_id")), str(claim.get("claim_id"))
        for part, span in _spans(claim):
            problem = _problem(span, texts.get(doc_id))
            yield Quote(claim_id, doc_id, part, str(_field(span, "text")), problem)


def _spans(claim: Record) -> Iterator[tuple[str, Any]]:
    yield "trigger", claim.get("trigger")
    for part in _SPANS:
        spans = claim.get(part)
        if not isinstance(spans, list) or (part == "evidence" and not spans):
            yield part, spans  # malformed, or a claim without evidence: reported
            continue
        for span in spans:
            if not (isinstance(span, dict) and "text" in span and span["text"] is None):
                yield part, span  # what was taken from context has no words to find


def _problem(span: Any, text: str | None) -> str:
    start, end, quote = (_field(span, name) for name in ("start", "end", "text"))
    if type(start) is not int or type(end) is not int or not isinstance(quote, str):
        return "has no start, end and text"
    if text is None:
        return "its document is not among those given"
    if not 0 <= start <= end <= len(text) or text[start:end] != quote:
        return f"is not at {start}–{end} of its document"
    return ""


def _field(span: Any, name: str) -> Any:
    return span.get(name) if isinstance(span, dict) else None
