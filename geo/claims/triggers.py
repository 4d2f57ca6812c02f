"""Words that report an event, and the type that they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.tokens import Match, Phrases

Part = Literal["noun", "verb", "state", "pair"]
ATTACK, HARM = "attack", "harm"  # types still to be told
_SPECIAL = frozenset({"pairs", "means", "not_events"})
_MEANS_REACH = 8  # tokens around an attack in which its means are looked for
_BEFORE_BARE_VERB = frozenset("did do does to will would could may might can must they we who".split())
_CLAUSE_MARKS = frozenset({",", ";", ":", "and", "but", "that"})
_OBJECT_STOPS = frozenset("in to on at from near for with into place part".split())
_NOT_BEFORE_VERB = frozenset("in of the a an for this its their no".split())
_CRIMES_REACH = 12  # tokens of a list of crimes
_PAIR_REACH = 7  # tokens between a verb and the noun that makes it an event
_DETERMINERS = frozenset(
    "the a an this that these those its their his her our my no any some more another".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence: its tokens, its type, and the part of speech it was listed as.

    `reach` is the last token (exclusive) of a verb with its noun; `last` ends the words quoted.
    """

    type: str
    part: Part
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: Phrases[tuple[str, Part]]
    pair_verbs: Phrases[tuple[int, ...]]
    pair_nouns: Phrases[tuple[int, ...]]
    pair_types: tuple[str, ...]
    means: Phrases[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    idioms: Phrases[bool]
    concepts: Phrases[bool]


@cache
def _lexicon() -> _Lexicon:
    table = load("triggers")
    pairs = table["pairs"]
    return _Lexicon(
        phrases=Phrases(_phrases(table)),
        pair_verbs=_pair_phrases([list(_forms(pair["verbs"])) for pair in pairs]),
        pair_nouns=_pair_phrases([pair["nouns"] for pair in pairs]),
        pair_types=tuple(pair["type"] for pair in pairs),
        means=Phrases((word, type_) for type_, listed in table["means"].items() for word in listed),
        not_after=frozenset(table["not_events"]["after"]),
        not_before=frozenset(table["not_events"]["before"]),
        idioms=Phrases((form, True) for form in _forms(table["not_events"]["idioms"])),
        concepts=Phrases((phrase, True) for phrase in table["not_events"]["concepts"]),
    )


def _phrases(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, tuple[str, Part]]]:
    """Nouns come before verbs, so that "shelling" is the noun it mostly is."""
    for type_, entry in table.items():
        if type_ in _SPECIAL:
            continue
        for noun in entry.get("nouns", ()):
            yield noun, (type_, "noun")
        for state in entry.get("states", ()):
            yield state, (type_, "state")
    for type_, entry in table.items():
        if type_ not in _SPECIAL:
            yield from ((form, (type_, "verb")) for form in _forms(entry.get("verbs", ())))


def _forms(verbs: list[str] | tuple[str, ...]) -> Iterator[str]:
    """Inflected forms; in "take: took taken | control" the words after the bar follow every one."""
    for verb in verbs:
        base, colon, rest = verb.partition(":")
        if not colon or verb.startswith("="):
            yield from inflect(verb)
            continue
        irregular, _, ending = rest.partition("|")
        for form in inflect(f"{base}: {irregular}"):
            yield f"{form} {ending.strip()}".strip()


def _pair_phrases(lists: list[list[str]]) -> Phrases[tuple[int, ...]]:
    """Words of several pairs in one matcher; the value says which pairs."""
    of: dict[str, list[int]] = {}
    for number, listed in enumerate(lists):
        for word in listed:
            of.setdefault(word, []).append(number)
    return Phrases((word, tuple(numbers)) for word, numbers in of.items())


def find_triggers(view: View) -> list[Trigger]:
    """Triggers in order; a verb with its noun first, where the two make one event."""
    lexicon = _lexicon()
    pairs = _find_pairs(view, lexicon)
    taken = {i for trigger in pairs for i in range(trigger.first, trigger.last)}
    taken |= {i for idiom in lexicon.idioms.find(view.tokens) for i in range(idiom.first, idiom.last)}
    crimes = [match.last for match in lexicon.concepts.find(view.tokens)]
    names = view.name_tokens
    found = list(pairs)
    for match in lexicon.phrases.find(view.tokens):
        type_, part = match.value
        free = taken.isdisjoint(range(match.first, match.last))
        if free and not (_is_something_else(view, match, names, lexicon) or _is_concept(view, match, crimes)):
            found.append(Trigger(type_, _part_here(view, match, part), match.first, match.last))
    return sorted(found, key=lambda trigger: trigger.first)


