"""Our own annotated reports: tests/reports_held, and the sample corpus with tests/seeds_gold.

Not tests/reports: rules were written from what was missed there, so who learned from them would be too sure
(of claims in reports not seen before 0.60 were right, and 0.71 was said; taught by unread ones 0.60 is said).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.calibration.judged import ROOT, Judged, Reading, Right, best, claims, statements
from geo.claims.confidence import CLAIM
from geo.model import Claim, Document
from tests.goldscore import Gold, accepted, dates_agree, is_located, load, stands_in
from tests.reportmatch import says
from tests.reportrules import is_named

_REPORTS = ROOT / "tests" / "reports_held"
_SAMPLE_GOLD = ROOT / "tests" / "seeds_gold" / "gold.json"


def our_claims() -> Iterator[Judged]:
    """Of both, judged as tests/reportscore.py does; a province that holds the place is coarse, not wrong."""
    for corpus, paths, gold in _corpora():
        yield from _claims(corpus, paths, gold)


def our_statements() -> Iterator[Reading]:
    """Of both: right where slot and stance of an annotated one in these words agree.

    Only these say of every statement whether it is one.
    """
    for corpus, paths, gold in _corpora():
        yield from _statements(corpus, paths, gold)


def _corpora() -> Iterator[tuple[str, list[Path], Gold]]:
    gold = load(_REPORTS / "gold.json")
    yield "reports", [_REPORTS / name for name in gold["documents"]], gold
    yield "sample", [ROOT / "seeds"], load(_SAMPLE_GOLD)


def _claims(corpus: str, paths: Sequence[Path], gold: Gold) -> Iterator[Judged]:
    def judge(document: Document, claim: Claim) -> Right:
        events = gold["documents"][document.id]["events"]
        here = [event for event in events if stands_in(claim, document, event["quote"])]
        if here:
            return best([_look(gold, claim, event) for event in here])
        # A headline or caption that only repeats is not annotated again.
        return best([look for event in events if (look := _look(gold, claim, event))["type"]])

    return claims(corpus, paths, judge)


def _statements(corpus: str, paths: Sequence[Path], gold: Gold) -> Iterator[Reading]:
    def is_right(document: Document, claim: Claim) -> bool:
        annotated = gold["documents"][document.id]["statements"]
        return any(says(claim, one) and stands_in(claim, document, one["quote"]) for one in annotated)

    return statements(corpus, paths, is_right)


def _look(gold: Gold, claim: Claim, event: Gold) -> Right:
    """The slots of a claim against one annotated event; those that it leaves open are not judged."""
    typed = claim.mode in accepted(event, "mode") and claim.type in accepted(event, "type")
    placed, dated = is_located(gold, claim, event, coarse=True), dates_agree(claim, event)
    right = {"type": typed, CLAIM: typed and placed and dated}
    if event["places"]:
        right["place"] = placed
    if event["from"]:
        right["date"] = dated
    if "actors" in gold:
        right["attributed_to"] = _is_attributed(gold, claim, event)
    return right


def _is_attributed(gold: Gold, claim: Claim, event: Gold) -> bool:
    names = [name.rstrip("?") for name in event["perpetrators"]]
    return all(any(is_named(gold, name, doer) for name in names) for doer in claim.perpetrators)
