"""Words that report an event, and the type that they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from geo.claims.company import COMPANIES, Company, in_company
from geo.claims.pairs import find_pairs, forms
from geo.claims.view import BE, View
from geo.claims.weapons import find_weapons
from geo.lexicons import load
from geo.tokens import Match, Phrases

Part = Literal["noun", "verb", "state", "pair"]
ATTACK, HARM, SHOOTING = "attack", "harm", "shooting"  # types still to be told
OPEN = frozenset({ATTACK, HARM, SHOOTING})
_SPECIAL = frozenset({"pairs", "means", "not_events", "crowd", "sums"})
_BEFORE_BARE_VERB = frozenset("did do does to will would could may might can must they we who".split())
_NOT_BEFORE_VERB = frozenset("in of the a an for this its their no".split())
_NO_OBJECT = frozenset(["", *". , ; in on at after when during and overnight".split()])
_NOT_BEHIND_PARTICIPLE = frozenset(
    "of by that which and or who was were is are has had left killed to".split()
)
_HAVE_BE = BE | {"has", "have", "had"}
_CAUGHT = frozenset("shot killed arrested detained captured stopped caught intercepted overpowered".split())
# Before the name of another event: they only say when.
ANCHORING = frozenset({"after", "before", "since", "following"})
_CRIMES_REACH = 12  # tokens of a list of crimes
_SERIES_REACH = 8
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_SERIES = frozenset("year month week years months weeks days since far".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence: its tokens, its type, and the part of speech it was listed as.

    Tokens `first` to `last` (exclusive) are the words quoted.
    """

    type: str
    part: Part
    first: int
    last: int


class Passed(NamedTuple):
    """A trigger's word that tells no event where it stands, and why, in words."""

    first: int
    last: int
    why: str


# What those who do it, or whom it is done to, are in words: a verb in no such company tells nothing.
_LACKING: dict[Company, str] = {
    "by_crowd": "no crowd or civilians that do it",
    "by_armed": "nobody armed that does it",
    "of_people": "no people that it is done to",
}
PAIRED = "read together with the words beside it"


class _Listed(NamedTuple):
    """What the lexicon says of a phrase."""

    type: str
    part: Part
    company: Company | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: Phrases[tuple[_Listed, ...]]
    not_after: frozenset[str]
    not_before: frozenset[str]
    idioms: Phrases[bool]
    concepts: Phrases[bool]


@cache
def _lexicon() -> _Lexicon:
    table = load("triggers")
    return _Lexicon(
        phrases=Phrases(_by_phrase(table).items()),
        not_after=frozenset(table["not_events"]["after"]),
        not_before=frozenset(table["not_events"]["before"]),
        idioms=Phrases((form, True) for form in forms(table["not_events"]["idioms"])),
        concepts=Phrases((phrase, True) for phrase in table["not_events"]["concepts"]),
    )


def _by_phrase(table: dict[str, dict[str, list[str]]]) -> dict[str, tuple[_Listed, ...]]:
    """What each phrase may tell: a noun alone, else those that need company and the first that needs none.

    Troops cross into a town and refugees into a country; a crowd storms otherwise than an army.
    """
    listed: dict[str, tuple[_Listed, ...]] = {}
    for phrase, one in _phrases(table):
        before = listed.get(phrase, ())
        if not before or before[-1].company:
            listed[phrase] = (*before, one)
        elif one.company and before[-1].part != "noun":
            listed[phrase] = (*before[:-1], one, before[-1])
    return listed


def _phrases(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, _Listed]]:
    """Nouns come before verbs, so that "shelling" is the noun it mostly is."""
    for type_, entry in table.items():
        if type_ in _SPECIAL:
            continue
        for noun in entry.get("nouns", ()):
            yield noun, _Listed(type_, "noun")
        for state in entry.get("states", ()):
            yield state, _Listed(type_, "state")
    for type_, entry in table.items():
        if type_ in _SPECIAL:
            continue
        yield from ((form, _Listed(type_, "verb")) for form in forms(entry.get("verbs", ())))
        for company in COMPANIES:
            yield from ((form, _Listed(type_, "verb", company)) for form in forms(entry.get(company, ())))


