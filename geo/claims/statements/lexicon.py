"""geo/lexicon/statements.toml, read once: classes of words, and the rules by the words that they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from geo.claims.statements.elements import Class
from geo.claims.statements.patterns import Pattern, compile_pattern, needs
from geo.errors import LexiconError
from geo.lexicons import Table, inflect, load
from geo.model import Slot, Stance

# In nearly every sentence: no rule is looked up by one of these where it has another word.
_COMMON = frozenset(
    "the a an of in on at to for by from with and as but that which who this these those it its they their "
    "he she his her we our i is are was were be been has have had not no n't one more all some two said "
    "say says only both 's".split()
)
Doer = Literal["inside", "speaker", "nobody"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a pattern says of events, and what else must hold where it fits."""

    slot: Slot
    stance: Stance
    pattern: Pattern
    order: int
    needs: tuple[frozenset[str], ...]  # of each set one word must stand in the sentence
    doer: Doer  # whom a statement about who did it names
    spoken: bool  # only where somebody says so
    sided: bool  # only where a side is named in or right before the words
    counted: bool  # only where people are counted
    placeless: bool  # only where the sentence names no place of its own
    contrary: bool  # only where the sentence sets itself against what was told
    lone: bool  # only where the sentence makes no other statement
    answers: bool  # of what the sentence before tells, whatever that is
    without: frozenset[str]  # words that may not stand in the words found
    unlike: frozenset[str]  # words that may not stand before them in their clause


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The classes, and the rules by the words of the set that the fewest sentences have a word of."""

    classes: Mapping[str, Class]
    by_word: Mapping[str, tuple[Rule, ...]]

    def fitting(self, words: frozenset[str]) -> list[Rule]:
        """The rules that lack no word among some words, in their order."""
        near = {rule.order: rule for word in words for rule in self.by_word.get(word, ())}
        return [
            near[order]
            for order in sorted(near)
            if all(not needed.isdisjoint(words) for needed in near[order].needs)
        ]


@cache
def lexicon() -> Lexicon:
    """The rules of statements.

    Raises:
        LexiconError: a pattern cannot be read, or a rule has an unknown slot or stance.
    """
    table = load("statements")
    classes = {name: Class.of(words) for name, words in _classes(table)}
    by_word: dict[str, list[Rule]] = {}
    order = 0
    for entry in table["rules"]:
        for written in entry["patterns"]:
            rule = _rule(entry, compile_pattern(written, classes), order)
            for word in min(rule.needs, key=_commonness):
                by_word.setdefault(word, []).append(rule)
            order += 1
    return Lexicon(classes, {word: tuple(rules) for word, rules in by_word.items()})


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & _COMMON), len(words)


def _classes(table: Table) -> Iterator[tuple[str, Sequence[str]]]:
    for name, verbs in table["verbs"].items():
        yield name, [form for verb in verbs for form in inflect(verb)]
    yield from table["words"].items()
    yield "events", [word for words in table["events"].values() for word in words]


def _rule(entry: Table, pattern: Pattern, order: int) -> Rule:
    slot, stance = entry["slot"], entry["stance"]
    if slot not in get_args(Slot) or stance not in get_args(Stance):
        raise LexiconError(f"statements.toml: a rule has slot {slot!r} and stance {stance!r}")
    return Rule(
        slot=slot,
        stance=stance,
        pattern=pattern,
        order=order,
        needs=needs(pattern),
        doer=entry.get("doer", "inside"),
        spoken=entry.get("spoken", False),
        sided=entry.get("sided", False),
        counted=entry.get("counted", False),
        placeless=entry.get("placeless", False),
        contrary=entry.get("contrary", False),
        lone=entry.get("lone", False),
        answers=entry.get("answers", False),
        without=frozenset(entry.get("without", ())),
        unlike=frozenset(entry.get("unlike", ())),
    )
