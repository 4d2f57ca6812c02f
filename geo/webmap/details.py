"""One event for the claims panel: what each source says, with its exact sentence cut into marked pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from geo.model import ActorMention, Claim, Document, Event, Span
from geo.ontology import ontology
from geo.webmap import words
from geo.webmap.ledger import ledger

Record = dict[str, Any]
_MODES = {"planned": "planned", "hypothetical": "hypothetical", "negated": "said not to have happened"}
_SCOPES = {"aggregate": "a total over several events", "background": "background"}
_STANCES = {"denies": "denies", "doubts": "doubts"}
_SLOTS = {"perpetrator": "who did it", "occurrence": "whether it happened", "control": "who holds the place"}


def event_details(event: Event, documents: Mapping[str, Document]) -> Record:
    """What the panel shows of an event; `documents` by id. JSON-ready, all text as it is, nothing escaped."""
    return {
        "title": event.title,
        "when": words.when(event.moment),
        "where": words.where(event.places),
        "differ": words.differ(event),
        "origins": words.origins(event),
        "because": list(event.merged_because),
        "event_id": event.event_id,
        "possibly_same": [asdict(other) for other in event.possibly_same],
        "ledger": ledger(event, documents),
        "confidence": f"{event.confidence:.0%}",
        "confidence_means": words.confidence(event),
        "claims": [claim_details(claim, documents) for claim in event.claims],
        "statements": [claim_details(claim, documents) for claim in event.statements],
        "denials": [claim_details(claim, documents) for claim in event.general_denials],
    }


def documents_of(event: Event) -> list[str]:
    """Ids of the documents that an event's claims stand in, each once."""
    claims = (*event.claims, *event.statements, *event.general_denials)
    return list(dict.fromkeys(claim.doc_id for claim in claims))


def claim_details(claim: Claim, documents: Mapping[str, Document]) -> Record:
    """One row: who says it, the facts as name and value, the sentences."""
    document = documents.get(claim.doc_id) or Document(claim.doc_id, "")
    return {
        "id": claim.claim_id,
        "kind": claim.kind,
        "who": _who(claim, document),
        "decided": [words.decided(one) for one in claim.decided],
        "tags": _tags(claim),
        "facts": [[name, value] for name, value in _facts(claim) if value],
        "quotes": [_quote(span, claim) for span in claim.evidence],
        "doc": {
            "id": document.id,
            "title": document.title or document.id,
            "publisher": document.publisher,
            "published": words.day(document.published) if document.published else "no publication date",
            "url": document.url,
        },
    }


def _who(claim: Claim, document: Document) -> str:
    """ "Syrian Civil Defense counted", or the publisher where the sentence names nobody."""
    name = words.reported_by(claim)
    verb = claim.source[0].verb if claim.source else ""
    if name:
        return f"Reported by {name}" + (f" (“{verb}”)" if verb else "")
    return f"Reported by {document.publisher or document.title or document.id}, naming no source"


def _tags(claim: Claim) -> list[str]:
    tags = [_MODES.get(claim.mode), _SCOPES.get(claim.scope), _STANCES.get(claim.stance)]
    return [tag for tag in tags if tag]


def _facts(claim: Claim) -> Iterable[tuple[str, str]]:
    kind = ontology().get(claim.type)
    if claim.kind == "event":
        yield "What", f"{kind.title if kind else claim.type} (“{claim.trigger.text}”)"
    elif claim.slot:
        yield "About", _SLOTS.get(claim.slot, claim.slot)
    yield "Attributed to", _attributed(claim.perpetrators)
    yield "Target", words.actors(claim.targets)
    yield "Where", ", ".join(words.unique(words.place_name(place) for place in claim.places))
    if claim.moment.start or claim.moment.text:
        yield "When", _when(claim)
    yield "Toll", "; ".join(words.toll(toll) for toll in claim.tolls)


def _attributed(mentions: Iterable[ActorMention]) -> str:
    """Those the sentence names; "not named in this sentence" for one taken from its surroundings."""
    mentions = list(mentions)
    named = words.actors(mentions)
    inferred = words.unique(m.actor.name for m in mentions if m.inferred)
    if named or not inferred:
        return named
    return f"{words.NOT_NAMED} (from its surroundings: {', '.join(inferred)})"


def _when(claim: Claim) -> str:
    why = f" (“{claim.moment.text}”" if claim.moment.text else " ("
    reason = claim.moment.anchor
    if not claim.moment.text and not reason:
        return words.when(claim.moment)
    return words.when(claim.moment) + why + (", " if claim.moment.text and reason else "") + reason + ")"


def _quote(evidence: Span, claim: Claim) -> Record:
    return {"start": evidence.start, "end": evidence.end, "segments": segments(evidence, _marks(claim))}


def _marks(claim: Claim) -> list[tuple[Span, str]]:
    """What the words of a claim were read as, the most telling first."""
    marks = [(claim.trigger, "trigger")]
    marks += [(Span(p.start, p.end, p.text), "place") for p in claim.places]
    marks += [(m.span, "actor") for m in (*claim.perpetrators, *claim.targets) if m.span]
    marks += [(link.span, "source") for link in claim.source]
    marks += [(toll.span, "toll") for toll in claim.tolls]
    return marks


def segments(evidence: Span, marks: Iterable[tuple[Span, str]]) -> list[list[str | None]]:
    """The evidence cut at the marks inside it: [[text, kind or None], …]; joined they are the evidence.

    Where marks overlap the earlier in the list wins.
    """
    kept: list[tuple[int, int, str]] = []
    for span, kind in marks:
        inside = evidence.start <= span.start < span.end <= evidence.end
        if inside and all(span.end <= start or span.start >= end for start, end, _ in kept):
            kept.append((span.start, span.end, kind))
    pieces: list[list[str | None]] = []
    here = evidence.start
    for start, end, kind in [*sorted(kept), (evidence.end, evidence.end, "")]:
        if start > here:
            pieces.append([evidence.text[here - evidence.start : start - evidence.start], None])
        if end > start:
            pieces.append([evidence.text[start - evidence.start : end - evidence.start], kind])
        here = end
    return pieces
