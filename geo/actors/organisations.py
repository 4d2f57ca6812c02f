"""Organisations that no lexicon knows, told by the last word of their name and kept as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from geo.actors.capitals import ends_name
from geo.actors.found import Found, Line
from geo.actors.lexicon import Words
from geo.model import Actor, ActorMention
from geo.tokens import Match, Token

_INSIDE = frozenset("of the for and al el ul ash an - 's".split())
_LONGEST = 8
_LONGEST_IN_CAPITALS = 4
_FIRST_WORDS = frozenset("the a an in on at but and this that these those his her its their our".split())
# Of the last words, those that in capitals are hardly ever anything else.
_TELLING = frozenset(
    "front movement brigade brigades battalion battalions militia legion regiment observatory institute "
    "foundation association federation".split()
)

_UNITS = frozenset("brigade brigades battalion battalions militia regiment".split())


def find_organisations(line: Line, heads: Words[str], known: Sequence[Found]) -> list[Found]:
    """Runs of capitalised words that end in a head word and are not all of a known name."""
    tokens = line.tokens
    found: list[Found] = []
    for at in range(len(tokens)):
        head = heads.at(tokens, at)
        if _names_unit(tokens, at, known):
            head = Match(at, at + 1, "armed_group")
        elif head is None or not tokens[at].text[0].isupper() or _goes_on(tokens, head.last, heads):
            continue
        first = _start_in_capitals(tokens, at) if line.capitals else _run_start(tokens, at)
        if tokens[at].text in _UNITS and found and found[-1].first >= first:
            found.pop()  # "the Martyrs of X battalion": the whole name, not its first half
        if at - first < 1 or _covered(first, head.last, known) or (found and found[-1].last > first):
            continue
        span = line.span(first, head.last)
        actor = Actor("", " ".join(span.text.split()), head.value)
        found.append(Found(ActorMention(actor, span, form="name"), first, head.last))
    return found


def _names_unit(tokens: Sequence[Token], at: int, known: Sequence[Found]) -> bool:
    """ "the Free Men of X brigade": a small last word behind an unknown name with "of" in it."""
    if tokens[at].text not in _UNITS:
        return False
    first = _run_start(tokens, at)
    norms = [token.norm for token in tokens[first:at]]
    named = "of" in norms and at - first > norms.index("of") + 1
    return named and not any(first <= f.first < at and f.mention.actor.actor_id for f in known)


def _goes_on(tokens: Sequence[Token], at: int, heads: Words[str]) -> bool:
    """ "Front" is no end where "Front Monitor" stands."""
    return at < len(tokens) and tokens[at].text[:1].isupper() and heads.at(tokens, at) is not None


def _start_in_capitals(tokens: Sequence[Token], at: int) -> int:
    """The same where all is in capitals: few words, after "the", and only before a telling last word."""
    if tokens[at].norm not in _TELLING:
        return at
    first = at
    while first > 0 and at - first < _LONGEST_IN_CAPITALS and not ends_name(tokens[first - 1]):
        first -= 1
    return first if first > 0 and tokens[first - 1].norm in ("the", "'s") else at


def _run_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the capitalised run that ends before a head word."""
    first = at
    while first > 0 and at - first < _LONGEST:
        before = tokens[first - 1]
        capital = before.text[:1].isupper() and before.norm not in _FIRST_WORDS
        joins = before.norm in _INSIDE and first > 1 and _may_join(tokens[first - 2])
        if not capital and not joins:
            break
        first -= 1
    while first < at and tokens[first].norm in _INSIDE | _FIRST_WORDS:
        first += 1
    return first


def _may_join(token: Token) -> bool:
    return token.text[:1].isupper() or token.norm in _INSIDE


def _covered(first: int, last: int, known: Sequence[Found]) -> bool:
    """True where one known actor's words reach as far: the lexicon knows it."""
    return any(other.first <= first and last <= other.last for other in known) or any(
        other.first < last <= other.last and other.mention.form in ("name", "organ") for other in known
    )
