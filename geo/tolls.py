"""Tolls: how many people were killed, wounded, missing or displaced, and who they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.model import Harm, Sentence, Span, Toll
from geo.tokens import Token, tokenize

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
# "dozens": at least two of them, and nobody says how many at most.
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "many": None}
_HARM_WORDS: dict[Harm, str] = {
    "killed": "killed dead died killing deaths kills kill slain fatalities martyred perished",
    "wounded": "wounded injured wounding injuring injuries hurt maimed",
    "missing": "missing unaccounted",
    "displaced": "displaced fled displacing uprooted",
}
_HARM: dict[str, Harm] = {word: harm for harm, words in _HARM_WORDS.items() for word in words.split()}
_BEFORE_PEOPLE = frozenset(
    "killed killing kills kill wounded wounding injured injuring displaced displacing".split()
)
_PEOPLE = frozenset(
    "people persons civilians civilian children child women woman men man soldiers soldier troops fighters "
    "fighter militants militant rebels rebel policemen officers officer villagers residents protesters "
    "demonstrators others passengers students workers medics doctors journalists gunmen insurgents "
    "terrorists members member girls boys girl boy victims bodies families guards servicemen personnel "
    "worshippers farmers refugees patients nurses peasants guerrillas tourists pilgrims casualties "
    "jihadists".split()
)
_QUALIFIERS = frozenset(
    "at least more than over nearly almost about around some up to as many as a further another an "
    "additional the other only just fewer less under roughly approximately".split()
)
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|upwards of)\b")
_AT_MOST = re.compile(r"\b(?:up to|as many as|fewer than|less than|at most|nearly|almost)\b")
_SPAN_REACH = 7  # tokens between a figure and the word of harm


@dataclass(frozen=True, slots=True)
class _Figure:
    first: int
    last: int  # exclusive, the words for whom included
    low: int | None
    high: int | None
    who: str


def find_tolls(sentences: Iterable[Sentence]) -> list[Toll]:
    """Figures of people harmed, in the order of the text; parts quote the total they belong to."""
    return [toll for sentence in sentences for toll in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> list[Toll]:
    tokens = tokenize(sentence.text, sentence.start)
    if not any(token.norm in _HARM for token in tokens):
        return []
    tolls: list[Toll] = []
    harm_now: Harm | None = None
    total: Toll | None = None
    for figure in _figures(tokens):
        part = _is_part(tokens, figure) and total is not None
        harm = harm_now if part else _harm_of(tokens, figure, harm_now)
        if harm is None or _is_ratio(tokens, figure):
            continue
        span = _span(sentence, tokens, figure)
        quoted = _quote(total) if part and total else None
        toll = Toll(harm, figure.low, figure.high, figure.who, span, quoted)
        tolls.append(toll)
        harm_now = harm
        total = total if part else toll
    return tolls


def _figures(tokens: Sequence[Token]) -> list[_Figure]:
    figures: list[_Figure] = []
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        value, vague, last = number
        first = at
        while first > 0 and tokens[first - 1].norm in _QUALIFIERS and at - first < 4:
            first -= 1
        words = " ".join(token.norm for token in tokens[first:at])
        low, high = _bounds(value, vague, words)
        end, who = _whom(tokens, last)
        figures.append(_Figure(first, end, low, high, who))
        at = max(end, last)
    return figures


def _number(tokens: Sequence[Token], at: int) -> tuple[int, bool, int] | None:
    """(value, whether it is a vague one, first token after it)."""
    token = tokens[at]
    if _VAGUE.get(token.norm):
        last = at + 2 if at + 1 < len(tokens) and tokens[at + 1].norm == "of" else at + 1
        return int(_VAGUE[token.norm] or 0), True, last
    if token.text[0].isdecimal():
        digits = token.text.replace(",", "")
        return (int(digits), False, at + 1) if digits.isdecimal() and len(digits) < 8 else None
    if token.norm in ("a", "an"):
        person = (
            at + 1 < len(tokens) and tokens[at + 1].norm in _PEOPLE and not tokens[at + 1].norm.endswith("s")
        )
        return (1, False, at + 1) if person else None
    return _worded(tokens, at)


def _worded(tokens: Sequence[Token], at: int) -> tuple[int, bool, int] | None:
    value = _WORDS.get(tokens[at].norm)
    if value is None:
        return None
    last = at + 1
    if value >= 20 and last + 1 < len(tokens) and tokens[last].norm == "-":
        value += _WORDS.get(tokens[last + 1].norm, 0)
        last += 2
    if last < len(tokens) and tokens[last].norm in ("hundred", "thousand"):
        value *= 100 if tokens[last].norm == "hundred" else 1000
        last += 1
    return value, False, last


def _bounds(value: int, vague: bool, words: str) -> tuple[int | None, int | None]:
    """Low and high; "at least 33" has no high, "up to 33" no low."""
    if vague or _AT_LEAST.search(words):
        return value, None
    if _AT_MOST.search(words):
        return None, value
    return value, value


def _whom(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Where the words for whom end, and those words: at most three before the noun."""
    for ahead in range(4):
        index = at + ahead
        if index >= len(tokens) or not (tokens[index].text[0].isalpha() or tokens[index].norm == "-"):
            break
        if tokens[index].norm in _PEOPLE:
            return index + 1, " ".join(token.text for token in tokens[at : index + 1]).replace(" - ", "-")
        if tokens[index].norm in _HARM or tokens[index].norm in ("and", "in", "were", "was", "of", "to"):
            break
    return at, ""


