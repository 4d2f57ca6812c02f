"""A folder of parts asked through DuckDB: the answers of the page's own filters, and of no other file."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import facets, filters, prepared
from dashboard.filters import Filters
from gazetteer import Gazetteer
from geo.errors import ExportError, ResultError
from geo.export.formats import FORMATS
from geo.export.readback import read_events
from geo.export.writing import write
from geo.results import EVERYTHING, Result, Selection, extent_of, is_result, source_for
from geo.results.engine import Engine
from geo.webmap.facets import FACETS
from geo.webmap.rows import SCHEMA
from tests.resultfolder import tables_of, write_folder

VALUES = ("air_strike", "protest", "shelling", "meeting")
WORDS = ("talbiseh", "rockets", "hospital", "o'clock")
FIRST = date(2015, 1, 1)


def made_up(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Event rows of every kind: undated, told as background, without a place, at several."""
    chance = random.Random(seed)  # noqa: S311
    rows = []
    for number in range(count):
        start = FIRST + timedelta(chance.randrange(60)) if chance.random() < 0.8 else None
        end = start and start + timedelta(chance.randrange(4))
        spots = [
            {
                "lat": chance.randrange(-8, 9) * 10.0,
                "lon": chance.randrange(-18, 19) * 10.0,
                "radius": 0.0,
                "kind": 0,
            }
            for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))
        ]
        lats, lons = [s["lat"] for s in spots], [s["lon"] for s in spots]
        kind = chance.choice(VALUES)
        found = {f"facet_{name}": chance.sample(VALUES, chance.randrange(3)) for name in FACETS}
        rows.append(
            dict.fromkeys(SCHEMA.names, "")
            | {name: None for name in SCHEMA.names if SCHEMA.field(name).type == pa.int32()}
            | {"event_id": f"e{number:03}", "type": kind, "start": start, "end": end, "disputed": False}
            | {"on_timeline": start is not None and chance.random() < 0.9, "tints": [], "spots": spots}
            | found
            | {"facet_type": [kind], "facet_place": [f"p:{chance.randrange(9)}"]}
            | {"searched": " ".join(chance.sample(WORDS, 2)).replace("'", "")}
            | {"xmin": min(lons, default=None), "xmax": max(lons, default=None)}
            | {"ymin": min(lats, default=None), "ymax": max(lats, default=None)}
        )
    return rows


Both = tuple[Result, facets.Index]


def places_named(name: str, loose: bool) -> list[str]:
    """A gazetteer for the test: one name has another spelling, one is only nearly known."""
    return {("tal", False): ["p:3"], ("hospitl", True): ["p:1", "p:2"]}.get((name, loose), [])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[Both]:
    """The same made-up events in a folder of parts and in an index."""
    rows = made_up(240)
    tables = [pa.Table.from_pylist(rows[n::3], SCHEMA) for n in range(3)]
    folder = write_folder(tmp_path_factory.mktemp("made") / "up", tables, rows_in_a_group=20)
    with _Unchecked.open(folder) as result:
        result.places_named = places_named
        yield result, prepared.prepare(tables, (), (), gazetteer).index


class _Unchecked(Result):
    """Of parts without the columns of GeoParquet, which the made-up rows do not have."""

    def _check_columns(self) -> None:
        pass


