"""Actors as they may be published: those of the lexicon by name, all others by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.actors import default_lexicon, find_actors
from geo.lexicons import load
from geo.model import Actor, ActorMention, Attribution, Sentence, Span
from geo.tokens import tokenize

_KINDS = {
    "person": "a person",
    "media": "a news medium",
    "rescuer": "rescuers",
    "monitor": "a monitoring group",
    "medical": "medical staff",
    "armed_group": "an armed group",
    "military": "a military unit",
    "police": "police",
    "ministry": "a ministry",
    "government": "an authority",
    "civilians": "civilians",
}
_OTHER = "named in the report"
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # letters of a name that is looked for
_PLACE_NOUNS = ("settlement", "area", "district", "site", "water", "land")
_COMMON = "the of and for near north south east west northern southern eastern western old new al el".split()


class Names:
    """Gives actors the names that may be told; `places` are the names of all places that are made coarser."""

    def __init__(self, places: Iterable[str]) -> None:
        table = load("place_nouns")
        common = {word for kind in _PLACE_NOUNS for noun in table[kind] for word in noun.split()}
        words = {word.casefold() for name in places for word in _WORD.findall(name)}
        self._telling = {word for word in words if len(word) >= _LEAST} - common - set(_COMMON)

    def _tells_a_place(self, text: str) -> bool:
        return any(word.casefold() in self._telling for word in _WORD.findall(text))

    def actor(self, actor: Actor) -> Actor:
        """The actor itself if the lexicon has it, as itself or as a group without a name; else its kind."""
        known = bool(actor.actor_id) or (actor.kind != "person" and _is_group(actor.name))
        if known and not self._tells_a_place(actor.name):
            return actor
        return Actor("", _KINDS.get(actor.kind, _OTHER), actor.kind)

    def mentions(self, mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
        """Mentions with such actors; their words are their names."""
        return tuple(
            ActorMention(actor, None if m.span is None else bare(actor.name), m.inferred, m.form)
            for m in mentions
            for actor in [self.actor(m.actor)]
        )

    def chain(self, links: Iterable[Attribution]) -> tuple[Attribution, ...]:
        """Who says so, with such actors, and the verb where it is one word."""
        return tuple(
            Attribution(actor, bare(actor.name), link.verb if self._is_verb(link.verb) else "")
            for link in links
            for actor in [self.actor(link.actor)]
        )

    def _is_verb(self, verb: str) -> bool:
        return verb.isascii() and verb.isalpha() and verb.islower() and not self._tells_a_place(verb)

    def publisher(self, name: str) -> str:
        """The name of a publisher that the lexicon has; else none."""
        found = find_actors([Sentence(0, len(name), name)]) if name else []
        known = any(m.actor.actor_id and m.span and m.span.text == name for m in found)
        return name if known and not self._tells_a_place(name) else ""


def _is_group(name: str) -> bool:
    """True for what the lexicon lists as groups without a name, word for word: "rebels", "residents"."""
    tokens = tokenize(name, 0)
    match = default_lexicon().groups.at(tokens, 0) if tokens else None
    return match is not None and match.last == len(tokens)


def bare(text: str) -> Span:
    """Words without their place in a report."""
    return Span(0, len(text), text)
