"""The page as Streamlit runs it, without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import casework, downloads, intake, state
from dashboard.casework import open_case
from dashboard.opened import load
from gazetteer import Gazetteer
from geo.errors import CaseError

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
SECONDS = 60
STRIKE = (
    "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing 12 civilians, activists said.\n"
)

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens the page of a case, with an address' query."""

    def go(opened: Path | None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("DATELINE_CASE", str(opened or ""))
        app = AppTest.from_file(str(APP), default_timeout=SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return go


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory, sample_case: Path, gazetteer: Gazetteer) -> Path:
    """The sample's case that has been opened once: what the page prepares lies beside it."""
    path = Path(shutil.copy(sample_case, tmp_path_factory.mktemp("visited")))
    load(path, gazetteer)
    return path


@pytest.fixture
def case_file(tmp_path: Path, visited: Path) -> Path:
    """A copy of it for one test alone."""
    shutil.copytree(visited.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / visited.name


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    """A case of two reports without a date, the second with one in its name, that has been opened once."""
    folder = tmp_path_factory.mktemp("undated") / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(STRIKE)
    (folder / "2015-10-04 two.txt").write_text(STRIKE.replace("Talbiseh", "Douma"))
    (folder / "empty.txt").write_text("")
    path = open_case([folder]).path
    load(path, gazetteer)
    return path


@pytest.fixture
def undated(tmp_path: Path, waiting: Path) -> Path:
    """A copy of it for one test alone."""
    shutil.copytree(waiting.parent, tmp_path / "reports")
    return tmp_path / "reports" / waiting.name


def address(app: AppTest, name: str) -> list[str]:
    value = app.query_params[name]
    return value if isinstance(value, list) else [value]


def whole_text(app: AppTest) -> str:
    shown = [*app.markdown, *app.title, *app.caption, *app.error, *app.toast, *app.warning, *app.info]
    return "\n".join(str(element.value) for element in shown)


def test_the_page_opens_with_its_sentence(visit: Visit, case_file: Path) -> None:
    app = visit(case_file)
    assert not app.exception
    assert app.title[0].value == "10 reported events, 30 Sep – 4 Oct 2015 · 1 undated · 2 not mapped"
    assert "Boundaries shown do not imply endorsement." in whole_text(app)
    assert "10 events (all dates, the undated too)" in whole_text(app)


def test_without_a_case_the_page_says_how_to_open_one(visit: Visit) -> None:
    assert "dateline open" in visit(None).error[0].value


def test_a_damaged_case_is_named(visit: Visit, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("not a case")
    app = visit(broken)
    assert not app.exception
    assert "broken" in app.error[0].value


def test_filters_change_the_sentence_and_the_address(visit: Visit, case_file: Path) -> None:
    app = visit(case_file)
    app.multiselect(key=state.facet("type")).select("air_strike").run()
    assert app.title[0].value.startswith("4 reported events")
    assert address(app, "type") == ["air_strike"]
    app.text_input(key=state.SEARCH).input("hama").run()
    assert app.title[0].value.startswith("1 reported event, 1 Oct 2015")
    press(app, "Show all events")
    assert app.title[0].value.startswith("10 reported events")
    assert "type" not in app.query_params


def test_a_link_reopens_its_view(visit: Visit, case_file: Path) -> None:
    query = {
        "type": ["air_strike"],
        "from": "2015-09-30",
        "to": "2015-09-30",
        "event": "e1",
        "hide": ["protest"],
    }
    app = visit(case_file, **query)
    assert app.multiselect(key=state.facet("type")).value == ["air_strike"]
    assert "2 events (30 Sep 2015)" in whole_text(app)
    assert {name: address(app, name) for name in ("event", "from", "hide")} == {
        "event": ["e1"],
        "from": ["2015-09-30"],
        "hide": ["protest"],
    }


def test_an_address_that_makes_no_sense_shows_everything(visit: Visit, case_file: Path) -> None:
    app = visit(case_file, type="<script>", event="nobody", hide="x", **{"from": "soon", "to": "later"})
    assert not app.exception
    assert app.title[0].value.startswith("10 reported events")
    assert set(dict(app.query_params)) == {"case"}


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def sent(name: str, value: object, app: AppTest) -> AppTest:
    """As if the map had sent this: what its callbacks keep, then a run."""
    app.session_state[name] = value
    app.session_state["acted"] = True
    return app.run()


def went(app: AppTest, **query: str) -> AppTest:
    """As if the browser had gone back to an address."""
    for name in dict(app.query_params):
        del app.query_params[name]
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_a_window_narrows_the_export(visit: Visit, case_file: Path) -> None:
    app = sent("window", (date(2015, 10, 4), date(2015, 10, 4)), visit(case_file))
    assert "2 events (4 Oct 2015)" in whole_text(app)
    assert app.title[0].value == "2 of 10 reported events, 4 Oct 2015 · 1 not mapped"
    assert "left out by the window: 1 undated" in whole_text(app)
    assert address(app, "to") == ["2015-10-04"]


def test_back_restores_what_the_address_says(visit: Visit, case_file: Path) -> None:
    app = sent("window", (date(2015, 10, 4), date(2015, 10, 4)), visit(case_file))
    app.multiselect(key=state.facet("type")).select("protest").run()
    before = app.session_state["revision"]
    assert "1 event (4 Oct 2015)" in whole_text(app)
    went(app, **{"from": "2015-10-04", "to": "2015-10-04"})
    assert app.multiselect(key=state.facet("type")).value == []
    assert "2 events (4 Oct 2015)" in whole_text(app)
    assert app.session_state["revision"] > before, "the page's script is told to follow"
    went(app)
    assert "10 events (all dates" in whole_text(app)
    app.run()
    assert "10 events (all dates" in whole_text(app), "a run of its own changes nothing"


def test_what_the_user_does_counts_more_than_an_address_that_is_late(visit: Visit, case_file: Path) -> None:
    app = sent("window", (date(2015, 10, 4), date(2015, 10, 4)), visit(case_file))
    for name in ("from", "to"):
        del app.query_params[name]  # the browser has not yet heard of the new address
    app.text_input(key=state.SEARCH).input("latakia").run()
    assert "1 event (4 Oct 2015)" in whole_text(app)


def test_show_all_events_shows_all(visit: Visit, case_file: Path) -> None:
    query = {"hide": "air_strike", "from": "2015-10-04", "to": "2015-10-04", "box": "36,34,37,35", "q": "x"}
    app = visit(case_file, event="e1", **query)
    assert app.title[0].value.startswith("0 of 1")
    press(app, "Show all events")
    assert app.title[0].value.startswith("10 reported events")
    assert set(dict(app.query_params)) == {"event", "case"}


def test_facets_count_what_the_others_leave(visit: Visit, case_file: Path) -> None:
    app = visit(case_file, area="Syria, Homs")
    types = app.multiselect(key=state.facet("type")).options
    assert types == ["Air strike (3)", "Shelling (1)"]
    assert "Syria, Hama (1)" in app.multiselect(key=state.facet("area")).options


def test_a_box_on_the_map_is_a_filter_and_can_be_taken_away(visit: Visit, case_file: Path) -> None:
    app = visit(case_file, box="36.5,34.6,37.0,35.0")
    assert app.title[0].value.startswith("3 reported events")
    assert "Inside the box on the map: 34.6–35.0° N, 36.5–37.0° E" in whole_text(app)
    press(app, "Remove")
    assert app.title[0].value.startswith("10 reported events")


def test_a_chosen_event_that_the_filters_leave_out_is_said(visit: Visit, case_file: Path) -> None:
    app = visit(case_file, event="e1", type="protest")
    assert "Not among the events shown" in whole_text(app)
    assert app.query_params["event"] == "e1"


def test_a_link_of_another_case_says_so(visit: Visit, case_file: Path) -> None:
    app = visit(case_file, case="elsewhere", type="protest", event="gone")
    assert "made with another case file" in whole_text(app)
    assert app.title[0].value.startswith("1 reported event")
    own = address(app, "case")[0]
    assert "another case" not in whole_text(visit(case_file, case=own))


def test_charts_are_drawn_and_have_tables(visit: Visit, case_file: Path) -> None:
    app = visit(case_file)
    assert not app.subheader
    app.session_state["charts"] = True
    app.run()
    assert not app.exception
    assert [one.value for one in app.subheader] == [
        "Events over time",
        "Sources and what they say",
        "Attributed to, and target",
        "People killed, as reported",
    ]
    app.toggle(key="charts_as_tables").set_value(True).run()
    assert not app.exception


def test_an_export_says_for_whom_and_how_to_cite(visit: Visit, case_file: Path) -> None:
    app = visit(case_file)
    app.session_state["export_more"] = True
    app.run()
    assert not app.exception
    assert app.selectbox(key="profile_data").value == "internal"
    app.selectbox(key="profile_data").set_value("public").run()
    assert not app.exception
    assert any("Public profile" in one.value for one in app.caption)
    assert app.select_slider(key="public_grid").value == 0.1
    app.select_slider(key="public_grid").set_value(0.5).run()
    assert any("5 degrees" in one.value for one in app.caption)
    app.selectbox(key="format").set_value("html").run()
    assert app.selectbox(key="profile_page").value == "public", "a page is made to be passed on"
    app.selectbox(key="format").set_value("geojson").run()
    assert app.selectbox(key="profile_data").value == "public", "what was chosen stays chosen"
    app.session_state["export_more"] = False
    app.run()
    assert any("5 degrees" in one.value for one in app.caption), "as coarse as it was set"
    app.session_state["export_more"] = True
    app.run()
    cited = app.code[0].value
    assert "10 reported events (all dates, the undated too)" in cited
    assert "read with Dateline" in cited
    assert "GeoNames (CC BY 4.0)" in cited


def test_the_sample_corpus_is_a_click_away_and_so_is_the_way_back(
    visit: Visit, case_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "user")
    app = visit(case_file, event="e1")
    app.session_state["reports"] = True
    app.run()
    app.session_state[state.AUTHOR], app.session_state[state.NOTICE] = "Ana of this case", "no such event"
    press(app, "Open the sample corpus")
    assert not app.exception
    assert app.session_state[state.AUTHOR] != "Ana of this case"
    assert state.NOTICE not in app.session_state
    assert "sample corpus" in " ".join(str(one.value) for one in app.info)
    assert not app.title[0].value.startswith("10 reported events")
    press(app, "Back to your case")
    assert app.title[0].value.startswith("10 reported events")


def test_types_put_out_in_the_legend_are_not_shown(visit: Visit, case_file: Path) -> None:
    app = sent("hidden", ["air_strike"], visit(case_file))
    assert app.title[0].value.startswith("6 reported events")


def test_dates_are_set_and_the_reports_read_again(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    assert "2 undated" in app.title[0].value
    labels = [part.label.replace("\\", "") for part in app.expander]
    assert "3 found · 0 ready · 2 need a date · 1 not read (empty 1)" in labels
    press(app, "Set dates")  # the one that is suggested
    assert not app.exception
    assert "1 publication date set." in whole_text(app)
    assert app.title[0].value.startswith("2 reported events, 30 Sep 2015 · 1 undated")
    dates = {d.id: d.published for d in casework.load(undated).documents}
    assert dates == {"2015-10-04 two.txt": date(2015, 10, 4), "one.txt": None}


def test_what_was_typed_stays_with_its_report(
    visit: Visit, undated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: dict[str, dict[int, dict[str, object]]] = {}

    def editor(table: pd.DataFrame, *, key: str, **_: object) -> pd.DataFrame:
        """As Streamlit's: what was typed is kept by the editor's key and the row's number."""
        shown.append(key)
        for row, cells in typed.get(key, {}).items():
            for name, value in cells.items():
                table.loc[row, name] = value
        return table

    shown: list[str] = []
    monkeypatch.setattr(st, "data_editor", editor)
    app = visit(undated)
    first = casework.load(undated).documents[0].id  # of two that wait, the other one moves up
    seen = {"publisher": "Wire of the first", "published": date(2015, 10, 4)}
    typed[shown[-1]] = {0: seen, 1: {"published": None}}
    press(app, "Set dates")
    typed.setdefault(shown[-1], {}).setdefault(0, {})["published"] = date(2015, 10, 7)
    press(app, "Set dates")
    assert not app.exception
    kept = {d.id: (d.published, d.publisher) for d in casework.load(undated).documents}
    assert kept.pop(first) == (date(2015, 10, 4), "Wire of the first")
    assert list(kept.values()) == [(date(2015, 10, 7), "")]


def test_one_date_for_all(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    app.date_input(key="date_for_all").set_value(date(2016, 1, 1))
    press(app, "Set dates")
    dates = {d.id: d.published for d in casework.load(undated).documents}
    assert dates == {"2015-10-04 two.txt": date(2015, 10, 4), "one.txt": date(2016, 1, 1)}


def test_no_date_at_all_is_said(visit: Visit, undated: Path) -> None:
    casework.choose_dates(undated, {"2015-10-04 two.txt": date(2015, 10, 4)})
    app = press(visit(undated), "Set dates")
    assert "choose at least one" in app.warning[0].value


def test_reports_may_be_read_without_dates_and_nobody_asks_again(visit: Visit, undated: Path) -> None:
    app = press(visit(undated), "Read without dates")
    assert not app.exception
    assert not app.date_input
    assert "2 undated" in app.title[0].value
    assert not visit(undated).date_input, "nor in the next visit"


def test_what_was_typed_is_kept_when_the_rest_is_read_without_dates(
    visit: Visit, undated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def editor(table: pd.DataFrame, **_: object) -> pd.DataFrame:
        row = table.index[table["id"] == "one.txt"][0]
        table.loc[row, "publisher"] = "Wire"
        return table

    monkeypatch.setattr(st, "data_editor", editor)
    app = press(visit(undated), "Read without dates")
    assert not app.exception
    assert {(d.id, d.publisher, d.published) for d in casework.load(undated).documents} == {
        ("one.txt", "Wire", None),
        ("2015-10-04 two.txt", "", None),
    }


def test_a_case_that_cannot_be_written_is_said(
    visit: Visit, undated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CaseError("the disk is full")

    app = visit(undated)
    monkeypatch.setattr(casework, "leave_undated", full)
    press(app, "Read without dates")
    assert not app.exception
    assert "the disk is full" in app.error[0].value


def reports_part(app: AppTest) -> AppTest:
    app.session_state["reports"] = True
    return app.run()


def test_a_pasted_report_is_read(visit: Visit, undated: Path) -> None:
    app = reports_part(visit(undated))
    app.text_area[0].input("Rebels shelled the city of Hama in Syria on 3 October 2015, activists said.")
    next(button for button in app.button if button.label == "Add and read").click().run()
    assert not app.exception
    assert "1 report added" in whole_text(app)
    assert (undated.parent / intake.ADDED_FOLDER / "pasted.txt").is_file()
    assert "4 found" in whole_text(app)


def test_a_paste_that_holds_nothing_to_read_is_said(visit: Visit, undated: Path) -> None:
    app = reports_part(visit(undated))
    app.text_area[0].input(
        "قصفت الطائرات مدينة تلبيسة يوم الأربعاء وقتل عدد من المدنيين في القصف، وقال ناشطون ذلك."
    )
    next(button for button in app.button if button.label == "Add and read").click().run()
    assert not app.exception
    assert "pasted.txt: not read (Arabic" in whole_text(app).replace("\\", "")


def test_nothing_given_adds_nothing(visit: Visit, undated: Path) -> None:
    app = reports_part(visit(undated))
    next(button for button in app.button if button.label == "Add and read").click().run()
    assert not (undated.parent / intake.ADDED_FOLDER).exists()


def test_words_of_documents_reach_no_markdown(visit: Visit, tmp_path: Path, sample: ModuleType) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    title = f"![x](https://evil.test/x.png) {sample.ATTACK}"
    (folder / "![x](y).txt").write_text(f"---\ntitle: '{title}'\npublisher: '{title}'\n---\n{STRIKE}")
    app = visit(open_case([folder]).path)
    assert not app.exception
    for text in (whole_text(app), *[field.label for field in app.date_input]):
        assert "![x]" not in text
        assert "<img" not in text.replace("\\<", "")


def test_a_case_made_of_events_alone_opens_too(
    visit: Visit, tmp_path: Path, sample: ModuleType, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(downloads.as_bytes(sample.sample_extraction(), "geojson", gazetteer))
    app = visit(open_case([path]).path, event="e1")
    assert not app.exception
    assert app.title[0].value.startswith("10 reported events")
    assert "0 found" in whole_text(reports_part(app))
