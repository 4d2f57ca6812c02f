"""Ordinary wordings of events, one sentence each, in a report that also names soldiers and rebels."""

from __future__ import annotations

from datetime import date

import pytest

from geo.model import Claim
from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
OF_WAR = " The army and the rebels made no comment."


def claims(text: str) -> list[Claim]:
    return events(text + OF_WAR, PUBLISHED)


def told(text: str) -> list[str]:
    return [f"{claim.type} {claim.mode}" for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hoodlums attacked a police station in Owerri on Sunday.", "attack_on_civilians"),
        ("A van ploughed into a crowd in Lyon on Saturday, leaving four people dead.", "attack_on_civilians"),
        ("A man drove a car into a market in Graz on Friday, killing two.", "attack_on_civilians"),
        ("Police found a mass grave with 31 bodies outside Tarhuna on Monday.", "attack_on_civilians"),
        ("Shots were fired into a crowd in Bamako on Sunday and three died.", "attack_on_civilians"),
        ("A mob beat two men to death in Sialkot on Monday.", "riot"),
        ("A judge was killed by two men on a motorcycle in Lahore on Monday.", "attack_on_civilians"),
        ("Three people were killed in Homs on Monday.", "attack_on_civilians"),
        ("A soldier was killed and three were wounded near Avdiivka on Monday.", "ground_fighting"),
        ("Fourteen men were lined up and shot in Karma on Thursday.", "attack_on_civilians"),
        ("Soldiers shot at a car at a checkpoint in Jenin on Monday, killing a man.", "attack_on_civilians"),
        ("Three engineers were taken by armed men near Osogbo on Monday.", "abduction"),
        ("Security agents took away two reporters in Harare on Monday.", "abduction"),
        ("Insurgents overran an army post in Dori on Tuesday.", "territory_captured"),
        ("The rebels pushed the army out of Gao on Thursday.", "territory_captured"),
        ("Gao changed hands on Thursday.", "territory_captured"),
        ("The army abandoned its base in Gao on Thursday.", "withdrawal"),
        ("Troops sealed off Lalibela on Wednesday.", "siege"),
        ("Nearly 2,000 people crossed the border into Uganda on Monday.", "displacement"),
        ("Thousands turned out in Minsk on Sunday against the president.", "protest"),
        ("A crowd gathered outside the court in Harare on Friday.", "protest"),
        ("Some 900 nurses marched in Mandalay on Sunday.", "protest"),
        ("Police used batons against marchers in Harare on Friday.", "repression_of_protest"),
        ("Two churches were burned in Sialkot on Monday.", "property_destruction"),
        ("The charity airlifted 20 tonnes of flour to Malakal on Friday.", "humanitarian_aid"),
        ("Both sides exchanged 200 prisoners near Marib on Thursday.", "agreement"),
        ("Debris from a drone fell on a house in Odesa on Monday, injuring one.", "drone_strike"),
        ("A helicopter was shot down near Gao on Thursday.", "ground_fighting"),
        ("A guided bomb struck a block of flats in Kharkiv on Monday.", "air_strike"),
        ("The rebels answered with rockets on Najran on Monday.", "rocket_attack"),
        ("The garrison repelled an attack in Gao on Monday.", "ground_fighting"),
    ],
)
def test_ordinary_wordings(text: str, event: str) -> None:
    assert f"{event} actual" in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Four missiles were intercepted over Riyadh on Friday.", "rocket_attack negated"),
        ("A drone was shot down over Belgorod on Friday.", "drone_strike negated"),
        ("A car bomb was found in Derry on Monday and made safe.", "bombing_ied negated"),
    ],
)
def test_what_was_stopped(text: str, event: str) -> None:
    assert event in told(text)


def test_riot_police_are_no_riot() -> None:
    assert told("Riot police stood by in Santiago on Monday.") == []


def test_who_comes_upon_a_mine_did_not_do_it() -> None:
    (claim,) = claims("An army vehicle struck a roadside bomb in Kidal on Monday.")
    assert claim.type == "bombing_ied"
    assert not claim.perpetrators


def test_where_somebody_was_shot_is_not_whom_they_shot() -> None:
    (claim,) = claims("Soldiers shot a man at a checkpoint in Jenin on Monday.")
    assert "checkpoint" not in [target.actor.name for target in claim.targets]


def test_targets_end_where_somebody_else_acts() -> None:
    found = claims("Rebels attacked a convoy near Gao on Monday and the soldiers fled to their base.")
    assert [target.actor.name for target in found[0].targets] == ["convoy"]


def test_who_took_them_stands_behind_by() -> None:
    (claim,) = claims("Three engineers were taken by armed men near Osogbo on Monday.")
    assert [doer.actor.name for doer in claim.perpetrators] == ["armed men"]


