"""The case file: what goes in comes out, decisions stay, and what is no case is refused untouched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from geo.errors import CaseError
from geo.model import Document, Unread
from geo.store import Case, Decision, Maker, Run, document_hash, fingerprint


def sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def hashes(*documents: Document) -> dict[str, str]:
    return {document.id: document_hash(document) for document in documents}


def test_what_goes_in_comes_out(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION)
    with Case.open(tmp_path / "x.db", create=False) as case:
        assert case.extraction() == samples.EXTRACTION


def test_a_second_run_replaces_the_first(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION, Run(Maker("1"), fingerprint="a"))
        case.save(
            replace(samples.EXTRACTION, events=(), toponyms=(), unread=()), Run(Maker("1"), fingerprint="b")
        )
        assert case.events() == case.toponyms() == case.unread() == ()
        assert len(case.documents()) == 2
        assert not case.is_current("a")
        assert case.is_current("b")


def test_a_new_case_is_never_current(tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        assert not case.is_current("")
        assert not case.is_current("a")


@pytest.mark.parametrize(
    "change",
    [
        lambda d: replace(d, text=d.text + " "),
        lambda d: replace(d, published=date(2015, 10, 5)),
        lambda d: replace(d, id="other.txt"),
        lambda d: replace(d, publisher="Another"),
    ],
)
def test_any_change_of_a_document_changes_the_fingerprint(
    samples: ModuleType, change: Callable[[Document], Document]
) -> None:
    before = fingerprint(hashes(samples.DOCUMENT, samples.OTHER), [], "1")
    assert fingerprint(hashes(change(samples.DOCUMENT), samples.OTHER), [], "1") != before
    assert fingerprint(hashes(samples.OTHER, samples.DOCUMENT), [], "1") == before


def test_program_and_unread_change_the_fingerprint_too(samples: ModuleType) -> None:
    one = hashes(samples.DOCUMENT)
    before = fingerprint(one, [], "1")
    assert fingerprint(one, [], "2") != before
    assert fingerprint(one, [Unread("c", "Arabic")], "1") != before
    assert fingerprint(one, [], "1") == before


def test_decisions_are_kept_in_order_over_runs(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.decide(Decision("accept", author="A", event_id="e1", payload={"why": "\ud800 seen"}))
        case.save(samples.EXTRACTION)
        case.decide(Decision("reject", claim_id="c1"))
        kept = case.decisions()
    assert [(d.id, d.action, d.author, d.event_id, d.claim_id) for d in kept] == [
        (1, "accept", "A", "e1", ""),
        (2, "reject", "", "", "c1"),
    ]
    assert kept[0].payload == {"why": "\ud800 seen"}
    assert kept[0].at.endswith("+00:00")


def test_a_chosen_date_holds_until_it_is_taken_back(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.set_published("b.txt", date(2015, 10, 1))
        case.set_published("b.txt", date(2015, 10, 2))
        first, second = case.with_chosen_dates([samples.DOCUMENT, samples.OTHER])
        assert first == samples.DOCUMENT
        assert (second.published, second.published_from) == (date(2015, 10, 2), "given")
        case.set_published("b.txt", None)
        assert case.with_chosen_dates([samples.OTHER]) == [samples.OTHER]
        assert case.with_chosen_dates([second])[0].published is None


def test_other_programs_can_read_it(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION)
    connection = sqlite3.connect(tmp_path / "x.db")
    rows = connection.execute("select event_id, start from events where type = 'air_strike'").fetchall()
    mode = connection.execute("pragma journal_mode").fetchone()
    connection.close()
    assert rows == [("e1", "2015-09-30")]
    assert mode == ("wal",)


def test_two_may_have_it_open(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as writer, Case.open(tmp_path / "x.db") as reader:
        writer.save(samples.EXTRACTION)
        assert len(reader.events()) == 3


def test_no_case_where_none_should_be_made(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.db.*no case file"):
        Case.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(CaseError, match="no folder"):
        Case.open(tmp_path / "none" / "x.db")
    with pytest.raises(CaseError, match=r"is a folder.*dateline open"):
        Case.open(tmp_path)
    Case.open(tmp_path / "dateline.db").close()
    with pytest.raises(CaseError, match=r"is a folder.*give .*dateline\.db"):
        Case.open(tmp_path)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    Case.open(tmp_path / "x.db").close()
    sql(tmp_path / "x.db", "update schema_version set version = 99")
    with pytest.raises(CaseError, match="newer Dateline"):
        Case.open(tmp_path / "x.db")


BACK_TO_THE_FIRST_LAYOUT = (
    "ALTER TABLE documents DROP COLUMN stamp",
    *(f"ALTER TABLE runs DROP COLUMN {name}" for name in ("maker", "new", "changed", "unchanged", "removed")),
    "DROP TABLE readings",
    "DROP TABLE checks",
    "UPDATE schema_version SET version = 1",
)


def test_an_older_layout_is_brought_forward(samples: ModuleType, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION, Run(Maker("1"), fingerprint="a"))
        case.decide(Decision("accept"))
        stamp = Maker("1").stamp
    for statement in BACK_TO_THE_FIRST_LAYOUT:
        sql(tmp_path / "x.db", statement)
    with Case.open(tmp_path / "x.db", create=False) as case:
        assert case.extraction().events == samples.EXTRACTION.events
        assert [one.action for one in case.decisions()] == ["accept"]
        assert [(run.maker.program, run.fingerprint, run.new) for run in case.runs()] == [(stamp, "a", 0)]
        assert case.readings(case.hashes(), stamp) == [], "what read these reports is not known"
        case.save(samples.EXTRACTION, Run(Maker("1"), fingerprint="b"))
        assert case.is_current("b")


def test_an_older_layout_on_read_only_ground_is_left_as_it_is(
    samples: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Case.open(tmp_path / "x.db").close()
    for statement in BACK_TO_THE_FIRST_LAYOUT:
        sql(tmp_path / "x.db", statement)
    monkeypatch.setattr("geo.store.connecting.os.access", lambda *_: False)
    with pytest.raises(CaseError, match=r"older Dateline.*copy it"):
        Case.open(tmp_path / "x.db", create=False)


@pytest.mark.parametrize("version", [0, -1, "abc", None])
def test_a_layout_that_makes_no_sense_is_damage(tmp_path: Path, version: object) -> None:
    Case.open(tmp_path / "x.db").close()
    sql(tmp_path / "x.db", "drop table schema_version")
    sql(tmp_path / "x.db", "create table schema_version (version)")
    connection = sqlite3.connect(tmp_path / "x.db")
    with connection:
        connection.execute("insert into schema_version values (?)", (version,))
    connection.close()
    with pytest.raises(CaseError, match="which layout it has"):
        Case.open(tmp_path / "x.db")


def test_an_empty_database_of_another_program_is_refused(tmp_path: Path) -> None:
    sql(tmp_path / "x.db", "PRAGMA application_id = 77")
    with pytest.raises(CaseError, match="another program"):
        Case.open(tmp_path / "x.db")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x.db").symlink_to(tmp_path / "x.db")
    with pytest.raises(CaseError, match=r"x\.db"):
        Case.open(tmp_path / "x.db")


def test_read_only_ground_with_a_log(
    samples: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the log holds is the newest: it is read, not passed over."""
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION)
    holding = sqlite3.connect(tmp_path / "x.db")  # so that the log is not worked in
    holding.execute("select * from runs").fetchall()
    with Case.open(tmp_path / "x.db") as case:
        case.decide(Decision("accept"))
    assert (tmp_path / "x.db-wal").stat().st_size > 0
    monkeypatch.setattr("geo.store.connecting.os.access", lambda *_: False)
    with Case.open(tmp_path / "x.db", create=False) as case:
        assert [one.action for one in case.decisions()] == ["accept"]
    holding.close()


