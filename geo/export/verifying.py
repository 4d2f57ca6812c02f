"""Are the quotes of an export still in the documents, word for word, where it says they are?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.export.cited import Cited, Joined
from geo.records import Record
from geo.tokens import tokenize
from geo.tolls.numbers import figures

_SPANS = ("evidence", "places", "perpetrators", "targets", "casualties", "source")
_MOST_SAID = 5_000  # characters of a sentence whose figures are read again


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a claim and what became of it; `problem` is "" when it stands in its document."""

    claim_id: str
    doc_id: str
    part: str  # "evidence", "trigger", "places" …
    text: str
    problem: str


def check(cited: Iterable[Record | Cited | Joined], texts: Mapping[str, str]) -> Iterator[Quote]:
    """Every quote of what `geo.export.cited.read_cited` gives; `texts` are the documents' by id."""
    for one in cited:
        if isinstance(one, Cited):
            yield _checked(one, texts)
        elif isinstance(one, Joined):
            yield from _of_joined(one, texts)
        else:
            yield from check_quotes([one], texts)


def check_quotes(claims: Iterable[Record], texts: Mapping[str, str]) -> Iterator[Quote]:
    """Every quote with offsets of claims as records, and that each is of the claim's own sentence.

    The word for what happened stands in the evidence, and a figure says what its sentence does, unless an
    analyst changed the claim.
    """
    for claim in claims:
        doc_id, claim_id = str(claim.get("doc_id")), str(claim.get("claim_id"))
        found = []
        for part, span in _spans(claim):
            where = (_field(span, name) for name in ("start", "end", "text"))
            found.append((span, _checked(Cited(claim_id, doc_id, part, *where), texts)))
        sound = not any(quote.problem for _, quote in found if quote.part == "evidence")
        for span, quote in found:
            yield _as(quote, _misfit(quote.part, span, claim)) if sound and not quote.problem else quote


def _checked(cited: Cited, texts: Mapping[str, str]) -> Quote:
    found = Quote(cited.claim_id, cited.doc_id, cited.part, str(cited.text), "")
    return _as(found, _problem(cited, texts.get(cited.doc_id)))


def _as(quote: Quote, problem: str) -> Quote:
    return Quote(quote.claim_id, quote.doc_id, quote.part, quote.text, problem) if problem else quote


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


def _problem(cited: Cited, text: str | None) -> str:
    start, end, quote = cited.start, cited.end, cited.text
    if type(start) is not int or type(end) is not int or not isinstance(quote, str):
        return "has no start, end and text"
    if text is None:
        return "its document is not among those given"
    if cited.part == "report":
        return "" if quote == text else "is not the document that was given, word for word"
    if not 0 <= start <= end <= len(text) or text[start:end] != quote:
        return f"is not at {start}–{end} of its document"
    return ""


def _misfit(part: str, span: Any, claim: Record) -> str:
    """What is in the document, and still cannot be what this claim was read from."""
    if part not in {"trigger", "casualties"} or claim.get("decisions"):
        return ""
    sentence = next((said for said in _evidence(claim) if said["start"] <= span["start"] < said["end"]), None)
    if sentence is None or span["end"] > sentence["end"]:
        return "is outside the claim's evidence"
    if part == "trigger":
        return ""
    given = {value for value in (span.get("low"), span.get("high")) if value is not None}
    said = figures(tokenize(sentence["text"][:_MOST_SAID], 0))
    missing = given - {value for figure in said for value in (figure.low, figure.high)}
    return (
        f"gives {', '.join(map(str, sorted(missing, key=str)))}, which its sentence does not"
        if missing
        else ""
    )


def _evidence(claim: Record) -> Iterator[Record]:
    for said in claim.get("evidence") or ():
        if isinstance(said, dict) and type(said.get("start")) is int and type(said.get("end")) is int:
            yield said


def _of_joined(joined: Joined, texts: Mapping[str, str]) -> Iterator[Quote]:
    """Each quote is looked for behind the one before; words that are of none are a problem too."""
    if not isinstance(joined.spans, list) or not joined.spans:
        yield Quote(joined.event_id, "", "evidence", joined.text, "does not say where its words stand")
        return
    at, expected, sound = 0, [], True
    for span in joined.spans:
        quote, words = _of_span(span, joined, texts)
        if words is not None:
            where = joined.text.find(words, at)
            at = max(at, where + len(words)) if where >= 0 else at
            expected.append(words)
            quote = quote if where >= 0 else _as(quote, "is not what the file quotes from there")
        sound = sound and not quote.problem
        yield quote
    if sound:
        yield from _of_more(joined, joined.joint.join(expected))


def _of_span(span: Any, joined: Joined, texts: Mapping[str, str]) -> tuple[Quote, str | None]:
    """The quote that a span names and its words in the document, None where it names none there."""
    if not isinstance(span, list) or len(span) != 4 or not all(isinstance(part, str) for part in span[:2]):
        return Quote(joined.event_id, "", "evidence", str(span), "has no start, end and text"), None
    claim_id, doc_id, start, end = span
    text = texts.get(doc_id)
    are_numbers = type(start) is int and type(end) is int
    words = text[start:end] if are_numbers and text is not None and 0 <= start <= end <= len(text) else None
    problem = _problem(Cited(claim_id, doc_id, "evidence", start, end, words or ""), text)
    clean = None if words is None else joined.clean(words)
    return Quote(claim_id, doc_id, "evidence", words or joined.text, problem), clean


def _of_more(joined: Joined, expected: str) -> Iterator[Quote]:
    lead = joined.text[: len(joined.text) - len(expected)]
    if not joined.text.endswith(expected) or not joined.lead.fullmatch(lead):
        problem = "holds words between its quotes that are in none of them"
        yield Quote(joined.event_id, "", "evidence", joined.text, problem)


def _field(span: Any, name: str) -> Any:
    return span.get(name) if isinstance(span, dict) else None
