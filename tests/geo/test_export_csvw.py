"""The description beside a table: read and checked by somebody else's reader of CSVW."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from csvw import CSVW

from geo.errors import ExportError
from geo.export import write
from geo.export.columns import EVENTS
from geo.export.table import COLUMNS

MADE_BY = "Dateline 0.1.0 (program 1, word lists 2, gazetteer 3)"


def described(path: Path) -> Any:
    return json.loads(path.with_name(f"{path.name}-metadata.json").read_text("utf-8"))


def test_the_table_is_read_by_its_description(samples: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    write(replace(samples.EXTRACTION, made_by=MADE_BY, note="What is withheld."), table)
    read = CSVW(str(table), validate=True)
    assert read.is_valid, read.warnings
    rows = list(read.t.iterdicts(strict=True))
    assert [row["event_id"] for row in rows] == ["e1", "e2", "e3"]
    assert rows[0]["start"].date() == samples.DAY.start
    assert (rows[0]["lat"], rows[0]["killed_low"], rows[0]["killed_high"]) == (34.840278, 33, None)
    assert rows[0]["documents"] == ["a.txt", "b.txt"]
    assert rows[0]["targets"] == ["'=cmd|' /C calc'!A0"]
    assert rows[0]["evidence_spans"] == [["c1", "a.txt", 0, 86], ["c2", "b.txt", 0, 48]]
    told = described(table)
    assert (told["dc:creator"], told["dc:description"]) == (MADE_BY, "What is withheld.")
    assert "GeoNames (CC BY 4.0" in told["dc:rights"]


def test_each_cell_is_of_the_kind_that_is_told(samples: ModuleType, tmp_path: Path) -> None:
    """A number is never defused, and a list has as many items as there were."""
    semicolon = replace(samples.STRIKE.perpetrators[0].actor, actor_id="", name="One; two")
    claim = replace(
        samples.STRIKE,
        perpetrators=(replace(samples.STRIKE.perpetrators[0], actor=semicolon),),
        places=(replace(samples.STRIKE.places[0], lat=-34.0, lon=-58.0),),
    )
    event = replace(samples.EVENTS[0], claims=(claim,), places=claim.places)
    write([event], tmp_path / "x.csv")
    read = CSVW(str(tmp_path / "x.csv"), validate=True)
    assert read.is_valid, read.warnings
    (row,) = read.t.iterdicts(strict=True)
    assert (row["lat"], row["lon"]) == (-34.0, -58.0)
    assert row["perpetrators"] == ["One, two"]


def test_every_column_is_described_once() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert len({column.title for column in EVENTS}) == len(EVENTS)


def test_a_name_is_written_as_an_address(samples: ModuleType, tmp_path: Path) -> None:
    write(samples.EXTRACTION, tmp_path / "a table#1.csv")
    assert described(tmp_path / "a table#1.csv")["url"] == "a%20table%231.csv"


def test_both_appear_or_neither(samples: ModuleType, tmp_path: Path) -> None:
    beside = tmp_path / "x.csv-metadata.json"
    beside.mkdir()
    with pytest.raises(ExportError, match="folder"):
        write(samples.EXTRACTION, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == [beside]


def test_the_description_stays_as_it_was_where_the_table_cannot_go(
    samples: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, move = tmp_path / "x.csv-metadata.json", Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.suffix == ".csv":
            raise OSError("no")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    for before in (None, "as it was"):
        if before:
            beside.write_text(before)
        with pytest.raises(ExportError, match=r"x\.csv"):
            write(samples.EXTRACTION, tmp_path / "x.csv")
        assert (beside.read_text() if beside.exists() else None) == before
        assert not (tmp_path / "x.csv").exists()


def test_standard_output_gets_the_table_alone(
    samples: ModuleType, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(samples.EXTRACTION, "-", format="csv")
    assert capfdbinary.readouterr().out.startswith(b"event_id,type,")
