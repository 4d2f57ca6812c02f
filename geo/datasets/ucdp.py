"""Rows of UCDP's Georeferenced Event Dataset, as CSV: https://ucdp.uu.se/downloads (the user's own copy)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from geo.datasets import values
from geo.datasets.columns import Lost
from geo.datasets.kinds import ucdp_kind
from geo.datasets.model import DatasetEvent, Spot
from geo.lexicons import load
from geo.model import TimePrecision

NAME = "UCDP GED"
NEEDED = ("id", "type_of_violence", "date_start", "latitude", "longitude", "best")
WANTED = (
    *NEEDED, "date_end", "date_prec", "where_prec", "where_coordinates", "adm_1", "country", "side_a",
    "side_b", "high", "low", "source_article", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown",
    "event_clarity", "number_of_sources",
)  # fmt: skip
ALSO = {"best": ("best_est",), "high": ("high_est",), "low": ("low_est",)}  # versions before 5

_PARTS = {
    "deaths_a": "of side A",
    "deaths_b": "of side B",
    "deaths_civilians": "civilians",
    "deaths_unknown": "unknown",
}


def read(row: Mapping[str, str], line: int) -> DatasetEvent | Lost:
    """The event of a row, or what is wrong with it. `where_prec` 6 (the country alone) gives no spot."""
    start = values.day(row["date_start"])
    end = values.day(row["date_end"]) if row["date_end"] else start
    if start is None or end is None or end < start:
        value = f"{row['date_start']} – {row['date_end']}"
        return Lost(line, "date_start and date_end are no days that can be told; write YYYY-MM-DD", value)
    kind = ucdp_kind(row["type_of_violence"])
    if kind is None:
        return Lost(line, "type_of_violence is not 1, 2 or 3", row["type_of_violence"])
    point = values.degrees(row["latitude"], row["longitude"])
    reach = load("datasets")["ucdp"]["radius_km"].get(row["where_prec"] or "1")
    if point is None or reach is None:
        value = f"{row['latitude']}, {row['longitude']}, {row['where_prec']}"
        return Lost(line, "latitude, longitude and where_prec are no place on Earth", value)
    placed = reach["as"] != "country"
    return DatasetEvent(
        line=line,
        id=row["id"],
        kind=kind,
        start=start,
        end=end,
        date_precision=_precision(row["date_prec"], start, end),
        spots=(Spot(*point, float(reach["km"]), reach["as"]),) if placed else (),
        country=row["country"],
        place=", ".join(dict.fromkeys(part for part in (row["where_coordinates"], row["adm_1"]) if part)),
        actors="; ".join(dict.fromkeys(side for side in (row["side_a"], row["side_b"]) if side)),
        low=values.figure(row["low"]),
        best=values.figure(row["best"]),
        high=values.figure(row["high"]),
        source=row["source_article"],
        notes=_notes(row),
    )


def _precision(told: str, start: date, end: date) -> TimePrecision:
    known: dict[str, TimePrecision] = load("datasets")["ucdp"]["date_precision"]
    return known.get(told, "day" if start == end else "range")


def _notes(row: Mapping[str, str]) -> str:
    """Who the dead were, how clear the event is, how many sources tell it: UCDP has no words of its own."""
    dead = [f"{row[name]} {whose}" for name, whose in _PARTS.items() if row[name] not in {"", "0"}]
    parts = [
        f"Deaths: {', '.join(dead)}" if dead else "",
        f"event clarity {row['event_clarity']}" if row["event_clarity"] else "",
        f"{row['number_of_sources']} sources" if row["number_of_sources"] not in {"", "-1"} else "",
    ]
    return "; ".join(part for part in parts if part)
