"""How long a user waits for a short command, against an interpreter that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Row, best_of

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def seconds_of(*arguments: str) -> float:
    """The best of three runs of a new interpreter."""
    command = [sys.executable, *arguments]
    return best_of(lambda: subprocess.run(command, check=True, capture_output=True), 3)


def measure() -> list[Row]:
    """Cold starts: one look-up, and the sample corpus to JSONL."""
    nothing = seconds_of("-c", "pass")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder, "out.jsonl"))
        extracted = seconds_of("-m", "dashboard.cli", "extract", str(SEEDS), "-o", out)
    located = seconds_of("-m", "dashboard.cli", "locate", "Talbiseh")
    against = "an interpreter that does nothing"
    return [
        Row("dateline locate, cold", located, nothing, against),
        Row("dateline extract of the sample corpus, cold", extracted, nothing, against),
    ]