def find_triggers(view: View, passed: list[Passed] | None = None) -> list[Trigger]:
    """Triggers in order; a verb with its noun first, where the two make one event.

    `passed` takes the words that are none here, each with the reason.
    """
    lexicon = _lexicon()
    pairs = [Trigger(match.value, "pair", match.first, match.last) for match in find_pairs(view)]
    for deed in find_weapons(view):
        pairs = [*_not_inside(pairs, deed), Trigger(deed.value, "pair", deed.first, deed.last)]
    taken = {i: PAIRED for trigger in pairs for i in range(trigger.first, trigger.last)}
    for idiom in lexicon.idioms.find(view.tokens):
        phrase = " ".join(view.span(idiom.first, idiom.last).text.split())
        why = f"in “{phrase}”, a phrase that tells no event"
        taken |= {i: why for i in range(idiom.first, idiom.last) if i not in taken}
    crimes = [match.last for match in lexicon.concepts.find(view.tokens)]
    names = view.name_tokens
    found = list(pairs)
    left: list[Passed] = []
    for listed in lexicon.phrases.find(view.tokens):
        match = _in_its_company(view, listed)
        why = next((taken[i] for i in range(match.first, match.last) if i in taken), "")
        why = why or _why_something_else(view, match, names, lexicon)
        if not why and _is_concept(view, match, crimes):
            why = "names a crime that somebody is charged with, not when it was done"
        if why:
            left.append(Passed(match.first, match.last, why))
        else:
            part = _part_here(view, match, match.value.part)
            found.append(Trigger(match.value.type, part, match.first, match.last))
    ordered = sorted(found, key=lambda trigger: trigger.first)
    anchors = [trigger for trigger in ordered if len(ordered) > 1 and _is_anchor(view, trigger)]
    if passed is not None:
        passed += left
        passed += [Passed(one.first, one.last, "only says when: told of before") for one in anchors]
    return [trigger for trigger in ordered if trigger not in anchors]


def listed_words(view: View) -> list[tuple[int, int]]:
    """First and last (exclusive) token of each word listed as a trigger, whatever it tells here."""
    return [(match.first, match.last) for match in _lexicon().phrases.find(view.tokens)]


def _in_its_company(view: View, match: Match[tuple[_Listed, ...]]) -> Match[_Listed]:
    """Of what a phrase may tell the first that those around it fit; else the last, whatever they are."""
    for one in match.value[:-1]:
        if one.company and in_company(view, one.company, match.first, match.last):
            return Match(match.first, match.last, one)
    return Match(match.first, match.last, match.value[-1])


def _not_inside(pairs: list[Trigger], match: Match[str]) -> list[Trigger]:
    """The pairs that share no word with what a weapon does, which tells more than a verb with a noun."""
    return [pair for pair in pairs if pair.last <= match.first or match.last <= pair.first]


def _is_anchor(view: View, trigger: Trigger) -> bool:
    """ "soon after the shooting a shop burned": told before, and only says when."""
    before = view.norms[max(0, trigger.first - 2) : trigger.first]
    return trigger.part == "noun" and before[1:] == ["the"] and before[0] in ANCHORING


def _why_something_else(view: View, match: Match[_Listed], names: frozenset[int], lexicon: _Lexicon) -> str:
    """Why a trigger's word tells no event here, by what it is part of and by its neighbours; "" if one."""
    if not names.isdisjoint(range(match.first, match.last)):
        return "part of a name"
    after = view.norms[match.last] if match.last < len(view.norms) else ""
    before = view.norms[match.first - 1] if match.first else ""
    if match.value.part == "verb" and _is_no_verb_here(view, match, before, after):
        return "a noun or an adjective here, or told of with “since” or “down”"
    company = match.value.company
    if company and not in_company(view, company, match.first, match.last):
        return _LACKING[company]
    why = _why_no_news(view, match)
    if not why and (after in lexicon.not_after or before in lexicon.not_before):
        return "with the word beside it something else than an event"
    return why


def _why_no_news(view: View, match: Match[_Listed]) -> str:
    """Why the words tell of people, a count, a month or what was foiled; "" where they do not."""
    if match.value.type == "suicide_attack" and _CAUGHT & set(
        view.norms[max(0, match.first - 4) : match.first]
    ):
        return "of somebody who was caught or shot before it"
    if _is_description(view, match):
        return "says who somebody is, or how much, not what was done"
    if _is_counted_up(view, match):
        return "counts events, tells none of them"
    return "the month of March" if _is_month(view, match) else ""


def _is_counted_up(view: View, match: Match[_Listed]) -> bool:
    """ "the ninth attack this year", "the number of attacks": a count of events, not one of them."""
    if view.norms[max(0, match.first - 2) : match.first] == ["number", "of"]:
        return True
    if not _ORDINALS & set(view.norms[max(0, match.first - 2) : match.first]):
        return False
    return bool(_SERIES & set(view.norms[match.last : match.last + _SERIES_REACH]))


