"""Sources that stand apart: "…: ministry" and "Police: …" in headlines, "— X" after a quotation."""

from __future__ import annotations

from geo.claims.attribution.subjects import SPEAKER_KINDS
from geo.claims.attribution.voices import name_of, voice_after
from geo.claims.view import View
from geo.model import Actor, Attribution

_DASHES = frozenset({"-", "–", "—"})
_MARKUP = frozenset({"#", "*"})
_LONGEST = 7  # tokens of a source that stands apart
_NO_LEAD = frozenset({"state"})  # "Syria: 20 killed" says where


def set_apart(view: View) -> tuple[list[Attribution], set[int]]:
    """The source behind a headline's last colon, before its first, or behind a quotation's last dash."""
    if view.sentence.block == "headline":
        colons = [i for i, norm in enumerate(view.norms) if norm == ":" and 0 < i < len(view.norms) - 1]
        start = next((i for i, norm in enumerate(view.norms) if norm not in _MARKUP), 0)
        spans = [(colons[-1] + 1, len(view.norms)), (start, colons[0])] if colons else []
    else:
        spans = []
    dash = _closing_dash(view)
    spans += [(dash + 1, len(view.norms))] if dash is not None else []
    for first, last in spans:
        link = _source(view, first, last)
        if link:
            return [link], set(range(first, last))
    return [], set()


def is_signature(view: View) -> bool:
    """ "— X, a doctor": who said what the sentence before quotes."""
    return view.norms[:1] in (["–"], ["—"]) and len(view.norms) <= _LONGEST


def _closing_dash(view: View) -> int | None:
    """The dash that only a name follows: in a headline, behind a quotation mark, or first of a sentence."""
    if is_signature(view):
        return 0
    low = max(1, len(view.norms) - 1 - _LONGEST)
    dash = next((i for i in range(len(view.norms) - 2, low - 1, -1) if view.norms[i] in _DASHES), None)
    if dash is None or (view.sentence.block != "headline" and view.norms[dash - 1] not in {'"', "”"}):
        return None
    spaced = view.tokens[dash].start > view.tokens[dash - 1].end
    return dash if spaced else None


def _source(view: View, first: int, last: int) -> Attribution | None:
    """An actor who is all that stands there, or a phrase with a noun that speaks."""
    if not 0 < last - first <= _LONGEST:
        return None
    for mention in view.actors:
        if mention.span is None or mention.actor.kind not in SPEAKER_KINDS or view.is_place(mention):
            continue
        start, end = view.range_of(mention.span.start, mention.span.end)
        ends = end == last or view.norms[end : end + 1] == [","]
        if start == first and ends and not (last < len(view.norms) and mention.actor.kind in _NO_LEAD):
            return Attribution(mention.actor, mention.span)
    voice = voice_after(view, first)
    if voice and voice.last == last:
        return Attribution(Actor("", name_of(view, voice), "unnamed"), view.span(first, last))
    return None
