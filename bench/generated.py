"""Reports made for measuring: as many as wanted, none like another, the same ones every time.

Each is put together from sentences of several newsrooms' manner about one to three events at real towns, with
background, statements and filler around them. They say nothing about anything that happened.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from string import Template

from gazetteer import Gazetteer
from gazetteer.model import Place
from geo.model import Document

FIRST_DAY = date(2022, 1, 1)
DAYS = 730
COUNTRIES = "SY IQ YE UA SD SO NG CD MM AF LY ML BF ET LB PK CO MX HT PH".split()
TOWNS_PER_COUNTRY = 400

OPENINGS = (
    "$town, $country – At least $n people were killed and $m wounded on $weekday when $jets struck $spot, "
    "$who said.",
    "$who said on $weekday that shelling had killed $n civilians in $town, in $country's $province province.",
    "Gunmen attacked $spot in $town on $weekday, killing $n people and taking $m with them, $who said.",
    "A car bomb exploded near $spot in $town $daytime on $weekday, leaving $n dead, $who reported.",
    "Clashes between $army and $rebels around $town entered their $nth day on $weekday, $who said.",
    "Thousands marched through $town on $weekday to protest against prices; police arrested $m people.",
    "$army said $weekday it had taken control of $town after $n days of fighting with $rebels.",
    "Some $many people have fled $town since $weekday, $who said, as fighting drew closer.",
    "A drone hit $spot in $town early on $weekday and wounded $m people, $who said.",
)
FURTHER = (
    "In nearby $town2, $m people were injured when a mortar shell landed on $spot, a doctor said.",
    "A day earlier, $jets had bombed $town2, killing $n members of one family.",
    "$rebels claimed responsibility for an ambush on an army convoy near $town2 in which $n soldiers died.",
    "Residents of $town2 told reporters that $army had carried out raids there and detained $m men.",
    "$who put the number of dead in $town2 at $n, among them two children.",
    "On the road linking $town to $town2, a roadside bomb killed $n travellers on the following day.",
)
SAYINGS = (
    "$army denied that it had targeted civilians, calling the reports fabricated.",
    "A spokesman for $rebels said that no fighters were present in $town.",
    "$who could not independently confirm the figures.",
    '"We heard three explosions, then everything was dust," a shopkeeper, $person, said.',
    "The foreign ministry called for an investigation into the events in $town.",
    "$army blamed $rebels for the attack.",
)
FILLER = (
    "Prices of bread and fuel have doubled since the spring, traders in the old market say.",
    "The province has been without electricity for most of the past month.",
    "Schools remained closed and few shops opened, witnesses said.",
    "Negotiations about a prisoner exchange have stalled several times this year.",
    "Aid agencies say that access to the area depends on permits that take weeks to be issued.",
    "More than $many people have been displaced in the region since the conflict began.",
    "The United Nations Security Council is due to discuss the situation next week.",
    "Farmers there had hoped to bring in the harvest before the rains.",
)
VALUES: dict[str, tuple[str, ...]] = {
    "jets": ("warplanes", "fighter jets", "helicopters", "government aircraft", "unidentified jets"),
    "spot": (
        "a market",
        "a hospital",
        "a checkpoint",
        "a school",
        "a bakery",
        "a village square",
        "a mosque",
    ),
    "who": (
        "a monitoring group",
        "local activists",
        "rescue workers",
        "a provincial official",
        "the health ministry",
        "a police spokesman",
        "two witnesses",
        "a hospital source",
    ),
    "army": ("the army", "government forces", "the defence ministry", "a military spokesman"),
    "rebels": ("rebels", "an armed group", "militants", "local fighters", "insurgents"),
    "daytime": ("in the morning", "at dusk", "shortly before noon", "overnight"),
    "nth": ("second", "third", "fourth", "fifth"),
    "person": ("Samir", "Daniel", "Amina", "Rosa", "Ibrahim", "Olena", "Marie"),
}


@dataclass(frozen=True)
class Region:
    """A country with the towns that its reports tell of."""

    name: str
    towns: tuple[Place, ...]


def regions(gazetteer: Gazetteer) -> list[Region]:
    """The countries of the reports, each with its largest towns."""
    towns: dict[str, list[Place]] = {code: [] for code in COUNTRIES}
    for place in gazetteer.labels(limit=len(gazetteer)):
        kept = towns.get(place.country)
        if kept is not None and len(kept) < TOWNS_PER_COUNTRY and place.name.isascii():
            kept.append(place)
    names = {code: place.name for code in COUNTRIES if (place := gazetteer.place(f"country:{code}"))}
    return [Region(names[code], tuple(found)) for code, found in towns.items() if found]


def reports(count: int, gazetteer: Gazetteer, seed: int = 1) -> Iterator[Document]:
    """So many reports of 60 to 200 words; the n-th is the same however many are made."""
    where = regions(gazetteer)
    for number in range(count):
        yield report(number, where, random.Random(f"{seed}/{number}"))  # noqa: S311 -- no secret


def report(number: int, where: list[Region], dice: random.Random) -> Document:
    """One report, with its day of publication."""
    published = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
    region = dice.choice(where)
    sentences = [
        dice.choice(OPENINGS),
        *dice.sample(FURTHER, dice.randint(0, 2)),
        *dice.sample(SAYINGS, dice.randint(1, 2)),
        *dice.sample(FILLER, dice.randint(1, 4)),
    ]
    town, town2 = dice.sample(region.towns, 2) if len(region.towns) > 1 else (region.towns[0],) * 2
    told = [filled(sentence, region, (town, town2), published, dice) for sentence in sentences]
    text = "\n\n".join(" ".join(told[n : n + 2]) for n in range(0, len(told), 2))
    return Document(f"made-{number:07}", text, published=published, publisher=f"Desk {dice.randrange(40)}")


def filled(
    sentence: str, region: Region, towns: tuple[Place, Place], published: date, dice: random.Random
) -> str:
    """A sentence with its blanks filled."""
    day = published - timedelta(days=dice.randint(1, 5))
    values = {name: dice.choice(choices) for name, choices in VALUES.items()}
    values |= {
        "town": towns[0].name,
        "town2": towns[1].name,
        "country": region.name,
        "province": towns[0].admin1 or region.name,
        "weekday": day.strftime("%A"),
        "n": str(dice.randint(2, 40)),
        "m": str(dice.randint(2, 90)),
        "many": f"{dice.randint(2, 90)},{dice.randint(0, 9)}00",
    }
    text = Template(sentence).substitute(values)
    return text[0].upper() + text[1:]
