"""What the commands print and write, on reports of our own and the built gazetteer."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main

Json = Callable[..., Any]
Shell = Callable[..., subprocess.CompletedProcess[str]]

LOCATE = "query name place_id kind country admin1 lat lon radius_km population score match source".split()
DATES = "start end text from to precision rule anchor".split()
TOPONYMS = "doc_id start end text lat lon name place_id kind country geo_precision role confidence".split()


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_locate_lists_candidates_best_first(json_of: Json) -> None:
    found = json_of("locate", "--json", "Talbiseh", "Nosuchplacename", "--country", "SY")
    assert found
    assert all(list(candidate) == LOCATE for candidate in found)
    assert {candidate["query"] for candidate in found} == {"Talbiseh"}
    assert (found[0]["country"], round(found[0]["lat"], 1)) == ("SY", 34.8)
    scores = [candidate["score"] for candidate in found]
    assert scores == sorted(scores, reverse=True)


def test_locate_says_what_is_disputed(json_of: Json) -> None:
    found = json_of("locate", "--json", "--limit", "3", "Crimea")
    assert any("disputed" in candidate.get("note", "") for candidate in found)


def test_locate_takes_a_point_in_the_west_and_a_dash_dash(json_of: Json) -> None:
    found = json_of("locate", "--json", "--limit", "1", "--near", "-33.4,-70.6", "--", "Santiago")
    assert found[0]["country"] == "CL"


def test_locate_for_people(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Talbiseh\n\nNosuchplacename\n"))
    assert main(["locate", "-"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Talbiseh\n  ")
    assert "geonames:" in out
    assert "Nosuchplacename: not found" in out


def test_dates(json_of: Json) -> None:
    (found,) = json_of("dates", "--json", "on Wednesday", "--published", "2015-10-04")
    assert list(found) == DATES
    assert (found["from"], found["to"], found["text"]) == ("2015-09-30", "2015-09-30", "on Wednesday")
    (found,) = json_of("dates", "--json", "on Wednesday")
    assert found["from"] is found["to"] is None
    assert json_of("dates", "--json", "nothing here") == []


def test_dates_for_people(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("in September 2015, and on 4 October 2015, and on Friday"))
    assert main(["dates", "-"]) == 0
    out = capsys.readouterr().out
    assert "2015-09-01 to 2015-09-30 (month" in out
    assert "2015-10-04 (day" in out
    assert "unknown" in out
    assert main(["dates", "nothing here"]) == 0
    assert capsys.readouterr().out == "no date expression found\n"


def test_gazetteer_info(json_of: Json, capfd: pytest.CaptureFixture[str]) -> None:
    assert json_of("gazetteer", "info", "--json")["places"] > 1000
    assert main(["gazetteer", "info"]) == 0
    assert "GeoNames" in capfd.readouterr().out


def test_toponyms(reports: Path, tmp_path: Path) -> None:
    assert main(["toponyms", str(reports), "-o", str(tmp_path / "x.jsonl")]) == 0
    mentions = lines(tmp_path / "x.jsonl")
    assert all(list(mention) == TOPONYMS for mention in mentions)
    by_text = {mention["text"]: mention for mention in mentions}
    assert by_text["Talbiseh"]["country"] == "SY"
    assert by_text["Douma"]["doc_id"] == "notes/undated.txt"


def test_extract_then_verify(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.geojson"
    assert main(["extract", str(reports), "--published", "2015-10-04", "-o", str(out)]) == 0
    assert "2 reports" in capsys.readouterr().err
    collection = json.loads(out.read_text("utf-8"))
    assert collection["made_by"].startswith("Dateline ")
    features = collection["features"]
    strike = next(f for f in features if f["properties"]["type"] == "air_strike")
    assert strike["properties"]["start"] == "2015-09-30"
    assert strike["geometry"]["type"] == "Point"
    assert main(["verify", str(out), "--documents", str(reports)]) == 0
    assert "found, word for word" in capsys.readouterr().out

    report = reports / "agency.md"
    report.write_text(report.read_text().replace("Warplanes", "The warplanes"))
    assert main(["verify", str(out), "--documents", str(reports)]) == 1
    error = capsys.readouterr().err
    assert "agency.md: evidence of claim" in error
    assert "not found" in error.splitlines()[-1]


def test_every_export_is_verified(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(tmp_path / "x.db")
    assert main(["extract", str(reports), "-o", case, "--published", "2015-10-04"]) == 0
    for name in ("x.csv", "x.gpkg", "x.lpf.json"):
        assert main(["export", case, "-o", str(tmp_path / name), "--profile", "internal"]) == 0
        capsys.readouterr()
        assert main(["verify", str(tmp_path / name), "--documents", str(reports)]) == 0
        assert re.search(r"quotes of \d claims found, word for word", capsys.readouterr().out)
    assert main(["verify", str(tmp_path / name), "--documents", case]) == 0
    assert main(["verify", case]) == 0  # against the reports that it holds
    assert main(["verify", str(tmp_path / name)]) == 1
    assert "--documents" in capsys.readouterr().err


def test_own_files_among_the_reports_are_none_of_them(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a table nor its description."""
    table = str(reports / "events.csv")
    for command in (["extract", str(reports), "-o", table], ["verify", table, "--documents", str(reports)]):
        assert main(command) == 0
        assert main(command) == 0
    assert "not read" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["extract", "toponyms"])
