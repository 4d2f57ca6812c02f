"""The ledger: a row a claim, with what the sources differ on marked."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from geo.webmap.ledger import ledger


def rows(sample: ModuleType) -> list[dict[str, object]]:
    documents = {document.id: document for document in sample.DOCUMENTS}
    return ledger(sample.sample_events()[0], documents)


def test_a_row_a_claim_and_what_differs_is_marked(sample: ModuleType) -> None:
    first, second, denial, general = rows(sample)
    assert (first["who"], first["verb"]) == ("Syrian Observatory for Human Rights", "said")
    assert first["what"] == [("", "Air strike", False), ("attributed to", "Russian Air Force", False)]
    assert first["where"] == [
        ("", "Talbiseh", False),
        ("", "30 Sep 2015", False),
        ("", "33+ killed", True),
    ]
    assert second["who"] == sample.ATTACK, "whoever published it, as text"
    assert ("target", "Free Syrian Army", True) in second["what"]  # type: ignore[operator]
    assert denial["what"] == general["what"] == [("denies", "that it happened", False)]


def test_a_statement_names_what_it_says_of_a_slot(sample: ModuleType) -> None:
    event = sample.sample_events()[0]
    target = replace(event.statements[0], slot="target", targets=(sample.ActorMention(sample.REBELS, None),))
    changed = replace(event, statements=(target,), general_denials=())
    assert ledger(changed, {})[-1]["what"] == [("denies target", "Free Syrian Army", True)]
