"""A run over several processes that is stopped ends at once, keeps what was read and leaves no process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from geo.store import Case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups on Windows")

READ = 5  # reports that come before those that take a minute
SOON = 20  # seconds; much less than those take


@pytest.fixture
def run(tmp_path: Path, seeds: Path, root: Path) -> Iterator[subprocess.Popen[str]]:
    """`dateline extract --jobs 2`, when both processes are at reports that take a minute."""
    reports, marks = tmp_path / "reports", tmp_path / "marks"
    reports.mkdir()
    marks.mkdir()
    some = sorted(path for path in seeds.iterdir() if path.suffix == ".md")[: READ + 2]
    for number, path in enumerate(some):
        shutil.copy(path, reports / f"{'stuck' if number >= READ else 'quick'}-{number}.md")
    script = Path(__file__).with_name("stuck.py")
    command = [sys.executable, script, marks, "extract", reports, "-o", tmp_path / "x.db", "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(root)}
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 2 * SOON
    while len(list(marks.iterdir())) < 2 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    yield process
    with suppress(ProcessLookupError):  # as it should be
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_ctrl_c_keeps_what_was_read(run: subprocess.Popen[str], tmp_path: Path) -> None:
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does it
    _, said = run.communicate(timeout=SOON)  # to the end of the pipe, which all its processes hold
    assert run.returncode == 130
    assert said == "dateline: error: stopped\n"
    with Case.open(tmp_path / "x.db") as case:
        assert case.interrupted() >= READ - 1  # the last may be on its way
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


def test_no_process_outlives_the_command(run: subprocess.Popen[str]) -> None:
    run.kill()
    run.communicate(timeout=SOON)  # to the end of the pipe, which all its processes hold
