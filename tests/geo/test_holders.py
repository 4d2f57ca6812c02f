"""Events at places that no gazetteer knows: put where the report says that these lie, or nowhere."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.readings import events

PUBLISHED = date(2022, 9, 15)  # a Thursday
claims = partial(events, published=PUBLISHED)


def places(text: str) -> list[tuple[str, str]]:
    """What the last event told is placed at: the words, and the place that they were taken to mean."""
    return [(t.text, t.place.name if t.place else "") for t in claims(text)[-1].places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A mine went off on Zaqqut Road in Taiz on Monday, killing two.",
            [("Zaqqut Road", ""), ("Taiz", "Taiz")],
        ),
        (
            "* Quetta: gunmen shot dead a clerk at the al-Zaqqut district on Monday.",
            [("Quetta", "Quetta"), ("al-Zaqqut", "")],
        ),
    ],
)
def test_an_unknown_spot_is_told_with_what_holds_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("words", ["in the al-Zaqqut district", "on Zaqqut Street", "in the Old City"])
def test_a_part_of_a_town_is_told_with_the_town_named_before(words: str) -> None:
    text = f"Jets bombed Taiz on Monday, killing nine people.\n\nA clerk was shot dead {words} on Tuesday."
    assert ("", "Taiz") in places(text)


def test_a_name_once_said_to_be_a_quarter_stays_one() -> None:
    text = (
        "Police broke up a march in Taiz on Monday. They shot dead a boy in the Zaqqut neighbourhood.\n\n"
        "On Tuesday a crowd torched two cars in Zaqqut."
    )
    assert ("", "Taiz") in places(text)


@pytest.mark.parametrize(
    "opening", ["Further north", "Elsewhere", "In the south", "Across the country", "Near al-Zaqqut"]
)
def test_who_turns_away_is_no_longer_there(opening: str) -> None:
    text = (
        f"Shells hit a mill in Taiz on Monday, killing two.\n\n{opening}, six people were killed in shelling."
    )
    assert "Taiz" not in [name for _, name in places(text)]


def test_one_hurt_nationwide_is_not_hurt_in_the_town_before() -> None:
    text = "Police shot dead two men in Kisumu, Kenya, on Monday. At least 90 people were killed nationwide."
    assert [name for _, name in places(text)] == ["Kenya"]


@pytest.mark.parametrize(
    "speaker",
    [
        "In Kyiv, the ministry said",
        "The Sumy regional governor said",
        "An official in Lviv said",
        "A Lviv deputy said",
    ],
)
def test_who_speaks_elsewhere_speaks_of_the_same_event(speaker: str) -> None:
    text = f"A missile hit a school in Izium on Monday, killing four.\n\n{speaker} the toll rose to six dead."
    assert [name for _, name in places(text)] == ["Izium"]


def test_the_paragraph_says_where_its_later_sentences_are() -> None:
    text = "Taiz has been under siege since March. The army shelled its eastern districts again on Monday."
    assert [name for _, name in places(text)] == ["Taiz"]


def test_where_a_witness_went_is_no_scene() -> None:
    text = (
        '"They came by night," said a baker who has reached Marib. Gunmen burned two mills and killed nine.'
    )
    assert "Marib" not in [name for _, name in places(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A convoy on its way to Hajjah was ambushed on Monday; nine soldiers died.",
        "A bus bound for Hajjah was shelled on Monday; nine passengers died.",
        "(Hajjah, September 14, 2022) – Gunmen in Taiz shot dead nine farmers on Monday.",
        "Shells hit Taiz on Monday and nine people were flown to the capital, Sanaa.",
    ],
)
def test_where_somebody_goes_or_writes_is_not_where_it_happened(text: str) -> None:
    assert not {"Hajjah", "Sanaa"} & {t.place.name for claim in claims(text) for t in claim.places if t.place}


def test_what_is_brought_to_a_town_comes_there() -> None:
    (claim,) = claims("On Monday three lorries brought food for 900 families to Taiz.")
    assert [t.text for t in claim.places] == ["Taiz"]


def test_the_far_bank_of_a_river_is_no_place() -> None:
    text = "Shells hit a mill in Raqqa on Monday. On the far bank of the Euphrates a strike killed three men."
    assert "Euphrates" not in [place.text for claim in claims(text) for place in claim.places]


MALI = (
    "Shells hit mills in Gao, Timbuktu, Mopti and Kidal in Mali on Monday. On Tuesday gunmen killed four men "
)


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("in the village of Hamburg", "Hamburg"),  # a great city elsewhere
        ("at Ratisbona", "Ratisbona"),  # what others call another city
        ("on Lake Mali", "Lake Mali"),  # and not the country
    ],
)
def test_a_namesake_is_not_pinned(where: str, name: str) -> None:
    assert (name, "") in places(f"{MALI}{where}.")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("in northern Mali", "northern Mali"),
        ("in the Old City of Taiz", "Taiz"),
        ("in Aru territory", "Aru"),
        ("in Marsabit County, Kenya,", "Marsabit County"),
    ],
)
def test_how_fine_a_place_is_told(words: str, name: str) -> None:
    (claim,) = claims(f"Gunmen killed four farmers {words} on Monday.")
    (place,) = [place for place in claim.places if place.place]
    assert place.place is not None
    wanted = "exact" if name == "Taiz" else "area"
    assert (place.place.name, place.geo_precision) == (name, wanted)


def test_the_north_of_a_country_lies_north_of_its_middle() -> None:
    (north,), (south,) = (
        [*claim.places]
        for side in ("northern", "southern")
        for claim in claims(f"Jets bombed two villages in {side} Mali on Monday.")
    )
    assert north.lat is not None
    assert south.lat is not None
    assert north.lat - south.lat > 5


def test_a_finer_place_is_enough() -> None:
    assert places("Jets bombed a camp in Kidal, in northern Mali, on Monday.") == [("Kidal", "Kidal")]


def test_a_small_town_is_not_the_first_part_of_another_name() -> None:
    assert "Sevare" not in [name for _, name in places(f"{MALI}at Sevare Zaqqut.")]


def test_the_village_chief_is_no_village() -> None:
    text = "Shells hit the town of Taiz on Monday.\n\nGunmen in Aden kidnapped the village chief on Tuesday."
    assert places(text) == [("Aden", "Aden")]


def test_a_stretch_of_road_and_another_town_are_two_scenes() -> None:
    text = "On Monday drones struck lorries on the road between Sirte and Misrata, two hit a barn in Zliten."
    assert [
        name
        for claim in claims(text)
        for _, name in [(t.text, t.place.name) for t in claim.places if t.place]
    ] == [
        "between Sirte and Misrata",
        "Zliten",
    ]


def test_a_report_that_goes_on_in_another_town_is_there() -> None:
    text = (
        "In Basra, shells killed six people on Monday.\n\n"
        "Mosul, 400 km north of Baghdad, has been cut off for a week. The army shelled its market on Tuesday."
    )
    assert places(text) == [("", "Mosul")]


def test_what_is_measured_from_a_town_is_a_place() -> None:
    text = "Kidal, 280 km north of Gao, has been cut off for a week. The army shelled its market on Monday."
    assert places(text) == [("", "Kidal")]


def test_an_unknown_hamlet_stays_where_it_was_said_to_lie() -> None:
    text = (
        "Gunmen raided Zaqqutabad, a hamlet in North Kordofan, on Monday. Four men were killed in Zaqqutabad."
    )
    assert ("", "North Kordofan") in places(text)
