"""What happened where a sentence's own word leaves it open: by who was hit, by what stands around it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
claims = partial(events, published=PUBLISHED)
OF_WAR = " Neither the army nor the rebels would speak to us."


def told(text: str) -> list[str]:
    return [f"{claim.type} {claim.mode}" for claim in claims(text + OF_WAR)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Loyalist troops launched an assault on Benghazi on Monday.", "ground_offensive"),
        ("Paratroopers launched the operation to retake Palmyra on Monday.", "ground_offensive"),
        ("The generals opened a campaign to take the city of Derna on Monday.", "ground_offensive"),
        ("Government troops crossed to the western bank near Raqqa on Monday.", "ground_offensive"),
        ("Paratroopers storm Sabratha from the sea.", "ground_offensive"),
        ("Gunmen launched an assault on a hotel in Sirte on Monday.", "attack_on_civilians"),
        ("A crowd of several hundred tried to storm the ministry in Bishkek on Monday.", "riot"),
        ("Bakers clashed with soldiers in Kasserine on Monday.", "ground_fighting"),
        ("Mourners clashed with soldiers in Kasserine on Monday.", "riot"),
        ("Eleven people died in tribal clashes in Malakal on Monday.", "ground_fighting"),
        ("Snipers killed two nurses in Taiz on Monday.", "attack_on_civilians"),
        ("Two marchers were shot dead in Conakry on Monday.", "repression_of_protest"),
        ("Two F-16 jets destroyed a radar near Sirte on Monday.", "air_strike"),
        ("Gunners hit a silo near Sumy on Tuesday with eleven rockets.", "rocket_attack"),
        ("Jets destroyed a car bomb near Tikrit on Monday.", "air_strike"),
        ("The alliance conducted nine strikes near Sirte on Monday.", "air_strike"),
        ("A patrol came under fire in Taiz on Monday.", "ground_fighting"),
        ("Two poachers were gunned down in an encounter near Gaya on Monday.", "ground_fighting"),
        ("Three nurses were kidnapped and later released in Jos on Monday.", "abduction"),
        ("A strike on a printing works in Sirte on Monday killed nine.", "air_strike"),
        ("Bombs rained on Sirte on Monday.", "air_strike"),
        ("A bomb went off beside a kiosk in Sirte on Monday.", "bombing_ied"),
        ("A tractor drove over a mine near Vukovar on Monday.", "bombing_ied"),
        (
            "Six brothers were found dead in a ditch near Uvira on Monday, their hands tied.",
            "attack_on_civilians",
        ),
        ("Police commandos killed three bandits in an operation near Sokoto on Monday.", "ground_fighting"),
        ("A substation in Sumy was knocked out on Monday by drones.", "drone_strike"),
        ("The militia took full control of Derna on Monday.", "territory_captured"),
        ("The rebels lost the town of Derna to the army on Monday.", "territory_captured"),
        ("Some 3,000 villagers have trekked from Bria to Bangui.", "displacement"),
        ("About 800 people crossed into Uganda at Bunagana on Monday.", "displacement"),
        ("The monitors counted the arrival of 900 people in Bor on Monday.", "displacement"),
        ("Close to 700 families are staying in relief camps in Bor.", "displacement"),
        ("The king met Oman's foreign minister in Muscat on Monday.", "meeting"),
        ("Both governments began talks in Oslo on Monday.", "meeting"),
        ("Egypt and Sudan agreed in Cairo on Monday to open the border.", "agreement"),
        ("The accord on grazing was signed on Monday in Kaduna.", "agreement"),
        ("Ninety commandos arrived in Bria on Monday.", "deployment"),
        ("Armed men took a teacher from her car in Bria on Monday.", "abduction"),
        ("A court in Minsk remanded two painters in custody on Monday.", "arrest"),
        ("Pensioners walked in silence through Minsk on Monday.", "protest"),
    ],
)
def test_what_happened(text: str, event: str) -> None:
    assert told(text) == [f"{event} actual"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The ministry announced that it would move 600 soldiers from Bria to Bangui.", "deployment planned"),
        ("A parcel bomb was found under a bench in Derry on Monday and defused.", "bombing_ied negated"),
        ("A distribution planned for Bria on Monday was cancelled.", "humanitarian_aid negated"),
    ],
)
def test_what_did_not_happen(text: str, event: str) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting vehicles were on show in Lyon on Monday.",
        "The attacks must end, a bishop told us.",
        "Storm Ulla hit Lyon on Monday.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert told(text) == []


def test_soldiers_fell_in_the_fighting_and_not_in_a_raid_told_farther_off() -> None:
    text = (
        "Jets bombed a mill in Derna on Monday.\n\nThe army took the village of Qubba on Monday. "
        "Nine rebels were killed."
    )
    assert told(text)[-1] == "ground_fighting actual"


def test_missiles_of_the_raids_that_a_report_opens_with() -> None:
    text = (
        "Russian jets bombed towns in Idlib province on Monday.\n\n"
        "Three people died when a missile hit a dairy in Saraqib, a nurse said."
    )
    assert told(text) == ["air_strike actual"] * 2


def test_what_came_later_did_not_do_it() -> None:
    text = "Two Turkish soldiers were killed in Hakkari on Monday. Turkish jets later hit a camp near Zakho."
    assert told(text)[0] == "ground_fighting actual"


def test_who_took_a_town_stands_behind_to() -> None:
    (claim,) = claims("The rebels lost the town of Derna to the army on Monday.")
    assert [doer.actor.name for doer in claim.perpetrators] == ["army"]
    assert not claim.targets


@pytest.mark.parametrize(
    "part",
    [
        "Three of the dead were nuns, a doctor said.",
        "Three nuns were among the dead, a doctor said.",
        "Among the dead were three nuns.",
    ],
)
def test_part_of_the_dead_goes_on_about_their_event(part: str) -> None:
    first, second = claims(f"An air strike on Derna on Monday killed eleven people.\n\n{part}")
    assert second.type == "air_strike"
    assert second.moment.start == first.moment.start
    assert [(toll.low, toll.harm, bool(toll.part_of)) for toll in second.tolls] == [(3, "killed", True)]


def test_part_of_the_dead_with_another_day_tells_no_event() -> None:
    text = "An air strike on Derna on Monday killed eleven people. Three of the dead were buried on Tuesday."
    found = claims(text)
    assert [claim.type for claim in found] == ["air_strike"]


def test_who_was_arrested_is_not_counted_with_the_dead() -> None:
    text = "Two of the raiders were shot dead in Kano on Monday and six youths were later arrested."
    counted = [toll.low for claim in claims(text) for toll in claim.tolls]
    assert counted == [2]


def test_what_stands_before_said_the_hospital_is_told() -> None:
    text = "Ana Ruiz, 30, a cook, died of a gunshot wound on Monday in Juliaca, said the clinic." + OF_WAR
    assert [claim.type for claim in claims(text)] == ["attack_on_civilians"]


def test_refugees_and_troops_cross_in_their_own_ways() -> None:
    assert told("Troops crossed into Uganda on Monday.") == ["ground_offensive actual"]
    assert told("Women with children crossed into Uganda on Monday.") == ["displacement actual"]
    assert told("Shepherds are besieged in Derna.") == ["siege actual"]
