"""Claims: what each sentence of a report says happened, and who says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from geo.claims.attribution import speeches_of
from geo.claims.confidence import Sure, sure_of, sure_of_statement, surroundings
from geo.claims.context import read_through
from geo.claims.contrast import parts_of
from geo.claims.drafts import Draft, drafts_of
from geo.claims.headings import Headings
from geo.claims.placing import event_places, finest, unnamed
from geo.claims.slots import Doers
from geo.claims.statements import StatementDraft, in_context, of_conflict, statements_of, undo
from geo.claims.triggers import Passed
from geo.claims.view import View, views_of
from geo.model import Claim, Document, Mentions, Mode, Sentence, Span, Stance, Toponym

__all__ = ["claim_of", "find_claims", "find_drafts", "statement_of"]

# Whether what a statement on the occurrence is about happened, as it says.
_SAID_TO_BE: dict[Stance, Mode] = {"denies": "negated", "doubts": "hypothetical"}
Note = Callable[[View, list[Draft], list[Passed]], None]
TOLD_IN = frozenset({"headline", "body", "caption", "dateline"})


def find_claims(document: Document, sentences: Sequence[Sentence], mentions: Mentions) -> list[Claim]:
    """Claims in the order of the text: events first told, then statements about them, each with its sentence.

    A claim's `event_id` is empty: merging gives it.
    """
    drafts, statements = find_drafts(document, sentences, mentions)
    around = surroundings(document, drafts)
    claims = [claim_of(document, draft, *sure_of(draft, around)) for draft in drafts]
    claims += [statement_of(document, draft, sure_of_statement()) for draft in statements]
    return _with_ids(sorted(claims, key=lambda claim: (claim.trigger.start, claim.kind)))


def find_drafts(
    document: Document, sentences: Sequence[Sentence], mentions: Mentions, note: Note | None = None
) -> tuple[list[Draft], list[StatementDraft]]:
    """What becomes claims: the events that a report tells, and the statements about them.

    `note` is told each part of a sentence, what is drafted of it, and the words in it that tell no event.
    """
    told = [sentence for sentence in sentences if sentence.block in TOLD_IN]
    parts = [part for view in views_of(told, mentions) for part in parts_of(view)]
    views = [replace(part, index=index) for index, part in enumerate(parts)]
    drafts: list[Draft] = []
    statements: list[StatementDraft] = []
    doers = Doers()
    speeches = speeches_of(views, document.publisher)
    for view, speech in zip(views, speeches, strict=True):
        passed: list[Passed] | None = None if note is None else []
        here = drafts_of(view, speech, doers, passed)
        if note is not None:
            note(view, here, passed or [])
        drafts += here
        statements += statements_of(view, speech)
        doers.note(view)
    statements = in_context(of_conflict(statements, drafts), drafts)
    undo(drafts, statements)
    headings = Headings(views, [speech.voices for speech in speeches], document.title)
    return read_through(document, views, drafts, headings), statements


def claim_of(document: Document, draft: Draft, confidence: float = 0.5, sure: Sure = ()) -> Claim:
    """A draft that was read through as a claim, still without an id."""
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
        confidence=confidence,
        sure=sure,
    )


def statement_of(document: Document, draft: StatementDraft, confidence: float = 0.5) -> Claim:
    """A statement as a claim, still without an id."""
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
        confidence=confidence,
    )


def _named_places(draft: StatementDraft) -> tuple[Toponym, ...]:
    """The places that the words, or for control the sentence, name; else those of what it answers."""
    sentence = draft.view.sentence
    low, high = (
        (sentence.start, sentence.end) if draft.slot == "control" else (draft.span.start, draft.span.end)
    )
    named = finest(
        place
        for place in event_places(draft.view)
        if low <= place.start < high and place.geo_precision != "country"
    )
    if named or draft.told is None:
        return named
    return tuple(unnamed(place, "the event told before") for place in draft.told.places)


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
