"""A user's own lists of actors: for one command, and in the user's folder for all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.casework import open_case
from dashboard.cli import main
from dashboard.userlists import actor_folder

LIST = """
[[actors]]
id = "river-guard"
kind = "armed_group"
names = ["River Guard"]
"""
REPORT = "The River Guard shelled the town of Bunia on 4 March 2024, killing six people, residents said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "a.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


def doers(path: Path) -> set[str]:
    claims = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {doer["actor_id"] for claim in claims for doer in claim["perpetrators"]}


def test_a_list_given_to_the_command(report: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(LIST, encoding="utf-8")
    out = tmp_path / "x.jsonl"
    assert main(["extract", str(report), "-o", str(out), "--actors", str(own)]) == 0
    assert doers(out) == {"river-guard"}
    assert main(["extract", str(report), "-o", str(out)]) == 0
    assert "river-guard" not in doers(out)


def test_lists_in_the_users_folder_count_for_every_command(report: Path, tmp_path: Path) -> None:
    case = open_case([str(report.parent)])
    folder = actor_folder()
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(LIST, encoding="utf-8")
    out = tmp_path / "x.jsonl"
    assert main(["extract", str(report), "-o", str(out)]) == 0
    assert doers(out) == {"river-guard"}
    again = open_case([str(report.parent)])
    assert (case.state, again.state) == ("new", "read again")


def test_a_broken_list_is_named(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('[[actors]]\nid = "x"\nkind = "gang"\nnames = ["X Y"]\n', encoding="utf-8")
    assert main(["extract", str(report), "-o", str(tmp_path / "x.jsonl"), "--actors", str(own)]) == 1
    said = capsys.readouterr().err
    assert "mine.toml" in said
    assert "gang" in said
