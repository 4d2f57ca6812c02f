"""Our own events as a dataset, so that a run is compared with another dataset or with another run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geo.datasets.columns import Read, in_columns
from geo.datasets.kinds import our_kind
from geo.datasets.model import Dataset, DatasetEvent, Spot
from geo.geometry import drawn_places, is_context
from geo.model import Event
from geo.properties import actor_names, source_names
from geo.tollranges import toll_range

NAME = "Dateline"
BACKGROUND = "told as a sum or as background"


def dataset_of(events: Iterable[Event], path: Path) -> Dataset:
    """The events of a run; `path` is the file that they are from."""
    rows = (Read(listed(event, number), number - 1) for number, event in enumerate(events, 1))
    return in_columns(NAME, path, rows)


def listed(event: Event, line: int) -> DatasetEvent:
    """One event of ours: the places it is drawn at, the range of the dead over its sources."""
    drawn = drawn_places(event)
    first = next((place.place for place in drawn or event.places if place.place), None)
    killed = toll_range(event.claims, "killed")
    return DatasetEvent(
        line=line,
        id=event.event_id,
        kind=our_kind(event.type),
        start=event.moment.start,
        end=event.moment.end,
        date_precision=event.moment.precision,
        spots=tuple(
            Spot(place.lat, place.lon, place.radius_km, place.geo_precision)
            for place in drawn
            if place.lat is not None and place.lon is not None
        ),
        country=first.country if first else "",
        place=first.name if first else "",
        actors="; ".join(
            dict.fromkeys(
                actor_names(claim.perpetrators for claim in event.claims)
                + actor_names(claim.targets for claim in event.claims)
            )
        ),
        low=killed.low,
        best=killed.best,
        high=killed.high,
        source="; ".join(source_names(event.claims)),
        notes=event.title,
        not_compared=BACKGROUND if is_context(event) else "",
    )
