"""The columns of the tables: their names, what people call them, and what their cells hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JOINT = "; "  # between the items of a list in one cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `datatype` is one of the W3C's "Metadata Vocabulary for Tabular Data", 5.11.1."""

    name: str
    title: str
    datatype: str = "string"
    several: bool = False  # a list joined by JOINT, which stands in no item of it
    required: bool = False
    limits: Mapping[str, Any] = field(default_factory=dict)  # minimum, maximum
    about: str = ""


_LEAST = {"minimum": 0}
_OPEN = "Empty where a source leaves it open."

EVENTS = (
    Column("event_id", "Event id", required=True),
    Column("type", "Type of event", required=True),
    Column("title", "Title"),
    Column("start", "First day", "date"),
    Column("end", "Last day", "date"),
    Column("date_precision", "Precision of the days"),
    Column("place", "Places", several=True),
    Column("country", "Countries (ISO 3166-1 alpha-2)", several=True),
    Column("admin1", "First-level areas", several=True),
    Column(
        "lat",
        "Latitude (WGS 84 degrees)",
        "double",
        limits={"minimum": -90, "maximum": 90},
        about="Of the first place drawn.",
    ),
    Column(
        "lon",
        "Longitude (WGS 84 degrees)",
        "double",
        limits={"minimum": -180, "maximum": 180},
        about="Of the first place drawn.",
    ),
    Column("geo_precision", "Precision of the place"),
    Column("radius_km", "Radius (km)", "double", limits=_LEAST),
    Column("perpetrators", "Attributed to", several=True),
    Column("targets", "Targets", several=True),
    Column("killed_low", "Killed, at least", "integer", limits=_LEAST),
    Column("killed_best", "Killed, where sources agree", "integer", limits=_LEAST),
    Column("killed_high", "Killed, at most", "integer", limits=_LEAST, about=_OPEN),
    Column("wounded_low", "Wounded, at least", "integer", limits=_LEAST),
    Column("wounded_best", "Wounded, where sources agree", "integer", limits=_LEAST),
    Column("wounded_high", "Wounded, at most", "integer", limits=_LEAST, about=_OPEN),
    Column("status", "Status"),
    Column("disputed_slots", "What sources differ on", several=True),
    Column("independent_sources", "Separate origins found", "integer", limits=_LEAST),
    Column("merged_because", "Why its claims are under one event", several=True),
    Column(
        "confidence",
        "Confidence that it was read correctly",
        "double",
        limits={"minimum": 0, "maximum": 1},
        about="How sure the program is that it read this correctly; not whether it happened.",
    ),
    Column("plover", "PLOVER event and mode", several=True),
    Column("acled", "ACLED event and sub-event", several=True),
    Column("sources", "Reported by", several=True),
    Column("documents", "Reports", several=True),
    Column("evidence", "The words of the reports", about="Quotes, joined by a semicolon and a space."),
    Column(
        "evidence_spans",
        "Where the words stand",
        "json",
        about="For each quote: the claim, the report, and its first character and the one after its last, "
        "counted in Unicode code points from 0.",
    ),
    Column("profile", "Profile", about="internal, or what was made coarser and left out."),
)  # fmt: skip

AREAS = (
    Column("country", "Country (ISO 3166-1 alpha-2)", about="Empty: in several countries, or not known."),
    Column("admin1", "First-level area", about="Empty: in several, or not known."),
    Column("admin1_code", "Code of the first-level area", about="ISO 3166-2, or as imported."),
    Column("admin2", "Second-level area", about="Of boundaries that were imported."),
    Column("admin2_code", "Code of the second-level area", about="As imported: a p-code."),
    Column("admin3", "Third-level area", about="Of boundaries that were imported."),
    Column("admin3_code", "Code of the third-level area", about="As imported: a p-code."),
    Column("week", "ISO week", about="Empty: over several weeks, or the day is not known."),
    Column("week_start", "Monday of the week", "date"),
    Column("dated", "What is known of the day", required=True, about="in one week, over several, not known"),
    Column(
        "scope", "Told as", required=True, about="event, or sum or background: never to be added to events."
    ),
    Column("type", "Type of event", required=True),
    Column("events", "Events", "integer", required=True, limits={"minimum": 1}),
    Column("disputed", "Of them disputed", "integer", required=True, limits=_LEAST),
    Column("killed_told", "Of them with a figure of killed", "integer", required=True, limits=_LEAST),
    Column("killed_low", "Killed, at least", "integer", limits=_LEAST, about="Over those with a figure."),
    Column(
        "killed_high",
        "Killed, at most",
        "integer",
        limits=_LEAST,
        about="Over those with a figure; empty where one of them leaves it open.",
    ),
    Column("claims", "Claims", "integer", required=True, limits=_LEAST),
    Column("sources", "Different sources named", "integer", required=True, limits=_LEAST),
    Column("reports", "Different reports", "integer", required=True, limits=_LEAST),
    Column("profile", "Profile", about="internal, or what was made coarser and left out."),
)
AREA_KEY = (
    *("country", "admin1", "admin1_code", "admin2", "admin2_code", "admin3", "admin3_code"),
    *("week", "dated", "scope", "type", "profile"),
)
