"""Which words tell an event, of which type, in which mode: sentences of our own, one event each."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.readings import events

PUBLISHED = date(2019, 3, 14)  # a Thursday
claims = partial(events, published=PUBLISHED)


def told(text: str) -> list[str]:
    return [f"{claim.type} {claim.mode}" for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("About 300 people marched from the park to the court in Perth on Saturday.", "protest"),
        ("Thousands took to the streets of Lima on Monday.", "protest"),
        ("Farmers blocked the highway to Multan in protest on Monday.", "protest"),
        ("Some 4,000 residents fled to Goma on Tuesday.", "displacement"),
        ("On Monday some 200 families were forced out of their homes in Mocoa.", "displacement"),
        ("About 900 people were evacuated from Kherson on Tuesday.", "displacement"),
        ("Families sought shelter in churches in Wau on Tuesday.", "displacement"),
        ("On Monday 300 households in Sittwe received tarpaulins and rice.", "humanitarian_aid"),
        ("Volunteers handed out blankets in Hatay on Tuesday.", "humanitarian_aid"),
        ("Police picked up two suspects in Lagos on Tuesday.", "arrest"),
        ("Soldiers rounded up 40 men in Homs on Tuesday.", "arrest"),
        ("Three men were taken into custody in Oslo on Monday.", "arrest"),
        ("A bomb under a taxi went off in Kirkuk on Monday.", "bombing_ied"),
        ("Rebels blew up a power line near Cali on Monday.", "bombing_ied"),
        ("A magnetic bomb killed a lawyer in Kabul on Monday.", "bombing_ied"),
        ("Militants blew up an electricity pylon near Basra on Tuesday.", "bombing_ied"),
        ("An army cook was killed and six others were hurt when a mine exploded near Taiz.", "bombing_ied"),
        ("The government sent in troops to Cali on Monday.", "deployment"),
        ("Armed men burned an excavator and two trucks in Cotabato on Monday.", "property_destruction"),
        ("Raiders set the chief's house ablaze in Jos on Monday.", "property_destruction"),
        ("Herders rustled 90 cows near Jos on Monday.", "property_destruction"),
        ("A mill was set on fire near Celaya on Monday.", "property_destruction"),
        ("Youths stoned the police in Derry on Monday.", "riot"),
        ("Youths threw stones at police in Derry on Monday.", "riot"),
        ("Gunmen whisked away 12 villagers in Kaduna on Monday.", "abduction"),
        ("Three farmers were dragged from their beds in Gwadar on Monday.", "abduction"),
        ("Gunmen seized 30 girls from a dormitory in Kankara on Monday.", "abduction"),
        ("A gun battle erupted in Zamboanga on Monday.", "ground_fighting"),
        ("Six rebels fell in an encounter with troops near Bijapur.", "ground_fighting"),
        ("Troops and rebels exchanged fire near Marawi on Monday.", "ground_fighting"),
        ("The rebels entered Bunia on Monday.", "territory_captured"),
        ("The army took control of Bunia on Monday.", "territory_captured"),
        ("A drone fired a missile at a car near Jenin on Monday.", "drone_strike"),
        ("Helicopter gunships hit a convoy near Marib on Monday.", "air_strike"),
        ("Aircraft had bombed a rocket launcher near Sirte on Monday, the army said.", "air_strike"),
        ("Three missiles were fired at Eilat on Monday.", "rocket_attack"),
        ("Police fired tear gas at protesters in Goma on Monday.", "repression_of_protest"),
        ("Police broke up a student demonstration in Pune on Monday.", "repression_of_protest"),
        ("Seventy fighters surrendered to the army in Mubi on Monday.", "agreement"),
        ("Two Saudi jets pounded Sanaa's northern suburbs overnight, residents said.", "air_strike"),
        ("A military helicopter opened fire on fishermen off Hodeidah on Sunday.", "air_strike"),
        ("A US drone killed two al-Qaeda commanders in Marib on Saturday.", "drone_strike"),
        ("Two mortar rounds landed in a school yard in Taiz on Monday.", "shelling"),
        ("Rockets slammed into the green zone in Baghdad late on Monday.", "rocket_attack"),
        ("A roadside bomb tore through a minibus in Helmand on Monday, killing nine.", "bombing_ied"),
        ("Four soldiers died when their vehicle hit a landmine near Timbuktu on Sunday.", "bombing_ied"),
        ("A grenade was thrown into a cafe in Bujumbura on Saturday.", "bombing_ied"),
        ("A man wearing an explosive vest detonated it in Kano on Friday.", "suicide_attack"),
        ("Government helicopters dropped chlorine on Saraqib on Sunday.", "chemical_attack"),
        ("Israeli tanks advanced into Khan Younis on Monday.", "ground_offensive"),
        ("The Taliban overran a base in Faryab on Monday.", "territory_captured"),
        ("Troops pulled out of Kherson on Friday.", "withdrawal"),
        ("Pirates took six sailors hostage off Cotonou on Sunday.", "abduction"),
        ("Teachers went on strike in Harare on Monday.", "protest"),
        ("Hundreds rallied outside parliament in Tbilisi on Tuesday.", "protest"),
        ("A mob lynched two men in Acatlan on Wednesday.", "riot"),
        ("Protesters clashed with police in Paris on Saturday.", "riot"),
        ("Police used water cannon to disperse a crowd in Bangkok on Sunday.", "repression_of_protest"),
        ("Turkey sent 20 tonnes of medical supplies to Misrata on Monday.", "humanitarian_aid"),
        ("The army set up checkpoints around Cali on Monday.", "deployment"),
        ("The two sides agreed a ceasefire in Tripoli on Friday.", "ceasefire"),
        ("Gangs drove 2,000 people from their homes in Luhansk on Monday.", "displacement"),
        ("Settlers torched olive trees near Nablus on Saturday.", "property_destruction"),
        ("The envoy held talks with the rebels in Doha on Monday.", "meeting"),
    ],
)
def test_plain_words_tell_what_happened(text: str, event: str) -> None:
    assert told(text) == [f"{event} actual"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gunmen shot dead a judge in Quetta on Monday.", "attack_on_civilians"),
        ("Gunmen opened fire in a bar in Xalapa on Monday, killing four.", "attack_on_civilians"),
        ("A man opened fire on a market in Jos on Monday.", "attack_on_civilians"),
        ("Bandits attacked a village near Gusau on Monday and killed nine people.", "attack_on_civilians"),
        ("Gunmen stormed a hotel in Kabul on Monday.", "attack_on_civilians"),
        ("Attackers hacked two women to death in Beni on Monday.", "attack_on_civilians"),
        ("Gunmen attacked an army patrol near Setif on Monday.", "ground_fighting"),
        ("Militants attacked a checkpoint near Garowe, killing at least five people.", "ground_fighting"),
        ("Guerrillas attacked a customs post in Cali on Monday.", "ground_fighting"),
        ("Rebels killed three soldiers near Pasto on Monday.", "ground_fighting"),
        ("Troops stormed the town of Pasto on Monday.", "ground_offensive"),
        ("Rioters attacked a bank in Suva on Monday.", "riot"),
        ("Police attacked protesters in Suva on Monday.", "repression_of_protest"),
    ],
)
def test_who_hit_whom_tells_the_type(text: str, event: str) -> None:
    assert told(text) == [f"{event} actual"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The union has called a general strike in Dhaka for Monday.", "protest planned"),
        ("Farmers plan to block a highway near Salta on Friday.", "protest planned"),
        ("The party wants to hold a vigil in Nairobi on Sunday.", "protest planned"),
        ("A protest is to take place in Maseru on Sunday.", "protest planned"),
        ("A distribution of food is planned in Sittwe for Thursday.", "humanitarian_aid planned"),
        ("Two hundred soldiers will patrol the streets of Cali from Friday.", "deployment planned"),
        ("A protest in Hobart, set for Tuesday, was cancelled.", "protest negated"),
        ("A device found under a bridge in Derry on Tuesday was defused.", "bombing_ied negated"),
        ("A car bomb was found and defused in Derry on Tuesday.", "bombing_ied negated"),
        ("A parcel bomb sent to a bank in Athens on Monday failed to explode.", "bombing_ied negated"),
        ("An air strike on Homs on Monday did not take place, the army said.", "air_strike negated"),
        ("In Kano nobody had been abducted, the police said.", "abduction negated"),
        ("If the front moves, 20,000 farmers could be uprooted in Kherson.", "displacement hypothetical"),
        ("The army fears that rebels will attack Pasto.", "ground_offensive hypothetical"),
        ("An assault on Hodeidah would be a catastrophe for the troops.", "ground_offensive hypothetical"),
    ],
)
def test_modes(text: str, event: str) -> None:
    assert told(text) == [event]


def test_a_bomber_stopped_in_time_is_no_attack() -> None:
    text = "Guards shot a suicide bomber before she could set off her vest in Lahore on Monday."
    assert "suicide_attack negated" in told(text)
    assert "suicide_attack actual" not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The team stormed to victory in Leeds on Monday.",
        "Voters in Perth turned out for a March election on Monday.",
        "A walk past damaged buildings in Aleppo takes an hour.",
        "In Perth a barn burned down on Monday.",
        "The army tries to reduce the number of attacks in Pasto.",
        "It was the sixth attack on the dam near Cali this year.",
        "The army seized an arsenal in Managua on Monday.",
        "The prisoners were captured in March.",
        "The plan was put forward by the forces in Managua.",
        "A light plane crashed near Huambo, and three people were killed.",
        "The hurricane displaced 4,000 people in Belize on Monday.",
        "Two people were killed in a car crash near Turin on Monday.",
        "Shares hit a record in Tokyo on Monday.",
        "A fire destroyed a warehouse in Lyon on Monday; nobody was hurt.",
    ],
)
def test_words_that_tell_no_event(text: str) -> None:
    assert told(text) == []


def test_a_crowd_marches_and_an_army_does_not() -> None:
    assert told("Workers marched in Cairo on Monday.") == ["protest actual"]
    assert "protest actual" not in told("Troops marched in Cairo on Monday.")


def test_in_a_report_of_air_raids_a_rocket_that_falls_was_dropped() -> None:
    raid = "Warplanes bombed Idlib on Monday."
    assert told(f"{raid} A rocket hit the market.")[-1] == "air_strike actual"
    assert told(f"{raid} Rebels fired rockets at Hama on Tuesday.")[-1] == "rocket_attack actual"


def test_a_group_on_the_ground_is_not_taken_for_an_air_force() -> None:
    text = "Warplanes bombed Idlib on Monday. Gunmen attacked a bus near Hama on Tuesday, killing two nurses."
    assert told(text) == ["air_strike actual", "attack_on_civilians actual"]


def test_those_who_fled_are_told_with_their_flight() -> None:
    text = "Shells killed four people in Kherson on Monday and some 900 people fled their homes."
    found = {claim.type: [(toll.harm, toll.low) for toll in claim.tolls] for claim in claims(text)}
    assert found == {"shelling": [("killed", 4)], "displacement": [("displaced", 900)]}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("In nine years 90,000 farmers were driven from Wau.", "aggregate"),
        ("Some 9,000 farmers have been killed in Wau in two decades of fighting.", "aggregate"),
        ("Some 900 farmers have fled their homes in Wau since Monday.", "single"),
        ("In May 2016 the rebels killed 31 soldiers near Wau.", "background"),
    ],
)
def test_sums_and_looks_back(text: str, scope: str) -> None:
    assert {claim.scope for claim in claims(text)} == {scope}


def test_capitals_throughout() -> None:
    text = (
        "MEDELLIN, 3 MAR 89 -- GUERRILLAS BLEW UP A BRIDGE NEAR TUMACO ON WEDNESDAY AND KIDNAPPED TWO NURSES."
    )
    assert told(text) == ["bombing_ied actual", "abduction actual"]
