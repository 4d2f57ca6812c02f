"""The words of figures, of people and of harm, from the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.lexicons import load
from geo.model import Harm
from geo.tokens import Phrases

HARMS: tuple[Harm, ...] = ("killed", "wounded", "missing", "displaced")
_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "wife": "wives", "passer-by": "passers-by"}
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
BE = frozenset("is are was were be been being has have had got gets".split())
DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon's lists: `singular` and `people` (the plurals) are who is counted.

    `before`, `after` and `harmed` are words of harm in front of a figure, behind one, and as the name of
    those counted ("of the dead"); `of_people` are those of `before` that are done to things as well,
    `of_movement` those of `after` that tell a flight of people without arms alone, and `harm_begins` the
    first words of `before` and `after`; `gives` stand before a bare figure of another source ("the ministry
    speaks of 11").
    """

    singular: frozenset[str]
    people: frozenset[str]
    units: dict[str, int]
    scales: dict[str, int]
    vague: Phrases[int]
    bounds: Phrases[Literal["least", "most"]]
    qualifiers: frozenset[str]
    not_people: frozenset[str]
    gives: frozenset[str]
    before: Phrases[Harm]
    after: Phrases[Harm]
    harmed: Phrases[Harm]
    of_people: Phrases[bool]
    of_movement: Phrases[bool]
    harm_begins: frozenset[str]


@cache
def words() -> Words:
    """All lists, read once."""
    table = load("tolls")
    numbers = table["numbers"]
    singular = frozenset(table["people"]["singular"].split())
    return Words(
        singular=singular,
        people=frozenset(map(_plural, singular)) | frozenset(table["people"]["plural"].split()),
        units=numbers["units"],
        scales=numbers["scales"],
        vague=Phrases(numbers["vague"].items()),
        bounds=Phrases(_bounds(numbers)),
        qualifiers=frozenset(numbers["qualifiers"]),
        not_people=frozenset(numbers["not_people"]),
        gives=frozenset(numbers["gives"]),
        before=Phrases(_harms(table["before"])),
        after=Phrases(_harms(table["after"])),
        harmed=Phrases(_harms(table["harmed"])),
        of_people=Phrases((phrase, True) for phrase in table["before"]["of_people"]),
        of_movement=Phrases((phrase, True) for phrase in table["after"]["of_movement"]),
        harm_begins=frozenset(
            phrase.split()[0] for key in ("before", "after") for phrase, _ in _harms(table[key])
        ),
    )


def _harms(listed: dict[str, list[str]]) -> Iterator[tuple[str, Harm]]:
    return ((phrase, harm) for harm in HARMS for phrase in listed.get(harm, ()))


def _bounds(numbers: dict[str, list[str]]) -> Iterator[tuple[str, Literal["least", "most"]]]:
    """The longest wins: "no more than" is at most."""
    yield from ((phrase, "least") for phrase in numbers["at_least"])
    yield from ((phrase, "most") for phrase in numbers["at_most"])


def _plural(noun: str) -> str:
    """
    >>> [_plural(noun) for noun in ("nanny", "policeman", "witness", "boy", "schoolchild")]
    ['nannies', 'policemen', 'witnesses', 'boys', 'schoolchildren']
    """
    for ending, many in _IRREGULAR.items():
        if noun.endswith(ending):
            return noun[: -len(ending)] + many
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
