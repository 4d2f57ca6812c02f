"""Scenes between two places: "on the road between Gao and Ansongo" lies on neither of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from gazetteer.distance import km_between
from gazetteer.model import Place
from geo.claims.view import View
from geo.model import Toponym

_LONGEST_KM = 400.0  # a longer stretch says no more than the province
_LEAST_KM = 3.0
_ON_THE_WAY_KM = 25.0  # from the one end that is known


def stretch_between(view: View) -> list[Toponym]:
    """The middle between the two ends that a sentence names, with a radius that reaches both; or nothing."""
    ends = [t for t in view.toponyms if t.relation == "between" and t.role == "place" and t.place]
    for one, other in pairwise(ends):
        made = _stretch(view, one, other)
        if made:
            return [made]
    return _near_one_end(view)


def _near_one_end(view: View) -> list[Toponym]:
    """ "between X and Y", of which one alone is known: somewhere on the way from that one."""
    ends = [t for t in view.toponyms if t.relation == "between" and t.role == "place"]
    known = [t for t in ends if t.place and not t.place.is_area]
    if len(known) != 1 or not _has_other_end(view, known[0]):
        return []
    end = known[0]
    return [
        replace(
            end,
            relation="between",
            geo_precision="near",
            radius_km=_ON_THE_WAY_KM,
            reason="one end of the way",
        )
    ]


def _has_other_end(view: View, end: Toponym) -> bool:
    """A second name in "between X and Y"; a road "to X" alone is told by where else it is."""
    first, last = view.range_of(end.start, end.end)
    if view.norms[first - 1 : first] == ["between"]:
        return view.norms[last : last + 1] == ["and"]
    return "between" in view.norms[max(0, first - 4) : first] and view.norms[first - 1] == "and"


def _stretch(view: View, one: Toponym, other: Toponym) -> Toponym | None:
    if one.place is None or other.place is None or one.place.is_area or other.place.is_area:
        return None
    a, b = one.place, other.place
    km = km_between((a.lat, a.lon), (b.lat, b.lon))
    if not 0 < km <= _LONGEST_KM or abs(a.lon - b.lon) > 180:
        return None
    lat, lon, radius = round((a.lat + b.lat) / 2, 4), round((a.lon + b.lon) / 2, 4), max(_LEAST_KM, km / 2)
    same = a.country if a.country == b.country else ""
    place = Place(
        place_id=f"between:{a.place_id}:{b.place_id}",
        name=f"between {a.name} and {b.name}",
        kind="road",
        country=same,
        admin1=a.admin1 if same and a.admin1 == b.admin1 else "",
        lat=lat,
        lon=lon,
        radius_km=round(radius, 1),
        population=0,
        source="measured in the report",
    )
    base = view.sentence.start
    text = view.sentence.text[one.start - base : other.end - base]
    confidence = min(one.confidence, other.confidence)
    return Toponym(
        one.start, other.end, text, "place", "between", place, lat, lon, place.radius_km, "near", confidence,
        "the middle between the two",
    )  # fmt: skip
