"""The annotated events and statements of tests/reports with the claims that carry them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from geo.model import Claim, Extraction
from geo.pipeline import extract
from geo.reading import read_documents
from tests.goldscore import Gold, accepted, dates_agree, finds, is_located, items, load, stands_in

REPORTS = Path(__file__).resolve().parent / "reports"  # rules were written from what was missed in these
HELD = REPORTS.parent / "reports_held"  # and not from these: nobody looks at what is missed here


@dataclass(frozen=True, slots=True)
class Found:
    """An annotated event or statement and the claims that carry it (none: it was missed)."""

    doc_id: str
    item: Gold
    claims: tuple[Claim, ...]

    @property
    def counts(self) -> bool:
        return bool(self.item["tier"] != "may")

    def where(self, test: Callable[[Claim, Gold], bool]) -> Found:
        """The same with only the claims that pass."""
        return replace(self, claims=tuple(claim for claim in self.claims if test(claim, self.item)))


@dataclass(frozen=True, slots=True)
class Run:
    """One extraction against the annotation."""

    gold: Gold
    extraction: Extraction
    there: tuple[Found, ...]  # events with every claim in their words, right or not
    events: tuple[Found, ...]
    statements: tuple[Found, ...]


def run(folder: Path) -> Run:
    """Read the annotated reports of a folder, extract, and match."""
    gold = load(folder / "gold.json")
    return match(gold, extract(read_documents([folder / name for name in gold["documents"]])))


def match(gold: Gold, extraction: Extraction) -> Run:
    there = in_words(gold, extraction, "events", "event")
    said = in_words(gold, extraction, "statements", "statement")
    return Run(
        gold,
        extraction,
        there,
        tuple(one.where(lambda claim, item: finds(gold, claim, item)) for one in there),
        tuple(one.where(says) for one in said),
    )


def in_words(gold: Gold, extraction: Extraction, kind: str, claim_kind: str) -> tuple[Found, ...]:
    """Each annotation of a kind with the claims whose evidence shares words with its quote."""
    texts = {document.id: document for document in extraction.documents}
    claims = [claim for claim in extraction.claims if claim.kind == claim_kind]
    return tuple(
        Found(
            doc_id,
            item,
            tuple(
                claim
                for claim in claims
                if claim.doc_id == doc_id and stands_in(claim, texts[doc_id], item["quote"])
            ),
        )
        for doc_id, item in items(gold, kind)
    )


def says(claim: Claim, statement: Gold) -> bool:
    return claim.slot in accepted(statement, "slot") and claim.stance == statement["stance"]


def faults(gold: Gold, one: Found) -> list[str]:
    """What keeps the nearest claim in the words of a missed event from carrying it."""
    if not one.claims:
        return ["no claim"]
    tests: dict[str, Callable[[Claim], bool]] = {
        "type": lambda claim: claim.type in accepted(one.item, "type"),
        "mode": lambda claim: claim.mode in accepted(one.item, "mode"),
        "place": lambda claim: is_located(gold, claim, one.item),
        "days": lambda claim: dates_agree(claim, one.item),
    }
    failed = ([name for name, test in tests.items() if not test(claim)] for claim in one.claims)
    return min(failed, key=len)


def share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values) if values else 0.0


def f1(right: int, given: int, found: int, wanted: int) -> float:
    """From precision right/given and recall found/wanted."""
    precision, recall = right / given if given else 0.0, found / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def head(key: str) -> str:
    """The event that this is, or is part of."""
    return key.partition("/")[0]


def hits(scored: Run) -> list[Found]:
    """What was found of that which counts."""
    return [one for one in scored.events if one.counts and one.claims]


def event_ids(scored: Run) -> dict[str, set[str]]:
    """For each annotated event the ids of the extracted events that carry it."""
    ids: dict[str, set[str]] = {}
    for one in scored.events:
        ids.setdefault(one.item["event"], set()).update(claim.event_id for claim in one.claims)
    return ids
