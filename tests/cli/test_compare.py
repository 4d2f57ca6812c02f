"""`dateline compare` on our own export and invented rows in ACLED's columns."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main

ROWS = (
    "event_id_cnty;event_date;time_precision;event_type;sub_event_type;actor1;country;latitude;longitude;"
    "geo_precision;notes;fatalities\n"
    "ZZZ1;30 September 2015;1;Explosions/Remote violence;Air/drone strike;Force A;Syria;34.85;36.74;1;;5\n"
    "ZZZ2;1 October 2015;1;Battles;Armed clash;Force A;Syria;36.2;37.1;1;Invented.;0\n"
    "ZZZ3;never;1;Battles;Armed clash;Force A;Syria;36.2;37.1;1;Invented.;0\n"
)


@pytest.fixture
def files(reports: Path, tmp_path: Path) -> tuple[str, str]:
    case, other = tmp_path / "case.db", tmp_path / "acled.csv"
    assert main(["extract", str(reports), "-o", str(case)]) == 0
    other.write_text(ROWS, encoding="utf-8")
    return str(case), str(other)


def test_compare(
    files: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str], json_of: Callable[..., Any]
) -> None:
    out = tmp_path / "pairs.csv"
    capfd.readouterr()
    assert main(["compare", *files, "-o", str(out)]) == 0
    said = capfd.readouterr()
    assert "In both: 1 " in said.out
    assert "line 4 not read" in said.err
    assert not {"missed", "wrong"} & set(said.out.lower().split())
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert (rows[0]["match"], rows[0]["there_id"], rows[0]["killed_is"]) == ("in both", "ZZZ1", "higher here")
    found = json_of("compare", *files, "--json", "--within-days", "0")
    assert found["counts"]["here"]["in both"] == 1
    assert found["there"]["rows_not_read"]


def test_a_run_is_compared_with_another(
    files: tuple[str, str], tmp_path: Path, json_of: Callable[..., Any]
) -> None:
    again = str(tmp_path / "events.geojson")
    assert main(["export", files[0], "-o", again]) == 0
    for pair in ((files[0], again), (again, files[0])):
        found = json_of("compare", *pair, "--json")
        assert found["counts"]["here"]["only here"] == found["counts"]["there"]["only there"] == 0
        assert found["differences"]["km_apart"]["most"] == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["{other}", "{case}"], "put the other file second"),
        (["{case}", "{other}", "-o", "{other}"], "another name"),
        (["{case}", "{other}", "-o", "x.xlsx"], ".geojson"),
        (["{case}", "none.csv"], "no such file"),
        (["{case}", "{other}", "--since", "2016-01-01", "--until", "2015-01-01"], "swap"),
    ],
)
def test_what_cannot_be_compared_is_said(
    files: tuple[str, str], argv: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    assert main(["compare", *(word.format(case=files[0], other=files[1]) for word in argv)]) == 1
    assert said in capfd.readouterr().err


def test_a_layer_that_cannot_be_read_ends_it_before_the_work(
    files: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.csv").write_text("a,b\n1,2\n")
    for name, said in (("none.csv", "no such file"), ("broken.csv", "event_id_cnty")):
        capfd.readouterr()
        assert (
            main(["open", files[0], "--headless", "--layer", files[1], "--layer", str(tmp_path / name)]) == 1
        )
        assert said in capfd.readouterr().err
