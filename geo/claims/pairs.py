"""A verb and a noun near it that make an event together: "launching rockets", "bombs were dropped"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.claims.company import Company, crowd_words, in_company
from geo.claims.view import BE, View
from geo.lexicons import inflect, load
from geo.tokens import Match, Phrases

_REACH = 7  # tokens between a verb and the noun that makes it an event
_SUBJECT_REACH = 5  # those where the noun stands first: "the mine under a bridge went off"
_PASSIVE_REACH = 12  # "a device found under a bridge on the road to X was defused"
_CLAUSE_MARKS = frozenset(", ; : and but that when while after before as who which where".split())
_OBJECT_STOPS = frozenset("in to on at from near for with into place part".split())
# Of these a noun in front is the object of a passive or none: "troops were sent", "soldiers had a station".
_DONE_TO = frozenset("territory_captured property_destruction abduction arrest repression_of_protest".split())
_UNDERTAKINGS = frozenset("operation campaign offensive battle".split())
_AWAY = frozenset({"from", "out", "of"})
_FIRED = frozenset({"shelling", "rocket_attack"})
_HARMED = frozenset({"killed", "wounded", "injured"})
_FOUND = frozenset("found discovered spotted seen".split())
_COMMAS = 2  # of an aside
_FARTHEST = 40  # tokens from a noun to the verb behind it, with an aside between
# Between a noun and what must stand behind or before it: "out of the two schools", "lorries of wheat flour".
_FILLERS = frozenset(
    "the a an their his her its our these those all both other several some many two three four five six "
    "seven eight nine ten eleven twelve".split()
)
_MOST_FILLERS = 3
_GOODS_REACH = 5
# Between these and the noun a participle says what the thing is like: "near the burned cars".
_BEFORE_ADJECTIVE = frozenset(
    "the a an in on at of near from by with and between among its their his".split()
)


@dataclass(frozen=True, slots=True)
class _Pairs:
    verbs: Phrases[tuple[int, ...]]
    nouns: Phrases[tuple[int, ...]]
    types: tuple[tuple[str, Company | None], ...]
    behind: tuple[frozenset[tuple[str, ...]], ...]  # the nouns of a pair count only behind one of these
    before: tuple[frozenset[tuple[str, ...]], ...]  # … and only with one of these a little farther on
    things: Phrases[bool]  # that bear a weapon's name: "rocket launcher"


@cache
def _pairs() -> _Pairs:
    table = load("triggers")
    listed = table["pairs"]
    return _Pairs(
        verbs=_in_one([list(forms(pair["verbs"])) for pair in listed], head=0),
        nouns=_in_one([pair["nouns"] for pair in listed], head=-1),
        types=tuple((pair["type"], pair.get("only")) for pair in listed),
        behind=tuple(_words_of(pair.get("behind", ())) for pair in listed),
        before=tuple(_words_of(pair.get("before", ())) for pair in listed),
        things=Phrases((thing, True) for thing in things_with_names_of_weapons()),
    )


def things_with_names_of_weapons() -> list[str]:
    """ "rocket launcher", "rocket depot": no weapon that hits anything."""
    return [thing for thing in load("triggers")["means"]["none"] if " " in thing]


def _words_of(phrases: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


def forms(verbs: Sequence[str]) -> Iterator[str]:
    """Inflected forms; in "take: took | hostage, captive" the words after the bar follow every one."""
    for verb in verbs:
        base, _, endings = verb.partition("|")
        for form in inflect(base.strip()):
            yield from (f"{form} {ending.strip()}".strip() for ending in endings.split(","))


def _in_one(lists: list[list[str]], head: int) -> Phrases[tuple[int, ...]]:
    """Words of several pairs in one matcher; the value says which pairs.

    A phrase is in the pairs of its head as well: "fire at" in those of "fire", "a bomb" in those of "bomb",
    "fighters from" in those of "fighters".
    """
    of: dict[str, list[int]] = {}
    for number, listed in enumerate(lists):
        for word in listed:
            of.setdefault(word, []).append(number)
    return Phrases(
        (phrase, tuple(dict.fromkeys([*numbers, *of.get(_head(phrase, head), ())])))
        for phrase, numbers in of.items()
    )


def _head(phrase: str, head: int) -> str:
    words = [word for word in phrase.split() if word not in _AWAY] if head else phrase.split()
    return words[head] if words else ""


def find_pairs(view: View) -> list[Match[str]]:
    """Verbs with their nouns, as one stretch of tokens with the type; each verb is taken once."""
    verbs = _pairs().verbs.find(view.tokens)
    if not verbs:
        return []
    things = {  # "rocket launcher" is no rocket, "anti-tank missile" is one
        at for match in _pairs().things.find(view.tokens) for at in range(match.first, match.last - 1)
    }
    things |= {at for date in view.dates for at in range(*view.range_of(date.start, date.end))}  # "in March"
    listed = [
        noun for noun in _pairs().nouns.find(view.tokens) if things.isdisjoint(range(noun.first, noun.last))
    ]
    nouns = sorted((one for noun in listed for one in _as_listed(view, noun)), key=lambda noun: noun.first)
    starts = [noun.first for noun in nouns]
    found: list[Match[str]] = []
    for verb in verbs:
        low = bisect_left(starts, verb.first - _FARTHEST)
        near = nouns[low : bisect_left(starts, verb.last + _REACH + 1)]
        found += [one for noun in near if (one := _joined(view, verb, noun))][:1]
    return found


def _as_listed(view: View, noun: Match[tuple[int, ...]]) -> Iterator[Match[tuple[int, ...]]]:
    """The noun in those pairs whose words stand beside it, then in those that ask for nothing."""
    pairs, free = _pairs(), []
    for number in noun.value:
        behind, before = pairs.behind[number], pairs.before[number]
        if not behind and not before:
            free.append(number)
            continue
        first = _start_behind(view, noun, behind) if behind else noun.first
        if first is not None and (not before or _is_before(view, noun.last, before)):
            yield Match(first, noun.last, (number,))
    if free:
        yield Match(noun.first, noun.last, tuple(free))


def _start_behind(view: View, noun: Match[tuple[int, ...]], behind: frozenset[tuple[str, ...]]) -> int | None:
    """Where the words begin that the noun must stand behind, articles and figures between them left out.

    They may be part of a longer noun of the lists: "from their homes".
    """
    for start in (noun.first, noun.last - 1):
        at = start
        while at and start - at < _MOST_FILLERS and _is_filler(view, at - 1):
            at -= 1
        for words in behind:
            if at >= len(words) and tuple(view.norms[at - len(words) : at]) == words:
                return at - len(words)
    return None


def _is_filler(view: View, at: int) -> bool:
    """An article, a figure, or a name: "into the X forest"."""
    text = view.tokens[at].text
    return view.norms[at] in _FILLERS or text[0].isdecimal() or text[0].isupper()


def _is_before(view: View, last: int, before: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of some words stands a little behind the noun, in its clause."""
    for at in range(last, min(last + _GOODS_REACH, len(view.norms))):
        if view.norms[at] in _CLAUSE_MARKS:
            return False
        if any(tuple(view.norms[at : at + len(words)]) == words for words in before):
            return True
    return False


