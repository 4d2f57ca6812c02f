"""Which events a filter keeps."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest

from geo.export.selection import Selection, select


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), ["e1", "e2", "e3"]),
        (Selection(since=date(2015, 9, 30)), ["e1", "e2"]),  # a month reaches into it
        (Selection(until=date(2015, 9, 29)), ["e2"]),
        (Selection(since=date(2015, 10, 1)), []),
        (Selection(box=(36.0, 34.5, 37.0, 35.0)), ["e1"]),
        (Selection(box=(170.0, -90.0, 37.0, 90.0)), ["e1"]),  # over the antimeridian
        (Selection(types=frozenset({"shelling", "meeting"})), ["e2", "e3"]),
        (Selection(actors=frozenset({"RUSSIAN air force"})), ["e1"]),
        (Selection(actors=frozenset({"russian-armed-forces"})), ["e1"]),  # what it belongs to
        (Selection(sources=frozenset({"Syrian Civil Defense"})), ["e1"]),
        (Selection(sources=frozenset({"a paper"})), ["e1", "e2", "e3"]),  # the publisher
        (Selection(sources=frozenset({"nobody"})), []),
        (Selection(min_confidence=0.6), ["e1"]),
        (Selection(min_confidence=0.6, types=frozenset({"meeting"})), []),
    ],
)
def test_filters(samples: ModuleType, selection: Selection, kept: list[str]) -> None:
    assert [event.event_id for event in select(samples.EXTRACTION, selection).events] == kept


def test_claims_documents_and_names_follow_their_events(samples: ModuleType) -> None:
    kept = select(samples.EXTRACTION, Selection(types=frozenset({"air_strike"})))
    assert [claim.claim_id for claim in kept.claims] == ["c1", "c2", "c3"]
    assert len(kept.documents) == 2
    kept = select(samples.EXTRACTION, Selection(types=frozenset({"shelling"})))
    assert [claim.claim_id for claim in kept.claims] == ["c4"]
    assert [document.id for document in kept.documents] == ["a.txt"]
    assert [doc_id for doc_id, _ in kept.toponyms] == ["a.txt"]
