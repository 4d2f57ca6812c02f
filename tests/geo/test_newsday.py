"""Days and places that a sentence does not name: by the hour, by headings, by what was told."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
claims = partial(events, published=PUBLISHED)
TODAY = (PUBLISHED, PUBLISHED)


def days(text: str, *, published: date | None = PUBLISHED) -> list[tuple[date | None, date | None]]:
    return [(claim.moment.start, claim.moment.end) for claim in claims(text, published=published)]


def places(text: str, title: str = "") -> list[list[str]]:
    return [[p.place.name for p in claim.places if p.place] for claim in claims(text, title=title)]


@pytest.mark.parametrize(
    "text",
    [
        "A weekly look at the front begins on 4 March.\n\nAt 14:20 shells fell on a tram stop in Kherson.",
        "We write on 3 March as ever.\n\nOver the course of the day shells hit Izium and Nikopol.",
        "We write on 3 March as ever.\n\nAt noon a drone struck a bus in Nikopol.",
        "We write on 3 March as ever.\n\nClashes are continuing between the army and rebels near Homs.",
    ],
)
def test_an_hour_or_what_goes_on_is_of_the_day_of_the_report(text: str) -> None:
    assert days(text) == [TODAY]


def test_the_hour_is_of_the_day_that_the_report_began_with() -> None:
    told = days("On Wednesday shells fell on Kherson.\n\nIn the afternoon a drone struck a bus in Nikopol.")
    assert told == [(date(2019, 3, 13), date(2019, 3, 13))] * 2


def test_an_hour_without_a_publication_date_dates_nothing() -> None:
    assert days("At 14:20 shells fell on a tram stop in Kherson.", published=None) == [(None, None)]


def test_an_accusation_has_a_day_of_its_own() -> None:
    (claim,) = claims("The generals accused each other on Tuesday of breaching the truce signed on Saturday.")
    assert claim.moment.start == date(2019, 3, 9)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Shells hit Safira on Monday. Two soldiers were killed there on Tuesday.", "Al-Safira"),
        ("Shells hit Donetsk on Monday. Guns wrecked a chapel there on Tuesday.", "Donetsk"),
        ("Jets bombed the Saif al-Dawla quarter of Aleppo on Monday. Shells hit the quarter on Tuesday.", ""),
    ],
)
def test_words_that_point_to_a_place(text: str, where: str) -> None:
    told = places(text)
    assert told[-1] == ([where] if where else told[0])


def test_there_may_say_only_that_something_is() -> None:
    assert places("Shells hit Safira on Monday. The army says there were gunmen in it.") == [["Al-Safira"]]


@pytest.mark.parametrize(
    "told",
    ["A charity headquartered in London said", "A trader on his way from Damascus said"],
)
def test_the_city_is_not_where_somebody_sits_or_came_from(told: str) -> None:
    text = f"Shells hit Aleppo on Monday. {told} six people were killed in the city on Tuesday."
    assert places(text)[-1] == ["Aleppo"]


def test_a_quarter_lies_in_its_city() -> None:
    (claim,) = claims("A rocket fell on a bakery in Marib's Rawda district on Monday.")
    assert {place.place.country for place in claim.places if place.place} == {"YE"}


def test_a_heading_says_where_its_bullets_are() -> None:
    text = (
        "**Daraa countryside**\n\n- Gunmen shot dead a teacher outside his home on Monday.\n\n"
        "**Contact**\n\n- On Tuesday gunmen shot dead a driver outside his home."
    )
    first, second = places(text)
    assert first == ["Daraa"]
    assert second != ["Daraa"]


def test_a_town_at_the_head_of_a_paragraph_holds_for_all_of_it() -> None:
    told = places("**Nikopol.** The day was bad. At 14:20 a drone set a bus ablaze.")
    assert told == [["Nikopol"]]


def test_the_title_says_where_nothing_else_does() -> None:
    told = places(
        "Who runs Kombolcha was unclear. Gunmen shot dead six men in front of a bank on Monday.",
        title="Two stories of Kombolcha",
    )
    assert told == [["Kombolcha"]]


def test_where_officials_spoke_is_not_where_the_shell_fell() -> None:
    told = places("In Ankara, officials warned both sides after a shell fell on Kilis on Monday.")
    assert told == [["Kilis"]]


def test_a_minister_of_another_country_does_not_make_it_the_scene() -> None:
    told = claims(
        "Shells hit Herat, Kandahar and Ghazni on Monday.\n\n"
        "Envoys met China's minister.\n\nThree people were arrested on Tuesday."
    )
    countries = [place.place.country for claim in told for place in claim.places if place.place]
    assert set(countries) == {"AF"}


def test_who_speaks_for_a_hospital_tells_of_it() -> None:
    told = places("The head of Al-Shifa Hospital said a shell had hit the building on Monday.")
    assert [["Shifa" in name for name in names] for names in told] == [[True]]


def test_a_post_that_opens_with_a_clock_needs_no_place_of_its_own() -> None:
    text = (
        "Shells hit Nablus last night.\n\n04:20 Snipers on the roofs.\n\n06:40 The soldiers have withdrawn."
    )
    assert days(text)[-1] == TODAY


def test_an_hour_is_of_the_day_that_a_report_of_last_week_is_about() -> None:
    text = "Gunmen raided Djibo on 7 March.\n\nThe men entered the town at 8 p.m. and shot a guard."
    assert days(text)[-1] == (date(2019, 3, 7), date(2019, 3, 7))
