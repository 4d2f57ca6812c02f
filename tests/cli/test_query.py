"""`dateline query`: a folder of parts on the terminal, as JSON, as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from geo.export.readback import read_events
from geo.results import is_result

TOLD = (
    (
        "one",
        "Jets bombed the town of Talbiseh in Syria on 30 September 2015, killing 12 people, a monitor said.",
    ),
    ("two", "Shells fell on Douma, near Damascus in Syria, on 2 October 2015, a monitor said."),
    ("three", "Protesters marched in Benghazi in Libya on 3 October 2015, a resident said."),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `extract` makes of three reports."""
    here = tmp_path_factory.mktemp("query")
    lines = [json.dumps({"id": name, "text": text, "publisher": "A Paper"}) for name, text in TOLD]
    (here / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["extract", str(here / "reports.jsonl"), "--jobs", "1", "-o", f"{here}/events/"]) == 0
    return here / "events"


def test_the_table_is_read_at_80_columns(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_result(folder)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["query", str(folder), "--from", "2015-09-01", "--limit", "2"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "30 Sep 2015             Air strike reported, Talbiseh"
    assert max(map(len, out.splitlines())) <= 80
    assert "12 killed" in out
    assert "3 of 3 events, 2 listed" in err


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (["--area", "Libya"], 1),
        (["--box", "-180,30,180,34"], 2),
        (["--type", "protest", "--type", "shelling"], 2),
        (["--to", "2015-10-01"], 1),
        (["--search", "benghazi"], 1),
        (["--source", "A Paper", "--status", "reported"], 3),
        (["--area", "Libya", "--type", "air_strike"], 0),
    ],
)
def test_filters_count(folder: Path, json_of: Callable[..., Any], asked: list[str], count: int) -> None:
    assert json_of("query", str(folder), *asked, "--count", "--json") == count


def test_json_and_values(folder: Path, json_of: Callable[..., Any]) -> None:
    found = json_of("query", str(folder), "--order", "toll", "--reverse", "--json")
    assert (found["events"], len(found["rows"])) == (3, 3)
    assert (found["rows"][0]["start"], found["rows"][0]["type"]) == ("2015-09-30", "air_strike")
    assert json_of("query", str(folder), "--facets", "--json")["area"]["Syria"] == 2


def test_nothing_found_says_so_and_is_no_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(folder), "--area", "Atlantis"]) == 0
    assert "No event in" in capsys.readouterr().out
    assert main(["query", str(folder), "--area", "Libya", "--facets", "--limit", "1"]) == 0
    assert "           1  protest" in capsys.readouterr().out


def test_a_value_that_no_event_has_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(folder), "--area", "libya", "--count"]) == 0
    told = capsys.readouterr()
    assert told.out == "0\n"
    assert "no event has --area 'libya'; did you mean 'Libya'" in told.err


def test_a_part_is_written_in_any_format(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "syria.geojson"
    assert main(["query", str(folder), "--area", "Syria", "-o", str(out)]) == 0
    assert [event.type for event in read_events(out).events] == ["air_strike", "shelling"]
    assert "2 of 3 events" in capsys.readouterr().err
    assert main(["query", str(folder), "-o", str(tmp_path / "one.gpkg"), "--limit", "1"]) == 0
    assert (tmp_path / "one.gpkg").stat().st_size


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--type", "war"], "not an event type"),
        (["--from", "2015-10-02", "--to", "2015-10-01"], "swap them"),
        (["-o", "x.doc"], "not one that can be written"),
        (["-o", "x.csv", "--json"], "--json is for what is printed"),
        (["--search", "\udcff"], "no text in UTF-8"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert main(["query", str(folder), *asked]) == 1
    assert said in capsys.readouterr().err


def test_the_folder_asked_is_not_written_into(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = folder / "events" / "part-00000.parquet"
    before = part.read_bytes()
    assert main(["query", str(folder), "-o", str(part)]) == 1
    assert "write to another place" in capsys.readouterr().err
    assert part.read_bytes() == before


def test_a_folder_of_reports_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(tmp_path)]) == 1
    assert "dateline extract" in capsys.readouterr().err
