"""A sentence with all that the earlier steps found in it: what the claim extractor looks at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from geo.model import ActorMention, DateMention, Mentions, Sentence, Span, Toll, Toponym
from geo.tokens import Token, tokenize

BE = frozenset("is are was were be been being".split())  # before the participle of a passive


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True)
class View:
    """A sentence, its tokens and its mentions; token indexes are within the sentence."""

    index: int
    sentence: Sentence
    toponyms: tuple[Toponym, ...]
    dates: tuple[DateMention, ...]
    actors: tuple[ActorMention, ...]
    tolls: tuple[Toll, ...] = ()
    whole: Sentence | None = None  # the sentence that this is a part of

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The sentence's words and marks, with offsets into the document."""
        return tokenize(self.sentence.text, self.sentence.start)

    @cached_property
    def starts(self) -> list[int]:
        """The tokens' first offsets."""
        return [token.start for token in self.tokens]

    @cached_property
    def norms(self) -> list[str]:
        """The tokens' normal forms."""
        return [token.norm for token in self.tokens]

    def at(self, offset: int) -> int:
        """Index of the token that begins at an offset, or of the next one."""
        return bisect_left(self.starts, offset)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last (exclusive) token of a stretch of the document."""
        return self.at(start), bisect_left(self.starts, end)

    def span(self, first: int, last: int) -> Span:
        """Tokens first to last (exclusive) as evidence."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        offset = self.sentence.start
        return Span(start, end, self.sentence.text[start - offset : end - offset])

    @cached_property
    def name_tokens(self) -> frozenset[int]:
        """Tokens inside names of actors and places: "Islamic State" states nothing, "Battle" is a town."""
        taken: set[int] = set()
        for mention in self.actors:
            if mention.span and mention.form != "group":
                taken.update(range(*self.range_of(mention.span.start, mention.span.end)))
        for toponym in self.toponyms:
            if not toponym.nominal:
                taken.update(range(*self.range_of(toponym.start, toponym.end)))
        return frozenset(taken)

    @cached_property
    def named(self) -> Sequence[tuple[ActorMention, int, int]]:
        """The actors that stand in the sentence, each with its first and last (exclusive) token."""
        spans = ((mention, mention.span) for mention in self.actors)
        return [(mention, *self.range_of(span.start, span.end)) for mention, span in spans if span]

    def ends_actor(self, index: int) -> bool:
        """True where an actor's words end right before a token."""
        return any(
            mention.span and self.range_of(mention.span.start, mention.span.end)[1] == index
            for mention in self.actors
        )

    def starts_group(self, index: int) -> bool:
        """True where words for a group without a name begin at a token."""
        return any(m.span and m.form == "group" and self.at(m.span.start) == index for m in self.actors)

    def is_place(self, mention: ActorMention) -> bool:
        """True for a state that is only named as where something is ("hit targets in Syria")."""
        if mention.actor.kind != "state" or mention.span is None or mention.form not in ("name", "seat"):
            return False
        start = mention.span.start
        if start == self.sentence.start:
            return False  # a sentence that begins with a state has it for its subject
        return any(t.role == "place" and t.start <= start < t.end for t in self.toponyms)

    @property
    def evidence(self) -> Span:
        """The whole sentence."""
        sentence = self.whole or self.sentence
        return Span(sentence.start, sentence.end, sentence.text)


def views_of(sentences: Sequence[Sentence], mentions: Mentions) -> list[View]:
    """One view a sentence."""
    figures = [toll.span.start for toll in mentions.tolls]
    spans = [(mention.span.start if mention.span else -1) for mention in mentions.actors]
    views = []
    for index, sentence in enumerate(sentences):
        places = _within(mentions.toponyms, sentence)
        low, high = bisect_left(spans, sentence.start), bisect_left(spans, sentence.end)
        views.append(
            View(
                index,
                sentence,
                places,
                _within(mentions.dates, sentence),
                _without_places(mentions.actors[low:high], places),
                mentions.tolls[bisect_left(figures, sentence.start) : bisect_left(figures, sentence.end)],
            )
        )
    return views


def _without_places(actors: Sequence[ActorMention], places: Sequence[Toponym]) -> tuple[ActorMention, ...]:
    """ "Prosecutors in Baja California said": a run of capitals that is a place is no person."""
    named = {(place.start, place.end) for place in places}
    return tuple(
        actor
        for actor in actors
        if not (actor.form == "person" and actor.span and (actor.span.start, actor.span.end) in named)
    )


def _within(mentions: Sequence[S], sentence: Sentence) -> tuple[S, ...]:
    low = bisect_left(mentions, sentence.start, key=lambda mention: mention.start)
    high = bisect_left(mentions, sentence.end, key=lambda mention: mention.start)
    return tuple(mentions[low:high])
