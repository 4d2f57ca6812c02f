"""Cases in a database at the command line and on the page; the password is seen by nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import opened, prepared
from dashboard.casework import choose_dates
from dashboard.cli import main
from dashboard.cli.server import CASE_VARIABLE
from dashboard.on_disk import folder_of
from gazetteer import Gazetteer
from geo.addresses import parse
from geo.store import Case
from tests.postgisserver import ROOT, Server

REPORT = """---
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

Rebels shelled Latakia on Thursday, residents said.
"""
SECRET = "s3cret"  # noqa: S105 (how the server's password begins, written in whatever way)


@pytest.fixture(scope="module")
def pushed(postgis: Server, read_once: Path) -> str:
    """The address of the module's own case, pushed."""
    address = postgis.address()
    assert main(["push", str(read_once), address]) == 0
    return address


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command in this process that must end with `code`; all that it says."""

    def run(*argv: str, code: int = 0) -> str:
        capfd.readouterr()
        assert main(argv) == code
        out = capfd.readouterr()
        assert SECRET not in out.out + out.err
        return out.out + out.err

    return run


def test_every_command_takes_the_address(
    pushed: str, read_once: Path, tmp_path: Path, said: Callable[..., str], json_of: Callable[..., Any]
) -> None:
    assert "1 report, 2 events" in said("info", pushed)
    for form in ("geojson", "jsonl"):
        for name, case in (("here", str(read_once)), ("there", pushed)):
            said("export", case, "-o", str(tmp_path / f"{name}.{form}"))
        here, there = (tmp_path / f"{name}.{form}" for name in ("here", "there"))
        assert here.read_bytes() == there.read_bytes()
        assert SECRET.encode() not in there.read_bytes()
        assert "postgresql" not in there.read_text()
    assert "found, word for word" in said("verify", pushed)
    assert "found, word for word" in said("verify", str(tmp_path / "there.jsonl"), "--documents", pushed)
    assert "In both: 2" in said("compare", pushed, str(read_once))
    assert "Nothing is judged yet" in said("check", pushed, "--report")
    said("push", pushed, str(tmp_path / "back.db"))
    with Case.open(tmp_path / "back.db") as back, Case.open(read_once) as source:
        assert back.extraction() == source.extraction()
    again = json_of("push", str(read_once), pushed, "--json")
    assert again["tables"]["events"] == {"added": 0, "changed": 0, "removed": 0, "unchanged": 2, "moved": 0}
    assert again["decisions"] == 0
    assert SECRET not in json.dumps(again)
    assert "itself" in said("push", pushed, pushed, code=1)
    assert "give postgresql://" in said("push", pushed, str(tmp_path / "no-ending"), code=1)
    assert "dateline push" in said("export", str(read_once), "-o", pushed, code=1)


def test_reports_are_read_straight_into_a_database(
    postgis: Server, tmp_path: Path, said: Callable[..., str]
) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "one.md").write_text(REPORT, encoding="utf-8")
    address = postgis.address()
    assert "1 new" in said("extract", str(tmp_path / "r"), "-o", address)
    (tmp_path / "r" / "two.md").write_text(REPORT.replace("Latakia", "Hama"), encoding="utf-8")
    assert "1 new, 1 unchanged" in said("extract", str(tmp_path / "r"), f"--output={address}")


def test_what_a_colleague_said_of_a_report_outlives_a_push(
    postgis: Server, read_once: Path, said: Callable[..., str], json_of: Callable[..., Any]
) -> None:
    address = postgis.address()
    assert "read again" not in said("push", str(read_once), address)
    choose_dates(address, {"one.md": date(2016, 3, 9)}, {"one.md": {"title": "Ours"}}, author="Ben")
    with Case.open(address) as case:
        chosen = case.extraction()
        assert chosen.documents[0].published == date(2016, 3, 9)
        assert all("2016-03-09" in str(claim) for claim in chosen.claims)
    assert "1 report had been dated or described otherwise there" in said("push", str(read_once), address)
    assert json_of("push", str(read_once), address, "--json")["described"] == 1
    with Case.open(address) as case:
        assert case.extraction() == chosen


def test_a_push_of_nothing_leaves_nothing(postgis: Server, tmp_path: Path, said: Callable[..., str]) -> None:
    with Case.open(tmp_path / "empty.db"):
        pass
    address = postgis.address()
    for target in (address, str(tmp_path / "new.db")):
        assert "holds nothing yet" in said("push", str(tmp_path / "empty.db"), target, code=1)
    assert not (tmp_path / "new.db").exists()
    assert not postgis.sql("SELECT 1 FROM pg_namespace WHERE nspname = %s", parse(address).case)


@pytest.mark.parametrize(
    "words", [["extract", "{}", "-o", "x.jsonl"], ["info", "{}", "{}"], ["nothing", "{}"]]
)
def test_no_password_is_repeated_whatever_is_wrong(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    argv = [word.format(f"postgresql://u:{SECRET}@127.0.0.1:1/x") for word in words]
    try:
        code = main(argv)
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code in {1, 2}
    assert SECRET not in "".join(capfd.readouterr())
    assert main(["info", f"postgresql://u:{SECRET}/x@h/d"]) == 1
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc")
def test_the_list_of_processes_does_not_show_the_password(pushed: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard.cli", "decide", pushed, "-", "--author", "Ana"]
    told = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=told, stdin=-1, stdout=-1, stderr=-1, text=True) as process:
        shown = ""
        while SECRET in shown or "decide" not in shown:
            assert process.poll() is None
            shown = Path(f"/proc/{process.pid}/cmdline").read_text()
        with Case.open(pushed) as case:
            claim = case.claims()[0]
        out, err = process.communicate(f"action,claim_id,note\nnote,{claim.claim_id},Seen\n")
    assert str(parse(pushed)) in shown
    assert process.returncode == 0, err
    assert SECRET not in out + err
    with Case.open(pushed) as case:
        assert [one.author for one in case.decisions()] == ["Ana"]


def test_the_page_of_a_case_in_a_database(
    pushed: str, monkeypatch: pytest.MonkeyPatch, read_once: Path
) -> None:
    address = parse(pushed)
    monkeypatch.setenv(CASE_VARIABLE, str(address))
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not page.exception
    assert not page.error
    assert "2 reported events" in page.title[0].value
    assert SECRET not in str(page)
    case = opened.load(address, Gazetteer.open())
    beside = prepared.path_of(address)
    assert beside.exists()
    assert SECRET.encode() not in beside.read_bytes() + str(beside).encode()
    assert case.backing.name == address.case
    assert opened.load(read_once, Gazetteer.open()).backing.identity == case.backing.identity
    assert folder_of(address).is_dir()


def test_a_page_whose_database_is_away_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'dateline[postgis]'")
    monkeypatch.setenv(CASE_VARIABLE, "postgresql://u@127.0.0.1:1/x")
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not page.exception
    assert "is the server running there" in page.error[0].value
