"""A verb and a noun near it that make an event together: "launching rockets", "bombs were dropped"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.company import Company, crowd_words, in_company
from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.tokens import Match, Phrases

_REACH = 7  # tokens between a verb and the noun that makes it an event
_SUBJECT_REACH = 5  # those where the noun stands first: "a bomb hidden in a bus went off"
_PASSIVE_REACH = 12  # "a device found under a bridge on the road to X was defused"
_CLAUSE_MARKS = frozenset(", ; : and but that when while after before as who which where".split())
_OBJECT_STOPS = frozenset("in to on at from near for with into place part".split())
# Of these a noun in front is the object of a passive or none: "troops were sent", "soldiers had a station".
_DONE_TO = frozenset("territory_captured property_destruction abduction arrest repression_of_protest".split())
_COMMAS = 2  # of an aside
_FARTHEST = 40  # tokens from a noun to the verb behind it, with an aside between
_BE = frozenset("is are was were be been being".split())
# Between these and the noun a participle says what the thing is like: "near the burned cars".
_BEFORE_ADJECTIVE = frozenset(
    "the a an in on at of near from by with and between among its their his".split()
)


@dataclass(frozen=True, slots=True)
class _Pairs:
    verbs: Phrases[tuple[int, ...]]
    nouns: Phrases[tuple[int, ...]]
    types: tuple[tuple[str, Company | None], ...]
    things: Phrases[bool]  # that bear a weapon's name: "rocket launcher"


@cache
def _pairs() -> _Pairs:
    table = load("triggers")
    listed = table["pairs"]
    return _Pairs(
        verbs=_in_one([list(forms(pair["verbs"])) for pair in listed], head=0),
        nouns=_in_one([pair["nouns"] for pair in listed], head=-1),
        types=tuple((pair["type"], pair.get("only")) for pair in listed),
        things=Phrases((thing, True) for thing in table["means"]["none"] if " " in thing),
    )


def forms(verbs: Sequence[str]) -> Iterator[str]:
    """Inflected forms; in "take: took | hostage, captive" the words after the bar follow every one."""
    for verb in verbs:
        base, _, endings = verb.partition("|")
        for form in inflect(base.strip()):
            yield from (f"{form} {ending.strip()}".strip() for ending in endings.split(","))


def _in_one(lists: list[list[str]], head: int) -> Phrases[tuple[int, ...]]:
    """Words of several pairs in one matcher; the value says which pairs.

    A phrase is in the pairs of its head as well: "fire at" in those of "fire", "a bomb" in those of "bomb".
    """
    of: dict[str, list[int]] = {}
    for number, listed in enumerate(lists):
        for word in listed:
            of.setdefault(word, []).append(number)
    return Phrases(
        (phrase, tuple(dict.fromkeys([*numbers, *of.get(phrase.split()[head], ())])))
        for phrase, numbers in of.items()
    )


def find_pairs(view: View) -> list[Match[str]]:
    """Verbs with their nouns, as one stretch of tokens with the type; each verb is taken once."""
    verbs = _pairs().verbs.find(view.tokens)
    if not verbs:
        return []
    things = {  # "rocket launcher" is no rocket, "anti-tank missile" is one
        at for match in _pairs().things.find(view.tokens) for at in range(match.first, match.last - 1)
    }
    things |= {at for date in view.dates for at in range(*view.range_of(date.start, date.end))}  # "in March"
    nouns = [
        noun for noun in _pairs().nouns.find(view.tokens) if things.isdisjoint(range(noun.first, noun.last))
    ]
    starts = [noun.first for noun in nouns]
    found: list[Match[str]] = []
    for verb in verbs:
        low = bisect_left(starts, verb.first - _FARTHEST)
        near = nouns[low : bisect_left(starts, verb.last + _REACH + 1)]
        found += [one for noun in near if (one := _joined(view, verb, noun))][:1]
    return found


def _joined(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> Match[str] | None:
    common = sorted(set(verb.value) & set(noun.value))
    if not common or not _belong(view, verb, noun):
        return None
    first, last = min(verb.first, noun.first), max(verb.last, noun.last)
    for type_, company in (_pairs().types[number] for number in common):
        if type_ in _DONE_TO and _is_not_done(view, verb, noun):
            continue
        if type_ == "territory_captured" and view.norms[last : last + 1] == ["away"]:
            continue  # "the village head was taken away"
        if type_ == "territory_captured" and _moves_people(view, verb, noun):
            continue
        if company is None or in_company(view, company, verb.first, last):
            return Match(first, last, type_)
    return None


def _moves_people(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """ "Police drove 34 people out of town": they were brought to safety, and the town not taken."""
    between = view.norms[verb.last : noun.first]
    return view.norms[noun.first : noun.last][-2:] == ["out", "of"] and bool(crowd_words() & set(between))


def _belong(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """Near each other, in one clause; the noun is an object ("took the train to the town" takes no town)."""
    if verb.first < noun.first:
        between = view.norms[verb.last : noun.first]
        return len(between) <= _REACH and (_CLAUSE_MARKS | _OBJECT_STOPS).isdisjoint(between)
    between = _without_aside(view.norms[noun.last : verb.first])
    reach = _PASSIVE_REACH if _BE & set(between[-1:]) else _SUBJECT_REACH
    return noun.last <= verb.first and len(between) <= reach and _CLAUSE_MARKS.isdisjoint(between)


def _without_aside(between: list[str]) -> list[str]:
    """The words between a noun and its verb: ", planted on the road, was found and" says "was"."""
    if between.count(",") == _COMMAS:
        first = between.index(",")
        between = between[:first] + between[between.index(",", first + 1) + 1 :]
    if between[-1:] == ["and"] and between[-3:-2] and between[-3] in _BE:
        return between[:-2]  # "was found and"
    return between


def _is_not_done(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """A noun in front of an active verb, or a participle in front of its noun: "damaged buildings"."""
    if noun.first < verb.first:
        return not _BE & set(view.norms[noun.last : verb.first])
    adjective = noun.first == verb.last and view.norms[verb.first].endswith(("ed", "nt"))
    before = view.norms[verb.first - 1] if verb.first else ""
    return adjective and (not before or before in _BEFORE_ADJECTIVE or not before[0].isalpha())
