"""Events counted by area, ISO week and type: a table in which every event is in one row, and in one only.

What lies in no one area or week has rows of its own, with those cells empty; nothing is spread over several.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.export.areas import LEVELS, Area, Areas, Chain
from geo.export.columns import AREA_KEY, AREAS
from geo.export.csvw import describe
from geo.export.source import Source
from geo.export.table import write_rows
from geo.geometry import is_context
from geo.jsontext import plain
from geo.model import Event, Moment
from geo.properties import source_names
from geo.sheets import defused
from geo.tollranges import toll_range

if TYPE_CHECKING:
    from gazetteer import Gazetteer

COLUMNS = tuple(column.name for column in AREAS)


@dataclass(frozen=True, slots=True)
class _Key:
    """What a row is of."""

    areas: Chain
    week: tuple[int, int] | None  # ISO year and week
    dated: str
    scope: str
    type: str
    profile: str


@dataclass(slots=True)
class _Count:
    """What is counted in a row."""

    events: int = 0
    disputed: int = 0
    killed_told: int = 0
    killed_low: int = 0
    killed_high: int | None = 0
    claims: int = 0
    sources: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)


def write_areas(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """One row for each area, ISO week and type that has events, sorted."""
    from gazetteer import Gazetteer

    counts = counted(source.events, Areas(gazetteer or Gazetteer.open()))
    write_rows(path, COLUMNS, (_row(key, counts[key]) for key in sorted(counts, key=_order)))


def describe_areas(source: Source, name: str) -> str:
    """The description of the table called `name` (CSVW), as JSON."""
    return describe(source, name, "Reported events by area, ISO week and type", AREAS, AREA_KEY)


def counted(events: Iterable[Event], areas: Areas) -> dict[_Key, _Count]:
    """The events by what their row is of."""
    counts: dict[_Key, _Count] = {}
    for event in events:
        week, dated = _week(event.moment)
        scope = "sum or background" if is_context(event) else "event"
        key = _Key(areas.of(event), week, dated, scope, event.type, event.profile)
        _add(counts.setdefault(key, _Count()), event)
    return counts


def _week(moment: Moment) -> tuple[tuple[int, int] | None, str]:
    """The one ISO week that the moment lies in, and whether there is one."""
    if moment.start is None or moment.end is None:
        return None, "not known"
    first, last = moment.start.isocalendar()[:2], moment.end.isocalendar()[:2]
    return (first, "in one week") if first == last else (None, "over several")


def _add(count: _Count, event: Event) -> None:
    """Lows add up; one event that leaves its high open leaves that of the row open."""
    count.events += 1
    count.disputed += event.status == "disputed"
    count.claims += len(event.claims)
    count.sources.update(source_names(event.claims))
    count.reports.update(claim.doc_id for claim in event.claims)
    killed = toll_range(event.claims, "killed")
    if killed.low is None and killed.high is None:
        return
    count.killed_told += 1
    count.killed_low += killed.low or 0
    if killed.high is None or count.killed_high is None:
        count.killed_high = None
    else:
        count.killed_high += killed.high


def _row(key: _Key, count: _Count) -> dict[str, Any]:
    areas = dict(zip(LEVELS, key.areas, strict=False))
    cells: dict[str, Any] = {"country": areas.get("country", Area()).code}
    for level in LEVELS[1:]:
        area = areas.get(level, Area())
        cells |= {level: area.name, f"{level}_code": area.code}
    cells |= {
        "week": f"{key.week[0]:04}-W{key.week[1]:02}" if key.week else None,
        "week_start": date.fromisocalendar(*key.week, 1).isoformat() if key.week else None,
        "dated": key.dated,
        "scope": key.scope,
        "type": key.type,
        "events": count.events,
        "disputed": count.disputed,
        "killed_told": count.killed_told,
        "killed_low": count.killed_low if count.killed_told else None,
        "killed_high": count.killed_high if count.killed_told else None,
        "claims": count.claims,
        "sources": len(count.sources),
        "reports": len(count.reports),
        "profile": key.profile,
    }
    return {name: defused(plain(cell) if isinstance(cell, str) else cell) for name, cell in cells.items()}


def _order(key: _Key) -> tuple[Any, ...]:
    """By area, week and type; what has no area or no week comes last."""
    return (
        not key.areas,
        key.areas,
        key.week is None,
        key.week or (),
        key.dated,
        key.scope,
        key.type,
        key.profile,
    )
