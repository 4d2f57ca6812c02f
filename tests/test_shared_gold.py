"""The development gold beside the checkout, scored by its own scorers: the figures must not fall.

These texts were seen while the program was written, so the figures say that nothing broke, not how good
it is. Skipped only where the folder is absent; it is never part of the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
GOLD, TOOLS, CORPORA, ARTICLES = (SHARED / name for name in ("gold", "tools", "corpora", "seeds"))

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no development gold beside the checkout")


def dateline(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "dashboard.cli", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def score(tool: str, *arguments: str | Path) -> None:
    command = [sys.executable, str(TOOLS / tool), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_events_of_the_five_articles(tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    dateline("extract", GOLD / "seed_documents.jsonl", "-o", claims)
    at_least = (
        "must_recall=1 should_recall=0.85 precision=0.9 date_exact=0.9 casualty_exact=1 "
        "perpetrator_f1=0.9 target_f1=0.85 source_f1=0.85 statement_recall=0.8"
    ).split()
    at_most = ("must_not=0", "bad_quotes=0", "split=2", "merged=2")
    score(
        "score_events.py", GOLD / "seed_gold.json", claims, "--verbose", "--min", *at_least, "--max", *at_most
    )


def test_every_quote_of_the_five_articles_is_found_again(tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    dateline("extract", ARTICLES, "-o", claims)
    dateline("verify", claims, "--documents", ARTICLES)


def test_types_of_short_snippets(tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    gold = CORPORA / "events_case2021_types.dev.jsonl"
    dateline("extract", gold, "-o", claims)
    score("score_types.py", gold, claims, "--min", "macro_f1=0.65")


def test_date_expressions(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = tmp_path / "dates.jsonl"
    with found.open("w", encoding="utf-8") as out:
        for line in (GOLD / "dates.jsonl").read_text(encoding="utf-8").splitlines():
            asked = json.loads(line)
            assert main(["dates", "--json", "--published", asked["published"], "--", asked["text"]]) == 0
            out.write(json.dumps(json.loads(capfd.readouterr().out)) + "\n")
    score("score_dates.py", GOLD / "dates.jsonl", "--pred", found, "--min", "exact=0.975")


@pytest.mark.parametrize(("corpus", "f1", "acc"), [("trnews", 0.88, 0.80), ("lgl.dev", 0.80, 0.62)])
def test_place_names(tmp_path: Path, corpus: str, f1: float, acc: float) -> None:
    gold, found = CORPORA / f"{corpus}.jsonl", tmp_path / "places.jsonl"
    dateline("toponyms", gold, "-o", found)
    command = [
        sys.executable,
        str(TOOLS / "score_toponyms.py"),
        str(gold),
        str(found),
        "--coords-only",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert figures["exact"]["f1"] >= f1
    assert figures["resolution"]["acc161_all"] >= acc
