"""Ordinary newsroom wordings: what they tell, where, when, by whom and of how many. Sentences of our own."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from geo.model import Claim
from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
claims = partial(events, published=PUBLISHED)


def last(text: str) -> Claim:
    return claims(text)[-1]


def names(claim: Claim) -> list[str]:
    return [place.place.name if place.place else place.text for place in claim.places]


def doers(claim: Claim) -> list[str]:
    return [mention.actor.name for mention in claim.perpetrators]


def figures(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(toll.harm, toll.low, toll.high) for toll in claim.tolls if not toll.part_of]


RAID = "Warplanes bombed towns in northern Syria on Monday, and 40 people died.\n\n"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        # More of the same, at another place.
        (RAID + "Five others died in Kafr Nabl on Monday evening.", "air_strike"),
        ("Seven sailors died when helicopters fired on a wharf in Aden on Monday.", "air_strike"),
        ("Niger's army said its planes had killed five rebels near Agadez on Monday.", "air_strike"),
        # Sums over a long time are of what they name.
        (RAID + "Over 90,000 have been killed since the war began in 2011.", "ground_fighting"),
        (
            "Jets hit Raqqa on Monday.\n\nSome 70 students have died in the unrest since January.",
            "repression_of_protest",
        ),
        # Those who burst in on people.
        (
            "Robbers invaded a farm near Zaria on Monday, killing six people.",
            "attack_on_civilians",
        ),
        ("Gunmen rode into a hamlet near Gao on Monday and shot a miller.", "attack_on_civilians"),
        # Police and crowds.
        (
            "Police fired tear gas at protesters in Lima on Monday. A clerk was killed.",
            "repression_of_protest",
        ),
        ("Clashes between police and miners shook La Paz on Monday.", "riot"),
        ("A clerk was shot dead during a march in Khartoum on Monday.", "repression_of_protest"),
        # Taken away.
        ("Armed men took two nurses from a ward in Jos on Monday.", "abduction"),
        ("Five villagers were led into the hills near Bossangoa on Monday.", "abduction"),
        # On the move.
        ("Some 900 families have arrived in Adre since Monday.", "displacement"),
        ("Soldiers ordered 70 families out of their houses in Hebron on Monday.", "displacement"),
        ("Townsmen in Kidal drove the raiders off on Monday.", "ground_fighting"),
        ("The army launched 12 drones at Sumy on Monday.", "drone_strike"),
        ("A postman was maimed by a landmine near Taiz on Monday.", "bombing_ied"),
        ("A crowd broke into the customs house in Beira on Monday.", "riot"),
        ("Foreign ministers of nine states met in Accra on Monday.", "meeting"),
        ("A judge in Bamako opened an inquiry on Monday.", "investigation"),
    ],
)
def test_what_is_told(text: str, type_: str) -> None:
    assert last(text).type == type_


@pytest.mark.parametrize(
    "text",
    [
        "Scouts drove the old and the sick out of Beni on Monday.",
        "A fire destroyed a cinema in Lyon on Monday.",
        "Nuns in Kisumu were met with smiles on Monday.",
    ],
)
def test_what_is_not_told(text: str) -> None:
    told = claims(f"{text} Envoys met in Oslo on Sunday.")
    assert [claim.type for claim in told if claim.type != "displacement"] == ["meeting"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Gunmen halted a tram in Goma on Monday and killed a guard.", "actual"),
        ("Troops tried hard to advance on Aden on Monday.", "actual"),
        ("The teachers plan to march in Lima on Friday.", "planned"),
        ("A drone sent at Eilat was shot down on Monday.", "negated"),
        ("The army launched 20 drones at Sumy on Monday, nine of which were shot down.", "actual"),
    ],
)
def test_whether_it_happened(text: str, mode: str) -> None:
    assert last(text).mode == mode


def test_damage_is_part_of_the_strike() -> None:
    assert [c.type for c in claims("An air strike on Raqqa on Monday also wrecked two mills.")] == [
        "air_strike"
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("▪ Basra: schools are shut. On Monday gunmen killed two porters.", ["Basrah"]),
        ("A drone set a yard on fire in the Beirut suburb of Jounieh on Monday.", ["Jounieh"]),
        ("A lorry was ambushed between Herat and Xyzabad on Monday.", ["Herāt"]),
        ("The admiral said in Moscow that jets had bombed Raqqa on Monday.", ["Raqqa"]),
        ("In Paris, a minister said jets had bombed Raqqa on Monday.", ["Raqqa"]),
        ("Two singers were arrested by the interior ministry in Bukavu on Monday.", ["Bukavu"]),
        ("Rebels raided Bukavu on Monday, a week after the bombing in Lyon.", ["Bukavu"]),
    ],
)
def test_where_it_was(text: str, places: list[str]) -> None:
    assert names(last(text)) == places


def test_the_period_of_a_report_dates_what_has_no_day() -> None:
    text = (
        "The bulletin is covering the period 1 to 10 March 2019.\n\n"
        "About 2,000 people were displaced in Bunia during the period."
    )
    assert str(last(text).moment.start) == "2019-03-01"
    assert str(last(text).moment.end) == "2019-03-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Men suspected to be rebels on Sunday attacked a mine near Zaria.", "2019-03-10"),
        ("A barn in Zalingei was burned down by herders on 11 March.", "2019-03-11"),
        (
            "Jets hit Raqqa over the past two days. On Tuesday they hit Homs; the same day guns shelled it.",
            "2019-03-12",
        ),
        (
            "Troops killed six people in Kaya on 10 March. Two days before the killings rebels raided it.",
            "2019-03-08",
        ),
        (
            "Miners in Potosi on Sunday blocked a road over a theft two days earlier. Soldiers shot at them.",
            "2019-03-10",
        ),
    ],
)
def test_when_it_was(text: str, day: str) -> None:
    assert str(last(text).moment.start) == day


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Three sailors died in an attack in Gao on Monday.", []),
        ("A Syrian missile hit a farm in Idlib on Monday.", ["Syria"]),
        ("Fishermen blocked a quay in Dakar on Monday.", ["Fishermen"]),
        ("Beijing, which annexed Tibet in 1951, said nothing.", ["China"]),
        ("A spokesman for the Taliban said its fighters had attacked Kunduz on Monday.", ["Taliban"]),
        ("Youths in Jos blocked a road on Monday over the killing of a priest by robbers.", ["Youths"]),
    ],
)
def test_who_did_it(text: str, who: list[str]) -> None:
    assert doers(claims(text)[0]) == who


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A bomb in Herat on Monday killed a miller, his wife and their two sons.", [("killed", 4, 4)]),
        ("He and two others died in a raid on Gao on Monday.", [("killed", 3, 3)]),
        (
            "Six people were killed in Gao on Monday, said Musa Keita, a member of the council.",
            [("killed", 6, 6)],
        ),
        ("Two guards watching a museum in Gao were killed on Monday.", [("killed", 2, 2)]),
        ("A sailor of 30 was killed in a raid on Gao on Monday.", [("killed", 1, 1)]),
        ("The army lost three soldiers in an attack on Gao on Monday.", [("killed", 3, 3)]),
    ],
)
def test_how_many(text: str, counted: list[tuple[str, int | None, int | None]]) -> None:
    assert [figure for claim in claims(text) for figure in figures(claim)] == counted


def test_who_tells_is_not_counted() -> None:
    text = "Bombs on Raqqa killed a nurse on Monday, three men at the port said."
    assert [figure for claim in claims(text) for figure in figures(claim)] == [("killed", 1, 1)]
