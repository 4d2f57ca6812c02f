"""The events of a part, whole, and its claims, written as files of the output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer
from geo.events.merging import by_day, by_event, form_event, is_mapped
from geo.export import write
from geo.export.frames import geoparquet_table
from geo.model import Claim, Document, Event, Extraction
from geo.partitions.claimrows import Told, from_row, reports_of
from geo.partitions.clustering import Part
from geo.partitions.kinship import kin_of
from geo.partitions.linking import STEP as LINKED
from geo.partitions.workfiles import read_slices, whole
from geo.webmap.rows import event_rows

EVENTS, CLAIMS = "events", "claims"  # folders of the output
_ROWS_IN_A_GROUP = 10_000  # so few that a reader who asks for some days reads few of the others


@dataclass(frozen=True, slots=True)
class Written:
    """What a part holds: counts, the box of its geometries (degrees), its days; None where there are none."""

    events_file: str
    claims_file: str
    events: int
    claims: int
    bbox: tuple[float, float, float, float] | None
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Writing:
    """The step for a part's number."""

    work: Path
    out: Path
    pieces: int
    parts: int
    made_by: str

    def __call__(self) -> Callable[[int], Written]:
        """Open the gazetteer, for the outlines of areas."""
        gazetteer = Gazetteer.open()
        return lambda number: self._write(number, gazetteer)

    def _write(self, number: int, gazetteer: Gazetteer) -> Written:
        events, claims, reports = self._formed(number)
        names = f"{EVENTS}/part-{number:05}.parquet", f"{CLAIMS}/part-{number:05}.jsonl"
        made = Extraction((), tuple(claims), tuple(events), made_by=self.made_by)
        _write_events(made, reports, self.out / names[0], gazetteer)
        write(made, self.out / names[1], gazetteer=gazetteer)
        days = [(e.moment.start, e.moment.end) for e in events if e.moment.start and e.moment.end]
        return Written(
            *names,
            events=len(events),
            claims=len(claims),
            bbox=_box(self.out / names[0]),
            first_day=min(start for start, _ in days).isoformat() if days else None,
            last_day=max(end for _, end in days).isoformat() if days else None,
        )

    def _formed(self, number: int) -> tuple[list[Event], list[Claim], dict[str, Document]]:
        """The part's events in the order of days, its claims in the order of reports, and these by id.

        A statement that concerns events of several parts is among the claims of the first one's.
        """
        part = Part.read(self.work, self.pieces, number)
        placed = part.placed()
        linked = [from_row(row) for _, row in read_slices(self.work, LINKED, self.pieces, number)]
        linked.sort(key=lambda told: told.order)
        about = by_event([told.claim for told in linked])
        reports = reports_of([*linked, *part.told.values()])
        kin = kin_of(self.work, self.parts, number)
        events = [
            replace(
                form_event(group, event_id, placed, about.get(event_id, ()), reports),
                possibly_same=kin.get(event_id, ()),
            )
            for event_id, group in part.groups
            if is_mapped(group)
        ]
        here = {event_id for event_id, _ in part.groups}
        own = [told for told in linked if not told.claim.about or told.claim.about[0] in here]
        told = [replace(one, claim=placed[claim_id]) for claim_id, one in part.told.items()]
        return sorted(events, key=by_day), _in_order([*told, *own]), reports


def _write_events(
    made: Extraction, reports: Mapping[str, Document], path: Path, gazetteer: Gazetteer
) -> None:
    """GeoParquet with the columns of event rows that it does not have."""
    import pyarrow.parquet as pq

    table, rows = geoparquet_table(made, gazetteer), event_rows(made.events, reports, gazetteer)
    for name in rows.column_names:
        if name not in table.column_names:
            table = table.append_column(rows.schema.field(name), rows[name])
    with whole(path) as part:
        pq.write_table(table, part, compression="zstd", row_group_size=_ROWS_IN_A_GROUP)


def _in_order(told: Sequence[Told]) -> list[Claim]:
    return [one.claim for one in sorted(told, key=lambda one: one.order)]


def _box(path: Path) -> tuple[float, float, float, float] | None:
    """The box that a GeoParquet file names for all its geometries; None where it has none."""
    import pyarrow.parquet as pq

    about: dict[str, Any] = json.loads(pq.read_schema(path).metadata[b"geo"])
    box = about["columns"][about["primary_column"]].get("bbox") or [None]
    if any(side is None or side != side for side in box):  # noqa: PLR0124 - NaN is not itself
        return None
    west, south, east, north = box
    return west, south, east, north