values = st.lists(st.sampled_from(VALUES), max_size=2, unique=True).map(tuple)
words = st.sampled_from(
    ("", " ", "Rockets", "rockets HOSPITAL", "o'clock", "tal", "tal rockets", "hospitl", "'")
)
sides = st.tuples(st.sampled_from(range(-180, 181, 20)), st.sampled_from(range(-90, 91, 15)))
boxes = st.none() | st.tuples(sides, sides).map(
    lambda two: (two[0][0], min(two[0][1], two[1][1]), two[1][0], max(two[0][1], two[1][1]))
)
days = st.integers(-5, 70).map(lambda number: FIRST + timedelta(number))
windows = st.none() | st.tuples(days, days).map(lambda two: (min(two), max(two)))


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(filters.FACETS, values)),
    values,
    words,
    boxes,
    windows,
    st.sampled_from(filters.FACETS),
)
@settings(max_examples=25)
def test_a_selection_means_what_the_pages_filters_mean(  # noqa: PLR0917 - what Hypothesis gives
    both: Both,
    chosen: dict[str, tuple[str, ...]],
    hidden: tuple[str, ...],
    search: str,
    box: Any,
    window: filters.Window | None,
    facet: str,
) -> None:
    result, index = both
    asked = Filters(**chosen, hidden=hidden, search=search, box=box)
    first, last = window or (None, None)
    selection = Selection(**chosen, hidden=hidden, search=search, box=box, first=first, last=last)
    inside = filters.in_window(index, window)
    flagged = filters.flags(index, asked, places_named) & inside
    wanted = [index.ids[number] for number in np.flatnonzero(flagged)]
    assert [row["event_id"] for row in result.table(selection, limit=1000)] == wanted
    counted = filters.counts(index, asked, places_named, within=inside)[facet]
    assert result.facet(facet, selection) == {value: n for value, n in counted.items() if n}


def test_every_facet_is_counted(both: Both) -> None:
    result, index = both
    found = result.facets(Selection(type=("protest",)), most=2)
    wanted = filters.counts(index, Filters(type=("protest",)))
    assert {name: sum(values.values()) for name, values in found.items()} == {
        name: sum(sorted(values.values(), reverse=True)[:2]) for name, values in wanted.items()
    }


def test_the_table_is_sorted_and_paged(sampled: Result) -> None:
    titles = [row["title"] for row in sampled.table(order="title")]
    assert len(titles) == 10
    assert titles == sorted(titles, key=str.lower)
    assert [row["title"] for row in sampled.table(order="-title", limit=3, offset=2)] == titles[::-1][2:5]
    assert sampled.table(order="-toll", limit=1)[0]["toll"] == "33+ killed"
    assert sampled.table(order="-when")[-1]["when"] == "Undated"
    assert set(sampled.table(limit=1)[0]) > {"event_id", "type", "start", "end", "who", "said"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType, gazetteer: Gazetteer) -> Path:
    """The sample in two parts."""
    tables = tables_of(sample.sample_events(), sample.DOCUMENTS, gazetteer, parts=2)
    return write_folder(tmp_path_factory.mktemp("sample") / "parts", tables, sample.DOCUMENTS)


@pytest.fixture(scope="module")
def sampled(folder: Path, gazetteer: Gazetteer) -> Iterator[Result]:
    with Result.open(folder, lambda: gazetteer) as result:
        yield result


def test_events_come_out_whole(sampled: Result, sample: ModuleType, tmp_path: Path) -> None:
    write(sample.sample_events(), tmp_path / "all.geojson")
    by_id = {event.event_id: event for event in read_events(tmp_path / "all.geojson").events}
    found = list(sampled.whole())
    assert [event.event_id for event in found][:2] == ["e1", "e3"]
    assert {event.event_id: event for event in found} == by_id
    assert sampled.event("e1") == by_id["e1"]
    assert sampled.event("no such") is None
    assert [e.event_id for e in sampled.whole(ids=["e4", "e9", "e2"], order="-when", limit=2)] == ["e4", "e2"]


def test_reports_are_listed_without_their_texts(sampled: Result, sample: ModuleType) -> None:
    assert [report.id for report in sampled.reports()] == [document.id for document in sample.DOCUMENTS]
    assert [(r.publisher, r.published) for r in sampled.reports(["one.txt"])] == [
        ("Example Wire", date(2015, 10, 1))
    ]


