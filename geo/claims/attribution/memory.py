"""Who spoke before: what "he", "the ministry" and "the group" stand for, and whose quotation goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from geo.claims.attribution.words import words
from geo.claims.view import View
from geo.model import Actor, Attribution, Span

PERSONAL = frozenset({"he", "she", "they", "him", "her", "them"})
_TITLE_REACH = 4  # tokens before a name in which its title may stand


class Speaker(NamedTuple):
    """Somebody who speaks or thinks: the words for them, and the tokens that these cover."""

    actor: Actor
    span: Span
    first: int
    last: int


@dataclass(slots=True)
class Memory:
    """What the sentences before left open: whose words go on, and who "he" and "the ministry" are."""

    speaker: tuple[Attribution, ...] = ()
    in_quote: bool = False
    paragraph: int = -1
    spoke_at: int = 0  # the sentence in which the speaker was last named
    publisher: str = ""  # who speaks to whom: "told X" adds no source where X publishes the report
    subject: Actor | None = None  # of the last sentence with a speaker, even one who "would not say"
    titled: dict[str, Actor] = field(default_factory=dict)  # "ministry": the one that spoke last
    group: Actor | None = None  # the armed group named last


def learn(view: View, memory: Memory, speaker: Speaker) -> None:
    """Remember who spoke by their noun: "the interior ministry" is "the ministry" from then on."""
    memory.subject = speaker.actor
    words_before = view.norms[max(0, speaker.first - _TITLE_REACH) : speaker.first]
    for norm in (*words_before, *(word.casefold() for word in speaker.span.text.split())):
        if norm in words().voices:
            memory.titled[norm] = speaker.actor


def begin(view: View, memory: Memory) -> None:
    """A quotation ends with its paragraph; the group that a sentence names is "the group" after it."""
    if view.sentence.paragraph != memory.paragraph:
        memory.paragraph, memory.in_quote = view.sentence.paragraph, False
    named = (m.actor for m in view.actors if m.actor.kind == "armed_group" and m.form == "name")
    memory.group = next(named, memory.group)


def personal(view: View, at: int, memory: Memory) -> Speaker | None:
    """ "he", "them": whoever spoke last."""
    if not memory.speaker or view.norms[at] not in PERSONAL:
        return None
    return Speaker(memory.speaker[0].actor, view.span(at, at + 1), at, at + 1)
