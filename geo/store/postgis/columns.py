"""Events and claims as the columns that SQL and maps search by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geo.geometry import Geometry, event_geometry, is_context
from geo.model import Event
from geo.properties import actor_names, place_properties, source_names
from geo.records import Record
from geo.tollranges import toll_range

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Row = dict[str, Any]

_MOST = 2**63 - 1  # of a bigint; the record holds what is more
_WGS84 = 4326


def event_columns(event: Event, gazetteer: Gazetteer) -> Row:
    """The values of `tables.EVENT_COLUMNS`; `geom` as text that PostGIS reads (EWKT, hexadecimal EWKB)."""
    killed, wounded = toll_range(event.claims, "killed"), toll_range(event.claims, "wounded")
    start, end = event.moment.start, event.moment.end
    claims = (*event.claims, *event.statements)
    return {
        "title": event.title,
        "first_day": _iso(start),
        "last_day": _iso(end),
        "days": _range(start, end),
        "date_precision": event.moment.precision,
        **place_properties(event),
        "geom": _in_text(event_geometry(event, gazetteer)),
        "attributed_to": actor_names(claim.perpetrators for claim in event.claims),
        "targets": actor_names(claim.targets for claim in event.claims),
        "sources": source_names(event.claims),
        "reports": list(dict.fromkeys(claim.doc_id for claim in claims)),
        "killed_low": _whole(killed.low),
        "killed_best": _whole(killed.best),
        "killed_high": _whole(killed.high),
        "wounded_low": _whole(wounded.low),
        "wounded_best": _whole(wounded.best),
        "wounded_high": _whole(wounded.high),
        "disputed_slots": list(event.disputed_slots),
        "independent_sources": event.independent_sources,
        "is_context": is_context(event),
    }


def claim_columns(record: Record) -> Row:
    """The values of `tables.CLAIM_COLUMNS`, of a claim's record; `source` is nearest to the event first."""
    quote, sources = record["evidence"][0], record.get("source", ())
    when = record.get("date") or {}
    return {
        "kind": record.get("kind", "event"),
        "mode": record.get("mode"),
        "scope": record.get("scope"),
        "stance": record.get("stance"),
        "slot": record.get("slot"),
        "confidence": record.get("confidence"),
        "first_day": when.get("from"),
        "last_day": when.get("to"),
        "place": "; ".join(dict.fromkeys(_names(record.get("places", ())))) or None,
        "source": list(_names(sources)),
        "verb": sources[0].get("verb") if sources else None,
        "attributed_to": list(_names(record.get("perpetrators", ()))),
        "targets": list(_names(record.get("targets", ()))),
        "quote": quote["text"],
        "quote_start": quote["start"],
        "quote_end": quote["end"],
        "trigger": record["trigger"]["text"],
    }


def _names(records: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """What actors and places are called, by those that the claim itself gives."""
    return (
        one.get("name") or one.get("text") or ""
        for one in records
        if not one.get("inferred") and (one.get("name") or one.get("text"))
    )


def _in_text(geometry: Geometry | None) -> str | None:
    if geometry is None:
        return None
    if geometry["type"] == "Point":  # nearly all: no library is asked
        lon, lat = geometry["coordinates"]
        return f"SRID={_WGS84};POINT({lon!r} {lat!r})"
    import shapely
    import shapely.geometry

    shape = shapely.set_srid(shapely.geometry.shape(geometry), _WGS84)
    return str(shapely.to_wkb(shape, hex=True, include_srid=True))


def _range(start: date | None, end: date | None) -> str | None:
    """Both days and those between, as PostgreSQL writes a range of days."""
    if start is None or end is None:
        return None
    past = "infinity" if end == date.max else (end + timedelta(days=1)).isoformat()
    return f"[{start.isoformat()},{past})"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _whole(figure: int | None) -> int | None:
    return figure if figure is not None and figure <= _MOST else None
