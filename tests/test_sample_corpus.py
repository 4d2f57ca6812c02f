"""The whole chain on the sample corpus in seeds/, against the annotation in seeds_gold/gold.json.

A claim finds a gold event when mode and type agree, one of its places lies near a gold place, and the
dates overlap; for recall it must also stand in the annotated words. The floors are what is reached, a
little lowered: raise them when the reading gets better.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from geo.model import Extraction
from geo.pipeline import extract
from geo.reading import read_documents
from tests.goldscore import Gold, finds, is_near, is_pinned, items, load, stands_in

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
RECALL_FLOOR = 0.55
PRECISION_FLOOR = 0.8
STATEMENT_FLOOR = 0.75


@cache
def gold() -> Gold:
    return load(HERE / "seeds_gold" / "gold.json")


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract(read_documents([SEEDS]))


def test_the_annotation_quotes_the_reports(extraction: Extraction) -> None:
    texts = {document.id: document.text for document in extraction.documents}
    assert set(texts) == set(gold()["documents"])
    for kind in ("events", "statements"):
        for doc_id, item in items(gold(), kind):
            assert texts[doc_id].count(item["quote"]) == 1, (doc_id, item["quote"])


def test_every_report_is_read(extraction: Extraction) -> None:
    assert not extraction.unread
    assert [document.id for document in extraction.documents if document.published is None] == [
        "analyst_blog_who_holds_what.md"
    ]


def test_every_quote_stands_where_it_says(extraction: Extraction) -> None:
    texts = {document.id: document.text for document in extraction.documents}
    assert extraction.claims
    for claim in extraction.claims:
        for span in (claim.trigger, *claim.evidence, *(toll.span for toll in claim.tolls)):
            assert texts[claim.doc_id][span.start : span.end] == span.text


def test_events_are_found(extraction: Extraction) -> None:
    documents = {document.id: document for document in extraction.documents}
    wanted = [(doc_id, event) for doc_id, event in items(gold(), "events") if event["tier"] != "may"]
    missed = [
        f"{doc_id}: {event['type']} {event['places']} {event['quote']!r}"
        for doc_id, event in wanted
        if not any(
            claim.doc_id == doc_id
            and finds(gold(), claim, event)
            and stands_in(claim, documents[doc_id], event["quote"])
            for claim in extraction.claims
            if claim.kind == "event"
        )
    ]
    recall = 1 - len(missed) / len(wanted)
    assert recall >= RECALL_FLOOR, f"recall {recall:.2f}, missed:\n" + "\n".join(missed)


def test_little_is_found_that_is_not_there(extraction: Extraction) -> None:
    claims = [
        claim
        for claim in extraction.claims
        if claim.kind == "event" and claim.mode == "actual" and is_pinned(claim)
    ]
    wrong = [
        f"{claim.doc_id}: {claim.type} {[p.text for p in claim.places]} {claim.evidence[0].text!r}"
        for claim in claims
        if not any(
            doc_id == claim.doc_id and finds(gold(), claim, event)
            for doc_id, event in items(gold(), "events")
        )
    ]
    precision = 1 - len(wrong) / len(claims)
    assert precision >= PRECISION_FLOOR, f"precision {precision:.2f}, wrong:\n" + "\n".join(wrong)


def test_denials_and_who_holds_what_are_kept(extraction: Extraction) -> None:
    documents = {document.id: document for document in extraction.documents}
    wanted = list(items(gold(), "statements"))
    missed = [
        f"{doc_id}: {item['slot']} {item['stance']} {item['quote']!r}"
        for doc_id, item in wanted
        if not any(
            (claim.doc_id, claim.slot, claim.stance) == (doc_id, item["slot"], item["stance"])
            and stands_in(claim, documents[doc_id], item["quote"])
            for claim in extraction.claims
            if claim.kind == "statement"
        )
    ]
    recall = 1 - len(missed) / len(wanted)
    assert recall >= STATEMENT_FLOOR, f"recall {recall:.2f}, missed:\n" + "\n".join(missed)


def test_tolls_are_not_added_up(extraction: Extraction) -> None:
    """34 dead, including four children: never 38."""
    killed = {
        toll.low
        for claim in extraction.claims
        if claim.doc_id == "2015-10-01_rescue_toll.md"
        for toll in claim.tolls
        if toll.harm == "killed" and toll.part_of is None
    }
    assert 34 in killed
    assert 38 not in killed


def test_sources_that_differ_stand_side_by_side(extraction: Extraction) -> None:
    """Talbiseh on 30 September: several reports, one event, and the sources do not agree."""
    events = [
        event
        for event in extraction.events
        if any(is_near(gold(), place, "Talbiseh") for place in event.places)
        and str(event.moment.start) == "2015-09-30"
        and len({claim.doc_id for claim in event.claims}) > 1
    ]
    assert events
    assert any(event.status == "disputed" or event.independent_sources > 1 for event in events)
