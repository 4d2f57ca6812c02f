"""Actors as they may be published: those of the lexicon by name, all others by their kind."""

from __future__ import annotations

from collections.abc import Iterable

from geo.actors import find_actors
from geo.model import Actor, ActorMention, Attribution, Claim, Sentence, Span
from geo.publishing.wording import Wording

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


class Names:
    """Gives actors the names that may be told."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def actor(self, actor: Actor) -> Actor:
        """The actor itself, or one of its kind without a name."""
        if actor.actor_id and not self.wording.names_a_place(actor.name):
            return actor
        if actor.kind != "person" and self.wording.is_harmless(actor.name):
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
        """Who says so, with such actors."""
        return tuple(
            Attribution(actor, bare(actor.name), self.wording.kept(link.verb))
            for link in links
            for actor in [self.actor(link.actor)]
        )

    def publisher(self, name: str) -> str:
        """The name of a publisher that the lexicon knows, or one that tells nothing; else none."""
        found = find_actors([Sentence(0, len(name), name)]) if name else []
        known = any(m.actor.actor_id and m.span and m.span.text == name for m in found)
        return (
            name if (known and not self.wording.names_a_place(name)) or self.wording.is_harmless(name) else ""
        )

    def told(self, claim: Claim) -> list[str]:
        """The names that a claim tells anyway, as they stand in it: of its actors in the lexicon."""
        pairs = [(m.actor, m.span) for m in (*claim.perpetrators, *claim.targets)]
        pairs += [(link.actor, link.span) for link in claim.source]
        known = [(actor, span) for actor, span in pairs if self.actor(actor).actor_id]
        return [text for actor, span in known for text in (actor.name, span.text if span else "")]


def bare(text: str) -> Span:
    """Words without their place in a report."""
    return Span(0, len(text), text)
