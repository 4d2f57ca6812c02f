"""Events whose own sentence names no place: where the report is at that point, and said to be so."""

from __future__ import annotations

from datetime import date
from functools import partial

from tests.readings import events

PUBLISHED = date(2022, 6, 9)  # a Thursday
claims = partial(events, published=PUBLISHED)


def place_of(text: str, type_: str) -> list[tuple[str, str]]:
    (claim,) = [claim for claim in claims(text) if claim.type == type_]
    return [(place.place.name, place.geo_precision) for place in claim.places if place.place]


def test_the_next_sentence_goes_on_where_the_one_before_was() -> None:
    text = "Police arrested nine men in Goma on Tuesday. Strikers stoned two lorries."
    assert place_of(text, "riot") == [("Goma", "near")]


def test_a_new_paragraph_goes_on_with_a_word_for_it() -> None:
    text = "Jets bombed a camp in Taiz on Tuesday.\n\nAn hour later gunmen burned three houses."
    assert place_of(text, "property_destruction") == [("Taiz", "near")]


def test_another_name_is_another_place_though_nobody_knows_it() -> None:
    text = "Police arrested nine men in Goma on Tuesday. Strikers stoned a bus near Xuzzarabe."
    assert [(claim.type, bool(claim.places)) for claim in claims(text)] == [("arrest", True), ("riot", False)]


def test_a_report_of_one_town_is_all_there() -> None:
    text = (
        "A bomb went off in Quetta on Tuesday, killing four.\n\nThe governor spoke of a plot.\n\n"
        "Gunmen shot dead a policeman in Quetta on Wednesday.\n\nA crowd torched two buses."
    )
    assert place_of(text, "property_destruction") == [("Quetta", "near")]


def test_an_unknown_village_is_told_with_its_province() -> None:
    (claim,) = claims("Gunmen raided Zaqqutabad, a hamlet in North Kordofan, on Tuesday and killed four.")
    assert [(place.text, place.geo_precision) for place in claim.places] == [
        ("Zaqqutabad", "unresolved"),
        ("North Kordofan", "admin1"),
    ]


def test_a_namesake_in_another_country_is_not_pinned() -> None:
    (claim,) = claims("Shells hit a mill in Lashio Township, Shan State, in Myanmar on Tuesday.")
    assert claim.places
    assert {place.place.country for place in claim.places if place.place} <= {"MM"}


def test_an_unknown_quarter_is_told_with_the_town_of_the_report() -> None:
    text = "A bomb went off in Kabul on Tuesday, killing nine. Two men were arrested in the Zaqqut district."
    (claim,) = [claim for claim in claims(text) if claim.type == "arrest"]
    assert [(place.text, place.geo_precision) for place in claim.places] == [
        ("Zaqqut", "unresolved"),
        ("", "near"),
    ]


def test_the_capital_is_that_of_the_country_told_of() -> None:
    text = (
        "Troops marched on Kabul on Monday, and Herat fell.\n\n"
        "A mine killed two men in the capital on Tuesday."
    )
    assert place_of(text, "bombing_ied") == [("Kabul", "exact")]


def test_a_hospital_called_after_a_city_is_not_there() -> None:
    text = (
        "A bomb killed nine in Baidoa on Monday, doctors at Madina hospital in Mogadishu said. "
        "Fighting went on in Kismayo and Jowhar, and in Garowe. Shells fell on the city on Tuesday."
    )
    places = [place.place.country for claim in claims(text) for place in claim.places if place.place]
    assert set(places) == {"SO"}


def test_where_a_government_spoke_is_no_scene() -> None:
    assert claims("In Dakar the government of Senegal deplored the raid.") == []
    text = "In Brussels on Wednesday a spokeswoman said NATO had bombed a depot near Nis."
    assert [place.text for claim in claims(text) for place in claim.places] == ["Nis"]


def test_with_a_comma_it_is_where_it_happened() -> None:
    (claim,) = claims("In Kabul, police said a bomb killed nine people on Monday.")
    assert [place.text for place in claim.places] == ["Kabul"]


def test_a_part_of_the_day_is_of_the_day_that_the_report_is_at() -> None:
    text = (
        "Jets struck a camp in Taiz on Tuesday.\n\nThe ministry said nothing.\n\n"
        "Artillery shelled Hodeidah at dawn."
    )
    (claim,) = [claim for claim in claims(text) if claim.type == "shelling"]
    assert str(claim.moment.start) == "2022-06-07"


def test_a_town_that_somebody_holds_is_a_place() -> None:
    (claim,) = claims("The army hit rebel-held Azaz with mortars on Tuesday.")
    assert [place.text for place in claim.places] == ["Azaz"]


def test_a_place_inside_a_name_holds_nothing() -> None:
    (claim,) = claims("Colombian police arrested a leader of the Clan del Golfo in Medellin on Monday.")
    assert [place.text for place in claim.places] == ["Medellin"]


def test_what_came_after_is_an_event_of_its_own() -> None:
    found = claims(
        "Warplanes struck three hill villages near Tyre on Monday after rockets were fired at Kiryat Shmona."
    )
    assert [(claim.type, claim.places[0].text) for claim in found] == [
        ("air_strike", "Tyre"),
        ("rocket_attack", "Kiryat Shmona"),
    ]