def test_what_was_not_read_is_told(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    (copy / "unread.jsonl").write_text('{"id": "a.pdf", "reason": "broken", "detail": "", "count": 2}\n')
    with Result.open(copy) as result:
        assert [(one.id, one.reason, one.count) for one in result.unread()] == [("a.pdf", "broken", 2)]
        (copy / "unread.jsonl").write_text("{")
        with pytest.raises(ResultError, match="cannot be read"):
            result.unread()


def test_rows_are_those_that_the_page_is_made_of(sampled: Result) -> None:
    tables = list(sampled.rows(Selection(type=("air_strike",))))
    assert all(table.schema == SCHEMA for table in tables)
    assert sum(map(len, tables)) == 4
    assert sum(map(len, sampled.rows(limit=3))) == 3


@pytest.mark.parametrize(
    ("search", "count"), [("Rakka", 2), ("Latakkia", 1), ("jets monitor", 1), ("qqq", 0)]
)
def test_places_are_found_in_any_spelling(sampled: Result, search: str, count: int) -> None:
    assert sampled.count(Selection(search=search)) == count


def test_values_are_never_taken_for_sql(sampled: Result) -> None:
    hostile = "x') OR TRUE --"
    assert sampled.count(Selection(area=(hostile,), type=(hostile,))) == 0
    assert sampled.count(Selection(search=hostile)) == 0


def test_a_town_and_a_week_touch_few_parts_and_row_groups(tmp_path: Path) -> None:
    rows = sorted(made_up(400, 2), key=lambda row: row["start"] or date.max)
    for row in rows:  # as extraction leaves them: a part for a region, its events in the order of days
        row["xmin"] = row["xmax"] = row["xmin"] and row["xmin"] / 100
    tables = []
    for part in range(4):
        moved = [
            dict(row, ymin=part * 20.0, ymax=part * 20.0 + 1, xmin=0.0, xmax=1.0) for row in rows[part::4]
        ]
        tables.append(pa.Table.from_pylist(moved, SCHEMA))
    folder = write_folder(tmp_path / "four", tables, rows_in_a_group=10)
    with _Unchecked.open(folder) as result:
        week = Selection(box=(0, 19.5, 1, 20.5), first=FIRST + timedelta(20), last=FIRST + timedelta(26))
        effort = result.effort(week)
    assert (effort.parts, effort.of_parts, effort.of_row_groups) == (1, 4, 10)
    assert effort.row_groups <= 4
    assert effort.bytes < effort.of_bytes


def test_nothing_but_the_parts_can_be_read_and_nothing_written(folder: Path, tmp_path: Path) -> None:
    beside = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), beside)
    engine = Engine(folder, [folder / "events" / "part-00000.parquet"])
    for sql in (
        f"SELECT * FROM read_parquet('{beside}')",  # noqa: S608 (a name of ours)
        "SELECT * FROM read_csv('/etc/hosts')",
        f"COPY (SELECT 1) TO '{folder}/made.csv'",
        f"ATTACH '{tmp_path}/made.db'",
        "INSTALL spatial",
        "LOAD spatial",
        "SET enable_external_access = true",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
    ):
        with pytest.raises(ResultError):
            list(engine.rows(sql))
    engine.close()
    assert not list(tmp_path.glob("made*"))


def test_which_folders_are_results(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "an app"}')
    assert is_result(folder)
    assert not is_result(tmp_path)
    assert not is_result(tmp_path / "none")
    assert not is_result(folder / "manifest.json")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda about: about | {"format": "dateline-partitions-9"}, "extract again"),
        (
            lambda about: about | {"parts": [about["parts"][0] | {"events_file": "../../etc/x.parquet"}]},
            "the name",
        ),
        (
            lambda about: (
                about | {"parts": [about["parts"][0] | {"events_file": "events/part-00007.parquet"}]}
            ),
            "not there",
        ),
        (lambda about: about | {"parts": [about["parts"][0] | {"bbox": [1, 2, 3]}]}, "not as Dateline"),
        (
            lambda about: about | {"parts": [about["parts"][0] | {"bbox": [1, 2, 3, float("nan")]}]},
            "without an end",
        ),
        (lambda about: about | {"parts": [about["parts"][0] | {"first_day": "soon"}]}, "not as Dateline"),
        (lambda about: about | {"parts": [about["parts"][0] | {"events": -1}]}, "not a number"),
        (lambda about: about | {"parts": 3}, "not as Dateline"),
        (lambda about: {"format": about["format"]}, "not as Dateline"),
        (lambda about: [about], "its format"),
    ],
)
def test_a_manifest_is_not_believed(
    folder: Path, tmp_path: Path, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    about = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(change(about)))
    with pytest.raises(ResultError, match=said):
        Result.open(copy)