def test_the_noun_behind_the_dead_says_how_they_died() -> None:
    text = "Four policemen died in a clash near Gao on Monday, but 18 rebels were killed in an air raid."
    tolls = {claim.type: [toll.low for toll in claim.tolls] for claim in claims(text)}
    assert tolls == {"ground_fighting": [4], "air_strike": [18]}


def test_what_is_condemned_was_told_elsewhere() -> None:
    assert "bombing_ied actual" not in told("The union of teachers condemned the bombing.")


def test_a_month_is_no_march() -> None:
    assert told("The raid on Tal Rifaat was the worst since March.") != ["repression_of_protest actual"]
    assert "repression_of_protest actual" in told("Police raided the march in Izmir on Monday.")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Gunboats have shelled Mokha since 3 February.", date(2019, 2, 3)),
        ("Nine people had been tortured to death in Arsal since 1 March, a nurse said.", date(2019, 3, 1)),
        ("Gunboats shelled Mokha on Monday, for the first time since 3 February.", date(2019, 3, 11)),
    ],
)
def test_what_has_gone_on_lasts_since_then(text: str, start: date) -> None:
    assert [claim.moment.start for claim in claims(text)] == [start]


def test_death_by_cold_and_hunger_is_counted() -> None:
    tolls = [toll for c in claims("Nine people had starved to death in Arsal by Monday.") for toll in c.tolls]
    assert [(toll.harm, toll.low) for toll in tolls] == [("killed", 9)]
    assert not [
        toll for c in claims("Nine men were sentenced to death in Arsal on Monday.") for toll in c.tolls
    ]


def test_clashes_that_break_out_are_told_by_themselves() -> None:
    (claim,) = events("Clashes broke out near Homs on Monday.", PUBLISHED)
    assert claim.type == "ground_fighting"


def test_a_road_between_two_capitals_fights_nobody() -> None:
    (claim,) = claims("Fighting raged on Monday along the road linking Damascus to Aleppo.")
    assert not claim.perpetrators


def test_who_answers_with_shells_shells() -> None:
    (claim,) = claims("The Sudanese army answered with artillery fire on Omdurman on Monday.")
    assert [mention.actor.name for mention in claim.perpetrators] == ["Sudanese Army"]
    (other,) = claims("The Sudanese army answered to the artillery fire on Omdurman on Monday.")
    assert not other.perpetrators


def test_a_unit_whose_name_holds_a_place_is_not_there() -> None:
    (claim,) = claims("The Lions of Qusayr battalion shelled Nubl on Monday.")
    assert [mention.actor.name for mention in claim.perpetrators] == ["Lions of Qusayr battalion"]
    assert [place.text for place in claim.places] == ["Nubl"]


def test_a_total_with_a_part_in_commas_was_killed() -> None:
    text = (
        "At least 21 people, including four children, were killed in Taiz on Monday. A further six were hurt."
    )
    claim, more = claims(text)
    assert [(toll.low, toll.part_of) for toll in claim.tolls] == [(21, None), (4, "21 people")]
    assert claim.trigger.text == "killed"
    assert [(toll.harm, toll.low) for toll in more.tolls] == [("wounded", 6)]


def test_what_is_added_behind_a_comma_was_done_by_the_subject() -> None:
    text = "Police fired tear gas at dozens of marchers in Kisumu on Monday, arresting nine students."
    doers = {claim.type: [m.actor.name for m in claim.perpetrators] for claim in claims(text)}
    assert doers == {"repression_of_protest": ["Police"], "arrest": ["Police"]}


@pytest.mark.parametrize(
    "text",
    [
        "Strong earthquakes have struck Kerman, leaving at least 80 people dead, officials said.",
        "Five people died and 20 were hurt in a gas explosion at a hotel in Izmir on Monday.",
        "Nine people have died in Oslo in the past 24 hours from an overdose, doctors said.",
        "A ferry sank off Zanzibar on Monday, killing 20 people.",
        "A fire killed 40 people in a mill in Khulna on Monday, police said.",
        "Police made a series of raids on illegal shops in Lyon on Monday.",
        "Snow ploughs have been deployed on the roads around Oslo, the city said on Monday.",
    ],
)
def test_accidents_are_no_attacks(text: str) -> None:
    assert events(text, PUBLISHED) == []


def test_a_house_that_collapses_among_raids_was_hit() -> None:
    found = events("Jets bombed Homs on Monday. A building collapsed in Rastan, killing 12.", PUBLISHED)
    assert [claim.type for claim in found] == ["air_strike", "air_strike"]


def test_nothing_happens_where_fighters_came_from() -> None:
    text = "Government troops, with militias from Iraq, Iran and Lebanon, advanced near Idlib on Monday."
    (claim,) = claims(text)
    assert [place.text for place in claim.places] == ["Idlib"]
