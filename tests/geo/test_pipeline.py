"""The chain as a whole: nothing is lost, nothing depends on the workers, cost grows with the text."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer
from geo import pipeline
from geo.executors import Processes
from geo.model import Document, Unread
from geo.records import claim_from_record, claim_to_record, document_from_record, document_to_record

DAY = date(2019, 3, 14)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def report(number: int) -> Document:
    return Document(f"{number}", f"Shells hit Idlib on Monday, killing {number + 2} people.", published=DAY)


def test_what_was_not_read_passes_through(gazetteer: Gazetteer) -> None:
    extraction = pipeline.extract([Unread("a", "empty"), report(1)], gazetteer=gazetteer)
    assert [unread.id for unread in extraction.unread] == ["a"]
    assert [document.id for document in extraction.documents] == ["1"]


def test_a_report_that_fails_is_named_and_the_rest_goes_on(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.find_tolls

    def failing(sentences: list[object]) -> object:
        if any("poison" in sentence.text for sentence in sentences):  # type: ignore[attr-defined]
            raise TypeError("no such luck")
        return real(sentences)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "find_tolls", failing)
    documents = [report(1), Document("bad", "A poisoned report."), report(2)]
    extraction = pipeline.extract(documents, gazetteer=gazetteer)
    assert [document.id for document in extraction.documents] == ["1", "2"]
    assert extraction.unread == (Unread("bad", "broken", "TypeError: no such luck"),)


def test_workers_take_long_inputs_in_rounds(gazetteer: Gazetteer) -> None:
    documents = [report(number) for number in range(300)]
    one = pipeline.extract(documents, gazetteer=gazetteer)
    two = pipeline.extract(iter(documents), executor=Processes(2))
    assert one == two


def test_place_names_alone(gazetteer: Gazetteer) -> None:
    unread = Unread("x", "empty")
    first, second = pipeline.place_names([report(1), unread], gazetteer)
    assert isinstance(first, tuple)
    assert [toponym.text for toponym in first[1]] == ["Idlib"]
    assert second is unread


def test_claims_and_documents_as_records_and_back(gazetteer: Gazetteer) -> None:
    text = (
        "Russian jets struck Ariha on Monday, killing at least 20 people, including two girls, medics said. "
        "Russia did not bomb the rebels, the ministry said."
    )
    extraction = pipeline.extract([Document("r", text, published=DAY)], gazetteer=gazetteer)
    assert {claim.kind for claim in extraction.claims} == {"event", "statement"}
    for claim in extraction.claims:
        record = claim_to_record(claim)
        assert claim_to_record(claim_from_record(record)) == record
    for document in extraction.documents:
        assert document_from_record(document_to_record(document)) == document


@pytest.mark.parametrize(
    "piece",
    [
        "Air strikes hit Homs on Monday and killed five people and ",
        "attack attack ",
        "Homs and Hama and ",
        "he said that she said that ",
        '"“',
        "¹ people died ² ",
        "\u202eHoms\u202c \x00 ",
    ],
)
def test_a_line_without_end_is_read_in_time_that_grows_with_it(gazetteer: Gazetteer, piece: str) -> None:
    """Counted in calls, not seconds: four times the text takes about four times the calls."""

    def calls(length: int) -> int:
        document = Document("long", piece * (length // len(piece)), published=DAY)
        count = 0

        def counting(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counting)
        try:
            extraction = pipeline.extract([document], gazetteer=gazetteer)
        finally:
            sys.setprofile(None)
        assert not extraction.unread
        return count

    calls(1_000)
    assert calls(8_000) <= 6 * calls(2_000)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_read(gazetteer: Gazetteer, text: str) -> None:
    extraction = pipeline.extract([Document("any", text, published=DAY)], gazetteer=gazetteer)
    assert not extraction.unread
    for claim in extraction.claims:
        assert all(text[span.start : span.end] == span.text for span in claim.evidence)
