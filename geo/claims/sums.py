"""What a figure over a long time is of: the war, the protests, the air campaign that the sentence names.

"Some 9,000 have died since the rising began" is of no single event told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.claims.triggers import HARM
from geo.claims.view import BE
from geo.lexicons import load
from geo.model import DateMention, Moment
from geo.tokens import Phrases

if TYPE_CHECKING:
    from geo.claims.drafts import Draft

_PERFECT = frozenset({"has", "have"})
_SINCE = frozenset({"since"})
_SINCE_REACH = 8  # tokens from "since" to the day on which it began
_OF_AIR = "air_strike"
_LONG = timedelta(days=3)
_NEAR = 6  # tokens between a count of acts and the words for the event
_SEVERAL = 10  # acts; four strikes may be one raid
_ACTS = frozenset(
    "sorties flights missions strikes airstrikes raids attacks clashes kidnappings abductions killings "
    "incidents homicides murders assaults bombings engagements".split()
)
_COUNTED = frozenset("recorded documented registered tallied logged".split())
_NATIONWIDE = Phrases((phrase, True) for phrase in ("nationwide", "across the country", "countrywide"))


def is_long_sum(draft: Draft) -> bool:
    """Harm counted over weeks, months or a war: "have been killed since …", "died in two decades"."""
    if draft.type != HARM or not draft.tolls:
        return False
    return draft.counted or is_since(draft)


def is_since(draft: Draft) -> bool:
    """ "200 have been killed since the war began"."""
    norms = set(draft.view.norms)
    return bool(draft.tolls and _SINCE & norms and _PERFECT & norms)


def is_of_several(draft: Draft) -> bool:
    """A figure over many events: "40 sorties", "six killed since May", "9 dead across the country"."""
    if draft.mode != "actual":
        return False
    view = draft.view
    if _counts_acts(draft):
        return True
    if not draft.tolls:
        return False
    kept = any(two in _COUNTED and one not in BE for one, two in pairwise(view.norms))
    if kept or _NATIONWIDE.find(view.tokens):
        return True
    start, end = draft.moment.start, draft.moment.end
    date_ = draft.date
    since = date_ is not None and date_.text.casefold().startswith("since")
    since = since and draft.type != "displacement"  # one flight may last for weeks
    return bool(since and start and end and end - start >= _LONG)


def _counts_acts(draft: Draft) -> bool:
    """ "52 sorties", "19 attacks": more than one event, near the draft's own words."""
    norms, first, last = draft.view.norms, draft.triggers[0].first, draft.triggers[-1].last
    for at in range(max(0, first - _NEAR), min(last + _NEAR, len(norms) - 1)):
        digits = norms[at].replace(",", "")
        if digits.isdecimal() and int(digits) >= _SEVERAL and _ACTS & set(norms[at + 1 : at + 3]):
            return True
    return False


def date_sums(drafts: Iterable[Draft], published: date | None) -> None:
    """ "… have died since the march of 3 May": from that day to publication."""
    for draft in drafts if published else ():
        sums_up = draft.summed or (draft.type == "displacement" and is_since(draft))
        if sums_up and published and (draft.told_lately or not draft.dated_here):
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
