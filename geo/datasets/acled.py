"""Rows of ACLED's export or API, as CSV: https://acleddata.com (the user's own, licensed copy)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from geo.datasets import values
from geo.datasets.columns import Lost
from geo.datasets.kinds import acled_kind
from geo.datasets.model import DatasetEvent, Spot
from geo.lexicons import load
from geo.model import TimePrecision

NAME = "ACLED"
NEEDED = ("event_id_cnty", "event_date", "event_type", "latitude", "longitude")
WANTED = (
    *NEEDED, "time_precision", "sub_event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2",
    "country", "admin1", "location", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip
MAX_TYPE = 200  # characters
ALSO = {"event_id_cnty": ("event_id_no_cnty", "data_id")}  # older exports


def read(row: Mapping[str, str], line: int) -> DatasetEvent | Lost:
    """The event of a row, or what is wrong with it.

    `time_precision` 2 is the seven days around the day, 3 its month; `fatalities` is the one figure that
    ACLED gives. A point at 0,0 is a blank.
    """
    middle = values.day(row["event_date"])
    if middle is None:
        return Lost(line, "event_date is no day that can be told; write it as YYYY-MM-DD", row["event_date"])
    point = values.degrees(row["latitude"], row["longitude"])
    if point is None:
        where = f"{row['latitude']}, {row['longitude']}"
        return Lost(line, "latitude and longitude are no place on Earth", where)
    start, end, precision = _moment(middle, row["time_precision"])
    reach = load("datasets")["acled"]["radius_km"].get(row["geo_precision"] or "1")
    if reach is None:
        return Lost(line, "geo_precision is not 1, 2 or 3", row["geo_precision"])
    return DatasetEvent(
        line=line,
        id=row["event_id_cnty"],
        kind=acled_kind(row["event_type"][:MAX_TYPE], row["sub_event_type"][:MAX_TYPE]),
        start=start,
        end=end,
        date_precision=precision,
        spots=(Spot(*point, float(reach["km"]), reach["as"]),),
        country=row["country"],
        place=_joined(row["location"], row["admin1"], by=", "),
        actors=_joined(row["actor1"], row["assoc_actor_1"], row["actor2"], row["assoc_actor_2"]),
        best=values.figure(row["fatalities"]),
        source=row["source"],
        notes=row["notes"],
    )


def _moment(middle: date, precision: str) -> tuple[date, date, TimePrecision]:
    if precision == "2":
        return *values.week_around(middle), "week"
    if precision == "3":
        return *values.month_of(middle), "month"
    return middle, middle, "day"


def _joined(*parts: str, by: str = "; ") -> str:
    return by.join(dict.fromkeys(part for part in parts if part))
