"""Claims: what each sentence of a report says happened, and who says so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.claims.attribution import speeches_of
from geo.claims.context import read_through
from geo.claims.contrast import parts_of
from geo.claims.drafts import Draft, drafts_of
from geo.claims.placing import event_places, finest
from geo.claims.slots import Doers
from geo.claims.statements import StatementDraft, of_conflict, statements_of, undo
from geo.claims.view import views_of
from geo.model import Claim, Document, Mentions, Mode, Sentence, Span, Stance, Toponym

__all__ = ["find_claims"]

# Whether what a statement on the occurrence is about happened, as it says.
_SAID_TO_BE: dict[Stance, Mode] = {"denies": "negated", "doubts": "hypothetical"}
_TOLD_IN = frozenset({"headline", "body", "caption", "dateline"})


def find_claims(document: Document, sentences: Sequence[Sentence], mentions: Mentions) -> list[Claim]:
    """Claims in the order of the text: events first told, then statements about them, each with its sentence.

    A claim's `event_id` is empty: merging gives it.
    """
    told = [sentence for sentence in sentences if sentence.block in _TOLD_IN]
    parts = [part for view in views_of(told, mentions) for part in parts_of(view)]
    views = [replace(part, index=index) for index, part in enumerate(parts)]
    drafts: list[Draft] = []
    statements: list[StatementDraft] = []
    doers = Doers()
    for view, speech in zip(views, speeches_of(views, document.publisher), strict=True):
        drafts += drafts_of(view, speech, doers)
        statements += statements_of(view, speech)
        doers.note(view)
    statements = of_conflict(statements, drafts)
    undo(drafts, statements)
    kept = read_through(document, views, drafts)
    claims = [_claim(document, draft) for draft in kept]
    claims += [_statement(document, draft) for draft in statements]
    return _with_ids(sorted(claims, key=lambda claim: (claim.trigger.start, claim.kind)))


def _claim(document: Document, draft: Draft) -> Claim:
    first = draft.triggers[0]
    return Claim(
        claim_id="",
        doc_id=document.id,
        type=draft.type,
        trigger=draft.view.span(first.first, first.last),
        evidence=tuple(view.evidence for view in draft.evidence),
        mode=draft.mode,
        scope=draft.scope,
        places=draft.places,
        moment=draft.moment,
        perpetrators=draft.perpetrators,
        targets=draft.targets,
        tolls=draft.tolls,
        source=draft.speech.chain,
        stance=draft.speech.stance,
        confidence=_confidence(draft),
    )


def _statement(document: Document, draft: StatementDraft) -> Claim:
    return Claim(
        claim_id="",
        doc_id=document.id,
        kind="statement",
        type="verbal_statement",
        trigger=draft.span,
        evidence=(draft.view.evidence,),
        mode=_SAID_TO_BE.get(draft.stance, "actual") if draft.slot == "occurrence" else "actual",
        places=_named_places(draft),
        perpetrators=draft.doers,
        targets=draft.holders,
        source=draft.chain,
        stance=draft.stance,
        slot=draft.slot,
        confidence=0.6 if draft.chain else 0.4,
    )


def _named_places(draft: StatementDraft) -> tuple[Toponym, ...]:
    """The places that the statement's own words, or for control its sentence, name."""
    sentence = draft.view.sentence
    low, high = (
        (sentence.start, sentence.end) if draft.slot == "control" else (draft.span.start, draft.span.end)
    )
    return finest(
        place
        for place in event_places(draft.view)
        if low <= place.start < high and place.geo_precision != "country"
    )


def _confidence(draft: Draft) -> float:
    """How sure we are that we read this right: each slot read from the sentence itself adds to it."""
    score = 0.35
    score += 0.2 * max((place.confidence for place in draft.places if place.text), default=0.0)
    score += 0.15 if draft.dated_here and draft.moment.start else 0.0
    score += 0.1 if any(not doer.inferred for doer in draft.perpetrators) else 0.0
    score += 0.1 if draft.speech.chain else 0.0
    score += 0.05 if draft.tolls else 0.0
    return round(min(score, 0.95), 2)


def _with_ids(claims: Iterable[Claim]) -> list[Claim]:
    """Stable ids: the same words of the same report always get the same one."""
    named: list[Claim] = []
    for claim in claims:
        key = (
            f"{claim.doc_id}\0{claim.kind}\0{claim.type}\0{claim.slot}\0{_place(claim.trigger)}\0{claim.mode}"
        )
        named.append(replace(claim, claim_id="c" + hashlib.sha256(key.encode()).hexdigest()[:15]))
    return named


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"
