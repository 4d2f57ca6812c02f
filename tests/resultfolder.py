"""A folder of parts made by the tests, as `extract … -o FOLDER/` would write it of these events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gazetteer import Gazetteer
from geo.export.frames import geoparquet_table
from geo.model import Document, Event, Extraction
from geo.webmap.reportrows import report_of, report_rows
from geo.webmap.rows import event_rows


def tables_of(
    events: Sequence[Event], documents: Sequence[Document], gazetteer: Gazetteer, parts: int = 1
) -> list[pa.Table]:
    """Every how-many-th event in each of so many parts."""
    by_id = {document.id: document for document in documents}
    made = []
    for number in range(parts):
        some = events[number::parts]
        table = geoparquet_table(Extraction((), (), tuple(some)), gazetteer)
        rows = event_rows(some, by_id, gazetteer)
        for name in rows.column_names:
            if name not in table.column_names:
                table = table.append_column(rows.schema.field(name), rows[name])
        made.append(table)
    return made


def write_folder(
    folder: Path, tables: Sequence[pa.Table], documents: Sequence[Document] = (), rows_in_a_group: int = 4
) -> Path:
    """The parts, the list of reports, and the manifest."""
    for name in ("events", "claims", "reports"):
        (folder / name).mkdir(parents=True)
    parts = []
    for number, table in enumerate(tables):
        parts.append(part_of(number, table))
        pq.write_table(table, folder / parts[-1]["events_file"], row_group_size=rows_in_a_group)
    pq.write_table(report_rows(map(report_of, documents)), folder / "reports" / "part-00000.parquet")
    about = {
        "format": "dateline-partitions-1",
        "made_by": "Dateline of the tests",
        "reports": len(documents),
        "claims": 0,
        "events": sum(map(len, tables)),
        "unread": {},
        "parts": parts,
    }
    (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def part_of(number: int, table: pa.Table) -> dict[str, Any]:
    """What the manifest says of a part."""
    box = [pc.min(table["xmin"]), pc.min(table["ymin"]), pc.max(table["xmax"]), pc.max(table["ymax"])]
    sides = [side.as_py() for side in box]
    first, last = pc.min(table["start"]).as_py(), pc.max(table["end"]).as_py()
    return {
        "events_file": f"events/part-{number:05}.parquet",
        "claims_file": f"claims/part-{number:05}.jsonl",
        "events": len(table),
        "claims": 0,
        "bbox": None if None in sides else sides,
        "first_day": first and first.isoformat(),
        "last_day": last and last.isoformat(),
    }
