"""Tolls: how many people were killed, wounded, missing or displaced, and who they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from geo.lexicons import load
from geo.model import Harm, Sentence, Span, Toll
from geo.tokens import Phrases, Token, tokenize
from geo.tolls.numbers import Figure, figures, with_part, words

__all__ = ["find_tolls"]

_HARMS: tuple[Harm, ...] = ("killed", "wounded", "missing", "displaced")
_AFTER_REACH = 8  # tokens between a figure and the word of harm behind it
_BEFORE_REACH = 5
_ASIDE = 12  # tokens of an aside that is stepped over: ", three of them children,"
_CLAUSE_ENDS = frozenset({";", ":", ".", "but"})
_RESUMES = frozenset("was were is are has have had been being died lost".split())
_NO_OBJECT = frozenset({"in", "on", "at", "to", "by", ",", ";", "."})
_PART_MARKS = frozenset({"including", "among"})


@cache
def _harm_words() -> tuple[Phrases[Harm], Phrases[Harm]]:
    """Words of harm that stand before a figure, and those behind one."""
    table = load("tolls")

    def phrases(key: str) -> Phrases[Harm]:
        return Phrases((phrase, harm) for harm in _HARMS for phrase in table[key].get(harm, ()))

    return phrases("before"), phrases("after")


def find_tolls(sentences: Iterable[Sentence]) -> list[Toll]:
    """Figures of people harmed, in the order of the text; parts quote the total they belong to."""
    return [toll for sentence in sentences for toll in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> list[Toll]:
    tokens = tokenize(sentence.text, sentence.start)
    before, after = _harm_words()
    ahead = {match.last: match.value for match in before.find(tokens)}
    behind = {match.first: match.value for match in after.find(tokens)}
    if not ahead and not behind and not any(token.norm == "toll" for token in tokens):
        return []
    tolls: list[Toll] = []
    harm_now: Harm | None = None
    total: Toll | None = None
    for figure in figures(tokens):
        part = total is not None and _is_part(tokens, figure, behind)
        harm = harm_now if part else _harm_of(tokens, figure, ahead, behind, harm_now)
        if harm is None or _is_other(tokens, figure):
            continue
        counted = with_part(figure, tokens) if part else figure
        quoted = _quote(total) if part and total else None
        toll = Toll(harm, counted.low, counted.high, counted.who, _span(sentence, tokens, counted), quoted)
        tolls.append(toll)
        harm_now, total = harm, total if part else toll
    return tolls


def _harm_of(
    tokens: Sequence[Token],
    figure: Figure,
    ahead: dict[int, Harm],
    behind: dict[int, Harm],
    before: Harm | None,
) -> Harm | None:
    """The harm next to a figure: "33 civilians killed", "killed 32", "wounded a further 10"."""
    if figure.first in ahead or figure.number in ahead:
        return ahead.get(figure.first) or ahead[figure.number]
    if figure.first and tokens[figure.first - 1].norm == "from":
        return None  # "rose to 27 from 19"
    if _is_risen_toll(tokens, figure):
        return "killed"
    found = _behind(tokens, figure, behind)
    if found:
        return found
    for index in range(figure.first - 1, max(figure.first - _BEFORE_REACH, -1), -1):
        if index in behind:
            return behind[index] if figure.who else None
        if tokens[index].norm in _NO_OBJECT:
            break
    joined = figure.first > 0 and tokens[figure.first - 1].norm in ("and", ",")
    return before if joined and figure.who else None


def _is_risen_toll(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "the death toll rose from 19 to 27": the second figure of the two."""
    before = [token.norm for token in tokens[max(0, figure.first - 9) : figure.first]]
    return before[-3:-2] == ["from"] and before[-1:] == ["to"] and "toll" in before


def _behind(tokens: Sequence[Token], figure: Figure, behind: dict[int, Harm]) -> Harm | None:
    """The word of harm behind a figure, in its clause; an aside between commas is stepped over."""
    at, end = figure.last, min(figure.last + _AFTER_REACH, len(tokens))
    while at < end:
        if at in behind:
            return behind[at]
        if tokens[at].norm == ",":
            resumed = _after_aside(tokens, at)
            if resumed is None:
                return None
            at, end = resumed, min(resumed + _AFTER_REACH, len(tokens))
            continue
        if tokens[at].norm in _CLAUSE_ENDS or (tokens[at].text[0].isdigit() and at > figure.last):
            return None
        at += 1
    return None


def _after_aside(tokens: Sequence[Token], comma: int) -> int | None:
    """The token behind the comma that ends an aside, where the sentence's verb follows it."""
    for at in range(comma + 1, min(comma + _ASIDE, len(tokens) - 1)):
        if tokens[at].norm in _CLAUSE_ENDS:
            return None
        if tokens[at].norm == ",":
            return at + 1 if tokens[at + 1].norm in _RESUMES else None
    return None


def _is_part(tokens: Sequence[Token], figure: Figure, behind: dict[int, Harm]) -> bool:
    """ "including ten women", "among them …", up to the end of that list; "three of them", "of the dead"."""
    after = [token.norm for token in tokens[figure.last : figure.last + 3]]
    if after[:1] == ["of"] and (
        after[1:2] in (["them"], ["whom"], ["these"]) or after[1:] in (["the", "dead"], ["the", "victims"])
    ):
        return True
    for index in range(figure.first - 1, max(figure.first - 12, -1), -1):
        if tokens[index].norm in _PART_MARKS:
            return True
        if tokens[index].norm in _CLAUSE_ENDS or index in behind:
            return False
    return False


def _is_other(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "one in 20", "70%", "22 miles", "five days": figures of something else."""
    after = [token.norm for token in tokens[figure.last : figure.last + 2]] + ["", ""]
    before = [token.norm for token in tokens[max(0, figure.first - 2) : figure.first]]
    if after[0] == "displaced" and after[1] in words().people:
        return True  # "200 displaced women": who they are, not what was done to them here
    if "aged" in before or _is_year(tokens, figure) or (after[0] == "-" and after[1] == "year"):
        return True  # "34-year-old"
    in_number = before[-1:] == ["in"] and len(before) == 2 and before[0] in words().units
    ratio = after[0] == "in" and not figure.who and after[1][:1].isdigit()
    return in_number or ratio or (after[0] in words().not_people and not figure.who)


def _is_year(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "The 1998 bombing": four digits, nobody counted, no "at least"."""
    bare = {token.norm for token in tokens[figure.first : figure.number]} <= {"the"} and not figure.who
    text = tokens[figure.number].text
    return bare and len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def _span(sentence: Sentence, tokens: Sequence[Token], figure: Figure) -> Span:
    start, end = tokens[figure.first].start, tokens[figure.last - 1].end
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def _quote(total: Toll) -> str:
    """The total in the report's own words, without "at least"."""
    return re.sub(
        r"^(?:at least|more than|over|some|about|around|nearly|up to)\s+", "", total.span.text, flags=re.I
    )
