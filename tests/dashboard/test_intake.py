"""Dates to set, reports to add, and files to take away, without the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from dashboard import casework, downloads, intake, messages, opened
from dashboard.casework import open_case
from dashboard.filters import Filters
from dashboard.markup import plain, table
from gazetteer import Gazetteer
from geo.errors import CaseError, DocumentError
from geo.model import Document, Extraction, Unread

STRIKE = (
    "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing 12 civilians, activists said.\n"
)


@pytest.mark.parametrize(
    ("document", "day", "why"),
    [
        (Document("2015-10-04_x.txt", ""), date(2015, 10, 4), "the file's name"),
        (Document("a/20151004.txt", ""), date(2015, 10, 4), "the file's name"),
        (Document("2015-13-04.txt", "Seen on 3 May 2014."), date(2014, 5, 3), "latest full date"),
        (Document("x.txt", "", "News of 5 October 2015"), date(2015, 10, 5), "the title"),
        (
            Document("x.txt", "It began on 1 May 2014. On 2 June 2015 it ended."),
            date(2015, 6, 2),
            "the latest full date in the text: “On 2 June 2015”",
        ),
        (Document("x.txt", "It rained on Sunday."), None, "no full date in the report"),
    ],
)
def test_a_date_is_suggested_with_its_reason(document: Document, day: date | None, why: str) -> None:
    found, reason = intake.suggest(document)
    assert found == day
    assert why in reason


def test_only_reports_without_a_date_need_one(sample: ModuleType) -> None:
    assert [one.document.id for one in intake.needing_dates(sample.DOCUMENTS)] == ["three.txt"]


def test_the_summary_counts_by_reason(sample: ModuleType) -> None:
    lost = (Unread("a", "Arabic"), Unread("b", "Arabic"), Unread("c", "empty"))
    extraction = Extraction(sample.DOCUMENTS, (), (), unread=lost)
    wanted = "6 reports found · 2 ready · 1 needs a date · 3 not read (Arabic 2, empty 1)"
    assert intake.summary(extraction) == wanted
    assert intake.summary(Extraction(sample.DOCUMENTS[:1], (), ())) == "1 report found · 1 ready"


def test_names_without_a_place_are_listed(sample: ModuleType) -> None:
    coast, homs = sample.toponym("coast", None, "unresolved"), sample.toponym("Homs", sample.HOMS)
    met = (("b.txt", coast), ("a.txt", coast), ("b.txt", homs), ("b.txt", coast))
    extraction = Extraction(sample.DOCUMENTS, (), (), toponyms=met)
    why = "the gazetteer has no place of this name that fits the report"
    assert intake.unplaced_names(extraction) == [("coast", "b.txt, a.txt", why)]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x.txt", "x.txt"),
        ("C:\\temp\\x.TXT", "x.txt"),
        ("<img src=x>.html", "_img src_x_.html"),
        ("....txt", "report.txt"),
        ("Ḥamā 1.md", "Ḥamā 1.md"),
    ],
)
def test_names_of_files_are_made_safe(name: str, safe: str) -> None:
    assert intake.safe_name(name) == safe


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([("x.exe", b"")], "not a kind of report"),
        ([("x.txt", b"x" * (intake.MAX_BYTES + 1))], "MB at once"),
        ([("x.txt", b"")] * (intake.MAX_FILES + 1), "files at once"),
    ],
)
def test_what_is_too_much_or_no_report_is_refused(
    tmp_path: Path, files: list[tuple[str, bytes]], why: str
) -> None:
    with pytest.raises(DocumentError, match=why):
        intake.keep_files(tmp_path / "dateline.db", files)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / intake.ADDED_FOLDER).write_text("in the way")
    with pytest.raises(DocumentError, match="cannot be kept there"):
        intake.keep_files(tmp_path / "dateline.db", [("x.txt", b"x")])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of one report with a date."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.md").write_text(f"---\npublished: 2015-10-04\n---\n{STRIKE}")
    return open_case([folder]).path


def test_reports_are_added_and_read(case: Path) -> None:
    text = STRIKE.replace("Talbiseh", "Douma").encode()
    paths = intake.keep_files(case, [("two.txt", text), ("two.txt", text + b"More.\n"), ("empty.txt", b"")])
    items = intake.add_reports(case, paths)
    assert sorted(path.name for path in paths) == ["empty.txt", "two 2.txt", "two.txt"]
    assert [type(item).__name__ for item in items] == ["Document", "Document", "Unread"]
    extraction = casework.load(case)
    assert [d.id for d in extraction.documents] == ["one.md", "added/two.txt", "added/two 2.txt"]
    assert any(place.place and place.place.name == "Douma" for e in extraction.events for place in e.places)
    again = open_case([case.parent])
    assert again.state == "unchanged" or {d.id for d in casework.load(again.path).documents} == {
        d.id for d in extraction.documents
    }


def test_reports_that_cannot_be_read_leave_the_case_as_it_was(case: Path) -> None:
    before = casework.load(case)
    with pytest.raises(DocumentError, match="no report could be read: empty"):
        intake.add_reports(case, intake.keep_files(case, [("empty.txt", b" ")]))
    assert casework.load(case) == before


def test_the_same_report_twice_gets_a_name_of_its_own(case: Path) -> None:
    paths = intake.keep_files(case, [("two.txt", STRIKE.encode())])
    intake.add_reports(case, paths)
    intake.add_reports(case, paths)
    assert [d.id for d in casework.load(case).documents][1:] == ["added/two.txt", "added/two.txt#2"]


def test_a_case_is_prepared_for_the_page(case_file: Path, gazetteer: Gazetteer) -> None:
    case = opened.load(case_file, gazetteer)
    assert len(case.facets) == len(case.events) == 10
    assert case.number("e1") == [e.event_id for e in case.events].index("e1")
    assert case.number("nobody") is None
    assert case.event("nobody") is None
    assert [e.event_id for e in opened.shown(case, Filters(types=("protest",)), None)] == ["e8"]
    day = date(2015, 10, 4)
    assert {e.event_id for e in opened.shown(case, Filters(), (day, day))} == {"e5", "e8"}
    assert opened.unmapped_count(case.events) == 2
    assert opened.details(case, None) is None
    detail = opened.details(case, case.event("e1"))
    assert detail is not None
    assert set(detail["documents"]) == {"one.txt", "two.txt"}


def test_the_stamp_changes_with_the_case(case: Path) -> None:
    before = opened.stamp(case)
    casework.choose_dates(case, {"one.md": date(2015, 10, 11)})
    assert opened.stamp(case) != before


def test_a_case_that_is_none_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "x.db").write_text("not a case")
    with pytest.raises(CaseError):
        opened.load(tmp_path / "x.db", gazetteer)


@pytest.mark.parametrize("form", sorted(downloads.FORMATS))
def test_what_is_shown_can_be_taken_away_in_every_format(
    sample: ModuleType, gazetteer: Gazetteer, form: str
) -> None:
    extraction = sample.sample_extraction()
    events = extraction.events[:2]
    data = downloads.as_bytes(extraction, events, form, gazetteer)
    assert data
    if form == "geojson":
        features = json.loads(data)["features"]
        assert [feature["properties"]["event_id"] for feature in features] == ["e1", "e2"]


def test_a_subset_keeps_the_reports_of_its_claims_alone(sample: ModuleType) -> None:
    extraction = sample.sample_extraction()
    kept = downloads.subset(extraction, extraction.events[1:2])
    assert [d.id for d in kept.documents] == ["one.txt"]
    assert len(kept.claims) == 1


def test_words_of_documents_are_no_markup(sample: ModuleType) -> None:
    hostile = plain(f"![x](https://evil.test/x.png) :red[x] $x$ {sample.ATTACK}\n# head", 400)
    assert "\n" not in hostile
    assert "\\!\\[x\\]\\(https\\:" in hostile
    assert "<" not in hostile.replace("\\<", "")
    assert plain("x" * 300).endswith("…")
    rows = table("Cap<tion", ("A",), [(sample.ATTACK,)])
    assert "<img" not in rows
    assert "Cap&lt;tion" in rows


def test_what_the_map_sends_is_checked(case_file: Path, gazetteer: Gazetteer) -> None:
    case = opened.load(case_file, gazetteer)
    ours = {"key": case.key, "event": 0, "from": "2015-10-04", "to": "2015-10-04", "types": ["protest", 7]}
    assert messages.about(case, ours) is ours
    assert messages.about(case, {**ours, "key": "of before"}) is None
    assert messages.about(case, None) is None
    assert messages.chosen_event(case, ours) == case.events[0].event_id
    assert messages.chosen_event(case, {"event": 99}) is None
    assert messages.chosen_event(case, {"event": None}) is None
    assert messages.window(case, ours) == (date(2015, 10, 4), date(2015, 10, 4))
    assert messages.window(case, {"from": "2015-09-30", "to": "2015-10-04"}) is None  # all days
    assert messages.window(case, {"from": "soon"}) is None
    assert messages.hidden_types(ours) == ["protest"]
    assert messages.hidden_types({}) == []
