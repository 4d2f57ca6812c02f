"""Why sentences that hold a trigger word gave no event: for who judges what this program reads.

The rules are those of every reading, and give the reason themselves; here they are only written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.claims import TOLD_IN, find_claims, find_drafts
from geo.claims.drafts import Draft
from geo.claims.triggers import PAIRED, Passed, listed_words
from geo.claims.view import View, views_of
from geo.model import BlockKind, Claim, Document, Mentions, Mode, Sentence, Span

_MAKING_NONE: dict[Mode, str] = {
    "hypothetical": "supposed, not told: a claim that makes no event",
    "negated": "said not to have happened: a claim that makes no event",
}
_BLOCKS: dict[BlockKind, str] = {
    "boilerplate": "in the page's machinery or an appeal, not in the report",
    "byline": "in a byline",
    "credit": "in a credit",
    "comment": "in a reader's comment",
}
NO_RULE = "no rule took it"

Stretch = tuple[int, int]  # first and last (exclusive) offset of a sentence


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sentence that gave no event, and its trigger words, each with the reason."""

    sentence: Span
    words: tuple[tuple[Span, str], ...]

    @property
    def why(self) -> str:
        """The reasons, each once."""
        return "; ".join(dict.fromkeys(why for _, why in self.words))


@dataclass(frozen=True, slots=True)
class Explained:
    """The sentences of a report that hold a trigger word: those that gave an event, and all others."""

    told: tuple[Span, ...]
    passed: tuple[PassedOver, ...]


def explain(document: Document, sentences: Sequence[Sentence], mentions: Mentions) -> Explained:
    """What became of every sentence of a report that holds a trigger word; reads the report again."""
    walk = _Walk()
    find_drafts(document, sentences, mentions, walk.note)
    fates = walk.fates()
    quoted = _quoted(find_claims(document, sentences, mentions))
    told: list[Span] = []
    passed: list[PassedOver] = []
    for view in views_of(sentences, mentions):
        words = _words(view, fates.get(_stretch(view.sentence), []))
        if not words:
            continue
        if _stretch(view.sentence) in quoted:
            told.append(view.evidence)
        else:
            passed.append(PassedOver(view.evidence, tuple(words)))
    return Explained(tuple(told), tuple(passed))


class _Walk:
    """What a reading says of the trigger words, by sentence."""

    def __init__(self) -> None:
        self._seen: list[tuple[View, list[Draft], list[Passed]]] = []

    def note(self, view: View, drafts: list[Draft], passed: list[Passed]) -> None:
        """A part of a sentence has been read."""
        self._seen.append((view, drafts, passed))

    def fates(self) -> dict[Stretch, list[tuple[Span, str]]]:
        """The words and their reasons, once the report is read through; "" for a word that tells an event."""
        found: dict[Stretch, list[tuple[Span, str]]] = {}
        for view, drafts, passed in self._seen:
            here = found.setdefault(_stretch(view.whole or view.sentence), [])
            here += [(view.span(one.first, one.last), one.why) for one in passed if one.why != PAIRED]
            for draft in drafts:
                why = draft.dropped or _MAKING_NONE.get(draft.mode, "")
                here += [(view.span(one.first, one.last), why) for one in draft.triggers]
        return found


def _words(view: View, fates: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The trigger words of a sentence in their order, each with the reason why it gave no event."""
    listed = [view.span(first, last) for first, last in listed_words(view)]
    if view.sentence.block not in TOLD_IN:
        return [(span, _BLOCKS[view.sentence.block]) for span in listed]
    known = [(span, why or NO_RULE) for span, why in fates]
    rest = [(span, NO_RULE) for span in listed if not any(_meet(span, other) for other, _ in known)]
    return sorted([*known, *rest], key=lambda word: word[0].start)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _quoted(claims: Sequence[Claim]) -> frozenset[Stretch]:
    """The sentences that claims which make an event quote."""
    return frozenset(_spans(claims))


def _spans(claims: Sequence[Claim]) -> Iterator[Stretch]:
    for claim in claims:
        if claim.kind == "event" and claim.mode not in _MAKING_NONE:
            yield from ((span.start, span.end) for span in claim.evidence)


def _stretch(sentence: Sentence) -> Stretch:
    return sentence.start, sentence.end
