"""Whether what a sentence tells goes on about an event told elsewhere in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.distance import km_between

if TYPE_CHECKING:
    from geo.claims.drafts import Draft
    from geo.model import Toponym

_LEAD_PARAGRAPHS = 2  # what follows tells more of what the first ones sum up
_LEAD_SENTENCES = 4
_LEAD_REACH = 6  # sentences behind it
_ONE_SCENE_KM = 25.0
_MORE = frozenset({"others", "another", "further", "more", "additional"})
_WIDE = frozenset({"country", "unresolved"})
_AREAS = frozenset({"area", "admin1"})


def goes_on(draft: Draft, other: Draft) -> bool:
    """False where a draft names a place of its own, in another paragraph and away from the other's.

    "Jets hit Homs. [new paragraph] In Hama two people were killed": nobody says that it was by jets.
    """
    one, two = draft.view.sentence, other.view.sentence
    own = own_places(draft)
    if one.paragraph == two.paragraph:
        return True
    theirs = [place for place in other.places if place.geo_precision not in _WIDE]
    later = other.view.index > draft.view.index
    if _on_another_day(draft, other) or (later and not _leads_to(draft, other)):
        return False
    if draft.definite or not own or (later and not theirs) or (not later and _counts_more(draft, other)):
        return True
    if any(_are_one_scene(a, b) for a in own for b in theirs):
        return True
    spots = [place for place in theirs if place.geo_precision not in _AREAS]
    leads = two.paragraph < _LEAD_PARAGRAPHS and any(place.text for place in other.places)
    sums_up = two.block == "headline" or leads
    return not spots and (sums_up or abs(one.paragraph - two.paragraph) <= 1)


def _counts_more(draft: Draft, other: Draft) -> bool:
    """ "Three others were killed in X", "Another nine died": more of what was told right before."""
    near = draft.view.sentence.paragraph - other.view.sentence.paragraph <= 1
    said = (f"{toll.span.text} {toll.who}".casefold() for toll in draft.tolls if not toll.part_of)
    return near and any(_MORE & set(words.replace("more than", "").split()) for words in said)


def _on_another_day(draft: Draft, other: Draft) -> bool:
    """Both sentences name a day, and not the same."""
    if not (draft.dated_here and other.dated_here):
        return False
    a, b = draft.moment, other.moment
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.end < b.start or b.end < a.start


def _leads_to(draft: Draft, other: Draft) -> bool:
    """What is told farther on is meant before by a headline or the first sentences alone."""
    sentence = draft.view.sentence
    lead = sentence.block in ("headline", "dateline") or draft.view.index < _LEAD_SENTENCES
    return lead and other.view.index - draft.view.index <= _LEAD_REACH


def own_places(draft: Draft) -> list[Toponym]:
    """The places that the draft's own sentence names, countries left out."""
    return [place for place in draft.places if place.text and place.geo_precision not in _WIDE]


def are_beside(one: Toponym, other: Toponym) -> bool:
    """Two points that may belong to one scene: a town, and what is reported from around it."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return km_between((one.lat, one.lon), (other.lat, other.lon)) <= _ONE_SCENE_KM


def _are_one_scene(one: Toponym, other: Toponym) -> bool:
    """The same place, one inside the other's area, or not far from one another."""
    a, b = one.place, other.place
    if a is None or b is None:
        return one.text == other.text
    if a.place_id == b.place_id:
        return True
    if (one.geo_precision in _AREAS or other.geo_precision in _AREAS) and a.country == b.country:
        return b.admin1 in (a.admin1, a.name) or b.name == a.admin1
    return are_beside(one, other)
