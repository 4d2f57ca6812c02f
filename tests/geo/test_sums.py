"""A sum over several events, what is told only to remind, and an event of its own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)


def scopes(text: str) -> list[str]:
    return [claim.scope for claim in events(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    "text",
    [
        "The air force flew 31 sorties over Idlib on Tuesday.",
        "At least 22 people have been killed in Kano since 2 March.",
        "Police shot dead nine looters nationwide on Tuesday.",
        "The union documented six beatings of reporters in Kano, two of them killed.",
    ],
)
def test_a_figure_over_many_events_is_a_sum(text: str) -> None:
    assert "aggregate" in scopes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Four air strikes hit a mill in Idlib on Tuesday.",
        "Some 900 families have fled Idlib since 2 March.",
        "Two deaths were recorded in Kano on Tuesday when gunmen shot at a bus.",
    ],
)
def test_one_event_is_no_sum(text: str) -> None:
    assert set(scopes(text)) == {"single"}


def test_news_tells_of_last_year_to_remind() -> None:
    text = "Shells hit Idlib on Tuesday. On 20 January a raid killed six people in Saraqeb."
    assert scopes(text) == ["single", "background"]


def test_a_report_on_january_tells_of_it_for_its_own_sake() -> None:
    assert scopes("On 20 January a raid killed six people in Saraqeb.") == ["single"]
