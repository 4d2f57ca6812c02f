"""Judging a case from the command line: on a terminal, by a sheet, and the report."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dashboard import checking
from dashboard.cli import interview, main
from geo.checking.judging import Judgement, of_claim
from geo.errors import CaseError
from geo.model import Claim
from geo.store import Case

REPORT = """---
publisher: Example Wire
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

Rebels shelled Latakia on Thursday, residents said.

The bomb squad came to Hama early. The minister condemned the shelling.
"""


class Typist:
    """Types these keys, and remembers what was asked and kept."""

    def __init__(self, keys: str, keep: Callable[[Judgement], None]) -> None:
        self._keys = iter(keys)
        self.lines: list[str] = []
        self.kept: list[Judgement] = []
        self._keep = keep
        self.terminal = interview.Terminal(self._key, self.lines.append, self._take, bold=False)

    def _key(self) -> str:
        return next(self._keys, "")

    def _take(self, one: Judgement) -> None:
        self.kept.append(one)
        self._keep(one)


def ask(case: Path, keys: str, coder: str = "Ana") -> Typist:
    with Case.open(case, create=False) as opened:
        there = checking.study(opened, seed=7)
        typist = Typist(keys, opened.judge)
        claims = there.sample
        documents = checking.documents_of(opened, (claim.doc_id for claim in claims))
        interview.judge_claims(coder, claims, there.coded(coder).judged, documents, typist.terminal)
        return typist


def said(case: Path) -> list[Claim]:
    with Case.open(case, create=False) as opened:
        return list(checking.study(opened).sample)


def test_slot_by_slot_with_a_way_back_and_nothing_lost(
    case: Path, json_of: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    typist = ask(case, "rxwbr")
    assert any("[bombed]" in line or "[shelled]" in line for line in typist.lines)
    assert "    'x' is none of these keys" in typist.lines
    assert [list(one.payload["verdicts"].items()) for one in typist.kept] == [
        [("event", "right")],
        [("type", "wrong")],
        [("type", "right")],
    ]
    going_on = ask(case, "rrrrrr" + "w")
    assert going_on.kept[0].payload["verdicts"] == {"place": "right"}
    assert len(going_on.kept) == 7  # six slots left, and the second claim is no event
    assert ask(case, "r").kept == []
    assert main(["check", str(case), "--report", "--coder", "Ben"]) == 0
    assert "Ben has judged nothing; judged by: Ana" in capfd.readouterr().err
    record = json_of("check", str(case), "--json")
    (ana,) = record["coders"]
    assert (ana["judged"], ana["complete"]) == (2, 2)
    event = ana["slots"]["event"]["filled"]
    assert (event["right"], event["judged"], event["share"]) == (1, 2, 0.5)
    assert record["plan"] == {"seed": 7, "number": 50, "by": ""}


def test_sentences_passed_over(case: Path, json_of: Callable[..., Any]) -> None:
    with Case.open(case, create=False) as opened:
        there = checking.study(opened, seed=7)
        sentences, found = checking.passed_over(opened, there.plan)
        assert (found.told, found.passed) == (2, 2)
        typist = Typist("wbrc", opened.judge)
        interview.judge_sentences("Ana", sentences, found, {}, typist.terminal)
        assert any("tells no event" in line for line in typist.lines)
        assert checking.not_judged(sentences, "Ana", opened.checks()[0]) == []
        assert len(checking.not_judged(sentences, "Bo", opened.checks()[0])) == 2
    passed = json_of("check", str(case), "--json")["coders"][0]["passed_over"]
    assert (passed["rightly"], passed["missed"], passed["cannot_tell"]) == (1, 0, 1)
    assert passed["recall_at_most"][2] == 1.0


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def write(path: Path, filled: list[dict[str, str]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as table:
        out = csv.DictWriter(table, filled[0], delimiter=";")
        out.writeheader()
        out.writerows(filled)
    return str(path)


def test_a_sheet_is_filled_in_and_read_back(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheet = case.with_name("sheet.csv")
    assert main(["check", str(case), "-o", str(sheet), "--seed", "7"]) == 0
    filled = rows(sheet)
    assert [row["trigger"] for row in filled] == [claim.trigger.text for claim in said(case)]
    for row in filled:
        row |= {"event": "Right", "type": "r", "place": "?", "toll": "something is  missing"}
    path = write(sheet, filled)
    for coder, told in (("Ana", "2 rows with verdicts kept"), ("Ana", "2 already there"), ("Bo", "2 rows")):
        assert main(["check", str(case), "--from", path, "--coder", coder]) == 0
        assert told in capfd.readouterr().err
    assert main(["check", str(case), "--report"]) == 0
    out = capfd.readouterr().out
    assert "Ana: 2 claims judged of 2" in out
    assert "Ana and Bo" in out
    assert "undefined: both always said the same" in out
    filled[1]["type"] = "perhaps"
    filled[0]["address"] = "{"
    assert main(["check", str(case), "--from", write(sheet, filled), "--coder", "Cy"]) == 1
    err = capfd.readouterr().err
    assert "line 3: type: 'perhaps' is no verdict; write right, wrong" in err
    assert "line 2: address: not as the sheet was written" in err
    assert "nothing was kept" in err


def test_a_sheet_of_sentences_passed_over(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheet = case.with_name("missed.csv")
    assert main(["check", str(case), "--missed", "-o", str(sheet)]) == 0
    filled = rows(sheet)
    assert len(filled) == 2
    filled[0]["verdict"] = "an event was missed"
    assert main(["check", str(case), "--from", write(sheet, filled), "--coder", "Ana"]) == 0
    assert main(["check", str(case), "--report", "--coder", "Ana"]) == 0
    assert re.search(r"An event was missed +1\n", capfd.readouterr().out)


def test_a_judgement_that_makes_no_sense_is_counted_and_the_others_count(
    case: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ask(case, "r")
    payloads = ["{", "[]", '{"claim": 3}', '{"plan": {"seed": 1, "number": 0, "by": ""}}', '{"passed": {}}']
    with closing(sqlite3.connect(case)) as base:
        for payload in payloads:
            base.execute(
                "INSERT INTO checks (at, coder, doc_id, claim_id, payload) VALUES ('', 'Ana', '', '', ?)",
                [payload],
            )
        base.commit()
    assert main(["check", str(case), "--report"]) == 0
    told = capfd.readouterr()
    assert "5 judgements cannot be read and do not count" in told.err
    assert "Ana: 1 claim judged of 2" in told.out


@pytest.fixture
def refused(case: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    def run(*argv: str) -> str:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(["check", str(case), *argv])
        assert stopped.value.code == 2
        return capfd.readouterr().err

    yield run
    with Case.open(case, create=False) as opened:
        assert opened.checks() == ([], 0)


def test_usage(refused: Callable[..., str]) -> None:
    assert "judging needs a terminal; or use --report, -o SHEET.csv, or --from SHEET.csv" in refused(
        "--coder", "Ana"
    )
    assert "--coder NAME: who judges?" in refused("--from", "x.csv")
    assert "choose one of --report, -o and --from" in refused("--report", "-o", "x.csv")
    assert "at most 10,000" in refused("--report", "--number", "99999")


def test_a_case_that_nobody_judged(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(case), "--report"]) == 0
    assert capsys.readouterr().out == "Nothing is judged yet.\n"
    with Case.open(case, create=False) as opened:
        assert json.dumps(opened.checks()[0]) == "[]"


def test_a_sample_that_is_judged_stays_as_it_was_drawn(case: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    assert main(["check", str(case), "--by", "type", "-o", str(sheet)]) == 0
    assert main(["check", str(case), "--by", "confidence", "-o", str(sheet)]) == 0, "nothing is judged yet"
    with Case.open(case) as opened:
        claim = opened.claims()[0]
        opened.judge(of_claim("Ana", claim, {"event": "right"}))
        with pytest.raises(CaseError, match=r"1 verdicts? are about claims drawn by confidence"):
            checking.study(opened, by="type")
        assert checking.study(opened).plan.by == "confidence"
