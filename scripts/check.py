"""Run every check, say how each went and how long it took; exit 1 when one failed or no test ran.

`make check` calls this. Arguments go to pytest: `make check ARGS="-k dates"`, and `make coverage` does so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "tests.xml"

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "command docs": ["scripts/cli_docs.py", "--check"],
}


def command(arguments: list[str]) -> list[str]:
    """The command that runs a tool of this environment, or a script of ours with this interpreter."""
    if arguments[0].endswith(".py"):
        return [sys.executable, *arguments]
    return [str(Path(sysconfig.get_path("scripts"), arguments[0])), *arguments[1:]]


class Started(NamedTuple):
    """A check that is under way."""

    name: str
    process: subprocess.Popen[str]
    began: float


def start(name: str) -> Started:
    """Begin one of the checks that are no tests."""
    process = subprocess.Popen(
        command(CHECKS[name]), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Started(name, process, time.monotonic())


def finish(check: Started) -> bool:
    """Wait for a check; its output is shown only when it failed."""
    said, _ = check.process.communicate()
    good = check.process.returncode == 0
    print(
        f"==> {check.name} … {'ok' if good else 'FAILED'}, {time.monotonic() - check.began:.1f} s", flush=True
    )
    if not good:
        print(said, flush=True)
    return good


def run_tests(extra: list[str]) -> bool:
    """Run pytest in the open, without coverage, which doubles the time: see `make coverage`."""
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    # Two more than there are cores: tests with a browser wait. The order is that of tests/conftest.py.
    count = min(6, (os.cpu_count() or 1) + 2)
    workers = ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"]
    print(f"==> tests: pytest {' '.join(workers + extra)}", flush=True)
    pytest = command(["pytest", "-q", f"--junitxml={REPORT}", *workers, *extra])
    done = subprocess.run(pytest, cwd=ROOT, check=False)
    ran = count_tests()
    return done.returncode == 0 and ran > 0


def count_tests() -> int:
    """Count the tests that ran; say which did not, and why."""
    if not REPORT.exists():
        print("No test ran: pytest wrote no report.")
        return 0
    cases = list(ElementTree.parse(REPORT).iter("testcase"))  # noqa: S314 - our own file of a moment ago
    skipped = Counter(
        found.get("message", "") for case in cases if (found := case.find("skipped")) is not None
    )
    ran = len(cases) - skipped.total()
    print(f"{ran} tests ran, {skipped.total()} skipped" + (":" if skipped else "."))
    if not any(word.startswith("--cov") for word in sys.argv[1:]):
        print("  coverage was not measured: `make coverage` does, in twice the time")
    for reason, count in skipped.most_common():
        print(f"  {count} skipped: {reason}")
    return ran


def main() -> int:
    """Run all, whatever the first ones say; types are checked beside the tests, which often wait."""
    beside = start("types")
    results = {name: finish(start(name)) for name in CHECKS if name != "types"}
    results["tests"] = run_tests(sys.argv[1:])
    results["types"] = finish(beside)
    failed = [name for name, good in results.items() if not good]
    print(f"FAILED: {', '.join(failed)}" if failed else "Every check passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
