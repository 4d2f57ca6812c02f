"""Reports of many newsrooms on the same events: as many as wanted, the same ones every time.

Unlike those of `generated`, which are all about events of their own, these are made as news is: things
happen first, most are told by few and some by many, each desk in its manner, with its own figures, dates and
sources; a quarter of all reports tells of no event. Nothing in them happened.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from string import Template

from gazetteer import Gazetteer
from gazetteer.model import Place
from geo.model import Document

FIRST_DAY, DAYS = date(2022, 1, 1), 1096
_HAPPENINGS_A_REPORT = 1.6
_GREAT_EVERY, _GREAT_SHARE = 40, 0.25  # one in so many is a story that all tell of, this often
_TOLD_WITHIN_DAYS = 3
_LOOKED_AT = 40  # happenings among which a round-up finds those of its country
_DESKS = 300
COUNTRIES = (
    "SY UA SD YE IQ MM NG CD SO AF ML BF ET PK PS LY MX CO HT LB MZ CM TD NE SS CF PH IN KE BR".split()
)
_TOWNS = 3000  # of a country, at most; large ones are in the news more often

# What happened, as different desks put it; $when is a weekday, a date or a time of day.
KINDS: dict[str, tuple[str, ...]] = {
    "air strike": (
        "$jets struck $spot in $town $when, killing $dead people and wounding $hurt, $who said.",
        "At least $dead people were killed $when when $jets bombed $spot in $town, according to $who.",
        "$who said an air strike on $spot in $town $when had left $dead dead and $hurt injured.",
        "$Dead civilians died in $town $when in an air raid that $who blamed on $army.",
    ),
    "shelling": (
        "Shelling killed $dead people in $town $when, $who said.",
        "$who reported that artillery shells had hit $spot in $town $when, wounding $hurt people.",
        "Mortar shells landed on $spot in $town $when; $dead people were killed, $who said.",
    ),
    "bombing": (
        "A car bomb exploded near $spot in $town $when, leaving $dead dead and $hurt wounded, $who reported.",
        "$Dead people were killed when a roadside bomb went off in $town $when, $who said.",
        "An explosion at $spot in $town killed $dead people $when, according to $who.",
    ),
    "shooting": (
        "Gunmen opened fire on $spot in $town $when, killing $dead people, $who said.",
        "$who said gunmen had killed $dead people in $town $when and fled on motorcycles.",
        "Unidentified gunmen shot dead $dead people at $spot in $town $when.",
    ),
    "clash": (
        "Clashes broke out between $army and $rebels in $town $when, $who said; $dead fighters were killed.",
        "$Dead soldiers died in fighting with $rebels near $town $when, $who said.",
        "$rebels attacked an army post in $town $when, killing $dead soldiers, according to $who.",
    ),
    "arrest": (
        "Security forces arrested $hurt people in $town $when, $who said.",
        "$who said that $army had detained $hurt men in a raid on $town $when.",
    ),
    "protest": (
        "Thousands of people protested in $town $when against rising prices, $who said.",
        "Protesters marched through $town $when, demanding the release of detainees.",
        "Police fired tear gas at demonstrators in $town $when; $hurt people were injured, $who said.",
    ),
    "abduction": (
        "Armed men abducted $hurt people from $spot in $town $when, $who said.",
        "$who said that $rebels had kidnapped $hurt villagers near $town $when.",
    ),
    "taken": (
        "$army took control of $town $when, $who said.",
        "$rebels captured $town $when after $dead days of fighting, according to $who.",
    ),
    "flight": (
        "Some $many people fled $town $when as fighting drew closer, $who said.",
        "$who said $many residents had been displaced from $town since the fighting began.",
    ),
}
SAID = (
    "$army denied that it had targeted civilians, calling the reports fabricated.",
    "A spokesman for $rebels said that no fighters were present in $town.",
    "Neither the figures nor who was behind it could be confirmed independently.",
    '"We heard three explosions, then everything was dust," a shopkeeper said.',
    "The foreign ministry called for an investigation into the events in $town.",
    "$army blamed $rebels for the attack.",
    "No group claimed responsibility.",
    "$rebels claimed responsibility for the attack in a statement published online.",
    "$who put the number of dead at $more, among them two children.",
    "A doctor at the hospital in $town said that medicines were running out.",
)
AROUND = (
    "Prices of bread and fuel have doubled since the spring, traders in the old market say.",
    "$province has been without electricity for most of the past month.",
    "Schools remained closed and few shops opened, witnesses said.",
    "Negotiations about a prisoner exchange have stalled again, mediators say.",
    "Aid agencies say that access to the area depends on permits that take weeks to be issued.",
    "More than $many people have been displaced in $country since the conflict began.",
    "The United Nations Security Council is due to discuss the situation next week.",
    "Farmers there had hoped to bring in the harvest before the rains.",
    "The town lies on the road that joins the coast to the interior and has changed hands twice.",
    "Diplomats said that talks would resume once both sides had named their delegates.",
)
QUIET = (
    "The central bank of $country left interest rates unchanged on $weekday.",
    "$town's football club signed a striker and hopes to finish in the upper half of the table.",
    "A new bridge will shorten the way from $town to $town2 by forty minutes, the transport ministry said.",
    "Heavy rain is expected in $province until the weekend, forecasters said.",
    "The film festival of $town opened with a documentary about fishermen.",
    "Parliament will vote on next year's budget in two weeks.",
    "Exports of $country rose by $hurt per cent in the second quarter, the statistics office said.",
    "A school in $town has been given books by readers of this newspaper.",
    "Negotiators from $country met for a third round of talks on water rights.",
    "The price of wheat fell for the $nth month in a row.",
    "Doctors in $town2 advise against drinking from wells after the floods.",
    "The mayor of $town said that streets in the centre would be closed to cars.",
)
TAILS = (
    "Reporting by our correspondents; editing by the night desk.",
    "Support independent journalism: become a member today.",
    "Follow us for more news from $country.",
    "This story has been updated.",
)
WORDS: dict[str, tuple[str, ...]] = {
    "jets": ("warplanes", "fighter jets", "helicopters", "government aircraft", "unidentified jets",
             "drones"),
    "spot": ("a market", "a hospital", "a checkpoint", "a school", "a bakery", "the main square", "a mosque",
             "a fuel depot", "a residential building", "a bus station"),
    "who": ("a monitoring group", "local activists", "rescue workers", "a provincial official", "police",
            "the health ministry", "a police spokesman", "two witnesses", "a hospital source", "residents",
            "the state news agency", "a United Nations official"),
    "army": ("the army", "government forces", "the defence ministry", "a military spokesman", "troops"),
    "rebels": ("rebels", "an armed group", "militants", "local fighters", "insurgents"),
    "nth": ("second", "third", "fourth", "fifth"),
}  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]+")
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Region:
    """A country with the towns that reports tell of, the largest first."""

    name: str
    towns: tuple[Place, ...]


@dataclass(frozen=True)
class Happening:
    """What is told of; desks differ on its figures and words."""

    day: date
    region: Region
    town: Place
    other: Place
    kind: str
    dead: int
    hurt: int
    many: int


@dataclass(frozen=True)
class News:
    """A world of so many reports; its n-th report needs none of the others."""

    count: int
    gazetteer: Gazetteer
    seed: int = 1

    @cached_property
    def regions(self) -> list[Region]:
        """Where things happen."""
        towns: dict[str, list[Place]] = {code: [] for code in COUNTRIES}
        for place in self.gazetteer.labels(limit=len(self.gazetteer)):
            kept = towns.get(place.country)
            if kept is not None and len(kept) < _TOWNS and _PLAIN.fullmatch(place.name):
                kept.append(place)
        names = {code: place.name for code in COUNTRIES if (place := self.gazetteer.place(f"country:{code}"))}
        return [Region(names[code], tuple(found)) for code, found in towns.items() if len(found) > 1]

    @cached_property
    def happenings(self) -> int:
        """How many there are; those of the same day are neighbours."""
        return max(1, int(self.count * _HAPPENINGS_A_REPORT))

    def reports(self) -> Iterator[Document]:
        """All of them, in the order of days."""
        return map(self.report, range(self.count))

    @cached_property
    def happening(self) -> Callable[[int], Happening]:
        """The one of a number, the same whoever tells of it."""
        return lru_cache(1 << 14)(self._happening)

    def _happening(self, number: int) -> Happening:
        dice = self._dice("happening", number)
        region = self.regions[int(len(self.regions) * dice.random() ** 2)]
        town, other = (region.towns[int(len(region.towns) * dice.random() ** 2)] for _ in range(2))
        kind = dice.choice(list(KINDS))
        dead, hurt = 1 + int(dice.expovariate(1 / 6)), 2 + int(dice.expovariate(1 / 15))
        many = dice.randint(2, 90)
        day = FIRST_DAY + timedelta(days=number * DAYS // self.happenings)
        return Happening(day, region, town, other, kind, dead, hurt, many)

    def report(self, number: int) -> Document:
        """One of four sorts: without any event, a brief, a round-up, a long report."""
        dice = self._dice("report", number)
        desk = min(int(dice.paretovariate(0.7)), _DESKS)
        published = FIRST_DAY + timedelta(days=number * DAYS // self.count)
        sort = dice.choices(("quiet", "brief", "roundup", "long"), weights=(25, 45, 18, 12))[0]
        told = [self._recent(number, dice)]
        if sort == "roundup":
            more = (self._recent(number, dice) for _ in range(_LOOKED_AT))
            told += [one for one in more if one.region == told[0].region and one not in told][:4]
        values = self._values(told[0], published, dice)
        if sort == "quiet":
            parts = [filled(one, values) for one in dice.sample(QUIET, dice.randint(2, 6))]
        else:
            parts = [filled(dice.choice(KINDS[one.kind]), self._values(one, published, dice)) for one in told]
            parts[0] = self._dateline(told[0], published, desk) + parts[0]
            parts += [filled(one, values) for one in dice.sample(SAID, dice.randint(0, 3))]
            around = dice.randint(4, 9) if sort == "long" else 1
            parts += [filled(one, values) for one in dice.sample(AROUND, around)]
        if desk % 3 == 0:
            parts.append(filled(TAILS[desk % len(TAILS)], values))
        title = self._title(told[0], sort, values)
        return Document(
            f"news-{number:07}", _paragraphs(parts, 1 + desk % 3), published=published, title=title,
            publisher=f"Desk {desk}",
        )  # fmt: skip

    def _recent(self, number: int, dice: random.Random) -> Happening:
        """One of the last days; some are told by many, most by one or two."""
        now = number * self.happenings // self.count
        reach = self.happenings * _TOLD_WITHIN_DAYS // DAYS
        told = now - int(min(reach, now) * dice.random())
        if dice.random() < _GREAT_SHARE:
            told -= told % _GREAT_EVERY
        return self.happening(told)

    def _dateline(self, told: Happening, published: date, desk: int) -> str:
        match desk % 5:
            case 0:
                return f"{told.town.name.upper()}, {published:%B} {published.day} (Desk {desk}) - "
            case 1:
                return f"{told.town.name}, {told.region.name} – "
            case 2:
                return f"{told.town.name} (Desk {desk}) — "
        return ""

    def _title(self, told: Happening, sort: str, values: dict[str, str]) -> str:
        if sort == "quiet":
            return f"{told.region.name}: the week in brief"
        if sort == "roundup":
            return f"{told.region.name}: overview"
        return f"{told.kind.capitalize()} in {values['town']}"

    def _values(self, told: Happening, published: date, dice: random.Random) -> dict[str, str]:
        values = {name: dice.choice(choices) for name, choices in WORDS.items()}
        dead = max(1, told.dead + dice.choice((0, 0, 0, -1, 1, 2)))
        hurt = max(2, told.hurt + dice.choice((0, 0, -2, 3)))
        return values | {
            "town": told.town.name,
            "town2": told.other.name,
            "country": told.region.name,
            "province": told.town.admin1 or told.region.name,
            "when": _when(told.day, published, dice),
            "weekday": f"{told.day:%A}",
            "dead": _figure(dead, dice),
            "Dead": _figure(dead, dice).capitalize(),
            "more": str(dead + dice.randint(1, 6)),
            "hurt": str(hurt),
            "many": f"{told.many},{dice.randint(0, 9)}00",
        }

    def _dice(self, what: str, number: int) -> random.Random:
        return random.Random(f"{self.seed}/{what}/{number}")  # noqa: S311 -- no secret


def _when(day: date, published: date, dice: random.Random) -> str:
    """As desks name days: by weekday, by date, by what is a day ago."""
    choices = [f"on {day:%A}", f"on {day:%A}", f"on {day.day} {day:%B}", f"on {day:%B} {day.day}, {day.year}"]
    choices += [f"early on {day:%A}", f"late on {day:%A}"]
    match (published - day).days:
        case 0:
            choices += ["today", "on " + f"{day:%A}" + " morning"]
        case 1:
            choices += ["yesterday", "overnight", "over the past 24 hours"]
    return dice.choice(choices)


def _figure(value: int, dice: random.Random) -> str:
    return _SMALL[value] if value < len(_SMALL) and dice.random() < 0.5 else str(value)


def filled(sentence: str, values: dict[str, str]) -> str:
    """A sentence with its blanks filled."""
    text = Template(sentence).substitute(values)
    return text[0].upper() + text[1:]


def _paragraphs(sentences: Sequence[str], length: int) -> str:
    return "\n\n".join(" ".join(sentences[n : n + length]) for n in range(0, len(sentences), length))


def write(path: Path, count: int, gazetteer: Gazetteer) -> None:
    """So many reports as JSON lines, in memory that does not grow."""
    with path.open("w", encoding="utf-8") as out:
        for report in News(count, gazetteer).reports():
            day = report.published.isoformat() if report.published else ""
            record = {"id": report.id, "text": report.text, "title": report.title, "published": day}
            out.write(json.dumps(record | {"publisher": report.publisher}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), Gazetteer.open())