def test_no_report_is_written_over(
    command: str, reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = reports / "wires.jsonl"
    lines.write_text('{"text": "Shelling hit Hama."}\n', encoding="utf-8")
    monkeypatch.chdir(reports)
    assert main([command, str(lines), "-o", "wires.jsonl"]) == 1
    assert "wires.jsonl is a report to be read; write to another name" in capsys.readouterr().err
    assert "Hama" in lines.read_text("utf-8")


def test_verify_as_json(
    reports: Path, tmp_path: Path, json_of: Json, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.jsonl"
    assert main(["extract", str(reports), "-o", str(out)]) == 0
    assert json_of("verify", "--json", str(out), "--documents", str(reports))["not_found"] == []
    (reports / "agency.md").unlink()
    assert main(["verify", "--json", str(out), "--documents", str(reports)]) == 1
    found = json.loads(capfd.readouterr().out)
    assert {quote["doc_id"] for quote in found["not_found"]} == {"agency.md"}
    assert (found["claims"], found["quotes"] > 4) == (2, True)


def test_a_date_of_its_own_is_kept(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    assert main(["extract", str(reports), "--published", "2020-01-01", "-o", str(out)]) == 0
    years = {claim["doc_id"]: (claim["date"]["from"] or "")[:4] for claim in lines(out)}
    assert years == {"agency.md": "2015", "notes/undated.txt": "2019"}


def test_unread_reports_are_named_and_the_rest_goes_on(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reports / "empty.txt").write_text("")
    (reports / "arabic.txt").write_text(
        "قصفت طائرات حربية بلدة تلبيسة في ريف حمص يوم الأربعاء الماضي وقتل مدنيون " * 3
    )
    assert main(["extract", str(reports), "-o", str(tmp_path / "x.jsonl")]) == 0
    error = capsys.readouterr().err
    assert "warning: empty.txt not read: empty" in error
    assert "1 report not read: Arabic" in error
    assert lines(tmp_path / "x.jsonl")


def test_nothing_read_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    for command in ("extract", "toponyms"):
        assert main([command, str(tmp_path / "empty.txt"), "-o", str(tmp_path / "x.jsonl")]) == 1
        assert "no report could be read" in capsys.readouterr().err


def test_from_standard_input_to_standard_output(shell: Shell) -> None:
    report = {"id": "a", "text": "Warplanes bombed Talbiseh in Syria.", "published": "2015-10-04"}
    ran = shell("extract", "-o", "-", "--", "-", input=json.dumps(report) + "\n")
    assert ran.returncode == 0, ran.stderr
    (claim,) = [json.loads(line) for line in ran.stdout.splitlines()]
    assert claim["doc_id"] == "a"
    assert claim["evidence"][0]["text"] == report["text"]
    assert "1 report" in ran.stderr


def test_a_case_file_and_parts_of_it(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "x.db")
    assert main(["extract", str(reports), "-o", case, "--published", "2015-10-04"]) == 0
    out, same = tmp_path / "x.geojson", tmp_path / "y.geojson"
    assert main(["export", case, "-o", str(out)]) == 0
    assert main(["extract", str(reports), "-o", str(same), "--published", "2015-10-04"]) == 0
    assert same.read_bytes() == out.read_bytes()
    capsys.readouterr()
    assert main(["export", case, "-o", str(out), "--type", "air_strike", "--bbox", "-10,30,40,40"]) == 0
    assert "1 of 2 events" in capsys.readouterr().err
    (feature,) = json.loads(out.read_text("utf-8"))["features"]
    assert feature["properties"]["type"] == "air_strike"
    assert main(["export", case, "-o", str(out), "--until", "2015-09-29"]) == 0
    assert json.loads(out.read_text("utf-8"))["features"] == []


def test_a_page_is_public_unless_it_is_to_be_internal(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, page, claims = str(tmp_path / "x.db"), tmp_path / "x.html", tmp_path / "x.jsonl"
    assert main(["extract", str(reports), "-o", case, "--published", "2015-10-04"]) == 0
    capsys.readouterr()
    assert main(["export", case, "-o", str(page)]) == 0
    assert "Public profile. A place is the middle of a cell of 0.1 degrees" in capsys.readouterr().err
    public = page.read_text("utf-8")
    assert "Public profile." in public
    assert main(["export", case, "-o", str(page), "--profile", "internal"]) == 0
    assert "Public profile." not in page.read_text("utf-8")
    assert "Talbiseh" not in public
    assert "Talbiseh" in page.read_text("utf-8")
    assert main(["export", case, "-o", str(claims), "--profile", "public", "--grid", "0.5"]) == 0
    assert "cell of 0.5 degrees" in claims.read_text("utf-8")
    assert main(["verify", str(claims), "--documents", str(reports)]) == 1
    assert "does not name its reports" in capsys.readouterr().err


HEAVY = "{'geopandas', 'pandas', 'streamlit', 'sqlalchemy', 'folium', 'pyarrow', 'rich'}"


@pytest.mark.parametrize(
    ("argv", "absent"),
    [
        (["locate", "Talbiseh"], f"{HEAVY} | {{'shapely'}}"),
        (["dates", "on Wednesday"], f"{HEAVY} | {{'shapely'}}"),
        (["toponyms", "REPORTS", "-o", "OUT.jsonl"], f"{HEAVY} | {{'shapely'}}"),
        (["extract", "REPORTS", "-o", "OUT.jsonl"], f"{HEAVY} | {{'shapely'}}"),
        (["extract", "REPORTS", "-o", "OUT.geojson"], HEAVY),
        (["extract", "REPORTS", "-o", "OUT.csv"], HEAVY),
    ],
)
def test_heavy_libraries_stay_out(argv: list[str], absent: str, reports: Path, tmp_path: Path) -> None:
    words = [word.replace("REPORTS", str(reports)).replace("OUT", str(tmp_path / "x")) for word in argv]
    code = (
        "import sys; from dashboard.cli import main; "
        f"assert main({words!r}) == 0; sys.exit(', '.join(({absent}) & set(sys.modules)) or 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
