"""Readings of annotated texts with what is right of them: the shapes, and how a corpus is run through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer import Gazetteer
from geo.claims import claim_of, find_drafts, statement_of
from geo.claims.confidence import CLAIM, filled, signs_of, surroundings
from geo.claims.drafts import Draft
from geo.claims.statements import StatementDraft
from geo.errors import DocumentError
from geo.model import Claim, Document
from geo.pipeline import find_mentions
from geo.reading import read_documents

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
Right = dict[str, bool]  # a slot, or CLAIM for all of it, to whether it was read right; only what can be told
Judge = Callable[[Document, Claim], Right]


@dataclass(frozen=True, slots=True)
class Judged:
    """An event's claim as the models see it, and what is right of it."""

    corpus: str
    document: str
    signs: Mapping[str, float]
    filled: frozenset[str]  # the slots that it says something in
    right: Right
    by_hand: float  # what the sum gave it that was there before


@dataclass(frozen=True, slots=True)
class Reading:
    """Something smaller as its model sees it, a statement or a place name, and whether it is right."""

    corpus: str
    document: str
    signs: Mapping[str, float]
    right: bool
    by_hand: float


def claims(corpus: str, paths: Sequence[Path], judge: Judge) -> Iterator[Judged]:
    """Every claim of a corpus that can be judged; a slot counts only where the claim says something in it."""
    for document in documents(paths):
        drafts, _ = drafts_in(document)
        around = surroundings(document, drafts)
        for draft in drafts:
            said = filled(draft)
            right = judge(document, claim_of(document, draft))
            right = {slot: good for slot, good in right.items() if slot in said or slot == CLAIM}
            if right:
                yield Judged(corpus, document.id, signs_of(draft, around), said, right, claim_by_hand(draft))


def statements(
    corpus: str, paths: Sequence[Path], is_right: Callable[[Document, Claim], bool]
) -> Iterator[Reading]:
    """Every statement of a corpus."""
    for document in documents(paths):
        for draft in drafts_in(document)[1]:
            by_hand = 0.6 if draft.chain else 0.4
            right = is_right(document, statement_of(document, draft))
            yield Reading(corpus, document.id, {}, right, by_hand)


def documents(paths: Sequence[Path]) -> Iterator[Document]:
    """Raises DocumentError for one that cannot be read."""
    for document in read_documents(paths):
        if not isinstance(document, Document):
            raise DocumentError(f"{document.id}: not read: {document.reason}")
        yield document


def drafts_in(document: Document) -> tuple[list[Draft], list[StatementDraft]]:
    """A document read as far as what becomes claims."""
    return find_drafts(document, *find_mentions(document, gazetteer()))


@cache
def gazetteer() -> Gazetteer:
    """The installed index."""
    return Gazetteer.open()


def claim_by_hand(draft: Draft) -> float:
    """The sum that was there before anything was fitted: the baseline."""
    score = 0.35
    score += 0.2 * max((place.confidence for place in draft.places if place.text), default=0.0)
    score += 0.15 if draft.dated_here and draft.moment.start else 0.0
    score += 0.1 if any(not doer.inferred for doer in draft.perpetrators) else 0.0
    score += 0.1 if draft.speech.chain else 0.0
    score += 0.05 if draft.tolls else 0.0
    return round(min(score, 0.95), 2)


def best(looks: Sequence[Right]) -> Right:
    """Against the annotated event that agrees with most; where there is none, nothing was there to read."""
    if not looks:
        return {"type": False, CLAIM: False}
    return max(looks, key=lambda look: (look[CLAIM], sum(look.values())))
