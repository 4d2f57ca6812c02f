"""What was done to those whom a figure counts: the word of harm that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.model import Harm
from geo.tokens import Token
from geo.tolls.numbers import Figure
from geo.tolls.words import BE, DETERMINERS, words

_AFTER_REACH = 12  # tokens between a figure and the word of harm behind it
_BEFORE_REACH = 5
_COUNT_REACH = 24  # tokens between "the number of dead" and its figure
_LISTED = 8  # figures of a list
_ASIDE = 12  # tokens of an aside that is stepped over: ", three of them children,"
_CLOSES = {",": ",", "(": ")", "–": "–", "—": "—", "-": "-"}
_STOPS = frozenset(
    "; : . but where when while after before as because although though until unless if whose said says "
    "told saying".split()
)
_RESUMES = BE | frozenset("died lost fell suffered sustained fled".split())
_AGED = frozenset({"of", "aged", "about"})  # "a cook of 30 was killed"
_TAKEN_TO = frozenset("custody prisoner prisoners hospital court questioning safety part".split())
_TAKEN_REACH = 6
# Who flees: of others "arrived in" and "crossed into" tell nothing ("50 soldiers arrived in the city").
_FLEEING = frozenset(
    "people persons residents inhabitants civilians refugees families women children villagers migrants "
    "others households citizens locals".split()
)
_NO_OBJECT = frozenset("in on at to by , ; . and".split())
_TRANSITIVE = frozenset(
    "killed wounded injured maimed hurt murdered massacred slaughtered executed beheaded assassinated "
    "lynched abducted kidnapped displaced evacuated evicted uprooted treated die".split()
)
_COUNT_VERBS = frozenset(": to at is was of as reached hit passed exceeded topped stands stood".split())
_PREPOSITIONS = frozenset(
    "in on at of to from by with for near into inside outside around across along between against under over "
    "through during since including and or all both like belonging accused suspected".split()
)


@dataclass(frozen=True, slots=True)
class Harms:
    """The words of harm of a sentence: those before a figure by the token behind them, the others by their
    first token. `ends` are the tokens behind words of the second kind, `to_people` behind words of the
    first that are done to things as well; `of_movement` are first tokens of words that only those who flee
    are displaced by.
    """

    ahead: dict[int, Harm]
    behind: dict[int, Harm]
    ends: dict[int, int]
    to_people: frozenset[int]
    of_movement: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.ahead or self.behind)


def harms_of(tokens: Sequence[Token]) -> Harms:
    """The words of harm of a sentence."""
    lexicon = words()
    if lexicon.harm_begins.isdisjoint([token.norm for token in tokens]):
        return Harms({}, {}, {}, frozenset(), frozenset())
    after = lexicon.after.find(tokens)
    return Harms(
        ahead={match.last: match.value for match in lexicon.before.find(tokens)},
        behind={match.first: match.value for match in after},
        ends={match.first: match.last for match in after},
        to_people=frozenset(match.last for match in lexicon.of_people.find(tokens)),
        of_movement=frozenset(match.first for match in lexicon.of_movement.find(tokens)),
    )


def harm_of(tokens: Sequence[Token], figure: Figure, harms: Harms) -> Harm | None:
    """The harm next to a figure: "killed 32", "33 civilians killed", "the number of dead rose to 27"."""
    if tokens[figure.last - 1].norm in ("body", "corpse"):
        return "killed"  # "a tenth body"
    for ahead in (figure.first, figure.number):
        if ahead in harms.ahead and (figure.who or ahead not in harms.to_people):
            if harms.ahead[ahead] == "missing" and _is_not_abducted(tokens, figure):
                return None
            return harms.ahead[ahead]
    if figure.first and tokens[figure.first - 1].norm == "from":
        return None  # "rose to 8 from 5"
    return _counted(tokens, figure) or _behind(tokens, figure, harms) or _before(tokens, figure, harms)


def _is_not_abducted(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "kidnapped the mayor": a name, no count; "took 20 people into custody", "to hospital"."""
    after = {token.norm for token in tokens[figure.last : figure.last + _TAKEN_REACH]}
    return tokens[figure.first].norm == "the" or bool(_TAKEN_TO & after)


def _counted(tokens: Sequence[Token], figure: Figure) -> Harm | None:
    """ "The number of the dead … is now 8", "put the dead at 11", "a toll of 9"."""
    last = figure.first - 1
    if figure.who or last < 1 or tokens[last].norm not in _COUNT_VERBS:
        return None
    low = last
    while low and last - low < _COUNT_REACH and tokens[low - 1].norm not in (";", ":", "."):
        low -= 1
    before = [token.norm for token in tokens[low : last + 1]]
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ("toll", "tally", "losses"):
            return "wounded" if before[at - 1 : at] == ["injury"] else "killed"
        if before[at : at + 2] == ["number", "of"] or before[at : at + 1] == ["number"]:
            found = words().harmed.find(tokens[low + at : last + 1])
            return found[0].value if found else None
    named = words().harmed.find(tokens[max(low, last - 4) : last])
    near = (
        bool(named)
        and tokens[last].norm == "at"
        and tokens[max(low, last - 4) + named[0].first - 1].norm == "the"
    )
    return named[0].value if near else None


