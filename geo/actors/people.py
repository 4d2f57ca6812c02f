"""Persons who speak or act: a name with a role beside it, and later the surname alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.actors.found import Found
from geo.model import Actor, ActorMention, Span
from geo.tokens import Token

_PARTICLE = frozenset("al el ul ibn bin ben abu abd de da del della van von der la le ash an as".split())
_TITLE = frozenset(
    "mr mrs ms dr gen general lt col colonel maj major capt captain sgt president minister secretary "
    "chief head spokesman spokeswoman spokesperson commander governor mayor sheikh imam king prince "
    "sen senator leader director ambassador envoy judge analyst activist lawyer doctor professor "
    "prof premier chancellor".split()
)
_ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|leader|head|chief|commander|minister|analyst|director|activist|"
    r"resident|witness|doctor|official|envoy|secretary|president|chair|mayor|governor|member|founder|"
    r"researcher|editor|journalist|reporter|correspondent|general|colonel|expert|lawyer)\b",
    re.IGNORECASE,
)
# Begin a sentence with a capital, or end a title, and begin no name.
_NO_NAME = frozenset(
    "but and the a an in on at as if when while after before since although however meanwhile then "
    "also so he she they it we his her their this that these those state staff defense defence "
    "foreign affairs photo video".split()
)
_LONGEST = 5


def find_people(tokens: Sequence[Token], text: str, offset: int, taken: Sequence[Found]) -> list[Found]:
    """Full names of persons that have a title before or a role after them."""
    covered = {i for found in taken for i in range(found.first, found.last)}
    people: list[Found] = []
    at = 0
    while at < len(tokens):
        last = _name_end(tokens, at, covered)
        if last - at >= 2 and (_titled(tokens, at) or _has_role(tokens, last) or _speaks(tokens, at, last)):
            people.append(_person(tokens, at, last, text, offset))
            at = last
        else:
            at = max(last, at + 1)
    return people


def _name_end(tokens: Sequence[Token], at: int, covered: set[int]) -> int:
    """Where a run of capitalised words that begins here ends; `at` where none begins."""
    last = at
    while last < len(tokens) and last - at < _LONGEST + 2 and last not in covered:
        token = tokens[last]
        inside = last > at
        if (
            token.text[:1].isupper() and token.text[:1].isalpha() and token.norm not in _TITLE | _NO_NAME
        ) or (inside and (token.norm in _PARTICLE or token.norm == "-") and _capital_follows(tokens, last)):
            last += 1
        else:
            break
    return last


def _capital_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(token.text[:1].isupper() for token in tokens[at + 1 : at + 3])


def _titled(tokens: Sequence[Token], at: int) -> bool:
    return any(token.norm in _TITLE for token in tokens[max(0, at - 2) : at])


def _has_role(tokens: Sequence[Token], last: int) -> bool:
    """A role within the apposition after a comma: ", a spokesman for …"."""
    if last >= len(tokens) or tokens[last].norm != ",":
        return False
    return any(_ROLE.fullmatch(token.text) for token in tokens[last + 1 : last + 9])


def _speaks(tokens: Sequence[Token], at: int, last: int) -> bool:
    after = tokens[last].norm if last < len(tokens) else ""
    before = tokens[at - 1].norm if at else ""
    return after in ("said", "told", "says", "added", "wrote") or before in ("said", "says", "told")


def _person(tokens: Sequence[Token], first: int, last: int, text: str, offset: int) -> Found:
    start, end = tokens[first].start, tokens[last - 1].end
    span = Span(start, end, text[start - offset : end - offset])
    return Found(ActorMention(Actor("", span.text, "person"), span, form="person"), first, last)


class Surnames:
    """Remembers full names, so that "Horowitz" later means Michael Horowitz."""

    def __init__(self) -> None:
        self._full: dict[str, Actor] = {}

    def learn(self, people: Sequence[Found]) -> None:
        """Keep the last part of each name."""
        for found in people:
            surname = found.mention.actor.name.split()[-1]
            self._full.setdefault(surname, found.mention.actor)

    def find(self, tokens: Sequence[Token], taken: Sequence[Found]) -> list[Found]:
        """Surnames of persons named in full before."""
        covered = {i for found in taken for i in range(found.first, found.last)}
        return [
            Found(
                ActorMention(self._full[token.text], Span(token.start, token.end, token.text), form="person"),
                at,
                at + 1,
            )
            for at, token in enumerate(tokens)
            if at not in covered and token.text in self._full
        ]
