"""Help, exit codes and messages: one clear line, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.cli.terminal import printable, report_unread, tracked
from geo.model import Unread
from geo.store import Case

COMMANDS = ["open", "extract", "export", "toponyms", "locate", "dates", "verify", "gazetteer"]
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"example:\n  dateline {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "COMMAND"),
        (["locat"], "locat"),
        (["extract", "x.txt"], "-o"),
        (["extract", "x.txt", "-o", "x.jsonl", "--published", "4 October"], "YYYY-MM-DD"),
        (["extract", "x.txt", "-o", "x.jsonl", "--jobs", "0"], "'0'"),
        (["extract", "x.txt", "-o", "x.jsonl", "--format", "shp"], "shp"),
        (["dates", "on Wednesday", "--published", "2015-13-01"], "2015-13-01"),
        (["locate", "Homs", "--near", "95,0"], "latitude comes first"),
        (["locate", "Homs", "--near", "here"], "LAT,LON"),
        (["locate", "Homs", "--near", "nan,1"], "LAT,LON"),
        (["locate", "Homs", "--country", "Syria"], "two letters"),
        (["export", "x.db", "-o", "x.csv", "--bbox", "1,2,3"], "W,S,E,N"),
        (["export", "x.db", "-o", "x.csv", "--bbox", "1,9,3,2"], "not a box"),
        (["export", "x.db", "-o", "x.csv", "--min-confidence", "2"], "0 to 1"),
        (["export", "x.db", "-o", "x.csv", "--profile", "secret"], "secret"),
        (["open", "--port", "99999"], "99999"),
        (["gazetteer"], "info|import"),
    ],
)
def test_wrong_usage_is_two_and_names_the_value(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["extract", "none.txt", "-o", "x.jsonl"], "none.txt"),
        (["extract", "none.txt", "-o", "x.shp"], ".geojson"),
        (["toponyms", "none.txt", "-o", "x.jsonl"], "none.txt"),
        (["export", "none.db", "-o", "x.csv"], "none.db"),
        (["export", "none.db", "-o", "none.db"], "is the case itself"),
        (["export", "none.db", "-o", "x.csv", "--type", "air_raid"], "air_raid"),
        (["export", "none.db", "-o", "x.csv", "--profile", "public", "--grid", "90"], "0.01 to 5"),
        (["export", "none.db", "-o", "x.csv", "--grid", "0.5"], "add --profile public"),
        (["export", "none.db", "-o", "x.csv", "--profile", "public", "--hold-back", "-1"], "0 to 36500"),
        (["export", "none.db", "-o", "x.csv", "--since", "2015-10-02", "--until", "2015-10-01"], "swap"),
        (["verify", "none.geojson", "--documents", "."], "none.geojson"),
        (["gazetteer", "import", "none.txt"], "none.txt"),
        (["open", "none"], "none"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    argv: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("dateline: error: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert captured.out == ""
    assert not list(tmp_path.iterdir())


def test_stopping_from_the_keyboard_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.dates.find_dates", stop)
    assert main(["dates", "on Wednesday"]) == 130
    assert capsys.readouterr().err == "dateline: error: stopped\n"


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    text = tmp_path / "many.txt"
    text.write_text("On 4 October 2015 and on 5 October 2015. " * 20_000, encoding="utf-8")
    with text.open("rb") as source:
        ran = subprocess.Popen(
            [sys.executable, "-m", "dashboard.cli", "dates", "-"],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert ran.stdout is not None
        ran.stdout.close()
        _, error = ran.communicate(timeout=120)
    assert ran.returncode == 1
    assert error == b""


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("dateline 0.")


def test_names_of_hostile_files_move_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    report_unread([Unread("a\x1b[2J\n.txt", "empty")])
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert r"a\x1b[2J\n.txt not read: empty" in error
    assert printable("Hîmş 霍姆斯") == "Hîmş 霍姆斯"


def test_unread_reports_are_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    report_unread([Unread("a", "Arabic"), Unread("b", "empty", "no text"), Unread("c", "Arabic")])
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == "dateline: warning: b not read: empty (no text)"
    assert lines[-2:] == ["dateline: 2 reports not read: Arabic", "dateline: 1 report not read: empty"]


def test_progress_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def items() -> Iterator[int]:
        yield from range(3)

    assert list(tracked(items(), "Reading")) == [0, 1, 2]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(tracked(items(), "Reading")) == [0, 1, 2]


def test_a_plain_terminal_gets_escapes(shell: Shell) -> None:
    ran = shell("dates", "am 4. Oktober – früh", env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "argv",
    [
        ["locate", "--json", "--", "Homs"],
        ["dates", "--json", "--", "--on Wednesday"],
        ["verify", "--documents", "REPORTS", "--", "x.jsonl"],
        ["extract", "-o", "y.csv", "--", "REPORTS"],
        ["toponyms", "-o", "y.jsonl", "--", "REPORTS"],
        ["export", "-o", "y.csv", "--", "x.db"],
    ],
)
def test_a_dash_dash_may_stand_before_what_follows(
    argv: list[str], reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.jsonl").write_text("")
    Case.open(tmp_path / "x.db").close()
    assert main([word.replace("REPORTS", str(reports)) for word in argv]) == 0
