"""Figures that count nobody: times of day, dates, ages, models, sums of money, ratios."""

from __future__ import annotations

from collections.abc import Sequence

from geo.tokens import Token
from geo.tolls.whom import noun_phrase
from geo.tolls.words import MONTHS, words

_MONEY = frozenset("$ £ € ¥ ₦ ₹ # no number nos".split())
_IN_YEARS = frozenset(
    "in since of by during from until till late early mid the year summer winter autumn".split()
)
_COUNTED_LOW = frozenset("least than over about some around nearly almost".split())
_HARMING = frozenset("killed killing kills wounded wounding injured injuring".split())
_ONE_WHAT = frozenset(
    "dead killed wounded injured missing was were is has had of other more hurt lost died".split()
)


def counts_nobody(tokens: Sequence[Token], at: int, end: int, who: str) -> bool:
    """True for a figure (tokens `at` to `end`) that is no count of people."""
    if tokens[at].norm in ("a", "an", "the", "another"):
        return False  # "a woman"
    digits = tokens[at].text[0].isdecimal()
    if _is_joined(tokens, at, end) or (digits and (_is_time(tokens, at) or _is_dated(tokens, at, who))):
        return True
    if tokens[at].norm == "one" and not who and _norm(tokens, at - 1) not in _HARMING:
        if _norm(tokens, at - 1) in ("and", ",", ":") and _is_where(tokens, end):
            return False  # "two in X and one in Y"
        return _norm(tokens, at - 1) in ("no", "any", "every") or _norm(tokens, end) not in _ONE_WHAT
    return _is_age(tokens, at, end, who) or _is_ratio(tokens, at, end, who) or _is_measure(tokens, end, who)


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""


def _is_where(tokens: Sequence[Token], at: int) -> bool:
    return (
        _norm(tokens, at) in ("in", "at", "near") and tokens[min(at + 1, len(tokens) - 1)].text[0].isupper()
    )


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    """ "16:00"."""
    after = _norm(tokens, at + 1) == ":" and _norm(tokens, at + 2)[:1].isdecimal()
    return after or (_norm(tokens, at - 1) == ":" and _norm(tokens, at - 2)[:1].isdecimal())


def _is_joined(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "21st", "Mi-35", "34-year-old", "5-kg", "$40", "No. 9": part of a longer word, or behind a sign."""
    if _norm(tokens, at - 1) in _MONEY or (_norm(tokens, at - 1), _norm(tokens, at - 2)) == (".", "no"):
        return True
    if at > 1 and tokens[at - 1].norm == "-" and tokens[at - 1].end == tokens[at].start:
        return tokens[at - 2].text[-1].isalpha() and tokens[at - 2].end == tokens[at - 1].start
    if end >= len(tokens) or tokens[end].start != tokens[end - 1].end:
        return False
    hyphen = tokens[end].norm == "-" and _norm(tokens, end + 1)[:1].isalpha()
    return tokens[end].text[0].isalpha() or hyphen


def _is_dated(tokens: Sequence[Token], at: int, who: str) -> bool:
    """ "on 12 March", "October 4", "in 2017": a day beside its month, or four digits that are a year."""
    text = tokens[at].text
    if len(text) <= 2 and int(text) <= 31:
        return _is_month(tokens, at - 1) or _is_month(tokens, at + 1)
    if len(text) != 4 or not text.isdecimal() or text[:2] not in ("19", "20"):
        return False
    before = _norm(tokens, at - 1)
    if before in _COUNTED_LOW:
        return False
    return not who or before in _IN_YEARS or before in MONTHS or before in (",", "/")


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    named = _norm(tokens, at) in MONTHS and tokens[at].text[0].isupper()
    return named and not (tokens[at].norm == "may" and _norm(tokens, at + 1) in ("have", "be"))


def _is_age(tokens: Sequence[Token], at: int, end: int, who: str) -> bool:
    """ "The woman, 34, was", "a woman of 71", "aged 30 to 40"."""
    before = [token.norm for token in tokens[max(0, at - 4) : at]]
    if {"aged", "ages"} & set(before):
        return True
    if who:
        return False
    of_age = before[-1:] == ["of"] and before[-2:-1] and before[-2] in words().singular
    between = before[-1:] == [","] and _norm(tokens, end) == ","
    return bool(of_age) or (between and tokens[at].text.isdecimal() and 10 <= int(tokens[at].text) <= 105)


def _is_ratio(tokens: Sequence[Token], at: int, end: int, who: str) -> bool:
    """ "one in 20", "two of every five": both figures."""
    lexicon = words()
    behind_it = [token.norm for token in tokens[end : end + 3]]
    if _norm(tokens, at - 1) == "every" or behind_it[:2] == ["in", "every"] or behind_it[2:] == ["every"]:
        return True
    behind = _norm(tokens, at - 1) == "in" and _norm(tokens, at - 2) in lexicon.units
    return behind or (not who and _norm(tokens, end) == "in" and _norm(tokens, end + 1)[:1].isdecimal())


def _is_measure(tokens: Sequence[Token], end: int, who: str) -> bool:
    """ "70%", "22 miles", "two car bombs": another noun is counted."""
    if who or end >= len(tokens):
        return False
    nouns = tokens[end : max(end + 1, noun_phrase(tokens, end))]
    return any(token.norm in words().not_people for token in nouns)
