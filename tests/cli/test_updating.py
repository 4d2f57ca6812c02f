"""A case brought up to date: what is read again, what is told, and two programs that do it at once."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import updating
from dashboard.casework import choose_dates, open_case, refresh
from dashboard.cli import main
from dashboard.updating import How, Updated, update
from geo import pipeline
from geo.errors import CaseError
from geo.model import Document, Reading, Unread
from geo.store import Case

ONE = Document(
    "one.txt", "Shells hit Ariha in Syria on Monday, killing two people.", published=date(2015, 10, 1)
)
TWO = replace(ONE, id="two.txt", text="Jets struck Saraqib in Syria on Monday, activists said.")
THREE = replace(ONE, id="three.txt", text="A mortar fell on Idlib in Syria on Monday, medics said.")
LIST = '[[actors]]\nid = "test-brigade"\nkind = "armed_group"\nnames = ["Test Brigade"]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


def held(path: Path) -> list[str]:
    with Case.open(path) as case:
        return [document.id for document in case.documents()]


def run(path: Path, documents: Iterable[Document | Unread], **how: Any) -> Updated:
    with Case.open(path) as case:
        return update(case, documents, **how)


def test_what_became_of_each_report_is_told(path: Path) -> None:
    assert run(path, [ONE, TWO]).in_words() == "2 new"
    changed = replace(TWO, publisher="Another")
    found = run(path, [changed, THREE])
    assert found.in_words() == "1 new, 1 changed, 1 no longer there"
    assert (found.new, found.changed, found.removed) == (("three.txt",), ("two.txt",), ("one.txt",))
    again = run(path, [THREE, changed])
    assert (again.extraction, again.in_words()) == (None, "2 unchanged")
    with Case.open(path) as case:
        assert [(one.new, one.changed, one.removed) for one in case.runs()] == [(2, 0, 0), (1, 1, 1)]


def test_adding_keeps_what_is_there(path: Path) -> None:
    run(path, [ONE, Unread("ar.txt", "Arabic")])
    found = run(path, [TWO, Unread("one.txt", "empty")], add=True)
    assert (found.in_words(), held(path)) == ("1 new, 1 unchanged", ["one.txt", "two.txt"])
    with Case.open(path) as case:
        assert [one.id for one in case.unread()] == ["ar.txt"]


def test_another_list_of_actors_is_told_and_stays_with_the_case(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(LIST, encoding="utf-8")
    run(path, [ONE, TWO])
    found = run(path, [ONE, TWO], how=How(actors=[own]))
    assert found.in_words() == "2 read again by another program or with other lists"
    own.unlink()
    with Case.open(path) as case:
        before = case.runs()[-1].maker
        assert before.settings == {"actors": {"mine.toml": LIST}}
    choose_dates(path, {"one.txt": date(2015, 10, 2)})
    with Case.open(path) as case:
        assert case.runs()[-1].maker == before, "the page reads with the lists of the run before"
        assert case.runs()[-1].unchanged == 1
    assert run(path, [ONE], how=How(actors=[])).extraction is not None


def test_what_failed_is_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.find_tolls

    def failing(sentences: list[Any]) -> Any:
        if any("Saraqib" in sentence.text for sentence in sentences):
            raise MemoryError
        return real(sentences)

    monkeypatch.setattr(pipeline, "find_tolls", failing)
    found = run(path, [ONE, TWO])
    assert (found.in_words(), found.failed) == ("1 new, 1 failed", ("two.txt",))
    assert run(path, [ONE, TWO]).in_words() == "1 unchanged, 1 failed"
    with Case.open(path) as case:
        assert [(one.new, one.documents) for one in case.runs()] == [(1, 1)], "nothing was written anew"
    monkeypatch.setattr(pipeline, "find_tolls", real)
    assert run(path, [ONE, TWO]).in_words() == "1 new, 1 unchanged"
    with Case.open(path) as case:
        assert case.unread() == ()


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> list[str]:
    """Let another program do this once while the reports are read; gives what is read, as it is read."""
    read: list[str] = []
    real = pipeline.read_all

    def interrupted(documents: Iterable[Document], **how: Any) -> Iterator[Reading | Unread]:
        first = not read
        for result in real(documents, **how):
            read.append(result.document.id if isinstance(result, Reading) else result.id)
            yield result
        if first and read:
            monkeypatch.setattr(pipeline, "read_all", real)
            deed()
            monkeypatch.setattr(pipeline, "read_all", interrupted)

    monkeypatch.setattr(pipeline, "read_all", interrupted)
    return read


def test_two_that_add_at_once_lose_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(path, [ONE])
    read = meanwhile(monkeypatch, lambda: run(path, [THREE], add=True))
    found = run(path, [TWO], add=True)
    assert held(path) == ["one.txt", "three.txt", "two.txt"]
    assert (found.new, read) == (("two.txt",), ["two.txt"]), "read once, saved on top of the other"


def test_a_date_chosen_during_a_run_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(path, [ONE])
    meanwhile(monkeypatch, lambda: choose_dates(path, {"one.txt": date(2015, 10, 9)}))
    run(path, [ONE, TWO])
    with Case.open(path) as case:
        assert {one.id: one.published for one in case.documents()}["one.txt"] == date(2015, 10, 9)


def test_a_run_keeps_what_another_one_has_kept(path: Path) -> None:
    with Case.open(path) as case:
        case.keep([Reading(THREE, (), ())], "another program")
    run(path, [ONE])
    run(path, [ONE])
    with Case.open(path) as case:
        assert case.interrupted() == 1
    assert main(["info", str(path), "--forget"]) == 0
    with Case.open(path) as case:
        assert case.interrupted() == 0


def test_events_without_reports_are_not_replaced(tmp_path: Path, reports: Path) -> None:
    events = tmp_path / "events.geojson"
    assert main(["extract", str(reports), "-o", str(events)]) == 0
    made = open_case([events]).path
    for add in (False, True):
        with pytest.raises(CaseError, match="events without their reports"):
            run(made, [ONE], add=add)
    with pytest.raises(CaseError, match="without their documents"):
        refresh(made)


def test_damaged_claims_are_read_again(path: Path) -> None:
    run(path, [ONE, TWO])
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE claims SET record = '{' WHERE doc_id = 'one.txt'")
    connection.close()
    found = run(path, [ONE, TWO, THREE])
    assert (found.new, found.again, found.unchanged) == (("three.txt",), ("one.txt",), ("two.txt",))


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    Path(os.fsdecode(bytes(folder) + b"/n\xff.txt")).write_text(ONE.text, encoding="utf-8")
    assert main(["extract", str(folder), "-o", str(tmp_path / "x.db")]) == 0
    assert held(tmp_path / "x.db") == ["n\\xff.txt"]
    assert main(["verify", str(tmp_path / "x.db"), "--documents", str(folder)]) in {0, 1}


def test_info(path: Path, json_of: Callable[..., Any], capfd: pytest.CaptureFixture[str]) -> None:
    run(path, [ONE, Unread("ar.txt", "Arabic")], how=How(published=date(2015, 10, 4)))
    assert main(["info", str(path)]) == 0
    said = capfd.readouterr().out
    assert "1 report, 1 event, 0 decisions" in said
    assert "1 report not read: Arabic" in said
    assert "1 report (1 new) by Dateline" in said
    assert "published: 2015-10-04" in said
    found = json_of("info", str(path), "--json")
    assert (found["reports"], found["not_read"], len(found["runs"])) == (1, {"Arabic": 1}, 1)


def test_what_reads_is_known_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import counts the same wherever and whenever it was made; another one does not."""
    from dashboard import provenance

    monkeypatch.setattr("gazetteer.userdata.user_folder", lambda: tmp_path / "one")
    assert provenance._imports() == ""
    for folder, checksum in (("one", "a"), ("two", "a"), ("three", "b")):
        index = tmp_path / folder / "places"
        index.mkdir(parents=True)
        (index / "meta.json").write_text(checksum)
        (index / "lat.npy").write_bytes(os.urandom(8))
    stamps = []
    for folder in ("one", "two", "three"):
        monkeypatch.setattr("gazetteer.userdata.user_folder", lambda folder=folder: tmp_path / folder)
        stamps.append(provenance._imports())
    assert stamps[0] == stamps[1] != stamps[2]
    assert updating.maker().stamp != updating.maker([_list(tmp_path)]).stamp


def _list(folder: Path) -> Path:
    path = folder / "list.toml"
    path.write_text(LIST, encoding="utf-8")
    return path
