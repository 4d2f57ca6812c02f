"""Whom a figure counts: the words for people behind it."""

from __future__ import annotations

from collections.abc import Sequence

from geo.tokens import Token
from geo.tolls.words import BE, DETERMINERS, words

_REACH = 5  # words between a figure and those whom it counts
_GUESSED = 3  # words of a noun that the lexicon does not have
_QUOTES = frozenset("\"“”'‘’«»")
_ENDS = DETERMINERS | frozenset(
    "and or in to of who whom which at on by from with for as than but not when while after before since "
    "during against across also always perhaps besides towards afterwards sometimes thus does near "
    "over".split()
)
SAYS = frozenset({"said", "says", "say", "reported", "told", "confirmed", "added"})
_OF_THE = [["of", word] for word in ("the", "its", "their", "his", "our")]
_TOO_GENERAL = frozenset(
    "man woman person boy girl victim child suspect attacker assailant bomber gunman official leader".split()
)  # "the man" takes up somebody counted before


def whom(tokens: Sequence[Token], at: int, *, one: bool = False) -> tuple[int, str]:
    """Where the words for whom end, and those words; a mark of quotation before them is stepped over."""
    start = at + (at < len(tokens) and tokens[at].text in _QUOTES)
    if [token.norm for token in tokens[at : at + 2]] in _OF_THE:
        start = at + 2  # "four of the assailants"
    people = words().people | words().singular if one else words().people
    for index in range(start, min(start + _REACH, len(tokens))):
        norm = tokens[index].norm
        if not (tokens[index].text[0].isalpha() or norm == "-") or _ends(norm):
            break
        if norm in people and not (one and _goes_on(tokens, index)):
            end = index + 1
            while end < len(tokens) and tokens[end].norm in people:
                end += 1  # "police officers"
            return end, said(tokens, start, end)
    return at, ""


def guessed(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """As `whom`, for a plural that no lexicon has: "five Xists"."""
    last = noun_phrase(tokens, at)
    noun = tokens[last - 1].norm if last > at else ""
    plural = len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return (last, said(tokens, at, last)) if plural and noun not in words().not_people else (at, "")


def noun_phrase(tokens: Sequence[Token], at: int) -> int:
    """The token behind the few words that may be a noun with what stands before it."""
    last = at
    for index in range(at, min(at + _GUESSED, len(tokens))):
        token = tokens[index]
        if not token.text[0].isalpha() or _ends(token.norm):
            break
        if words().after.at(tokens, index):
            break
        last = index + 1
    return last


def one_person(tokens: Sequence[Token], at: int, *, joined: bool = False) -> tuple[int, str] | None:
    """The end of "a woman", "an off-duty policeman", "a 34-year-old barman", "the driver", and the noun.

    A person who is `joined` to another may be "his driver".
    """
    article = tokens[at].norm
    if article not in ("a", "an", "the") and not (joined and article in ("his", "her", "their")):
        return None
    index = start = at + 1
    for _ in range(_REACH):
        if index >= len(tokens):
            return None
        norm = tokens[index].norm
        if norm in words().singular:
            end = index + 1
            if _goes_on(tokens, index) or (article == "the" and norm in _TOO_GENERAL):
                return None
            return end, said(tokens, start, end)
        if _ends(norm) or norm in SAYS or not norm[0].isalnum():
            return None
        index = _next_word(tokens, index)
        start = index if norm[0].isdecimal() else start  # an age
    return None


def _ends(norm: str) -> bool:
    return norm in _ENDS or norm in BE or norm in words().units


def _goes_on(tokens: Sequence[Token], noun: int) -> bool:
    """ "a woman's house", "a child-care worker", "a police officer", "an inmate hostage"."""
    after = tokens[noun + 1].norm if noun + 1 < len(tokens) else ""
    several = tokens[noun].norm == "couple" and after == "of"  # "a couple of hours"
    return several or after in ("'s", "-") or after in words().singular or after in words().people


def _next_word(tokens: Sequence[Token], at: int) -> int:
    """Past a word and those that hyphens join to it: "34-year-old"."""
    at += 1
    while at + 1 < len(tokens) and tokens[at].norm == "-" and tokens[at].start == tokens[at - 1].end:
        at += 2
    return at


def said(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens as one string, compounds closed up."""
    return " ".join(token.text for token in tokens[first:last]).replace(" - ", "-")
