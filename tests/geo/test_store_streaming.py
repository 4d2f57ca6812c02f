"""A case read piece by piece: the same as the whole, in memory that does not grow."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from geo.errors import CaseError
from geo.export import FORMATS, write
from geo.export.selection import Selected, Selection, select
from geo.model import Claim, Event, Extraction
from geo.store import Case

STREAMING = [form for form in FORMATS.values() if form.streams]


@pytest.fixture
def case(samples: ModuleType, tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "x.db") as made:
        made.save(samples.EXTRACTION)
        yield made


def test_a_stream_is_the_whole(samples: ModuleType, case: Case) -> None:
    with case.stream() as stream:
        assert tuple(stream.events) == samples.EXTRACTION.events
        assert tuple(stream.claims) == samples.EXTRACTION.claims
        assert tuple(stream.events) == samples.EXTRACTION.events  # again, from the start
        assert stream.publishers() == {"a.txt": "A Paper"}


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(types=frozenset({"shelling"})),
        Selection(since=date(2015, 9, 30)),
        Selection(sources=frozenset({"A Paper"})),
        Selection(actors=frozenset({"nobody"})),
    ],
)
def test_filters_keep_the_same_of_a_stream(case: Case, samples: ModuleType, selection: Selection) -> None:
    kept = select(samples.EXTRACTION, selection)
    with case.stream() as stream:
        selected = Selected(stream, selection, stream.publishers())
        assert tuple(selected.events) == kept.events
        assert tuple(selected.claims) == kept.claims
        assert (selected.kept, selected.seen) == (len(kept.events), 3)


@pytest.mark.parametrize("form", STREAMING, ids=lambda form: form.name)
def test_the_same_file_of_either(samples: ModuleType, case: Case, tmp_path: Path, form: object) -> None:
    one, other = (tmp_path / f"{name}.{form.ending}" for name in ("whole", "stream"))  # type: ignore[attr-defined]
    write(case.extraction(), one)
    with case.stream() as stream:
        write(stream, other)
    assert one.read_bytes() == other.read_bytes()


def test_what_does_not_stream_says_so(case: Case, tmp_path: Path) -> None:
    with case.stream() as stream, pytest.raises(ValueError, match="gpkg"):
        write(stream, tmp_path / "x.gpkg")


def test_one_moment_whoever_writes_meanwhile(samples: ModuleType, case: Case, tmp_path: Path) -> None:
    with case.stream() as stream, Case.open(tmp_path / "x.db") as writer:
        first = next(iter(stream.events))
        writer.save(Extraction((), (), ()))
        assert tuple(stream.events) == samples.EXTRACTION.events
    assert first == samples.EVENTS[0]
    assert case.events() == ()


@pytest.mark.parametrize("table", ["events", "claims"])
def test_damage_is_named(case: Case, tmp_path: Path, table: str) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection, connection:
        connection.execute(f"update {table} set record = '{{}}'")  # noqa: S608 (a name of ours)
    with case.stream() as stream, pytest.raises(CaseError, match=f"{table} are damaged"):
        list(getattr(stream, table))


class Made:
    """So many events, each of twenty thousand characters, made as they are asked for."""

    note = made_by = ""

    def __init__(self, event: Event, count: int) -> None:
        self._event, self._count = event, count

    @property
    def events(self) -> Iterator[Event]:
        for number in range(self._count):
            yield replace(self._event, event_id=f"e{number}", title=f"{number:010_}" * 2000)

    @property
    def claims(self) -> Iterator[Claim]:
        return (claim for event in self.events for claim in event.claims)


@pytest.mark.parametrize("form", STREAMING, ids=lambda form: form.name)
def test_memory_does_not_grow_with_the_events(samples: ModuleType, form: object) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        write(Made(samples.EVENTS[0], count), "/dev/null", format=form.name)  # type: ignore[attr-defined]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)  # what is loaded once
    assert peak(60) < peak(10) + 500_000
