"""Who: actors named, described or meant in a report."""

from __future__ import annotations

from collections.abc import Sequence

from geo.actors.finding import find_in_sentence
from geo.actors.lexicon import ActorLexicon, default_lexicon, lexicon_with
from geo.actors.organisations import find_organisations
from geo.actors.people import Surnames, find_people
from geo.model import ActorMention, Sentence
from geo.tokens import tokenize

__all__ = ["ActorLexicon", "default_lexicon", "find_actors", "lexicon_with"]


def find_actors(sentences: Sequence[Sentence], lexicon: ActorLexicon | None = None) -> list[ActorMention]:
    """Every mention of an actor, sorted by its start; none overlaps another."""
    lexicon = lexicon or default_lexicon()
    mentions: list[ActorMention] = []
    surnames = Surnames()
    for sentence in sentences:
        tokens = tokenize(sentence.text, sentence.start)
        found = find_in_sentence(tokens, sentence.text, sentence.start, lexicon)
        unknown = find_organisations(tokens, sentence.text, sentence.start, lexicon.heads, found)
        found = [f for f in found if not any(u.first <= f.first < u.last for u in unknown)] + unknown
        people = find_people(tokens, sentence.text, sentence.start, found)
        surnames.learn(people)
        found += people
        found += surnames.find(tokens, found)
        mentions += sorted((f.mention for f in found), key=_start)
    return mentions


def _start(mention: ActorMention) -> int:
    return mention.span.start if mention.span else 0
