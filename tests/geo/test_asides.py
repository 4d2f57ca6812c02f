"""Dates of an aside, a comparison or an event only named beside what a sentence tells."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday


def days(text: str) -> dict[str, tuple[str, str]]:
    """The days of each event, by the words that tell it."""
    return {
        claim.trigger.text: (str(claim.moment.start), str(claim.moment.end))
        for claim in events(text, published=PUBLISHED)
    }


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("On Tuesday shells hit Idlib, which rebels captured in 2015.", "shells hit", "2019-03-12"),
        ("Rebels shelled Idlib, which jets bombed on Sunday.", "shelled", "None"),
        ("Rebels shelled Idlib, which jets bombed on Sunday.", "bombed", "2019-03-10"),
        ("Police in Kano arrested a tailor over the March 3 bombing of a bank.", "arrested", "None"),
        (
            "It came on Monday, four days after gunmen abducted a clerk.",
            "abducted",
            "2019-03-07",
        ),
        (
            "It was Kano's worst raid since October, when gunmen abducted six nuns.",
            "abducted six nuns",
            "2018-10-01",
        ),
        ("By a count given on Monday, six people were killed in Idlib.", "killed", "2019-03-10"),
        ("The governor of Idlib on Monday said that shells had hit a mill.", "shells had hit", "2019-03-10"),
    ],
)
def test_a_date_is_of_the_event_in_whose_clause_it_stands(text: str, words: str, start: str) -> None:
    assert days(text)[words][0] == start


def test_a_date_of_comparison_dates_nothing_else() -> None:
    text = "Snipers killed 40 people in Kano last week, compared with 12 in the week to 3 February."
    assert days(text)["killed"] == ("2019-03-04", "2019-03-10")


def test_a_report_goes_on_with_its_own_day_behind_an_aside() -> None:
    told = days(
        "On Tuesday crowds filled Idlib for a clerk who was shot dead there the night before. "
        "Guards opened fire on the mourners and killed two."
    )
    assert told["opened fire"][0] == "2019-03-12"
