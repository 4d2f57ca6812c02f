"""Which type an event has: by the weapon that did it, by what it goes on about. Sentences of our own."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
claims = partial(events, published=PUBLISHED)


def types(text: str) -> list[str]:
    return [claim.type for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("A guided bomb tore through a kindergarten in Kherson on Monday.", "air_strike"),
        ("Two Shahed drones set a grain silo ablaze in Odesa on Monday.", "drone_strike"),
        ("A quadcopter killed a beekeeper near Kherson on Monday.", "drone_strike"),
        ("Three cyclists were killed by a drone in Nikopol on Monday.", "drone_strike"),
        ("A bakery in Sumy was gutted by a missile on Monday.", "rocket_attack"),
        ("Nine sailors were wounded by rockets that landed in Haifa on Monday.", "rocket_attack"),
        ("Militiamen fired on the port of Misrata with rocket launchers on Monday.", "rocket_attack"),
        ("A shell exploded beside a clinic in Taiz on Monday.", "shelling"),
        ("A chapel in Donetsk was hit by heavy guns on Monday.", "shelling"),
        ("Two bombs claimed nine lives in Lahore on Monday.", "bombing_ied"),
        ("A bus full of explosives was driven at a barracks in Mosul on Monday.", "suicide_attack"),
        (
            "Insurgents rammed an explosives-laden car into a checkpoint in Kirkuk on Monday.",
            "suicide_attack",
        ),
        ("Jets of the alliance led by the emirate flew nine raids on Taiz on Monday.", "air_strike"),
        ("The army won Gao back from the rebels on Monday.", "territory_captured"),
        ("Soldiers beat off an assault on their post in Kirkuk on Monday.", "ground_fighting"),
        ("A patrol of the army came under fire in Kidal on Monday: two soldiers died.", "ground_fighting"),
        ("A wedding party was fired upon in Nablus on Monday.", "attack_on_civilians"),
    ],
)
def test_the_weapon_tells_the_type(text: str, type_: str) -> None:
    assert types(text) == [type_]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Four bound bodies were found in a well near Baquba on Monday.", ["attack_on_civilians"]),
        ("The siege of the fort at Kobani has entered its second week.", ["siege"]),
        ("Some 90 families were driven from the shelters of Goma on Monday.", ["displacement"]),
        ("Columns of armour have been arriving near Gao since Monday.", ["deployment"]),
        ("Two battalions have been cut off in Kidal since Monday.", ["siege"]),
        ("Its planes flew a series of raids on Faya on Monday.", ["air_strike"]),
        ("Envoys of the rebels were received by the foreign minister in Rome on Monday.", ["meeting"]),
    ],
)
def test_people_on_the_move_and_places_cut_off(text: str, told: list[str]) -> None:
    assert types(text) == told


def test_an_undertaking_to_come_is_planned() -> None:
    (claim,) = claims("The army's operation to retake Gao from the rebels will begin on Friday.")
    assert claim.mode == "planned"


def test_what_has_not_stopped_goes_on() -> None:
    assert {claim.mode for claim in claims("Bombing of Gao has not ceased since Monday.")} == {"actual"}


@pytest.mark.parametrize(
    "text",
    [
        "Church bells rang in Sumy on Monday when guns were polished.",
        "The won fell back on Monday, and Seoul took the money back.",
    ],
)
def test_a_weapon_that_did_nothing_tells_none(text: str) -> None:
    assert types(text) == []


def test_another_place_in_another_paragraph_is_another_event() -> None:
    told = types(
        "Warplanes bombed a depot in Mosul on Monday.\n\n"
        "In Basra two people were killed on Monday, the police said."
    )
    assert told == ["air_strike", "attack_on_civilians"]


def test_a_bomb_elsewhere_is_not_from_the_aircraft_told_of() -> None:
    told = types(
        "Jets bombed a village near Mosul on Sunday.\n\n"
        "In Basra two bombs took nine lives on Monday. One blew up beside a tram and killed a nun."
    )
    assert told == ["air_strike", "bombing_ied", "bombing_ied"]


def test_the_same_paragraph_goes_on_about_the_event() -> None:
    told = types("Warplanes bombed a depot in Mosul on Monday. Two people were killed.")
    assert told == ["air_strike", "air_strike"]


def test_another_day_is_another_event() -> None:
    told = types(
        "A drone struck a fuel depot in Kherson on Monday.\n\nOn Wednesday a farmer was killed in Kherson."
    )
    assert told == ["drone_strike", "attack_on_civilians"]


def test_a_lead_has_the_means_told_farther_on() -> None:
    told = types(
        "Three people were killed in Karachi on Monday.\n\n"
        "A car bomb went off outside a bank there on Monday, police said."
    )
    assert told == ["bombing_ied", "bombing_ied"]


def test_what_follows_in_a_bulletin_is_of_the_day_it_began_with() -> None:
    told = claims(
        "On Tuesday shells fell on Avdiivka.\n\nThere is no news from the railway station.\n\n"
        "A missile hit a school in Kurakhove."
    )
    assert [claim.moment.start for claim in told] == [date(2019, 3, 12)] * 2
