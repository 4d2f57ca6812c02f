"""A folder of parts asked in place, beside reading all of it and filtering.

`python bench/query.py 1000000` names how many events. They are copies of the sample corpus' events under other ids,
at other places and on other days; a part is a region, its events in the order of days, as extraction leaves
them. Copies compress well: of real events more bytes are read.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from measure import Row, best_of

from dashboard.on_disk import sample_corpus
from geo.executors import Serial
from geo.partitions import Settings, extract_into
from geo.results import Result, Selection

SIZE = 100_000
_IN_A_PART, _IN_A_GROUP = 16_000, 10_000
_DAYS, _FIRST = 3_000, date(2010, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
BOX = (36.0, 34.0, 37.5, 35.5)
TOWN = (36.6, 34.7, 36.8, 34.9)
MONTH = {"first": date(2015, 9, 1), "last": date(2015, 9, 30)}
WEEK = {"first": date(2015, 9, 7), "last": date(2015, 9, 13)}
_COLUMNS = ["event_id", "say_title", "start", "end", "on_timeline", "xmin", "ymin", "xmax", "ymax"]


def measure(size: int = SIZE) -> list[Row]:
    """What a page of the table, counts and values take."""
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside) / "events"
        write(folder, size)
        with Result.open(folder) as result:
            return list(_rows(result, folder, size))


def _rows(result: Result, folder: Path, size: int) -> list[Row]:
    import geopandas

    view = Selection(box=BOX, **MONTH)
    events = folder / "events"
    effort = result.effort(Selection(box=TOWN, **WEEK))
    touched = (
        f"a town and a week read {effort.parts} of {effort.of_parts} parts, {effort.row_groups} of the "
        f"{effort.of_row_groups} row groups in these, {effort.bytes / 1e6:,.1f} of "
        f"{effort.of_bytes / 1e6:,.0f} MB"
    )
    few = best_of(lambda: _filtered(pq.read_table(events, columns=_COLUMNS)), 3)
    whole = best_of(lambda: geopandas.read_parquet(events / "part-00000.parquet").cx[36:37, 34:35], 1)
    part = result.manifest.parts[0].events
    table, read_all = f"{size:,} events, a box and a month:", "pyarrow, all rows of 9 columns"
    return [
        Row(f"{table} a page of the table", best_of(lambda: result.table(view)), few, read_all, touched),
        Row(f"{table} how many", best_of(lambda: result.count(view)), few, "the same"),
        Row(
            f"{table} the events whole",
            best_of(lambda: sum(1 for _ in result.whole(view)), 2),
            whole * size / part,
            "geopandas, all columns (of one part, times the parts)",
            f"{result.count(view):,} events",
        ),
        Row(
            f"{size:,} events: the values of a facet",
            best_of(lambda: result.facet("source"), 3),
            best_of(lambda: _counted(events, "facet_source"), 3),
            "pyarrow",
        ),
        Row(
            f"{size:,} events: one event whole, by its id",
            best_of(lambda: result.event(f"e{size // 2:09}"), 3),
            best_of(lambda: pq.read_table(events, filters=[("event_id", "=", f"e{size // 2:09}")]), 1),
            "pyarrow",
        ),
    ]  # fmt: skip


def _filtered(table: pa.Table) -> pa.Table:
    west, south, east, north = BOX
    inside = pc.and_(pc.less_equal(table["xmin"], east), pc.greater_equal(table["xmax"], west))
    inside = pc.and_(inside, pc.less_equal(table["ymin"], north))
    inside = pc.and_(inside, pc.greater_equal(table["ymax"], south))
    inside = pc.and_(inside, pc.less_equal(table["start"], MONTH["last"]))
    inside = pc.and_(inside, pc.greater_equal(table["end"], MONTH["first"]))
    found = table.filter(pc.and_(inside, table["on_timeline"]))
    return found.sort_by([("start", "ascending"), ("end", "ascending"), ("event_id", "ascending")])[:50]


def _counted(events: Path, column: str) -> pa.Array:
    return pc.value_counts(pc.list_flatten(pq.read_table(events, columns=[column])[column]))


def write(folder: Path, size: int) -> None:
    """A result of so many events."""
    chance = np.random.default_rng(1)
    for name in ("events", "claims", "reports"):
        (folder / name).mkdir(parents=True)
    seed = _seed(folder)
    parts = []
    for number, first in enumerate(range(0, size, _IN_A_PART)):
        table = _copies(seed, first, min(_IN_A_PART, size - first), chance)
        parts.append(_part(number, table))
        path = folder / parts[-1]["events_file"]
        pq.write_table(table, path, compression="zstd", row_group_size=_IN_A_GROUP)
    about = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(about | {"events": size, "parts": parts}))


def _seed(folder: Path) -> pa.Table:
    """The events of the sample corpus as extraction into parts writes them; its manifest and reports too."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        made = Path(beside) / "seed"
        extract_into([sample_corpus()], made, Settings(Serial()), watch=lambda items, _: items, tell=list)
        for path in [made / "manifest.json", *made.glob("reports/*")]:
            path.replace(folder / path.relative_to(made))
        return pq.read_table(made / "events")


def _copies(seed: pa.Table, first: int, count: int, chance: np.random.Generator) -> pa.Table:
    """So many rows of the seed around one place, each moved and on another day."""
    table = seed.take(pa.array(chance.integers(0, len(seed), count)))
    centre = chance.uniform(-20, 60), chance.uniform(0, 55)
    if not first:
        centre = 36.7, 34.8
    undated = pc.is_null(table["start"]).to_numpy()
    start = _FIRST + chance.integers(0, _DAYS, count)
    lon, lat = (middle + chance.normal(0, 1.2, count) for middle in centre)
    spots = table["spots"].combine_chunks()
    lengths = pc.list_value_length(spots).to_numpy()
    flat, owner = spots.flatten(), np.repeat(np.arange(count), lengths)
    moved = pa.StructArray.from_arrays(
        [
            pa.array(lat[owner]),
            pa.array(lon[owner]),
            *(flat.field(n) for n in range(2, flat.type.num_fields)),
        ],
        fields=list(flat.type),
    )
    nowhere = lengths == 0
    columns = {
        "event_id": pa.array([f"e{first + number:09}" for number in chance.permutation(count)]),
        "start": pa.array(start, mask=undated).cast(pa.int32()).cast(pa.date32()),
        "end": pa.array(start + chance.integers(0, 3, count), mask=undated)
        .cast(pa.int32())
        .cast(pa.date32()),
        "spots": pa.ListArray.from_arrays(np.r_[0, np.cumsum(lengths)].astype(np.int32), moved),
        **{side: pa.array(lon, mask=nowhere) for side in ("xmin", "xmax")},
        **{side: pa.array(lat, mask=nowhere) for side in ("ymin", "ymax")},
    }
    for name, values in columns.items():
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), values.cast(table.schema.field(at).type))
    return table.sort_by([("start", "ascending"), ("end", "ascending"), ("event_id", "ascending")])


def _part(number: int, table: pa.Table) -> dict[str, Any]:
    low, high = ((pc.min(table[f"{axis}min"]).as_py(), pc.max(table[f"{axis}max"]).as_py()) for axis in "xy")
    return {
        "events_file": f"events/part-{number:05}.parquet",
        "claims_file": f"claims/part-{number:05}.jsonl",
        "events": len(table),
        "claims": 0,
        "bbox": [low[0], high[0], low[1], high[1]],
        "first_day": pc.min(table["start"]).as_py().isoformat(),
        "last_day": pc.max(table["end"]).as_py().isoformat(),
    }


if __name__ == "__main__":
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE):
        print(row)
