"""Parts of a total: "33 civilians, including three children" are 33, never 36."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from geo.model import Harm, Toll
from geo.tokens import Token
from geo.tolls.numbers import Figure
from geo.tolls.whom import guessed, whom
from geo.tolls.words import BE, words

_MARKS = frozenset({"including", "among", "amongst", "includes", "included"})
_BACK = 12  # tokens from a figure back to "including"
_THEM = frozenset({"them", "whom", "which", "these", "those"})
_WHERE = frozenset({"in", "at", "near", "on", "from"})
_LIST_REACH = 10  # tokens from a figure to the "among them" behind its list
_COLON_REACH = 8  # tokens from a total to the colon before its parts
_BETWEEN = frozenset({",", "and", "(", "–", "—", "-", ":"})
_SKIPPED = frozenset(
    "of them whom the these those dead were was are is his her their its said he she they , who had "
    "been".split()
)


def is_part(tokens: Sequence[Token], figure: Figure, harm_words: Container[int]) -> bool:
    """ "including ten women", "two children among them", up to the end of that list; "three of them"."""
    if of_them(tokens, figure):
        return True
    behind = [token.norm for token in tokens[figure.last : figure.last + 2]]
    if behind == ["among", "them"] or _among_them(tokens, figure, harm_words):
        return True
    before = [token.norm for token in tokens[max(0, figure.first - 2) : figure.first]]
    if before[:1] == ["of"] and set(before[1:]) & _THEM:
        return True
    for index in range(figure.first - 1, max(figure.first - _BACK, -1), -1):
        if tokens[index].norm in _MARKS:
            return True
        if tokens[index].norm in (";", ":", ".", "but") or index in harm_words:
            return False
    return False


def _among_them(tokens: Sequence[Token], figure: Figure, harm_words: Container[int]) -> bool:
    """ "six monks and a cook among them": the first of the list as well."""
    for index in range(figure.last, min(figure.last + _LIST_REACH, len(tokens) - 1)):
        if [token.norm for token in tokens[index : index + 2]] == ["among", "them"]:
            return True
        if index in harm_words or tokens[index].norm in BE or tokens[index].norm in (";", ":", ".", "but"):
            return False
    return False


def of_them(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "three of them", "two of whom"."""
    after = [token.norm for token in tokens[figure.end : figure.end + 2]]
    return after[:1] == ["of"] and bool(set(after[1:]) & _THEM)


def named_total(tokens: Sequence[Token], figure: Figure) -> tuple[Harm, str, int] | None:
    """For "eleven of the victims": the harm, "the victims", and the token behind them."""
    at = figure.end
    if at + 2 >= len(tokens) or tokens[at].norm != "of" or tokens[at + 1].norm not in ("the", "those"):
        return None
    match = words().harmed.at(tokens, at + 2)
    if match is None:
        return None
    return match.value, " ".join(token.text for token in tokens[at + 1 : match.last]), match.last


def among_named(tokens: Sequence[Token], figure: Figure) -> tuple[Harm, str] | None:
    """For "among the dead was a nun", "the wounded included a nun": the harm and "the dead"."""
    low = max(0, figure.first - 5)
    for match in words().harmed.find(tokens[low : figure.first]):
        first, last = low + match.first, low + match.last
        if tokens[first - 1].norm != "the" or first == 0:
            continue
        if first > 2 and tokens[first - 3].norm in BE:
            continue  # "two nurses were among the dead, a doctor said"
        before = tokens[first - 2].norm if first > 1 else ""
        after = tokens[last].norm if last < len(tokens) else ""
        if before in _MARKS or after in ("included", "include", "includes"):
            return match.value, f"{tokens[first - 1].text} {tokens[last - 1].text}"
    return None


def among_behind(tokens: Sequence[Token], figure: Figure) -> tuple[Harm, str] | None:
    """For "two nurses were among the dead": the harm and "the dead"."""
    at = figure.last
    if not figure.who or at + 3 >= len(tokens) or tokens[at].norm not in BE:
        return None
    if tokens[at + 1].norm not in _MARKS or tokens[at + 2].norm != "the":
        return None
    match = words().harmed.at(tokens, at + 3)
    return (match.value, " ".join(token.text for token in tokens[at + 2 : match.last])) if match else None


def with_those(figure: Figure, tokens: Sequence[Token], at: int | None = None) -> Figure:
    """The figure with those counted in "three of them children", "two of whom were women"."""
    at = figure.last if at is None else at
    while at < len(tokens) and tokens[at].norm in _SKIPPED:
        at += 1
    end, who = whom(tokens, at)
    if not who:
        end, who = guessed(tokens, at)
    return replace(figure, last=end, who=who) if who else figure


def is_whole(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "Of the 30 dead, 12 were women": a total whose parts are about to be told."""
    return bool(figure.first) and tokens[figure.first - 1].norm == "of" and tokens[figure.first].norm == "the"


def goes_on(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "… farmers, three belonged to the army": behind the parts of a total, another part."""
    joined = figure.first > 0 and tokens[figure.first - 1].norm in (",", "and")
    return joined and not figure.who and figure.end < len(tokens) and tokens[figure.end].norm in BE


def listed_parts(tokens: Sequence[Token], figures: Sequence[Figure], at: int) -> int:
    """How many of the figures behind one are its parts: "eight nuns, three old and five young"."""
    total = figures[at]
    if total.low is None or total.high not in (total.low, None) or not total.who:
        return 0
    added, last = 0, total.last
    for count, part in enumerate(figures[at + 1 :], 1):
        between = {token.norm for token in tokens[last : part.first]}
        if not part.who or not between or not between <= _BETWEEN or (count == 1 and between == {"and"}):
            return 0
        added, last = added + (part.low or 0), part.last
        if added >= total.low:
            return count if added == total.low and count > 1 else 0
    return 0


def parts_by_place(tokens: Sequence[Token], figures: Sequence[Figure], at: int) -> int:
    """How many figures behind a colon say where: "34 dead: 13 in X, nine in Y and the rest in Z"."""
    total = figures[at]
    if total.low is None or at + 1 == len(figures):
        return 0
    between = [token.norm for token in tokens[total.last : figures[at + 1].first]]
    if ":" not in between[-2:] or len(between) > _COLON_REACH:
        return 0
    count = added = 0
    for part in figures[at + 1 :]:
        added += part.low or 0
        if added > total.low or part.last >= len(tokens) or tokens[part.last].norm not in _WHERE:
            break
        count += 1
    return count


def quote(total: Toll) -> str:
    """The total in the report's own words, without "at least"."""
    return re.sub(
        r"^(?:at least|more than|over|some|about|around|nearly|up to)\s+", "", total.span.text, flags=re.I
    )
