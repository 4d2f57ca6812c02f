"""Places that no gazetteer knows and the text measures: "Xville, 9 km east of Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gazetteer.folding import fold
from gazetteer.model import Candidate, Place
from geo.toponyms.names import Name
from geo.toponyms.sphere import distance_km, offset

_REACH = 8  # tokens between a place and what it is measured from
_SURE = 0.6  # confidence of a place that only the text vouches for, at the most
_PART_OF_DISTANCE = 0.3  # how far off "14 km north-west" may be, as a part of it
_LEAST_KM = 2.0
_FAR = 3.0  # times the radius
SOURCE = "measured in the report"


def measure_unknown(names: Sequence[Name]) -> None:
    """Give unknown places of a sentence the point that an apposition gives them; the other is its parent.

    So too a place whose namesake in the gazetteer lies elsewhere. Such a place has an id of its own,
    "described:ua-zorynske", and `SOURCE` as its source.
    """
    for unknown, known in pairwise(names):
        if unknown.role != "place" or not _measures(unknown, known):
            continue
        made = _made(unknown, known)
        if unknown.choice is None or _is_elsewhere(unknown.choice, made):
            unknown.choice = made
            unknown.candidates = (unknown.choice,)
            unknown.confidence = round(min(_SURE, known.confidence), 3)
            unknown.relation = "near"
            unknown.reasons.append(f"measured from {known.text}")
            known.reasons.append("parent")


def _measures(unknown: Name, known: Name) -> bool:
    between = unknown.tokens.lowers[unknown.last : known.first]
    told = known.distance_km and known.bearing is not None and known.choice is not None
    return bool(told) and between[:1] == [","] and "," not in between[1:] and len(between) <= _REACH


def _is_elsewhere(chosen: Candidate, made: Candidate) -> bool:
    """The text is believed to a few times what it may be off."""
    return distance_km(chosen.place, made.place) > _FAR * made.place.radius_km + chosen.place.radius_km


def _made(unknown: Name, known: Name) -> Candidate:
    origin = known.choice.place if known.choice else None
    distance, bearing = known.distance_km or 0.0, known.bearing or 0.0
    if origin is None:
        raise ValueError("measured from a place that is not known")
    lat, lon = offset(origin.lat, origin.lon, bearing, distance)
    slug = re.sub(r"\W+", "-", fold(unknown.text)).strip("-")
    place = Place(
        place_id=f"described:{origin.country.lower()}-{slug}",
        name=unknown.text,
        kind="village",
        country=origin.country,
        admin1=origin.admin1,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(max(_LEAST_KM, _PART_OF_DISTANCE * distance), 1),
        population=0,
        source=SOURCE,
        note=f"not in the gazetteer: {distance:.0f} km from {origin.name}",
    )
    return Candidate(place, "exact", _SURE)