def _find_pairs(view: View, lexicon: _Lexicon) -> list[Trigger]:
    verbs = lexicon.pair_verbs.find(view.tokens)
    if not verbs:
        return []
    nouns = lexicon.pair_nouns.find(view.tokens)
    found = []
    for verb in verbs:
        for noun in nouns:
            common = sorted(set(verb.value) & set(noun.value))
            gap = noun.first - verb.last if noun.first >= verb.last else verb.first - noun.last
            if not common or not 0 <= gap <= _PAIR_REACH or _broken(view, verb, noun):
                continue
            if noun.first < verb.first and gap > 3:  # "bombs are dropped": only the passive is near
                continue
            first, last = min(verb.first, noun.first), max(verb.last, noun.last)
            found.append(Trigger(lexicon.pair_types[common[0]], "pair", first, last))
            break
    return found


def _broken(view: View, verb: Match[tuple[int, ...]], noun: Match[tuple[int, ...]]) -> bool:
    """A clause ends between the two, or the noun is no object: "took the train to the town"."""
    low, high = min(verb.last, noun.last), max(verb.first, noun.first)
    stops = _CLAUSE_MARKS | _OBJECT_STOPS if verb.first < noun.first else _CLAUSE_MARKS
    return not stops.isdisjoint(view.norms[low:high])


def _is_something_else(
    view: View, match: Match[tuple[str, Part]], names: frozenset[int], lexicon: _Lexicon
) -> bool:
    """A trigger's word that tells no event here: by what it is part of, and by its neighbours."""
    after = view.norms[match.last] if match.last < len(view.norms) else ""
    before = view.norms[match.first - 1] if match.first else ""
    if not names.isdisjoint(range(match.first, match.last)):
        return True
    if match.value[1] == "verb" and _is_no_verb_here(view, match, before, after):
        return True
    if _is_description(view, match):
        return True
    return after in lexicon.not_after or before in lexicon.not_before


def _is_concept(view: View, match: Match[tuple[str, Part]], crimes: Sequence[int]) -> bool:
    """ "charged with kidnapping, extortion and murder": what the law calls it, not when it was done."""
    if view.norms[match.first - 1 : match.first] in (["the"], ["a"], ["an"]) or view.dates or view.tolls:
        return False
    return any(0 <= match.first - end <= _CRIMES_REACH for end in crimes)


def _is_no_verb_here(view: View, match: Match[tuple[str, Part]], before: str, after: str) -> bool:
    """ "in advance", "a target"; "since it invaded": a beginning, not news; "shot down a drone"."""
    since = "since" in view.norms[max(0, match.first - 6) : match.first]
    return before in _NOT_BEFORE_VERB or since or after == "down"


def _is_description(view: View, match: Match[tuple[str, Part]]) -> bool:
    """ "groups fighting the regime", "displaced women" say who they are; "retreated 2.4%", "on strike"."""
    word = view.norms[match.first]
    if word == "fighting" and view.ends_actor(match.first):
        return True
    if word == "displaced" and view.starts_group(match.last):
        return True
    striking = word == "strike" and view.norms[max(0, match.first - 1) : match.first] == ["on"]
    return striking or "%" in view.norms[match.last : match.last + 4]


def _part_here(view: View, match: Match[tuple[str, Part]], part: Part) -> Part:
    """A noun that is also a verb: "attack" after "did", "bombing" after "is"."""
    if part != "noun" or match.last - match.first > 1:
        return part
    word = view.norms[match.first]
    if match.first and view.norms[match.first - 1] in _BEFORE_BARE_VERB:
        return "verb"
    if not (word.endswith("s") or word.endswith("ing")):
        return part
    before = view.norms[match.first - 1] if match.first else ""
    if word.endswith("ing"):
        return (
            "verb"
            if before in {"is", "are", "was", "were", "been", "be", "not", "began", "started"}
            else part
        )
    return part


@cache
def figurative() -> frozenset[str]:
    """Words that sport, markets and the weather use as well."""
    return frozenset(load("triggers")["not_events"]["figurative"])


@cache
def natural_causes() -> frozenset[str]:
    """Words for what strikes and kills without anybody doing it."""
    return frozenset(load("triggers")["not_events"]["natural"])


@cache
def ceasefire_words() -> frozenset[str]:
    """Words that say that a ceasefire began, holds or ended."""
    return frozenset(load("triggers")["ceasefire"]["begins"])


def begins_event_noun(view: View, index: int) -> bool:
    """True where a noun for an event begins at a token: "attacks", "bombing"."""
    match = _lexicon().phrases.at(view.tokens, index) if index < len(view.tokens) else None
    return match is not None and match.value[1] == "noun"


def told_by_means(view: View, triggers: Sequence[Trigger]) -> str | None:
    """The type that words like "warplanes" or "chlorine" near the triggers tell an attack to be."""
    low = max(0, triggers[0].first - _MEANS_REACH)
    found = [m.value for m in _lexicon().means.find(view.tokens[low : triggers[-1].last + _MEANS_REACH])]
    for strongest in ("chemical_attack", "suicide_attack", "drone_strike"):
        if strongest in found:
            return strongest
    return found[0] if found else None
