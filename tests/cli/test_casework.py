"""From what is opened to a case file that is up to date."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from dashboard import on_disk
from dashboard.casework import choose_dates, load, open_case, refresh
from dashboard.cli import main
from geo.errors import CaseError, DocumentError
from geo.records import claim_to_record
from geo.store import Maker

UNDATED = "notes/undated.txt"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, for this test alone."""
    folder = tmp_path / "user-data"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: folder)
    return folder


def test_a_folder_gets_its_case_in_it(reports: Path) -> None:
    opened = open_case([reports])
    assert opened.path == reports / "dateline.db"
    assert (opened.state, opened.documents) == ("new", 2)
    assert opened.events == len(load(opened.path).events) > 0


def test_unchanged_reports_are_not_read_again(reports: Path) -> None:
    first = open_case([reports])
    assert _runs(first.path) == 1
    again = open_case([reports])
    assert (again.state, again.path, again.events) == ("unchanged", first.path, first.events)
    assert _runs(first.path) == 1
    (reports / "agency.md").write_text("Shells fell on Homs in Syria on 3 October 2015.")
    assert open_case([reports]).state == "read again"
    assert open_case([reports]).state == "unchanged"


def test_another_program_reads_again(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_case([reports])
    monkeypatch.setattr("dashboard.updating.maker", lambda _: Maker("another"))
    assert open_case([reports]).state == "read again"


def test_files_get_the_case_beside_them(reports: Path) -> None:
    opened = open_case([reports / "notes" / "undated.txt", reports / "agency.md"])
    assert opened.path == reports / "notes" / "dateline.db"
    assert opened.documents == 2


def test_a_folder_that_cannot_be_written(
    reports: Path, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk.os, "access", lambda path, _: own_data_folder in Path(path).parents)
    opened = open_case([reports])
    assert opened.path.parent == own_data_folder / "cases"
    assert opened.notes == (f"{reports} cannot be written, so its case file is {opened.path}",)
    assert not (reports / "dateline.db").exists()


def test_no_data_folder_either(tmp_path: Path, own_data_folder: Path) -> None:
    own_data_folder.write_text("a file where a folder should be")
    with pytest.raises(CaseError, match="cannot be made"):
        open_case()


def test_the_sample_corpus(own_data_folder: Path) -> None:
    opened = open_case()
    assert opened.path == own_data_folder / "cases" / "sample.db"
    assert opened.documents >= 8


def test_no_sample_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "_ROOT", tmp_path)
    with pytest.raises(DocumentError, match="not installed"):
        open_case()


def test_a_case_file_is_shown_as_it_is(reports: Path) -> None:
    path = open_case([reports]).path
    assert (open_case([path]).state, open_case([path]).path) == ("as it is", path)
    with pytest.raises(CaseError, match="no case file"):
        open_case([reports / "none.db"])


def test_an_events_geojson_gets_a_case_of_its_name(reports: Path, tmp_path: Path) -> None:
    export = tmp_path / "strikes.geojson"
    assert main(["extract", str(reports), "-o", str(export)]) == 0
    opened = open_case([export])
    assert (opened.path, opened.state) == (tmp_path / "strikes.geojson.db", "new")
    assert opened.events == len(json.loads(export.read_text("utf-8"))["features"])
    assert open_case([export]).state == "read again"
    assert main(["extract", str(reports), "-o", str(tmp_path / "strikes.db")]) == 0
    open_case([export])
    assert load(tmp_path / "strikes.db").documents  # the case it came from is not touched
    with pytest.raises(CaseError, match="without their documents"):
        refresh(opened.path)


@pytest.mark.parametrize("names", [["x.db", "y.db"], ["x.geojson", "reports"], ["x.db", "reports"]])
def test_one_case_at_a_time(names: list[str]) -> None:
    with pytest.raises(DocumentError, match="one case file"):
        open_case(names)


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match="no report"):
        open_case([tmp_path / "empty"])
    (tmp_path / "empty" / "a.txt").write_text("")
    with pytest.raises(DocumentError, match="empty"):
        open_case([tmp_path / "empty"])
    assert not (tmp_path / "empty" / "dateline.db").exists()
    with pytest.raises(DocumentError, match="no such file"):
        open_case([tmp_path / "none"])


def test_a_chosen_date_moves_the_events_and_stays(reports: Path) -> None:
    path = open_case([reports]).path
    extraction = choose_dates(path, {UNDATED: date(2015, 10, 4)})
    days = {claim.doc_id: claim.moment.start for claim in extraction.claims}
    assert days[UNDATED] == date(2015, 10, 2)
    assert [*map(claim_to_record, load(path).claims)] == [*map(claim_to_record, extraction.claims)]
    again = open_case([reports])
    assert again.state == "unchanged"
    (reports / "agency.md").write_text("Shells fell on Homs in Syria on 3 October 2015.")
    open_case([reports])
    assert {d.id: d.published for d in load(path).documents}[UNDATED] == date(2015, 10, 4)


def test_a_chosen_date_can_be_taken_back(reports: Path) -> None:
    path = open_case([reports]).path
    choose_dates(path, {UNDATED: date(2015, 10, 4)})
    extraction = choose_dates(path, {UNDATED: None})
    assert {claim.moment.start for claim in extraction.claims if claim.doc_id == UNDATED} == {None}


def test_a_date_for_no_document(reports: Path) -> None:
    path = open_case([reports]).path
    with pytest.raises(CaseError, match=r"'none\.txt'"):
        choose_dates(path, {"none.txt": date(2015, 10, 4)})


def _runs(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("select count(*) from runs").fetchone()
    connection.close()
    return int(count)
