"""Dates to set, reports to add, and files to take away, without the page."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from dashboard import casework, downloads, intake, messages, opened, prepared
from dashboard.casework import open_case
from dashboard.filters import Filters
from dashboard.markup import plain, table
from gazetteer import Gazetteer
from geo.decisions import Decision
from geo.errors import CaseError, DocumentError
from geo.model import Document, Unread
from geo.store import Case, states
from geo.webmap import sort_events
from geo.webmap.reportrows import Report, report_of
from tests.madefiles import mail, zip_of

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


LOST = (Unread("a", "Arabic"), Unread("b", "Arabic"), Unread("c", "empty"))


@pytest.fixture
def reports(sample: ModuleType) -> tuple[Report, ...]:
    return tuple(map(report_of, sample.DOCUMENTS))


def test_only_reports_without_a_date_need_one_until_they_are_left(
    case_file: Path, gazetteer: Gazetteer
) -> None:
    case = opened.load(case_file, gazetteer)
    assert case.waiting == ["three.txt"]
    left = replace(case.backing, left_undated=frozenset({"three.txt"}))
    assert not replace(case, backing=left).waiting


def test_the_summary_counts_by_reason() -> None:
    wanted = "6 found · 2 ready · 1 needs a date · 3 not read (Arabic 2, empty 1)"
    assert intake.summary(3, LOST, 1) == wanted
    assert intake.summary(1, ()) == "1 found · 1 ready"
    many = (Unread("result.json:media", "message without text", "sticker 7", 7), LOST[2])
    assert intake.summary(1, many).endswith("8 not read (message without text 7, empty 1)")


def test_so_many_reports_are_listed_those_that_wait_first(reports: tuple[Report, ...]) -> None:
    listed = prepared.Reports.of(reports).listed
    assert [one.id for one in listed(2, first=["three.txt"])] == ["three.txt", "one.txt"]
    assert [one.id for one in listed(9, first=["three.txt"], sought="t")] == [
        "three.txt",
        "one.txt",
        "two.txt",
    ]
    assert [one.id for one in listed(9, first=["three.txt"], sought="o.")] == ["two.txt"]
    assert tuple(prepared.Reports.of(reports)) == reports


def test_the_table_of_what_came_in(reports: tuple[Report, ...]) -> None:
    day = date(2015, 10, 4)
    rows = intake.rows(reports, LOST[:1], {"three.txt"}, {"three.txt": (day, "the title")})
    assert [(row.id, row.state, row.published, row.why) for row in rows] == [
        ("three.txt", "needs a date", day, "suggested: the title"),
        ("a", "not read: Arabic", None, ""),
        ("one.txt", "ready", date(2015, 10, 1), ""),
        ("two.txt", "ready", date(2015, 10, 3), ""),
    ]
    left = intake.rows(reports, (), (), {})
    assert [row.state for row in left] == ["ready", "ready", "read without a date"]


def test_what_is_changed_in_the_table_is_kept_and_nothing_else(reports: tuple[Report, ...]) -> None:
    day, other = date(2015, 10, 4), date(2015, 11, 1)
    rows = intake.rows(reports, LOST[:1], {"three.txt"}, {"three.txt": (day, "the title")})
    assert intake.changes(rows, rows) == ({"three.txt": day}, {})
    waiting, lost, one, two = rows
    emptied = [replace(waiting, published=None), replace(lost, title="x"), one, two]
    assert intake.changes(rows, emptied) == ({}, {})
    assert intake.changes(rows, emptied, other) == ({"three.txt": other}, {})
    edited = [waiting, lost, replace(one, published=other, publisher="New"), replace(two, published=None)]
    assert intake.changes(rows, edited) == (
        {"three.txt": day, "one.txt": other, "two.txt": None},
        {"one.txt": {"publisher": "New"}},
    )


def test_a_suggested_date_is_not_typed(reports: tuple[Report, ...]) -> None:
    day, other = date(2015, 10, 4), date(2015, 11, 1)
    rows = intake.rows(reports, LOST[:1], {"three.txt"}, {"three.txt": (day, "the title")})
    waiting, *rest = rows
    assert intake.typed(rows, rows) == ({}, {})
    assert intake.typed(rows, [replace(waiting, title="T"), *rest]) == ({}, {"three.txt": {"title": "T"}})
    assert intake.typed(rows, [replace(waiting, published=other), *rest]) == ({"three.txt": other}, {})


def test_names_without_a_place_are_listed(sample: ModuleType) -> None:
    coast, homs = sample.toponym("coast", None, "unresolved"), sample.toponym("Homs", sample.HOMS)
    met = (("b.txt", coast), ("a.txt", coast), ("b.txt", homs), ("b.txt", coast))
    why = "the gazetteer has no place of this name that fits the report"
    assert intake.unplaced_names(met) == [("coast", "b.txt, a.txt", why)]


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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one report with a date."""
    folder = tmp_path_factory.mktemp("case") / "reports"
    folder.mkdir()
    (folder / "one.md").write_text(f"---\npublished: 2015-10-04\n---\n{STRIKE}")
    return open_case([folder]).path