def test_what_is_wrong_with_a_part_is_said(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    part = copy / "events" / "part-00001.parquet"
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(ResultError, match=r"part-00001.*copy the folder again"):
        Result.open(copy)
    (copy / "manifest.json").write_text("{")
    with pytest.raises(ResultError, match="not JSON"):
        Result.open(copy)


def test_a_link_out_of_the_folder_and_columns_of_before_are_refused(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    part = copy / "events" / "part-00000.parquet"
    before = pq.read_table(part).drop_columns(["searched"])
    part.unlink()
    part.symlink_to(folder / "events" / "part-00000.parquet")
    with pytest.raises(ResultError, match="a link out of the folder"):
        Result.open(copy)
    part.unlink()
    pq.write_table(before, part)
    with pytest.raises(ResultError, match=r"no column 'searched'.*extract again"):
        Result.open(copy)


def test_a_part_of_other_kinds_or_counts_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    part = copy / "events" / "part-00000.parquet"
    whole = pq.read_table(part)
    place = whole.column_names.index("start")
    pq.write_table(whole.set_column(place, "start", whole["start"].cast(pa.string())), part)
    with pytest.raises(ResultError, match="column 'start' is string, not date32"):
        Result.open(copy)
    pq.write_table(whole.slice(1), part)
    with pytest.raises(ResultError, match=f"holds {len(whole) - 1} events, and the manifest says"):
        Result.open(copy)
    nothing = pa.nulls(len(whole), pa.date32())
    pq.write_table(whole.set_column(place, "start", nothing), part)
    with Result.open(copy) as result, pytest.raises(ResultError, match="timeline has no days"):
        list(result.rows())
    about = json.loads((copy / "manifest.json").read_text())
    about["parts"].append(about["parts"][0])
    (copy / "manifest.json").write_text(json.dumps(about))
    with pytest.raises(ResultError, match="names a part twice"):
        Result.open(copy)


def test_a_folder_named_like_a_column_says_nothing_of_its_events(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "status=final" / "type=x")
    with Result.open(folder) as result, Result.open(copy) as named:
        assert named.facet("type") == result.facet("type")
        assert list(named.whole()) == list(result.whole())


def test_more_than_a_page_holds_is_cut_at_a_day(both: Both) -> None:
    result, _ = both
    everything = extent_of(result, EVERYTHING, 240)
    assert (everything.events, everything.of, everything.is_all, everything.is_less) == (
        240,
        240,
        True,
        False,
    )
    some = extent_of(result, EVERYTHING, 50)
    assert 0 < some.events <= 50
    assert some.is_less
    assert not some.cut
    assert result.count(some.selection) == some.events
    before = replace(some.selection, first=some.selection.first and some.selection.first - timedelta(1))
    assert result.count(before) > 50
    earlier = extent_of(result, Selection(last=FIRST + timedelta(20)), most=30)
    assert earlier.selection.last == FIRST + timedelta(20)
    assert result.count(earlier.selection) == earlier.events <= 30


def test_of_a_day_with_too_many_some_are_held(both: Both) -> None:
    result, _ = both
    some = extent_of(result, EVERYTHING, 1)
    assert (some.events, some.cut) == (1, True)


def test_events_too_many_for_memory_go_only_where_they_stream(sampled: Result) -> None:
    chosen = sampled.chosen(Selection(area=("Syria",)))
    assert len({claim.claim_id for claim in chosen.claims}) == len(list(chosen.claims)) > 8
    assert source_for(FORMATS["geojsonl"], chosen, 10**9) is chosen
    with pytest.raises(ExportError, match="narrow them"):
        source_for(FORMATS["gpkg"], chosen, 10**9)
    assert len(list(source_for(FORMATS["gpkg"], chosen, 9).events)) == 9


def test_a_toll_beyond_all_bounds_is_held(tmp_path: Path) -> None:
    schema = SCHEMA.set(SCHEMA.get_field_index("killed_low"), pa.field("killed_low", pa.int64()))
    table = pa.Table.from_pylist([dict(made_up(1)[0], killed_low=10**12)], schema)
    with _Unchecked.open(write_folder(tmp_path / "one", [table])) as result:
        assert next(result.rows())["killed_low"].to_pylist() == [2**31 - 1]
