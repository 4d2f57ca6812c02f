"""Groups that have no name, with the words that say which: "Western-backed rebels", "riot police"."""

from __future__ import annotations

from collections.abc import Sequence

from geo.actors.lexicon import ActorLexicon
from geo.model import Actor
from geo.tokens import Token

# "Russian-led", "US-backed": says whose side somebody is on, and is not that state acting.
TIES = frozenset(
    "led backed held based controlled aligned linked affiliated allied born made run owned trained "
    "sponsored speaking supported dominated occupied funded brokered vetted".split()
)
BEFORE_GROUP = frozenset(
    "local armed moderate islamist syrian kurdish opposition other anti pro unknown masked suspected "
    "sunni shia shiite jihadist peaceful innocent unarmed foreign young fellow rival government "
    "rebel hardline".split()
)

Hit = tuple[Actor | None, str, int, int]  # who, form, first and last token


def group_at(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> Hit | None:
    """A group without a name, with the words before it that say which: "Western-backed rebels"."""
    group = lexicon.groups.at(tokens, at)
    if group is None:
        return _prefixed(tokens, at, lexicon)
    last = group.last
    if last + 1 < len(tokens) and tokens[last].norm == "-" and tokens[last + 1].norm in TIES:
        if last + 2 < len(tokens) and tokens[last + 2].text[0].isupper() and not tokens[at].text.isupper():
            return None  # "rebel-held Idlib" is a place
        last = min(last + 3, len(tokens))  # "rebel-held towns"
    return Actor("", joined(tokens[at:last]), group.value, ""), "group", at, last


def _prefixed(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> Hit | None:
    body = at
    hyphened = at + 2 < len(tokens) and tokens[at + 1].norm == "-" and tokens[at].text[:1].isalpha()
    if hyphened and (tokens[at + 2].norm in TIES or tokens[at].norm in ("anti", "pro")):
        body = at + 3
    while body < len(tokens) and body - at < 5 and tokens[body].norm in BEFORE_GROUP:
        body += 1
    if body == at or body >= len(tokens):
        return None
    group = lexicon.groups.at(tokens, body)
    if group is None:
        return None
    return Actor("", joined(tokens[at : group.last]), group.value, ""), "group", at, group.last


def joined(tokens: Sequence[Token]) -> str:
    """The words as they stood, spaces made single."""
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        text += token.text if before is None or before.end == token.start else f" {token.text}"
    return text