@pytest.fixture
def case(tmp_path: Path, made: Path) -> Path:
    """A copy of it for one test alone."""
    shutil.copytree(made.parent, tmp_path / "reports")
    return tmp_path / "reports" / made.name


def test_reports_are_added_and_read(case: Path) -> None:
    text = STRIKE.replace("Talbiseh", "Douma").encode()
    paths = intake.keep_files(case, [("two.txt", text), ("two.txt", text + b"More.\n"), ("empty.txt", b"")])
    read, lost = intake.add_reports(case, paths)
    assert sorted(path.name for path in paths) == ["empty.txt", "two 2.txt", "two.txt"]
    assert read == 2
    assert intake.said_of(lost) == "empty.txt: not read (empty: the file holds nothing)"
    assert sorted(path.name for path in (case.parent / "added").iterdir()) == ["two 2.txt", "two.txt"]
    extraction = casework.load(case)
    assert [d.id for d in extraction.documents] == ["added/two 2.txt", "added/two.txt", "one.md"]
    assert any(place.place and place.place.name == "Douma" for e in extraction.events for place in e.places)
    again = open_case([case.parent])
    assert again.state == "unchanged" or {d.id for d in casework.load(again.path).documents} == {
        d.id for d in extraction.documents
    }


def test_files_that_hold_several_reports_keep_their_ids_when_the_folder_is_opened_again(case: Path) -> None:
    message = mail("See below.", subject="Raid")
    message.add_attachment(STRIKE, subtype="plain", filename="in.txt")
    files = [("a.zip", zip_of({"deep/b.txt": "Mill hit.", "c.png": "x"})), ("d.eml", message.as_bytes())]
    read, lost = intake.add_reports(case, intake.keep_files(case, files))
    assert (read, intake.said_of(lost)[:41]) == (3, "a.zip: not read (format not read: .png: s")
    added = ["added/a.zip/deep/b.txt", "added/d.eml", "added/d.eml/in.txt"]
    assert [d.id for d in casework.load(case).documents] == [*added, "one.md"]
    assert open_case([case.parent]).state == "unchanged"


def test_reports_that_cannot_be_read_leave_the_case_as_it_was(case: Path) -> None:
    before = casework.load(case)
    with pytest.raises(DocumentError, match=r"nothing was added; empty.txt: not read \(empty"):
        intake.add_reports(case, intake.keep_files(case, [("empty.txt", b" ")]))
    assert casework.load(case) == before
    assert not list((case.parent / "added").iterdir()), "what cannot be read is not kept"


