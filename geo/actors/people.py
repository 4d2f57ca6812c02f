"""Persons who speak or act: a name with a role beside it, and later the surname alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.actors.capitals import ends_name
from geo.actors.found import Found, Line
from geo.model import Actor, ActorMention, Span
from geo.tokens import Token

_PARTICLE = frozenset("al el ul ibn bin ben abu abd de da del della van von der la le ash an as".split())
TITLES = frozenset(
    "mr mrs ms dr gen general lt col colonel maj major capt captain sgt president minister secretary "
    "chief head spokesman spokeswoman spokesperson commander governor mayor sheikh imam king prince "
    "sen senator leader director ambassador envoy judge analyst activist lawyer doctor professor "
    "prof premier chancellor marshal warlord strongman dictator comrade ayatollah mullah pope "
    "chairman".split()
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


def find_people(line: Line, taken: Sequence[Found]) -> list[Found]:
    """Full names of persons that have a title before or a role after them."""
    tokens = line.tokens
    covered = {i for found in taken for i in range(found.first, found.last)}
    if line.capitals:
        return _titled_in_capitals(line, covered)
    people: list[Found] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].text[0].isupper():
            at += 1
            continue
        last = _name_end(tokens, at, covered)
        if last - at >= 2 and (_titled(tokens, at) or _has_role(tokens, last) or _speaks(tokens, at, last)):
            people.append(_person(line, at, last))
            at = last
        else:
            at = max(last, at + 1)
    return people


def _titled_in_capitals(line: Line, covered: set[int]) -> list[Found]:
    """The same where all is in capitals: only a title right before tells a name, and it is short."""
    tokens = line.tokens
    people: list[Found] = []
    for at in range(1, len(tokens)):
        if tokens[at - 1].norm not in TITLES or at in covered or (people and at < people[-1].last):
            continue
        last = at
        while last < min(len(tokens), at + _LONGEST - 1) and last not in covered:
            if tokens[last].norm in TITLES or ends_name(tokens[last]):
                break
            last += 1
        if last - at >= 2:
            people.append(_person(line, at, last))
    return people


def _name_end(tokens: Sequence[Token], at: int, covered: set[int]) -> int:
    """Where a run of capitalised words that begins here ends; `at` where none begins."""
    last = at
    while last < len(tokens) and last - at < _LONGEST + 2 and last not in covered:
        token = tokens[last]
        inside = last > at
        if (
            token.text[:1].isupper() and token.text[:1].isalpha() and token.norm not in TITLES | _NO_NAME
        ) or (inside and (token.norm in _PARTICLE or token.norm == "-") and _capital_follows(tokens, last)):
            last += 1
        else:
            break
    return last


def _capital_follows(tokens: Sequence[Token], at: int) -> bool:
    return any(token.text[:1].isupper() for token in tokens[at + 1 : at + 3])


def _titled(tokens: Sequence[Token], at: int) -> bool:
    return any(token.norm in TITLES for token in tokens[max(0, at - 2) : at])


def _has_role(tokens: Sequence[Token], last: int) -> bool:
    """A role within the apposition after a comma: ", a spokesman for …"."""
    if last >= len(tokens) or tokens[last].norm != ",":
        return False
    return any(_ROLE.fullmatch(token.text) for token in tokens[last + 1 : last + 9])


def _speaks(tokens: Sequence[Token], at: int, last: int) -> bool:
    after = tokens[last].norm if last < len(tokens) else ""
    before = tokens[at - 1].norm if at else ""
    return after in ("said", "told", "says", "added", "wrote") or before in ("said", "says", "told")


def _person(line: Line, first: int, last: int) -> Found:
    span = line.span(first, last)
    return Found(ActorMention(Actor("", span.text, "person"), span, form="person"), first, last)


class Surnames:
    """Remembers full names, so that "Horowitz" later means Michael Horowitz, "Assad" Bashar al-Assad."""

    def __init__(self) -> None:
        self._full: dict[str, ActorMention] = {}

    def learn(self, named: Sequence[Found]) -> None:
        """Keep the last part of the names of persons and leaders."""
        for found in named:
            mention = found.mention
            words = mention.span.text.split() if mention.span else []
            titled = words and words[0].casefold() in TITLES
            if mention.form in ("person", "leader") and len(words) > 1 and not titled:
                self._full.setdefault(words[-1], mention)

    def find(self, tokens: Sequence[Token], taken: Sequence[Found]) -> list[Found]:
        """Surnames of persons named in full before."""
        covered = {i for found in taken for i in range(found.first, found.last)}
        return [
            Found(
                ActorMention(full.actor, Span(token.start, token.end, token.text), form=full.form), at, at + 1
            )
            for at, token in enumerate(tokens)
            if at not in covered and (full := self._full.get(token.text))
        ]
