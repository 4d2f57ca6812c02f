"""The words of speech: verbs of saying with their stance, and the nouns that speak."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.lexicons import inflect, load
from geo.model import Stance
from geo.tokens import Phrases

# "while saying" and "the reporting police" have their subject elsewhere, or are no verbs.
_NO_VERB_ENDING = "ing"
_STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")


@dataclass(frozen=True, slots=True)
class Words:
    """geo/lexicon/speech.toml, ready to be looked up."""

    verbs: Phrases[Stance]
    calls: frozenset[str]  # of these the ones that deny only where a word of `false` follows
    false: frozenset[str]
    verdicts: frozenset[str]  # what they call what was hit: "legitimate"
    tells: frozenset[str]  # verbs whose object is whom it was said to
    voices: frozenset[str]  # nouns for people and offices that speak: "doctor", "council"
    locals: frozenset[str]  # those who tell of the place where they are
    mouths: frozenset[str]  # nouns for those who speak for another: "spokesman", "statement"
    cites: Phrases[Literal[True]]
    agencies: frozenset[str]  # names of newsrooms that write for others
    recordings: frozenset[str]
    groups: frozenset[str]  # nouns that take up an armed group named before


@cache
def words() -> Words:
    """The lexicon of speech."""
    table = load("speech")
    return Words(
        verbs=Phrases(
            (form, stance)
            for stance in _STANCES
            for verb in (*table[stance], *(table["calls"] if stance == "denies" else ()))
            for form in inflect(verb)
            if not form.split()[0].endswith(_NO_VERB_ENDING)
        ),
        calls=frozenset(form for verb in table["calls"] for form in inflect(verb)),
        false=frozenset((*table["false"], *table["inventions"])),
        verdicts=frozenset(table["verdicts"]),
        tells=frozenset(form for verb in table["tells"] for form in inflect(verb)),
        voices=frozenset((*table["voices"], *table["mouths"])),
        locals=frozenset(table["locals"]),
        mouths=frozenset(table["mouths"]),
        cites=Phrases((phrase, True) for phrase in table["cites"]),
        agencies=frozenset(table["agencies"]),
        recordings=frozenset(table["recordings"]),
        groups=frozenset(table["groups"]),
    )