def test_making_a_case_may_be_interrupted(tmp_path: Path) -> None:
    sql(tmp_path / "x.db", "PRAGMA user_version = 1")  # a database of one page, without any table
    assert (tmp_path / "x.db").stat().st_size > 0
    with Case.open(tmp_path / "x.db") as case:
        assert case.documents() == ()


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    sql(tmp_path / "x.db", "create table theirs (a)")
    before = (tmp_path / "x.db").read_bytes()
    with pytest.raises(CaseError, match="another program"):
        Case.open(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_bytes() == before


def test_what_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("a text of more than the sixteen bytes of a header")
    with pytest.raises(CaseError, match=r"x\.db.*not a database"):
        Case.open(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_text().startswith("a text")


@pytest.mark.parametrize("damage", ["update events set record = '{'", "update events set record = '{}'"])
def test_damage_is_named(samples: ModuleType, tmp_path: Path, damage: str) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION)
    sql(tmp_path / "x.db", damage)
    with Case.open(tmp_path / "x.db") as case, pytest.raises(CaseError, match="events are damaged"):
        case.events()


def test_a_missing_table_is_named(samples: ModuleType, tmp_path: Path) -> None:
    Case.open(tmp_path / "x.db").close()
    sql(tmp_path / "x.db", "drop table unread")
    with Case.open(tmp_path / "x.db") as case, pytest.raises(CaseError, match="no such table"):
        case.save(samples.EXTRACTION)


def test_read_only_ground(samples: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(samples.EXTRACTION)
    monkeypatch.setattr("geo.store.connecting.os.access", lambda *_: False)  # root may write anywhere
    with Case.open(tmp_path / "x.db", create=False) as case:
        assert len(case.events()) == 3
        with pytest.raises(CaseError, match="readonly"):
            case.decide(Decision("accept"))
