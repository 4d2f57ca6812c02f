"""What stops a run (a kill, a full disk, damage, another process) loses nothing kept, and is told."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import updating
from dashboard.cli import main
from geo.errors import CaseError
from geo.eventrecords import event_to_record
from geo.export import write
from geo.model import Document, Extraction
from geo.pipeline import extract
from geo.reading import read_documents
from geo.records import Record, claim_to_record
from geo.store import Case, Decision, Run, connecting

ROUNDS = 55


@pytest.fixture(scope="module")
def documents(seeds: Path) -> list[Document]:
    return [one for one in read_documents([seeds]) if isinstance(one, Document)]


@pytest.fixture(scope="module")
def extraction(documents: list[Document]) -> Extraction:
    return extract(documents)


@pytest.fixture
def case(tmp_path: Path, extraction: Extraction) -> Path:
    with Case.open(tmp_path / "x.db") as made:
        made.save(extraction)
    return tmp_path / "x.db"


def in_records(extraction: Extraction) -> list[list[Record]]:
    claims = [claim_to_record(claim) for claim in extraction.claims]
    return [claims, [event_to_record(event) for event in extraction.events]]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
def test_fifty_kills_and_more_lose_no_report_that_was_kept(tmp_path: Path, seeds: Path) -> None:
    for path in seeds.iterdir():
        shutil.copy(path, tmp_path)
    script = Path(__file__).with_name("interrupting.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path, str(ROUNDS)], capture_output=True, text=True, check=True
    )
    left = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(left) == ROUNDS
    assert [one for one in left if one["lost"]] == []
    assert {one["integrity"] for one in left if one["made"]} == {"ok"}
    waiting, ended = ([one for one in left if one.get(name)] for name in ("waiting", "documents"))
    assert min(len(waiting), len(ended)) > ROUNDS / 10, "before, while and after reports were kept"
    last = tmp_path / f"{(ROUNDS - 1) // 5}.db"
    for name in ("whole", last.stem):
        assert main(["export", str(tmp_path / f"{name}.db"), "-o", str(tmp_path / f"{name}.geojson")]) == 0
    assert (tmp_path / "whole.geojson").read_bytes() == (tmp_path / f"{last.stem}.geojson").read_bytes()


def test_an_interrupted_run_is_told_and_taken_up(
    tmp_path: Path,
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(updating, "_KEEP_AFTER", 0)
    read: list[str] = []

    def stopped(documents: list[Document], what: str) -> object:
        for number, one in enumerate(documents):
            if number == 4 and not read:
                raise KeyboardInterrupt
            yield one
        read.extend(one.id for one in documents)

    with Case.open(tmp_path / "x.db") as case:
        with pytest.raises(KeyboardInterrupt):
            updating.update(case, documents, watch=stopped)
        assert case.interrupted() == 4
        assert case.documents() == ()
        assert main(["export", str(tmp_path / "x.db"), "-o", str(tmp_path / "x.jsonl")]) == 0
        assert "4 reports were read by a run that has not ended" in capsys.readouterr().err
        read.append("again")
        updating.update(case, documents, watch=stopped)
        assert read[1:] == [one.id for one in documents][4:]
        assert case.interrupted() == 0


def test_readers_see_one_run_or_the_other(case: Path, extraction: Extraction) -> None:
    """A reader that is in the midst of a case while a run ends gets the case as it was when it began."""
    less = extract(extraction.documents[:5])
    sizes = {len(one.events) for one in (extraction, less)}
    ended = threading.Event()
    seen: list[Extraction | Exception] = []

    def read() -> None:
        with Case.open(case) as mine:
            while not ended.is_set():
                try:
                    seen.append(mine.extraction())
                except CaseError as error:
                    seen.append(error)

    def decide() -> None:
        with Case.open(case) as mine:
            for _ in range(10):
                mine.decide(Decision("note", payload={"note": "seen"}))

    threads = [threading.Thread(target=work) for work in (read, read, decide, decide)]
    for thread in threads:
        thread.start()
    try:
        with Case.open(case) as writer:
            for number in range(6):
                writer.save(extraction if number % 2 else less, Run())
    finally:
        ended.set()
    for thread in threads:
        thread.join()
    assert seen
    assert [one for one in seen if isinstance(one, Exception)] == []
    assert {len(one.events) for one in seen if isinstance(one, Extraction)} <= sizes
    with Case.open(case) as after:
        assert len(after.decisions()) == 20


def test_two_may_make_a_case_at_once(tmp_path: Path, extraction: Extraction) -> None:
    failed: list[Exception] = []

    def make() -> None:
        try:
            with Case.open(tmp_path / "x.db") as case:
                case.save(extraction)
        except CaseError as error:
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Case.open(tmp_path / "x.db") as case:
        assert len(case.runs()) == 6
        assert in_records(case.extraction()) == in_records(extraction)


def test_a_full_disk_leaves_what_was_there(
    case: Path, extraction: Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = connecting._raw

    def full(path: Path) -> sqlite3.Connection:
        connection = raw(path)
        connection.execute("PRAGMA max_page_count = 1")  # at once, for the file is larger already
        return connection

    monkeypatch.setattr(connecting, "_raw", full)
    more = replace(extraction, toponyms=extraction.toponyms * 20)
    with Case.open(case) as opened:
        with pytest.raises(CaseError, match=r"x\.db: .*full: free some space.*what was kept before"):
            opened.save(more)
        assert in_records(opened.extraction()) == in_records(extraction)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_export_to_a_full_disk_says_so(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(case), "-o", "/dev/full", "--format", "geojson"]) == 1
    assert "cannot write /dev/full: No space left on device" in capsys.readouterr().err


@pytest.mark.parametrize("at", [100, 0.3, 0.5, 0.9])
def test_damage_is_told_and_nothing_is_written(case: Path, at: float, tmp_path: Path) -> None:
    content = bytearray(case.read_bytes())
    start = int(len(content) * at) if at < 1 else int(at)
    content[start : start + 3000] = bytes(3000)
    case.write_bytes(content)
    before = (tmp_path / "x.db").read_bytes()
    with pytest.raises(CaseError, match=r"x\.db.*(malformed: the file is damaged; open a copy|are damaged)"):
        read_all(case)
    assert case.read_bytes() == before


def read_all(case: Path) -> None:
    with Case.open(case, create=False) as opened:
        opened.extraction()
        opened.decisions()
        opened.runs()


def test_a_truncated_case_is_told(case: Path) -> None:
    case.write_bytes(case.read_bytes()[:20_000])
    with pytest.raises(CaseError, match="damaged"):
        read_all(case)


def test_a_folder_that_cannot_be_written(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seeds: Path
) -> None:
    monkeypatch.setattr(connecting.os, "access", lambda *_: False)  # root may write anywhere
    assert main(["export", str(case), "-o", str(case.with_suffix(".geojson"))]) == 0
    assert main(["extract", str(seeds), "-o", str(case)]) == 1
    assert "readonly" in capsys.readouterr().err


def test_an_export_is_the_same_from_the_case_and_from_the_reports(
    case: Path, documents: list[Document], tmp_path: Path
) -> None:
    with Case.open(case) as opened:
        updating.update(opened, documents[::2])
        updating.update(opened, documents[::-1])
        write(opened.extraction(), tmp_path / "case.geojson")
    fresh = replace(extract(documents), made_by=updating.maker().in_words())
    write(fresh, tmp_path / "fresh.geojson")
    assert (tmp_path / "case.geojson").read_bytes() == (tmp_path / "fresh.geojson").read_bytes()
