"""What a figure over a long time is of: the war, the protests, the air campaign that the sentence names.

"Some 9,000 have died since the rising began" is of no single event told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from geo.claims.triggers import HARM
from geo.lexicons import load
from geo.model import DateMention, Moment

if TYPE_CHECKING:
    from geo.claims.drafts import Draft

_PERFECT = frozenset({"has", "have"})
_SINCE = frozenset({"since"})
_SINCE_REACH = 8  # tokens from "since" to the day on which it began
_OF_AIR = "air_strike"


def is_long_sum(draft: Draft) -> bool:
    """Harm counted over weeks, months or a war: "have been killed since …", "died in two decades"."""
    if draft.type != HARM or not draft.tolls:
        return False
    norms = set(draft.view.norms)
    return draft.counted or bool(_SINCE & norms and _PERFECT & norms)


def date_sums(drafts: Iterable[Draft], published: date | None) -> None:
    """ "… have died since the march of 3 May": from that day to publication."""
    for draft in drafts if published else ():
        if draft.summed and not draft.dated_here and published:
            since = next((d for d in draft.view.dates if _is_of_since(draft, d)), None)
            if since and since.moment.start and since.moment.start <= published:
                draft.moment = Moment(since.moment.start, published, "range", since.text, since.moment.anchor)
                draft.dated_here, draft.counted, draft.scope = True, True, "aggregate"


def _is_of_since(draft: Draft, mention: DateMention) -> bool:
    """A date in the clause behind "since"."""
    first, _ = draft.view.range_of(mention.start, mention.end)
    return "since" in draft.view.norms[max(0, first - _SINCE_REACH) : first]


def type_of_sum(draft: Draft, *, raided: bool) -> str:
    """The type that the words for the whole tell ("in the unrest", "since the war began"); else nothing."""
    norms = draft.view.norms
    best: tuple[int, str] | None = None
    for type_, words in load("triggers")["sums"].items():
        found = [at for at, norm in enumerate(norms) if norm in words]
        if found and (best is None or found[0] < best[0]):
            best = (found[0], type_)
    if best is None:
        return ""
    return best[1] if best[1] != "campaign" else _OF_AIR if raided else ""
