"""A dump like GeoNames' allCountries.txt, made up: `python bench/dumps.py 200000 FILE.txt`.

Feature classes and countries stand in about GeoNames' own proportions (https://www.geonames.org/statistics/).
Names are made of syllables: a few are shared by many places, most by none, as there. The same number of
rows gives the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from anyascii import anyascii

from gazetteer.geography import layer

BATCH = 20_000
WORDS = 3_000_000  # to draw from, the n-th with a chance of 1/n

# Class, code, rows in a thousand, and what the names of such features have around them.
FEATURES = (
    ("P", "PPL", 320, "* * * * New_* San_* Ban_* Upper_* *-e_Bālā"),
    ("P", "PPLX", 35, "* * East_*"),
    ("P", "PPLL", 25, "* Rancho_*"),
    ("S", "SCH", 65, "* *_School *_Elementary_School"),
    ("S", "CH", 35, "*_Church *_Baptist_Church"),
    ("S", "FRM", 45, "* *_Farm"),
    ("S", "HTL", 45, "Hotel_* *_Inn"),
    ("H", "STM", 120, "*_Creek Río_* Wādī_* *_River *"),
    ("H", "LK", 45, "Lake_* Lago_* *_Lake"),
    ("H", "WLL", 15, "Bi’r_* *"),
    ("T", "MT", 60, "Mount_* Cerro_* Jabal_* *"),
    ("T", "HLL", 45, "*_Hill Gora_* *"),
    ("T", "ISL", 20, "*_Island Isla_*"),
    ("A", "ADM3", 30, "* *_Municipality"),
    ("A", "ADM4", 25, "*"),
    ("L", "LCTY", 30, "* Area_*"),
    ("L", "PRK", 12, "*_Park"),
    ("V", "FRST", 18, "*_Forest"),
    ("R", "RD", 7, "*_Road"),
    ("U", "RDGU", 3, "*_Ridge"),
)
COUNTRIES = (
    "US:170 CN:70 IN:45 NO:45 MX:60 ID:40 RU:38 TH:25 IR:22 PH:16 FR:17 DE:17 TR:12 KR:15 BR:14 CA:26 PK:12 "
    "AF:11 PE:9 SE:11 FI:10 GB:8 IT:10 AU:17 JP:10 UA:7 NG:6 MM:8 YE:9 SY:3 IQ:3 SD:3 EG:3 GR:4"
)
# Syllables of four families of names.
FAMILIES = tuple(
    syllables.split()
    for syllables in (
        "ham ford ton ber ly wood brook field ash mill stan hol clay mar win dale rock sel by don port",
        "san ma rí a cruz gua da lu pe el to co ñón te qui za ra mi ne la do vil ba so na món",
        "al ha sh ra bī kh ‘a ma dā n qa ṭa r fa ū d jam ba sa lī h zu mā y nu ḩa",
        "no vo pe tro ska ya be lo gor os tre mi khay lov ka gra dov bol sho zer ni ko vich ye",
    )
)
# Letters of other scripts for these, enough to look like names written in them.
LATIN = "abdefghiklmnoprstuvyz"
SCRIPTS = tuple(
    str.maketrans(dict(zip(LATIN, letters, strict=True)))
    for letters in (
        "абдефгхиклмнопрстувйз",
        "ابدهفغحيكلمنوبرستوفيز",
        "अबदएफगहइकलमनओपरसतउवयज",
        "阿巴达伊弗格哈里克勒姆恩奥普尔斯特乌维亚兹",
    )
)


def write_dump(path: Path, rows: int) -> None:
    """Write a dump of so many rows."""
    random = np.random.default_rng(13)
    with path.open("w", encoding="utf-8") as file:
        for first in range(0, rows, BATCH):
            file.writelines(_lines(random, first, min(BATCH, rows - first)))


def _lines(random: np.random.Generator, first: int, size: int) -> Iterator[str]:
    """Rows in the 19 columns of https://download.geonames.org/export/dump/readme.txt."""
    kinds = _drawn(random, [feature[2] for feature in FEATURES], size)
    people = np.where(random.random(size) < 0.1, 10 ** random.uniform(2, 5.5, size), 0).astype(int).tolist()
    words = np.exp(random.random((size, 2)) * np.log(WORDS)).astype(int).tolist()
    chances = random.integers(0, 2**30, size).tolist()
    for n, (country, code, lat, lon) in enumerate(_where(random, size)):
        group, feature, _, patterns = FEATURES[kinds[n]]
        name, others = _named(patterns.split(), sum(map(ord, country)) % len(FAMILIES), words[n], chances[n])
        yield (
            f"{2 * (first + n) + 20_000_000}\t{name}\t{anyascii(name)}\t{others}\t{lat:.5f}\t{lon:.5f}\t"
            f"{group}\t{feature}\t{country}\t\t{code}\t\t\t\t{people[n] if group == 'P' else 0}\t\t"
            f"{chances[n] % 3000}\tEtc/UTC\t2024-01-01\n"
        )


def _where(random: np.random.Generator, size: int) -> Iterator[tuple[str, str, float, float]]:
    """Country, code of its first-level area, and a point in or near that."""
    areas, shares = _areas()
    drawn = _drawn(random, shares, size)
    box = areas.bounds[drawn]
    points = box[:, :2] + random.random((size, 2)) * (box[:, 2:] - box[:, :2])
    for number, (lon, lat) in zip(drawn, points.tolist(), strict=True):
        facts = areas.properties[number]
        yield facts["country"], facts["id"].partition("-")[2][:2], lat, lon


@lru_cache(maxsize=1)
def _areas() -> tuple[Any, list[float]]:
    """The first-level areas, and how many of a thousand rows are in each."""
    areas = layer("admin1")
    of_country = {pair[:2]: int(pair[3:]) for pair in COUNTRIES.split()}
    countries = [facts["country"] for facts in areas.properties]
    return areas, [of_country.get(country, 1) / countries.count(country) for country in countries]


def _named(patterns: list[str], family: int, words: list[int], chance: int) -> tuple[str, str]:
    """A name, and for every third place a few others, with commas between."""
    word = _word(family, words[0]) + (f" {_word(family, words[1])}" if chance % 5 == 0 else "")
    name = patterns[chance % len(patterns)].replace("*", word).replace("_", " ")
    if chance % 3:
        return name, ""
    small = anyascii(word).lower()
    others = [small.translate(script) for n, script in enumerate(SCRIPTS) if chance >> n & 16]
    return name, ",".join([anyascii(word), small, f"{word}{word[-1]}a", *others])


@lru_cache(maxsize=100_000)
def _word(family: int, number: int) -> str:
    """The n-th word of a family: the syllables that its digits stand for."""
    syllables, number, word = FAMILIES[family], number + 20, ""
    while number:
        number, digit = divmod(number, len(syllables))
        word += syllables[digit]
    return word.capitalize()


def _drawn(random: np.random.Generator, weights: list[float], size: int) -> list[int]:
    shares = np.array(weights, dtype=float)
    return random.choice(len(shares), size, p=shares / shares.sum()).tolist()


if __name__ == "__main__":
    write_dump(Path(sys.argv[2]), int(sys.argv[1]))