def _is_month(view: View, match: Match[_Listed]) -> bool:
    """ "a March election" is no march."""
    at = match.last - 1
    if view.norms[at] != "march":
        return False
    dated = any(date.start <= view.starts[at] < date.end for date in view.dates)
    return dated or (view.tokens[at].text == "March" and at > 0)


def _is_concept(view: View, match: Match[_Listed], crimes: Sequence[int]) -> bool:
    """ "charged with kidnapping, extortion and murder": what the law calls it, not when it was done."""
    if view.norms[match.first - 1 : match.first] in (["the"], ["a"], ["an"]) or view.dates or view.tolls:
        return False
    return any(0 <= match.first - end <= _CRIMES_REACH for end in crimes)


def _is_no_verb_here(view: View, match: Match[_Listed], before: str, after: str) -> bool:
    """ "in advance", "since it invaded" (no news), "shot down a drone", "a barn burned down"."""
    since = any(
        view.norms[at] == "since" and not any(date.start <= view.starts[at] < date.end for date in view.dates)
        for at in range(max(0, match.first - 6), match.first)
    )
    if view.norms[match.first : match.last] == ["burned", "down"] and after in _NO_OBJECT:
        return not BE & set(view.norms[max(0, match.first - 3) : match.first])
    return before in _NOT_BEFORE_VERB or since or after == "down"


def _is_description(view: View, match: Match[_Listed]) -> bool:
    """ "groups fighting the regime", "displaced women" say who they are; "retreated 2.4%", "on strike"."""
    word = view.norms[match.first]
    if word == "fighting" and view.ends_actor(match.first):
        return True
    if word == "displaced" and (view.starts_group(match.last) or _is_attribute(view, match)):
        return True
    striking = word == "strike" and view.norms[max(0, match.first - 1) : match.first] == ["on"]
    return striking or "%" in view.norms[match.last : match.last + 4]


def _is_attribute(view: View, match: Match[_Listed]) -> bool:
    """ "a family displaced from X were killed": a participle behind its noun, and the verb still to come."""
    before, after = view.norms[max(0, match.first - 3) : match.first], view.norms[match.last :]
    return (
        after[:1] in (["from"], ["by"])
        and not _HAVE_BE & set(before)
        and bool(BE & set(after[:_SERIES_REACH]))
    )


def _part_here(view: View, match: Match[_Listed], part: Part) -> Part:
    """A noun that is also a verb: "attack" after "did", "bombing" after "is"."""
    if part != "noun" or match.last - match.first > 1:
        return part
    word = view.norms[match.first]
    if match.first and view.norms[match.first - 1] in _BEFORE_BARE_VERB and not word.endswith("ions"):
        return "verb"  # "woke to explosions"
    if not (word.endswith("s") or word.endswith("ing")):
        return part
    before = view.norms[match.first - 1] if match.first else ""
    if word.endswith("ing"):
        if before == "," and view.norms[match.last : match.last + 1] and _is_object(view.norms[match.last]):
            return "verb"  # "roamed the lanes, shooting men"
        return (
            "verb"
            if before in {"is", "are", "was", "were", "been", "be", "not", "began", "started"}
            else part
        )
    return part


def _is_object(norm: str) -> bool:
    """Whether a word may begin an object: no preposition, mark, or verb of a clause of its own."""
    return norm.isalpha() and norm not in _NO_OBJECT | _NOT_BEHIND_PARTICIPLE


@cache
def figurative() -> frozenset[str]:
    """Words that sport, markets and the weather use as well."""
    return frozenset(load("triggers")["not_events"]["figurative"])


@cache
def natural_causes() -> frozenset[str]:
    """Words for what strikes and kills without anybody doing it."""
    return frozenset(load("triggers")["not_events"]["natural"])


@cache
def accidents() -> Phrases[bool]:
    """Words for what kills without anybody meaning it to: "gas explosion", "overdose", "capsized"."""
    return Phrases((phrase, True) for phrase in load("triggers")["not_events"]["accidents"])


@cache
def ceasefire_words() -> frozenset[str]:
    """Words that say that a ceasefire began, holds or ended."""
    return frozenset(load("triggers")["ceasefire"]["begins"])


def begins_event_noun(view: View, index: int) -> bool:
    """True where a noun for an event begins at a token: "attacks", "bombing"."""
    match = _lexicon().phrases.at(view.tokens, index) if index < len(view.tokens) else None
    return match is not None and match.value[0].part == "noun"