def _harm_of(tokens: Sequence[Token], figure: _Figure, before: Harm | None) -> Harm | None:
    """The harm next to a figure: "33 civilians killed", "killed 32", "wounded a further 10"."""
    if figure.first > 0 and tokens[figure.first - 1].norm in _BEFORE_PEOPLE:
        return _HARM[tokens[figure.first - 1].norm]
    for index in range(figure.last, min(figure.last + _SPAN_REACH, len(tokens))):
        norm = tokens[index].norm
        if norm in _HARM:
            return _HARM[norm]
        if norm in (",", ";", ":", ".", "but") or (tokens[index].text[0].isdigit() and index > figure.last):
            break
    for index in range(figure.first - 1, max(figure.first - 5, -1), -1):
        norm = tokens[index].norm
        if norm in _HARM:
            return _HARM[norm] if figure.who or norm in _BEFORE_PEOPLE else None
        if norm in (",", ";", ".", "in", "on", "at", "to", "by"):
            break
    joined = figure.first > 0 and tokens[figure.first - 1].norm in ("and", ",")
    return before if joined and figure.who else None


def _is_part(tokens: Sequence[Token], figure: _Figure) -> bool:
    """After "including" or "among them", up to the end of that list."""
    for index in range(figure.first - 1, max(figure.first - 12, -1), -1):
        norm = tokens[index].norm
        if norm in ("including", "among"):
            return True
        if norm in (";", ".", ":") or norm in _HARM:
            return False
    return False


def _is_ratio(tokens: Sequence[Token], figure: _Figure) -> bool:
    """ "one in 20", "70%", "22 miles", "five days": figures of something else."""
    after = tokens[figure.last].norm if figure.last < len(tokens) else ""
    before = [token.norm for token in tokens[max(0, figure.first - 2) : figure.first]]
    units = {"%", "percent", "per", "in", "miles", "km", "kilometres", "kilometers", "days", "day", "hours",
             "years", "year", "months", "weeks", "times", "sorties", "strikes", "airstrikes", "positions",
             "targets", "p", "am", "pm", "others"}  # fmt: skip
    who_next = tokens[figure.last + 1].norm if figure.last + 1 < len(tokens) else ""
    if after == "displaced" and who_next in _PEOPLE:
        return True  # "200 displaced women": who they are, not what was done to them here
    if "aged" in before or _is_year(tokens, figure):
        return True
    if after == "-" and tokens[figure.last + 1 : figure.last + 2] and tokens[figure.last + 1].norm == "year":
        return True  # "34-year-old"
    in_number = before[-1:] == ["in"] and len(before) == 2 and before[0] in _WORDS
    bare_in = after == "in" and figure.who == "" and figure.last + 1 < len(tokens)
    numeric_ratio = bare_in and tokens[figure.last + 1].text[0].isdigit()
    return in_number or numeric_ratio or (after in units - {"in", "others"} and not figure.who)


def _is_year(tokens: Sequence[Token], figure: _Figure) -> bool:
    """ "The 1998 bombing": four digits, nobody counted, no "at least"."""
    bare = {token.norm for token in tokens[figure.first : figure.last - 1]} <= {"the"} and not figure.who
    text = tokens[figure.last - 1].text
    return bare and len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def _span(sentence: Sentence, tokens: Sequence[Token], figure: _Figure) -> Span:
    start, end = tokens[figure.first].start, tokens[figure.last - 1].end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def _quote(total: Toll) -> str:
    """The total in the report's own words, without "at least"."""
    return re.sub(r"^(?:at least|more than|over|some|about|around|nearly|up to)\s+", "", total.span.text)
