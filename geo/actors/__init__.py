"""Who: actors named, described or meant in a report."""

from __future__ import annotations

from collections.abc import Sequence

from geo.actors.finding import find_in_sentence
from geo.actors.found import line_of
from geo.actors.lexicon import ActorLexicon, default_lexicon, load_actors
from geo.actors.organisations import find_organisations
from geo.actors.people import Surnames, find_people
from geo.actors.reports import Report
from geo.model import ActorMention, Sentence

__all__ = ["ActorLexicon", "default_lexicon", "find_actors", "load_actors"]


def find_actors(sentences: Sequence[Sentence], lexicon: ActorLexicon | None = None) -> list[ActorMention]:
    """Every mention of an actor, sorted by its start; none overlaps another.

    `sentences` are those of one report: what it says elsewhere decides what a short name means.
    """
    lexicon = lexicon or default_lexicon()
    report = Report(sentences, lexicon)
    mentions: list[ActorMention] = []
    surnames = Surnames()
    for sentence in sentences:
        line = line_of(sentence, report)
        found = find_in_sentence(line, lexicon)
        unknown = find_organisations(line, lexicon.heads, found)
        found = [f for f in found if not any(u.first <= f.first < u.last for u in unknown)] + unknown
        people = find_people(line, found)
        found += people
        surnames.learn(found)
        found += surnames.find(line.tokens, found)
        mentions += sorted((f.mention for f in found), key=_start)
    return mentions


def _start(mention: ActorMention) -> int:
    return mention.span.start if mention.span else 0
