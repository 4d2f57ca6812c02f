"""Which first-level area a settlement is in, by its point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gazetteer.geography import Layer
from gazetteer.sources.entry import Entry


def put_in_provinces(settlements: Sequence[Entry], areas: Layer) -> None:
    """Give every settlement the name of the first-level area that holds it.

    One that none holds (an island, a coast simplified away) gets the area that most of its GeoNames
    region's settlements are in.
    """
    points = np.array([[e.place.lon, e.place.lat] for e in settlements]).reshape(-1, 2)
    order = np.argsort(points[:, 1], kind="stable")
    lats = points[order, 1]
    for number, (west, south, east, north) in enumerate(areas.bounds):
        band = order[np.searchsorted(lats, south) : np.searchsorted(lats, north, side="right")]
        near = band[(points[band, 0] >= west) & (points[band, 0] <= east)]
        for at in near[areas.covers(number, points[near])] if len(near) else ():
            if settlements[at].place.country == areas.properties[number]["country"]:
                settlements[at].province = number
    usual: dict[str, Counter[int]] = {}
    for entry in settlements:
        if entry.province is not None and entry.region_code:
            usual.setdefault(entry.region_code, Counter())[entry.province] += 1
    for entry in settlements:
        votes = usual.get(entry.region_code)
        if entry.province is None and votes:
            entry.province = min(votes, key=lambda number: (-votes[number], number))
        if entry.province is not None:
            entry.place = replace(entry.place, admin1=areas.properties[entry.province]["name"])
