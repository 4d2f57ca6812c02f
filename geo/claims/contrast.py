"""A sentence in which two sources contradict each other is looked at in two parts, one a source."""

from __future__ import annotations

from dataclasses import replace

from geo.claims.attribution import Memory, speech_of
from geo.claims.view import View
from geo.model import Sentence

_JOINTS = frozenset({",", ";", "–", "—"})
_CONTRASTS = frozenset({"but", "while", "whereas", "although", "though", "however", "yet"})
_SHORTEST = 4  # tokens of a part


def parts_of(view: View) -> list[View]:
    """ "X said A, but Y said B": A and B apart, each with its own speaker; any other sentence whole.

    The parts quote the whole sentence as their evidence.
    """
    for at in range(_SHORTEST, len(view.norms) - _SHORTEST):
        contrasts = view.norms[at] in _CONTRASTS and view.norms[at - 1] in _JOINTS
        if contrasts or view.norms[at - 1] == ";":
            parts = [_part(view, 0, at), _part(view, at, len(view.tokens))]
            if all(_has_speaker(part) for part in parts):
                return parts
    return [view]


def _part(view: View, first: int, last: int) -> View:
    """Tokens first to last (exclusive) of a sentence, with what was found in them."""
    whole, low, high = view.sentence, view.tokens[first].start, view.tokens[last - 1].end
    text = whole.text[low - whole.start : high - whole.start]
    return replace(
        view,
        sentence=Sentence(low, high, text, whole.block, whole.paragraph),
        toponyms=tuple(t for t in view.toponyms if low <= t.start < high),
        dates=tuple(d for d in view.dates if low <= d.start < high),
        actors=tuple(a for a in view.actors if a.span and low <= a.span.start < high),
        tolls=tuple(t for t in view.tolls if low <= t.span.start < high),
        whole=whole,
    )


def _has_speaker(part: View) -> bool:
    return bool(speech_of(part, Memory()).chain)
