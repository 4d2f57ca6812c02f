"""Ordinary newsroom wordings: what they tell, where, when, by whom and of how many. Sentences of our own."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from gazetteer import Gazetteer
from geo.model import Claim, Document
from geo.pipeline import read_document

PUBLISHED = date(2019, 3, 14)  # a Thursday


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def claims(text: str) -> list[Claim]:
    reading = read_document(Document("r.txt", text, published=PUBLISHED), gazetteer())
    return [claim for claim in reading.claims if claim.kind == "event"]


def last(text: str) -> Claim:
    return claims(text)[-1]


def names(claim: Claim) -> list[str]:
    return [place.place.name if place.place else place.text for place in claim.places]


def doers(claim: Claim) -> list[str]:
    return [mention.actor.name for mention in claim.perpetrators]


def figures(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(toll.harm, toll.low, toll.high) for toll in claim.tolls if not toll.part_of]


RAID = "Warplanes bombed towns in northern Syria on Monday, killing at least 40 people.\n\n"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        # More of the same, at another place.
        (RAID + "Six others were killed in Kafr Nabl on Monday evening.", "air_strike"),
        ("Nine miners died when helicopters fired on a bazaar in Kandahar on Monday.", "air_strike"),
        ("Chad's army said its aircraft had killed twelve rebels near Faya on Monday.", "air_strike"),
        # Sums over a long time are of what they name.
        (RAID + "More than 90,000 people have been killed since the war began in 2011.", "ground_fighting"),
        (
            "Jets hit Raqqa on Monday.\n\nAt least 70 people have been killed in the unrest since January.",
            "repression_of_protest",
        ),
        # Those who burst in on people.
        (
            "Bandits invaded two hamlets near Zaria on Monday, killing six people.",
            "attack_on_civilians",
        ),
        ("Gunmen rode into a village near Zaria on Monday and shot three farmers.", "attack_on_civilians"),
        # Police and crowds.
        (
            "Police fired tear gas at protesters in Lagos on Monday. A pupil was killed.",
            "repression_of_protest",
        ),
        ("Clashes between police and students shook the centre of Nairobi on Monday.", "riot"),
        ("A baker was shot dead during protests in Khartoum on Monday.", "repression_of_protest"),
        # Taken away.
        ("Armed men took 20 schoolgirls from a hostel in Kankara on Monday.", "abduction"),
        ("Five herders were marched into the Sambisa forest near Maiduguri on Monday.", "abduction"),
        # On the move.
        ("Some 3,000 people have arrived in Bunia since Monday.", "displacement"),
        ("The police ordered 400 families out of the village of Kajuru on Monday.", "displacement"),
        ("Residents of Kidal pushed them back after the gunmen came on Monday.", "ground_fighting"),
        ("The army launched 30 drones at Odesa on Monday.", "drone_strike"),
        ("A shepherd lost a leg to a landmine near Taiz on Monday.", "bombing_ied"),
        ("A crowd broke into the courthouse in Kisumu on Monday.", "riot"),
        ("Foreign ministers of six states met in Vienna on Monday.", "meeting"),
        ("The prosecutor in Bamako opened an inquiry on Monday.", "investigation"),
    ],
)
def test_what_is_told(text: str, type_: str) -> None:
    assert last(text).type == type_


@pytest.mark.parametrize(
    "text",
    [
        "Police drove 34 people out of Toretsk on Monday.",
        "A fire destroyed a warehouse in Lyon on Monday.",
        "Villagers in Kisumu were met with smiles on Monday.",
    ],
)
def test_what_is_not_told(text: str) -> None:
    assert [claim.type for claim in claims(text) if claim.type != "displacement"] == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Gunmen halted a bus near Titao on Monday and killed six passengers.", "actual"),
        ("Soldiers tried again to advance on Aden on Monday.", "actual"),
        ("Trade unions plan a march in Lima on Friday.", "planned"),
        ("A drone launched at Haifa was shot down on Monday.", "negated"),
        ("The army launched 70 drones at Odesa on Monday, of which 50 were shot down.", "actual"),
    ],
)
def test_whether_it_happened(text: str, mode: str) -> None:
    assert last(text).mode == mode


def test_damage_is_part_of_the_strike() -> None:
    assert [c.type for c in claims("An air strike on Raqqa on Monday also flattened 25 houses.")] == [
        "air_strike"
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("▪ Basra: a curfew was announced. On Monday gunmen killed two porters.", ["Basrah"]),
        ("A drone set a depot on fire in the Beirut suburb of Jounieh on Monday.", ["Jounieh"]),
        ("A lorry was ambushed between Komanda and Xyzabad on Monday.", ["Komanda"]),
        ("A spokesman said in Moscow that jets had bombed Raqqa on Monday.", ["Raqqa"]),
        ("In Moscow, the ministry said jets had bombed Raqqa on Monday.", ["Raqqa"]),
        ("Two teachers were detained by the intelligence ministry in Bukavu on Monday.", ["Bukavu"]),
        ("Rebels raided Bukavu on Monday, four days after the attacks in Paris.", ["Bukavu"]),
    ],
)
def test_where_it_was(text: str, places: list[str]) -> None:
    assert names(last(text)) == places


def test_the_period_of_a_report_dates_what_has_no_day() -> None:
    text = (
        "This report covers the period from 1 to 10 March 2019.\n\n"
        "About 2,000 people were displaced in Bunia during the period."
    )
    assert str(last(text).moment.start) == "2019-03-01"
    assert str(last(text).moment.end) == "2019-03-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Men suspected to be robbers on Sunday attacked a farm near Zaria.", "2019-03-10"),
        ("A hostel in Zalingei was set on fire by militiamen on 11 March.", "2019-03-11"),
        (
            "Jets hit Raqqa over the past two days. On Tuesday they hit Homs; the same day guns shelled it.",
            "2019-03-12",
        ),
        (
            "Troops killed six people in Kaya on 10 March. Three days before the killings rebels raided it.",
            "2019-03-07",
        ),
        (
            "Youths in Kano on Sunday blocked a road over a murder two days earlier. Soldiers shot at them.",
            "2019-03-10",
        ),
    ],
)
def test_when_it_was(text: str, day: str) -> None:
    assert str(last(text).moment.start) == day


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nine soldiers died in an attack in Gao on Monday.", []),
        ("A Russian missile struck a hostel in Kharkiv on Monday.", ["Russia"]),
        ("Fishermen blocked a road in Gaza on Monday.", ["Fishermen"]),
        ("Moscow, which annexed Crimea in 2014, said nothing.", ["Russia"]),
        ("A spokesman for the Taliban said its fighters had attacked Kunduz on Monday.", ["Taliban"]),
        ("Youths in Jos blocked a road on Monday over the murder of a butcher by bandits.", ["Youths"]),
    ],
)
def test_who_did_it(text: str, who: list[str]) -> None:
    assert doers(claims(text)[0]) == who


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A bomb in Quetta on Monday killed a tailor, his wife and their two sons.", [("killed", 4, 4)]),
        ("She and four others died in a raid on Gao on Monday.", [("killed", 5, 5)]),
        (
            "Six people were killed in Gao on Monday, said Musa Keita, a member of the council.",
            [("killed", 6, 6)],
        ),
        ("Two guards protecting a clinic in Gao were killed on Monday.", [("killed", 2, 2)]),
        ("A pupil of 15 was killed in a raid on Gao on Monday.", [("killed", 1, 1)]),
        ("The army lost three soldiers in an attack on Gao on Monday.", [("killed", 3, 3)]),
        ("Rebels attacked Gao on Monday; a monitor put army losses at nine dead.", [("killed", 9, 9)]),
    ],
)
def test_how_many(text: str, counted: list[tuple[str, int | None, int | None]]) -> None:
    assert [figure for claim in claims(text) for figure in figures(claim)] == counted


def test_who_tells_is_not_counted() -> None:
    text = "Bombs on Raqqa killed a nurse on Monday, two people in the city said."
    assert [figure for claim in claims(text) for figure in figures(claim)] == [("killed", 1, 1)]
