"""Reports of our own for the command line, and ways to run it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main

REPORTS = {
    "agency.md": (
        "---\ntitle: Strikes hit Homs countryside\npublished: 2015-10-04\npublisher: A Paper\n---\n"
        "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing at least 12 civilians, "
        "the Syrian Civil Defense said.\n"
    ),
    "notes/undated.txt": "Shells fell on Douma, near Damascus in Syria, on Friday, activists said.\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "reports"
    for name, text in REPORTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case made of the module's own REPORT, one.md."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "one.md").write_text(request.module.REPORT, encoding="utf-8")
    assert main(["extract", str(folder / "one.md"), "-o", str(folder / "case.db")]) == 0
    return folder / "case.db"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    """A copy of it for one test alone."""
    return Path(shutil.copy(read_once, tmp_path / "case.db"))


@pytest.fixture
def json_of(capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs a command in this process that must end well, and reads the JSON that it prints."""

    def run(*argv: str) -> Any:
        capfd.readouterr()
        assert main(argv) == 0
        return json.loads(capfd.readouterr().out)

    return run


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `dateline` as a process of its own, as a user does."""

    def run(*argv: str, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dashboard.cli", *argv]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)

    return run