def _behind(tokens: Sequence[Token], figure: Figure, harms: Harms) -> Harm | None:
    """The word of harm behind a figure, in its clause; an aside between commas is stepped over."""
    found = _said_behind(tokens, figure, harms)
    if found:
        return found
    within = next((harms.behind[at] for at in range(figure.end, figure.last) if at in harms.behind), None)
    return within if within in ("killed", "wounded") else None  # "200 displaced women": who they are


def _said_behind(tokens: Sequence[Token], figure: Figure, harms: Harms) -> Harm | None:
    at, end = figure.last, min(figure.last + _AFTER_REACH, len(tokens))
    while at < end:
        norm = tokens[at].norm
        if at in harms.behind and not _tells_of_others(tokens, harms.ends[at], at, figure.last):
            moved = at in harms.of_movement and not _FLEEING & set(figure.who.casefold().split())
            return None if moved else harms.behind[at]
        if (
            at in harms.behind
            or norm in _STOPS
            or (_is_number(tokens, at) and tokens[at - 1].norm not in _AGED)
            or _begins_object(tokens, at, figure.last)
        ):
            return None
        if norm in _CLOSES and (norm != "-" or tokens[at].start > tokens[at - 1].end):
            resumed = at + 1 if _in_aside(tokens, figure) else _after_aside(tokens, at)
            if resumed is None:
                return None
            at, end = resumed, min(resumed + _AFTER_REACH, len(tokens))
            continue
        at += 1
    return None


def _in_aside(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "80 families, or 412 persons, fled"."""
    return [token.norm for token in tokens[max(0, figure.first - 2) : figure.first]] == [",", "or"]


def _tells_of_others(tokens: Sequence[Token], after: int, at: int, start: int) -> bool:
    """ "six friends of missing men": who others are; "12 gunmen killed the mayor": what they did."""
    describes = at > start and after < len(tokens) and tokens[after].norm in words().people
    return describes or _has_object(tokens, after, at)


def _has_object(tokens: Sequence[Token], after: int, verb: int) -> bool:
    """ "Two gunmen killed the mayor": they did it; "12 people killed in the raid": it was done to them."""
    passive = bool(BE & {token.norm for token in tokens[max(0, verb - 3) : verb]})
    if passive or tokens[verb].norm not in _TRANSITIVE or after >= len(tokens):
        return False
    begins = tokens[after].norm
    at_least = begins == "at" and after + 1 < len(tokens) and tokens[after + 1].norm == "least"
    qualified = begins in words().qualifiers - {"at", "in", "to", "of", "over", "under", "around", "up"}
    counts = _is_number(tokens, after) or words().vague.at(tokens, after) is not None
    return begins in DETERMINERS or at_least or qualified or counts


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text[0].isdecimal() or tokens[at].norm in words().units or tokens[at].norm == "another"


def _begins_object(tokens: Sequence[Token], at: int, start: int) -> bool:
    """ "attacked the …", "shot a …": the clause has another verb, with its object."""
    if at <= start or tokens[at].norm not in DETERMINERS or tokens[at].norm in ("this", "that"):
        return False
    before = tokens[at - 1]
    if before.norm.endswith("ing"):
        return False  # "two policemen guarding a bank were killed": who they are
    return before.text[0].isalpha() and before.norm not in _PREPOSITIONS | BE


def _after_aside(tokens: Sequence[Token], comma: int) -> int | None:
    """The token behind the mark that ends an aside, where the sentence's verb follows it."""
    closes = _CLOSES[tokens[comma].norm]
    for at in range(comma + 1, min(comma + _ASIDE, len(tokens) - 1)):
        if tokens[at].norm in (";", ":", ".", "but"):
            return None
        if tokens[at].norm == closes:
            return at + 1 if tokens[at + 1].norm in _RESUMES else None
    return None


def harm_beside(tokens: Sequence[Token], figures: Sequence[Figure], at: int, harms: Harms) -> Harm | None:
    """ "three women, two children and a man were killed": the harm told behind one of the next figures."""
    for index in range(at, min(at + _LISTED, len(figures))):
        joined = _joined_with_next(tokens, figures, index, harms)
        if not joined:
            return None
        found = _said_behind(tokens, figures[index + 1], harms)
        if found:
            return found
    return None


def _joined_with_next(tokens: Sequence[Token], figures: Sequence[Figure], at: int, harms: Harms) -> bool:
    """Two figures of one list, with nothing told between them."""
    if at + 1 == len(figures) or not (figures[at].who and figures[at + 1].who):
        return False
    first, last = figures[at].last, figures[at + 1].first
    between = [token.norm for token in tokens[first:last]]
    if between[-1:] not in (["and"], [","]) or len(between) > _AFTER_REACH or _STOPS & set(between):
        return False
    told = any(_begins_object(tokens, index, first) for index in range(first, last))
    return not told and not harms_between(harms, first, last)


def harms_between(harms: Harms, first: int, last: int) -> bool:
    """True where a word of harm stands between two tokens."""
    return any(first <= at < last for at in harms.behind)


def _before(tokens: Sequence[Token], figure: Figure, harms: Harms) -> Harm | None:
    """ "killed, among others, two nurses": a word of harm a little before the figure."""
    for index in range(figure.first - 1, max(figure.first - _BEFORE_REACH, -1), -1):
        if index in harms.behind:
            return harms.behind[index] if figure.who else None
        if tokens[index].norm in _NO_OBJECT:
            return None
    return None
