"""Figures in words and digits: how many, at least, at most, of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.tokens import Token
from geo.tolls.not_counts import counts_nobody
from geo.tolls.whom import one_person, whom
from geo.tolls.words import BE, words

_MOST_BEFORE = 4  # words before a figure that may belong to it: "as many as", "a further"
_BEFORE_OF = frozenset({"upwards", "minimum", "total", "excess"})
_NEVER_FIRST = frozenset({"to", "of", "in", "at", "as"})
_AFTER_AT = frozenset({"least", "most", "excess", "many"})
_RISING = frozenset({"gone", "goes", "went", "going", "shot", "crept"})
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}
_BODY = frozenset({"body", "corpse", "victim", "fatality", "death"})
_WHO_REACH = 8  # tokens between "a fifth who …" and what was done to them
_CLAUSE_ENDS = frozenset({".", ",", ";", "and", "in", "when", "near", "on", "at"})
_THEIRS = frozenset({"his", "her", "their"})
_RANGE = frozenset({"to", "and", "or", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens first to last (exclusive), whom it counts included; `low` or `high` is None where not said.

    `number` is the token of the number itself, `end` the one behind it.
    """

    first: int
    last: int
    number: int
    end: int
    low: int | None
    high: int | None
    who: str


def figures(tokens: Sequence[Token]) -> list[Figure]:
    """The figures of a sentence in order; "10 to 15" and "between 10 and 15" are one."""
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        figure = _figure(tokens, at)
        if figure is None:
            at += 1
            continue
        if counts_nobody(tokens, at, figure.end, figure.who):
            at = max(figure.end, at + 1)
            continue
        if found and _said_again(tokens, found[-1], figure):
            found.pop()
        found.append(_with_one_more(tokens, figure))
        at = max(figure.last, at + 1)
    return found


def _said_again(tokens: Sequence[Token], before: Figure, figure: Figure) -> bool:
    """ "80 families, or 412 persons": the same people, counted one by one."""
    between = [token.norm for token in tokens[before.last : figure.first]]
    return before.who.casefold() == "families" and between in ([",", "or"], ["or"], ["("])


def _figure(tokens: Sequence[Token], at: int) -> Figure | None:
    read = _vague(tokens, at) or _exact(tokens, at)
    if read is None:
        return _one_more(tokens, at) or _persons(tokens, at)
    low: int | None
    low, high, last = read
    if low == high:
        ranged = _upper_end(tokens, at, last)
        if ranged:
            high, last = ranged
        last = _out_of(tokens, last)
    first = _first_word(tokens, at)
    low, high = _bounded(tokens[first:at], low, high)
    end, who = whom(tokens, last, one=(low, high) == (1, 1))
    return Figure(first, end, at, last, low, high, who)


def _persons(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "a woman", "the driver", and those named with them: "a priest and his cook" are two."""
    read = one_person(tokens, at)
    if read is None or (at > 1 and tokens[at - 1].norm == "of" and tokens[at - 2].norm in words().singular):
        return None  # "the aunt of a pilot": one, and not this one
    end, who = read
    count = 2 if who.casefold().endswith("couple") else 1
    while end + 2 < len(tokens) and tokens[end].norm in ("and", ","):
        other = one_person(tokens, end + 1, joined=True)
        if other is None or (tokens[end].norm == "," and tokens[end + 1].norm not in _THEIRS):
            break
        end, count = other[0], count + 1
    more = _their_own(tokens, end)
    if more:
        end, count = more[0], count + more[1]
    return Figure(at, end, at, at + 1, count, count, who)


def _their_own(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The end and number of those behind "a teacher" in "a teacher and his four children"."""
    if end + 3 >= len(tokens) or tokens[end].norm != "and" or tokens[end + 1].norm not in _THEIRS:
        return None
    read = _exact(tokens, end + 2)
    if read is None:
        return None
    last, who = whom(tokens, read[2])
    return (last, read[0]) if who else None


def _with_one_more(tokens: Sequence[Token], figure: Figure) -> Figure:
    """ "He and two others died": three."""
    before = [token.norm for token in tokens[max(0, figure.first - 2) : figure.first]]
    if before not in (["she", "and"], ["he", "and"]) or figure.low is None:
        return figure
    high = None if figure.high is None else figure.high + 1
    return replace(figure, first=figure.first - 2, low=figure.low + 1, high=high)


def _one_more(tokens: Sequence[Token], at: int) -> Figure | None:
    """ "and a third lost an eye", "wounded another": one of those counted before."""
    ordinal = tokens[at].norm == "a" and at + 1 < len(tokens) and tokens[at + 1].norm in _ORDINALS
    end = at + 1 + ordinal
    if end < len(tokens) and tokens[end].norm in _BODY and tokens[at + 1].norm in _ORDINALS:
        number = _ORDINALS[tokens[at + 1].norm]  # "a tenth body": ten of them by now
        return Figure(at, end + 1, at + 1, end + 1, number, number, "")
    if not ordinal and tokens[at].norm != "another":
        return None
    if end < len(tokens) and tokens[end].norm == "who":
        told = range(end + 1, min(end + _WHO_REACH, len(tokens)))
        who_was = any(words().after.at(tokens, index) for index in told)
        return Figure(at, end, at, end, 1, 1, "") if who_was else None
    after = tokens[end].norm if end < len(tokens) else "."
    harmed = after in BE or (end < len(tokens) and words().after.at(tokens, end) is not None)
    ends = after in _CLAUSE_ENDS and not ordinal
    return Figure(at, end, at, end, 1, 1, "") if harmed or ends else None


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


def _out_of(tokens: Sequence[Token], last: int) -> int:
    """The token behind the whole in "13 out of 19 sailors", "two of five": the others are not counted."""
    of = last + (last < len(tokens) and tokens[last].norm == "out")
    if of + 2 < len(tokens) and tokens[of].norm == "of":
        whole = _exact(tokens, of + 1 + (tokens[of + 1].norm in ("the", "some", "its", "their")))
        return whole[2] if whole else last
    return last


def _first_word(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first and tokens[first - 1].norm in words().qualifiers and at - first < _MOST_BEFORE:
        if tokens[first - 1].norm == "of" and tokens[first - 2].norm not in _BEFORE_OF:
            break
        first -= 1
    if first and tokens[first - 1].norm in _RISING and tokens[first].norm == "up":
        first += 1  # "gone up to 8"
    while first < at and tokens[first].norm in _NEVER_FIRST and tokens[first + 1].norm not in _AFTER_AT:
        first += 1
    return first


def _bounded(before: Sequence[Token], low: int, high: int | None) -> tuple[int | None, int | None]:
    """ "at least 33" has no high, "up to 33" no low."""
    bounds = words().bounds.find(before)
    if not bounds or high is None:
        return low, high
    return (low, None) if bounds[0].value == "least" else (None, high)
