"""When a claim finds an annotated event: what the scorers of the two annotated corpora share.

A gold file is JSON: `places` (a name to lat, lon and km, the distance that is still right) and `documents`
(an id to lists of `events` and `statements`). tests/reports/README.md says what their fields mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from geo.model import Claim, Document, Toponym

Gold = dict[str, Any]


def load(path: Path) -> Gold:
    data: Gold = json.loads(path.read_text(encoding="utf-8"))
    return data


def items(gold: Gold, kind: str) -> Iterator[tuple[str, Gold]]:
    """(document id, annotation) of one kind: events, statements, must_not."""
    for doc_id, annotated in gold["documents"].items():
        for item in annotated[kind]:
            yield doc_id, item


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere of 6371 km (haversine)."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def is_near(gold: Gold, place: Toponym, name: str, *, coarse: bool = False) -> bool:
    """The place lies at the annotated one; coarse: or is an area that reaches it."""
    want = gold["places"][name]
    if place.lat is None or place.lon is None:
        return False
    is_area = coarse and place.geo_precision in {"admin1", "area"}
    most = want["km"] + (place.radius_km if is_area else 0)
    return bool(distance_km(place.lat, place.lon, want["lat"], want["lon"]) <= most)


def is_located(gold: Gold, claim: Claim, item: Gold, *, coarse: bool = False) -> bool:
    """One place of the claim lies near one of the annotation's, or the annotation has none."""
    return not item["places"] or any(
        is_near(gold, place, name, coarse=coarse) for place in claim.places for name in item["places"]
    )


def dates_agree(claim: Claim, item: Gold) -> bool:
    """The days overlap. Where the annotation has none all are accepted, where they are open no day too."""
    if item["from"] is None:
        return True
    start, end = claim.moment.start, claim.moment.end
    if start is None or end is None:
        return item.get("dates") == "open"
    return bool(start.isoformat() <= item["to"] and item["from"] <= end.isoformat())


def accepted(item: Gold, field: str) -> list[str]:
    """The annotated value of a field and those that are as right (`or_types` beside `type`)."""
    return [item[field], *item.get(f"or_{field}s", ())]


def finds(gold: Gold, claim: Claim, item: Gold, *, coarse: bool = False) -> bool:
    return (
        claim.mode in accepted(item, "mode")
        and claim.type in accepted(item, "type")
        and is_located(gold, claim, item, coarse=coarse)
        and dates_agree(claim, item)
    )


def stands_in(claim: Claim, document: Document, quote: str) -> bool:
    """The claim's evidence shares words with the annotated quote."""
    start = document.text.index(quote)
    return any(span.start < start + len(quote) and start < span.end for span in claim.evidence)


def is_pinned(claim: Claim) -> bool:
    return any(place.lat is not None and place.geo_precision != "country" for place in claim.places)
