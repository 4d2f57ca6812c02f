"""Figures in words and digits: how many, at least, at most, of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from geo.lexicons import load
from geo.tokens import Phrases, Token

_MOST_BEFORE = 4  # words before a figure that may belong to it: "as many as", "a further"
_WHOM_REACH = 4  # words between a figure and those whom it counts
_RANGE = frozenset({"to", "and", "or", "-", "–", "—"})
_ENDS_WHOM = frozenset("and in were was of to who which that at on by from have had has".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens first to last (exclusive), whom it counts included; `low` or `high` is None where not said.

    `number` is the token of the number itself.
    """

    first: int
    last: int
    number: int
    low: int | None
    high: int | None
    who: str


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon's lists for figures."""

    people: frozenset[str]
    units: dict[str, int]
    scales: dict[str, int]
    vague: Phrases[int]
    at_least: Phrases[bool]
    at_most: Phrases[bool]
    qualifiers: frozenset[str]
    not_people: frozenset[str]


@cache
def words() -> Words:
    """The words of figures and of people."""
    table = load("tolls")
    numbers = table["numbers"]
    return Words(
        people=frozenset(table["people"].split()),
        units=numbers["units"],
        scales=numbers["scales"],
        vague=Phrases(numbers["vague"].items()),
        at_least=Phrases((phrase, True) for phrase in numbers["at_least"]),
        at_most=Phrases((phrase, True) for phrase in numbers["at_most"]),
        qualifiers=frozenset(numbers["qualifiers"]),
        not_people=frozenset(numbers["not_people"]),
    )


def figures(tokens: Sequence[Token]) -> list[Figure]:
    """The figures of a sentence in order; "10 to 15" and "between 10 and 15" are one."""
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        figure = _figure(tokens, at)
        if figure is None:
            at += 1
            continue
        found.append(figure)
        at = max(figure.last, at + 1)
    return found


def _figure(tokens: Sequence[Token], at: int) -> Figure | None:
    read = _vague(tokens, at) or _exact(tokens, at) or _one(tokens, at)
    if read is None:
        return None
    low: int | None
    low, high, last = read
    if low == high:
        ranged = _upper_end(tokens, at, last)
        if ranged:
            high, last = ranged
    first = _first_word(tokens, at)
    low, high = _bounded(tokens[first:at], low, high)
    end, who = _whom(tokens, last)
    return Figure(first, end, at, low, high, who)


def _vague(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int] | None:
    match = words().vague.at(tokens, at)
    return (match.value, None, match.last) if match else None


def _exact(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """A number in digits or words, with its "hundred" or "million": low and high are the same."""
    lexicon, last = words(), at + 1
    token = tokens[at]
    if token.text[0].isdecimal():
        value = _digits(token.text)
        if value is None:
            return None
    elif token.norm in lexicon.units:
        value = float(lexicon.units[token.norm])
        if value >= 20 and last + 1 < len(tokens) and tokens[last].norm == "-":
            value += lexicon.units.get(tokens[last + 1].norm, 0)
            last += 2
    elif token.norm in ("a", "half") and _scale(tokens, last + (token.norm == "half")):
        value, last = (0.5, last + 1) if token.norm == "half" else (1.0, last)
    else:
        return None
    while scale := _scale(tokens, last):
        value, last = value * scale, last + 1
        rest = tokens[last + 1].norm if last + 1 < len(tokens) and tokens[last].norm == "and" else ""
        if rest in lexicon.units and scale == 100:  # "two hundred and ten"
            value, last = value + lexicon.units[rest], last + 2
    return (int(value), int(value), last) if value == int(value) and value < 10**8 else None


def _digits(text: str) -> float | None:
    digits = text.replace(",", "")
    try:
        return float(digits) if len(digits) < 9 else None
    except ValueError:
        return None


def _scale(tokens: Sequence[Token], at: int) -> int | None:
    return words().scales.get(tokens[at].norm) if at < len(tokens) else None


def _one(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """ "a woman", "an off-duty policeman": one person."""
    if tokens[at].norm not in ("a", "an"):
        return None
    for index in range(at + 1, min(at + 1 + _WHOM_REACH, len(tokens))):
        norm = tokens[index].norm
        if norm in words().people:
            alone = not norm.endswith("s") and norm not in ("people", "men", "women", "children", "police")
            whole = index + 1 == len(tokens) or tokens[index + 1].norm not in ("'s", "-")
            return (1, 1, at + 1) if alone and whole else None
        if not (norm[0].isalnum() or norm == "-") or norm in _ENDS_WHOM:
            return None
    return None


def _upper_end(tokens: Sequence[Token], at: int, last: int) -> tuple[int, int] | None:
    """The high end of a range and the token after it: "10 to 15", "10-15", "between 10 and 15"."""
    if last + 1 >= len(tokens) or tokens[last].norm not in _RANGE:
        return None
    joint, before = tokens[last].norm, tokens[at - 1].norm if at else ""
    if before == "from" or (joint == "and" and before != "between"):
        return None
    upper = _exact(tokens, last + 1)
    lower = _exact(tokens, at)
    return (upper[1], upper[2]) if upper and lower and upper[1] > lower[0] else None


def _first_word(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first and tokens[first - 1].norm in words().qualifiers and at - first < _MOST_BEFORE:
        first -= 1
    return first + 1 if first < at and tokens[first].norm in ("to", "of") else first


def _bounded(before: Sequence[Token], low: int, high: int | None) -> tuple[int | None, int | None]:
    """ "at least 33" has no high, "up to 33" no low."""
    if high is not None and words().at_least.find(before):
        return low, None
    if words().at_most.find(before):
        return (None, high) if high is not None else (low, None)
    return low, high


def _whom(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Where the words for whom end, and those words: at most three before the noun."""
    for index in range(at, min(at + _WHOM_REACH, len(tokens))):
        norm = tokens[index].norm
        if not (tokens[index].text[0].isalpha() or norm == "-"):
            break
        if norm in words().people:
            return index + 1, " ".join(token.text for token in tokens[at : index + 1]).replace(" - ", "-")
        if norm in _ENDS_WHOM:
            break
    return at, ""


def with_part(figure: Figure, tokens: Sequence[Token]) -> Figure:
    """The figure with those counted in "three of them children", "two of whom were women"."""
    at = figure.last
    while at < len(tokens) and tokens[at].norm in (
        "of",
        "them",
        "whom",
        "the",
        "these",
        "dead",
        "were",
        "was",
    ):
        at += 1
    end, who = _whom(tokens, at)
    return replace(figure, last=end, who=who) if who else figure