def test_a_folder_on_this_computer_is_taken_in(case: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    (more / "deep").mkdir(parents=True)
    (more / "deep" / "two.txt").write_text(STRIKE)
    (more / "picture.png").write_bytes(b"x")
    assert intake.files_in(more) == [("two.txt", STRIKE.encode())]
    for wrong, why in ((tmp_path / "none", "no such folder"), (case.parent / "none", "no such folder")):
        with pytest.raises(DocumentError, match=why):
            intake.files_in(wrong)
    (more / "deep" / "two.txt").unlink()
    with pytest.raises(DocumentError, match="no reports in it"):
        intake.files_in(more)


def test_a_report_is_described_and_the_description_stays(case: Path) -> None:
    casework.choose_dates(case, {}, {"one.md": {"title": "Jets", "publisher": "Wire"}})
    casework.choose_dates(case, {}, {"one.md": {"publisher": "Other Wire"}})
    document = casework.load(case).documents[0]
    assert (document.title, document.publisher) == ("Jets", "Other Wire")
    open_case([case.parent])  # the file itself still says nothing of it
    assert casework.load(case).documents[0].title == "Jets"


def test_several_decisions_are_kept_all_or_none(case: Path) -> None:
    wrong = Decision("reject", payload={"claims": object()})
    with Case.open(case) as store:
        with pytest.raises(TypeError):
            store.decide(Decision("accept"), wrong)
        assert store.decisions() == []
        store.decide(Decision("accept"), Decision("note"))
        assert [decision.action for decision in store.decisions()] == ["accept", "note"]


def test_reading_without_dates_is_remembered(case: Path, gazetteer: Gazetteer) -> None:
    casework.leave_undated(case, ["one.md"])
    assert opened.load(case, gazetteer).backing.left_undated == {"one.md"}


def test_the_same_report_twice_gets_a_name_of_its_own(case: Path) -> None:
    paths = intake.keep_files(case, [("two.txt", STRIKE.encode())])
    intake.add_reports(case, paths)
    intake.add_reports(case, paths)
    assert [d.id for d in casework.load(case).documents][:2] == ["added/two.txt", "added/two.txt#2"]


def test_a_case_is_prepared_for_the_page(case_file: Path, gazetteer: Gazetteer) -> None:
    case = opened.load(case_file, gazetteer)
    assert len(case.index.ids) == len(case.backing.extraction.events) == 10
    assert case.index.ids == [event.event_id for event in sort_events(case.backing.extraction.events)]
    assert opened.ids_of(case, opened.shown(case, Filters(type=("protest",)), None)) == ["e8"]
    day = date(2015, 10, 4)
    assert set(opened.ids_of(case, opened.shown(case, Filters(), (day, day)))) == {"e5", "e8"}
    part = case.backing.part(["e8", "e1"])
    assert part == downloads.subset(case.backing.extraction, part.events)
    assert [event.event_id for event in part.events] == ["e8", "e1"]


def test_events_are_taken_by_their_ids_when_the_file_has_changed_since(
    case_file: Path, gazetteer: Gazetteer
) -> None:
    case = opened.load(case_file, gazetteer)
    with Case.open(case_file) as store:
        read = store.extraction()
        store.save(replace(read, events=tuple(one for one in read.events if one.event_id != "e1")))
    protests = opened.ids_of(case, opened.shown(case, Filters(type=("protest",)), None))
    assert [event.event_id for event in case.backing.part(protests).events] == ["e8"]
    with pytest.raises(CaseError, match="e1 is no longer in this case; reload"):
        case.backing.part(opened.ids_of(case, opened.flags(case, Filters())))


def test_the_sentence_on_top_follows_the_window(case_file: Path, gazetteer: Gazetteer) -> None:
    case = opened.load(case_file, gazetteer)
    everything = opened.flags(case, Filters())
    assert opened.headline(case, everything, None) == (
        "10 reported events, 30 Sep – 4 Oct 2015 · 1 undated · 2 not mapped"
    )
    window = (date(2015, 10, 2), date(2015, 10, 2))
    assert opened.headline(case, everything, window) == "3 of 10 reported events, 2 Oct 2015 · 1 not mapped"
    assert opened.left_out(case, everything, window) == (
        "Not on the timeline, so left out by the window: 1 undated."
    )
    assert opened.left_out(case, everything, None) == ""


def test_what_was_prepared_is_read_from_the_file_beside_the_case(
    case_file: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened.load(case_file, gazetteer)
    monkeypatch.setattr(prepared, "prepare", lambda *_: pytest.fail("prepared again"))
    again = opened.load(case_file, gazetteer)
    assert again.payload == first.payload
    assert again.prepared.reports == first.prepared.reports
    assert again.index.ids == first.index.ids
    assert again.index.texts.arrays("").keys() == first.index.texts.arrays("").keys()
    assert all(again.index.texts[n] == first.index.texts[n] for n in range(len(first.index.texts)))
    assert {name: column.values for name, column in again.index.columns.items()} == {
        name: column.values for name, column in first.index.columns.items()
    }
    for name, array in first.index.arrays.items():
        assert (again.index.arrays[name] == array).all()


@pytest.mark.parametrize("harm", ["cut", "other state", "gone"])
def test_a_prepared_file_that_does_not_fit_is_made_anew(
    case_file: Path, gazetteer: Gazetteer, harm: str
) -> None:
    opened.load(case_file, gazetteer)
    beside = prepared.path_of(case_file)
    if harm == "cut":
        beside.write_bytes(beside.read_bytes()[:1000])
    elif harm == "gone":
        beside.unlink()
    else:
        with Case.open(case_file) as case:
            case.save(casework.load(case_file))
    assert len(opened.load(case_file, gazetteer).index.ids) == 10
    assert beside.is_file()


@pytest.mark.parametrize(
    "change",
    [
        {"state": 7},
        {"key": ""},
        {"unread": [{"of": "another layout"}]},
        {"named": ["no such column"]},
        {"arrays": {}},
        {"arrays": 7},
    ],
)
def test_a_prepared_file_that_says_something_else_is_made_anew(
    case_file: Path, gazetteer: Gazetteer, change: dict[str, object]
) -> None:
    opened.load(case_file, gazetteer)
    beside = prepared.path_of(case_file)
    data = beside.read_bytes()
    length = int.from_bytes(data[4:8], "little")
    header = json.dumps(json.loads(data[8 : 8 + length]) | change).encode()
    header += b" " * (-len(header) % 8)
    beside.write_bytes(data[:4] + len(header).to_bytes(4, "little") + header + data[8 + length :])
    assert len(opened.load(case_file, gazetteer).index.ids) == 10
    assert beside.read_bytes() == data


def test_what_cannot_be_packed_only_costs_the_time(
    case_file: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise ValueError("an array of objects")

    monkeypatch.setattr(prepared, "write", refuse)
    assert len(opened.load(case_file, gazetteer).index.ids) == 10


def test_other_code_prepares_anew(
    case_file: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.load(case_file, gazetteer)
    with Case.open(case_file) as case:
        state = case.state(states.of_events)
    assert prepared.read(case_file, state)
    assert {path.name for path in prepared._MAKERS} == {"facets.py", "packed.py", "prepared.py"}
    (tmp_path / "facets.py").write_text("# another day")
    monkeypatch.setattr(prepared, "_MAKERS", (tmp_path / "facets.py",))
    prepared.made_by.cache_clear()
    assert prepared.read(case_file, state) is None
    prepared.made_by.cache_clear()


def test_a_folder_that_cannot_be_written_only_costs_the_time(case_file: Path, gazetteer: Gazetteer) -> None:
    prepared.path_of(case_file).mkdir()  # in the way
    assert len(opened.load(case_file, gazetteer).index.ids) == 10


def test_another_spelling_of_a_place_is_found(case_file: Path, gazetteer: Gazetteer) -> None:
    case = opened.load(case_file, gazetteer)
    for search in ("Ar Raqqah", "rakka", "Ar Raqa"):
        assert case.index.ids[opened.flags(case, Filters(search=search)).argmax()] in {"e4", "e9"}, search
    assert not opened.flags(case, Filters(search="Nowhereville")).any()


def test_the_stamp_changes_with_the_case(case: Path) -> None:
    before = opened.state_of(case)
    casework.choose_dates(case, {"one.md": date(2015, 10, 11)})
    assert opened.state_of(case) != before


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
    data = downloads.as_bytes(downloads.subset(extraction, events), form, gazetteer)
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
    assert messages.chosen_event(case, ours) == case.index.ids[0]
    assert messages.chosen_event(case, {"event": 99}) is None
    assert messages.chosen_event(case, {"event": None}) == "", "the choice is taken back"
    assert messages.chosen_event(case, {}) is None
    assert messages.box({"box": [36, 34, 37, 35]}) == (36, 34, 37, 35)
    for wrong in (None, [1, 2, 3], [1, 2, 3, "x"], [0, 5, 1, 4], [0, 0, 999, 1], [float("nan")] * 4):
        assert messages.box({"box": wrong}) is None
    assert messages.place({"view": [34.5, 36.5, 8.25]}) == (34.5, 36.5, 8.25)
    assert messages.place({"view": [34.5, 36.5, 99]}) is None
    assert messages.area(case, {"lat": 34.73, "lon": 36.72}) == "Syria, Homs"
    assert messages.area(case, {"lat": 34.0, "lon": 33.9}) is None  # at sea
    assert messages.area(case, {"lat": "<script>", "lon": 36.72}) is None
    assert messages.steps({"settings": {"step": "week", "pace": "1", "x": "y"}}) == (("step", "week"),)
    assert messages.steps({"settings": "week"}) == ()
    assert messages.sort({"order": "-toll"}) == "-toll"
    assert messages.sort({"order": "<script>"}) == ""
    assert messages.window(case, ours) == (date(2015, 10, 4), date(2015, 10, 4))
    assert messages.window(case, {"from": "2015-09-30", "to": "2015-10-04"}) is None  # all days
    assert messages.window(case, {"from": "soon"}) is None
    assert messages.hidden_types(ours) == ["protest"]
    assert messages.hidden_types({}) == []


def test_of_many_values_the_most_frequent_are_offered_and_others_found(
    case_file: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "MOST_OFFERED", 2)
    case = opened.load(case_file, gazetteer)
    chosen = Filters(area=("Syria, Hama",))
    areas = opened.offered(case, chosen, None, {})["area"]
    assert list(areas.counts) == ["Syria", "Syria, Homs", "Syria, Hama"], "what is chosen stays"
    assert areas.more > 0
    found = opened.offered(case, Filters(), None, {"area": "RAQQA", "document": "two"})
    assert all("Raqqa" in name for name in found["area"].counts)
    assert list(found["document"].counts) == ["two.txt"]
    assert found["document"].more == 0