def _joined(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> Match[str] | None:
    common = sorted(set(verb.value) & set(noun.value))
    if not common or not _belong(view, verb, noun):
        return None
    first, last = min(verb.first, noun.first), max(verb.last, noun.last)
    for type_, company in (_pairs().types[number] for number in common):
        if type_ in _DONE_TO and _is_not_done(view, verb, noun):
            continue
        if type_ in _FIRED and noun.first < verb.first and _is_harmed(view, verb):
            continue
        if type_ == "territory_captured" and view.norms[last : last + 1] == ["away"]:
            continue  # "the village head was taken away"
        if type_ == "territory_captured" and _is_aim(view, verb):
            continue
        if type_ == "territory_captured" and _moves_people(view, verb, noun):
            continue
        if company is None or in_company(view, company, verb.first, last):
            return Match(first, last, type_)
    return None


def _is_aim(view: View, verb: Match[tuple[int, ...]]) -> bool:
    """ "a campaign to take the city": the campaign is told, the taking only meant."""
    return view.norms[verb.first - 1 : verb.first] == ["to"] and view.norms[verb.first - 2] in _UNDERTAKINGS


def _moves_people(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """ "Police drove the old and sick out of X": they were brought to safety, and the town not taken."""
    between = view.norms[verb.last : noun.first]
    return view.norms[noun.first : noun.last][-2:] == ["out", "of"] and bool(crowd_words() & set(between))


def _belong(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """Near each other, in one clause; the noun is an object ("took the train to the town" takes no town)."""
    if verb.first < noun.first:
        if noun.first < verb.last:
            return False
        between = without_aside(_without_names(view, verb.last, noun.first))
        return len(between) <= _REACH and (_CLAUSE_MARKS | _OBJECT_STOPS).isdisjoint(between)
    between = _without_other_verb(without_aside(view.norms[noun.last : verb.first]))
    reach = _PASSIVE_REACH if BE & set(between[-1:]) else _SUBJECT_REACH
    return noun.last <= verb.first and len(between) <= reach and _CLAUSE_MARKS.isdisjoint(between)


def _without_names(view: View, first: int, last: int) -> list[str]:
    """The words between a verb and its object, less the "and" of "X and Y rockets"."""
    return [
        view.norms[at]
        for at in range(first, last)
        if not (view.norms[at] == "and" and all(view.tokens[i].text.istitle() for i in (at - 1, at + 1)))
    ]


def without_aside(between: list[str]) -> list[str]:
    """The words between a subject and its verb, less what stands between two commas."""
    if between.count(",") != _COMMAS:
        return between
    first = between.index(",")
    return between[:first] + between[between.index(",", first + 1) + 1 :]


def _without_other_verb(between: list[str]) -> list[str]:
    """ "was found on a bridge and made safe": what stands before the second verb is "was"."""
    if between[-1:] != ["and"]:
        return between
    found = next(
        (at for at in range(1, len(between)) if between[at] in _FOUND and between[at - 1] in BE), None
    )
    return between if found is None else between[:found]


def _is_harmed(view: View, verb: Match[tuple[int, ...]]) -> bool:
    """ "Two boys who played with a shell were killed": the shell did not."""
    return view.norms[verb.first] in _HARMED and bool(BE & set(view.norms[verb.first - 1 : verb.first]))


def _is_not_done(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """A noun in front of an active verb, or a participle in front of its noun: "damaged buildings"."""
    if noun.first < verb.first:
        return not BE & set(view.norms[noun.last : verb.first])
    adjective = noun.first == verb.last and view.norms[verb.first].endswith(("ed", "nt"))
    before = view.norms[verb.first - 1] if verb.first else ""
    return adjective and (not before or before in _BEFORE_ADJECTIVE or not before[0].isalpha())
