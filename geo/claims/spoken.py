"""Where somebody spoke: "In X the government condemned the bombing" tells nothing of X."""

from __future__ import annotations

from geo.claims.attribution.words import words
from geo.claims.view import View
from geo.model import Toponym

VIEWS = frozenset(
    "condemn condemns condemned condemning denounce denounces denounced denouncing deplored mourned hailed "
    "welcomed praised criticised criticized".split()
)
# Said to others, of what is told elsewhere as well; "protested" and "called" may also tell an event.
APPEALS = frozenset("warned warn urged called appealed demanded protested summoned".split())
_SPEAK_FROM_AFAR = frozenset({"state", "government", "organisation", "coalition", "official"})
_SPEAKER_REACH = 3  # tokens between the place, or the day behind it, and who speaks
_VERB_REACH = 3


def is_where_they_spoke(view: View, toponym: Toponym, voices: frozenset[int]) -> bool:
    """A capital at the head of a sentence, right before a government, a body or a spokesman who speaks.

    With a comma between it is where it happened: "In Kabul, the ministry said, a bomb …".
    """
    first, last = view.range_of(toponym.start, toponym.end)
    if first != 1 or view.norms[0] != "in" or toponym.place is None or toponym.place.kind != "capital":
        return False
    dated = next((d for d in view.dates if view.at(d.start) == last), None)
    behind = view.range_of(dated.start, dated.end)[1] if dated else last
    near = range(behind, min(behind + _SPEAKER_REACH, len(view.norms)))
    if any(at in voices and view.norms[at] in words().mouths for at in near):
        return "," not in view.norms[behind : behind + _SPEAKER_REACH]
    for mention in view.actors:
        if mention.span is None or mention.actor.kind not in _SPEAK_FROM_AFAR:
            continue
        start, end = view.range_of(mention.span.start, mention.span.end)
        if behind <= start <= behind + _SPEAKER_REACH and "," not in view.norms[behind:start]:
            speaks = voices & set(range(start, end)) or VIEWS & set(view.norms[end : end + _VERB_REACH])
            return bool(speaks)
    return False


def is_only_judged(view: View, first: int, last: int) -> bool:
    """ "condemned the bombing": it was told elsewhere, unless a place, a day or a figure follows."""
    if not VIEWS & set(view.norms[max(0, first - _VERB_REACH) : first]):
        return False
    after = view.tokens[last - 1].end
    told = [*(t.start for t in view.toponyms), *(d.start for d in view.dates)]
    return not any(start >= after for start in told) and not view.tolls
