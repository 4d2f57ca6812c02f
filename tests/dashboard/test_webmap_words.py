"""The words on the page: neutral, the same for every side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Candidate
from geo.model import UNKNOWN_MOMENT, Moment, Span, Toll
from geo.webmap import words
from geo.webmap.details import claim_details, documents_of, event_details, segments


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment(date(2015, 9, 30), date(2015, 9, 30), "day"), "30 Sep 2015"),
        (Moment(date(2015, 9, 30), date(2015, 10, 4), "range"), "30 Sep – 4 Oct 2015"),
        (Moment(date(2015, 12, 30), date(2016, 1, 2), "range"), "30 Dec 2015 – 2 Jan 2016"),
        (Moment(date(2015, 1, 1), date(2015, 12, 31), "year"), "2015"),
        (UNKNOWN_MOMENT, "Undated"),
    ],
)
def test_when(moment: Moment, said: str) -> None:
    assert words.when(moment) == said


@pytest.mark.parametrize(
    ("low", "high", "who", "part_of", "said"),
    [
        (33, None, "civilians", None, "at least 33 civilians killed"),
        (5, 5, "", None, "5 people killed"),
        (1, 1, "", None, "1 person killed"),
        (3, 5, "children", "33 civilians", "3 to 5 children killed (part of “33 civilians”)"),
        (None, 10, "fighters", None, "up to 10 fighters killed"),
        (None, None, "", None, "an unknown number of people killed"),
    ],
)
def test_toll(low: int | None, high: int | None, who: str, part_of: str | None, said: str) -> None:
    assert words.toll(Toll("killed", low, high, who, Span(0, 1, "x"), part_of)) == said


def test_toll_range_never_adds_sources_up(sample: ModuleType) -> None:
    claim = sample.sample_events()[0].claims[0]
    span = Span(0, 1, "x")
    tolls = (
        Toll("killed", 5, 5, "", span),
        Toll("killed", 33, None, "civilians", span),
        Toll("killed", 3, 3, "children", span, part_of="33 civilians"),
        Toll("wounded", 12, 12, "", span),
    )
    assert words.toll_range([replace(claim, tolls=tolls)]) == "5–33+ killed, 12 wounded"


def test_headline(sample: ModuleType) -> None:
    said = words.headline(sample.sample_events(), 2)
    assert said == "10 reported events, 30 Sep – 4 Oct 2015 · 1 undated · 2 not mapped"
    assert words.headline(sample.sample_events()[:1], 0) == "1 reported event, 30 Sep 2015"
    assert words.headline([], 0) == "0 reported events"


def test_who_was_only_inferred_is_not_named(sample: ModuleType) -> None:
    homs = sample.sample_events()[1]
    assert words.attributed_to(homs.claims) == "not named in this sentence"
    facts = dict(claim_details(homs.claims[0], {})["facts"])
    assert facts["Attributed to"].startswith("not named in this sentence")


def test_why_unmapped_says_why(sample: ModuleType) -> None:
    by_id = {event.event_id: event for event in sample.sample_events()}
    assert words.why_no_place(by_id["e8"].places) == "only the country is known: Syria"
    assert words.why_no_place(by_id["e10"].places).startswith("“coast”: ")
    assert words.why_no_place(()) == "no place is named"


def test_the_readers_own_notes_are_not_for_the_page(sample: ModuleType) -> None:
    unknown = replace(sample.toponym("coast", None, "unresolved"), reason="bias, medium, sentence_start")
    one, two = (Candidate(place, "exact", 0.5) for place in (sample.HOMS, sample.HAMA))
    assert "the gazetteer has no place of this name" in words.why_no_place([unknown])
    assert "several places bear this name" in words.why_no_place([replace(unknown, candidates=(one, two))])
    assert "does not fit the report" in words.why_no_place([replace(unknown, candidates=(one,))])
    assert "sentence_start" not in words.why_no_place([unknown])


def test_details_hold_every_claim_and_what_differs(sample: ModuleType) -> None:
    event = sample.sample_events()[0]
    documents = {document.id: document for document in sample.DOCUMENTS}
    detail = event_details(event, documents)
    assert detail["differ"] == "Sources differ on: toll, target"
    assert detail["origins"] == "2 separate origins found"
    assert len(detail["claims"]) == 2
    assert [len(detail[part]) for part in ("statements", "denials")] == [1, 1]
    first = detail["claims"][0]
    assert first["who"] == "Reported by Syrian Observatory for Human Rights (“said”)"
    assert "denies" in detail["statements"][0]["tags"]
    assert detail["claims"][1]["doc"]["published"] == "3 Oct 2015"
    assert documents_of(event) == ["one.txt", "two.txt"]


def test_no_word_takes_sides(sample: ModuleType) -> None:
    documents = {document.id: document for document in sample.DOCUMENTS}
    shown = str([event_details(event, documents) for event in sample.sample_events()]).lower()
    for word in ("perpetrator", "corroborated", "confirmed", "terrorist", "alleged"):
        assert word not in shown


texts = st.text(min_size=1, max_size=40)
cuts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(texts, st.integers(0, 20), cuts)
def test_marked_pieces_are_the_sentence(text: str, offset: int, marks: list[tuple[int, int]]) -> None:
    evidence = Span(offset, offset + len(text), text)
    spans = []
    for a, b in marks:
        low, high = sorted((min(a, len(text)), min(b, len(text))))
        spans.append((Span(offset + low, offset + high, text[low:high]), "place"))
    pieces = segments(evidence, spans)
    assert "".join(piece or "" for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
