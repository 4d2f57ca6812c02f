"""The page as Streamlit runs it, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import casework, downloads, intake, intakeview, sidebar
from dashboard.casework import open_case
from gazetteer import Gazetteer

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
SECONDS = 60
STRIKE = (
    "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing 12 civilians, activists said.\n"
)

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens the page of a case, with an address' query."""

    def go(case: Path | None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("DATELINE_CASE", str(case or ""))
        app = AppTest.from_file(str(APP), default_timeout=SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return go


@pytest.fixture
def undated(tmp_path: Path) -> Path:
    """A case of two reports without a date, the second with one in its name."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(STRIKE)
    (folder / "2015-10-04 two.txt").write_text(STRIKE.replace("Talbiseh", "Douma"))
    (folder / "empty.txt").write_text("")
    return open_case([folder]).path


def address(app: AppTest, name: str) -> list[str]:
    value = app.query_params[name]
    return value if isinstance(value, list) else [value]


def whole_text(app: AppTest) -> str:
    shown = [*app.markdown, *app.title, *app.caption, *app.error, *app.toast, *app.warning]
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
    app.multiselect(key=sidebar.TYPES).select("air_strike").run()
    assert app.title[0].value.startswith("4 reported events")
    assert address(app, "type") == ["air_strike"]
    app.text_input(key=sidebar.SEARCH).input("hama").run()
    assert app.title[0].value.startswith("1 reported event, 1 Oct 2015")
    app.sidebar.button[0].click().run()
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
    assert app.multiselect(key=sidebar.TYPES).value == ["air_strike"]
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
    assert not dict(app.query_params)


def state(name: str, value: object, app: AppTest) -> AppTest:
    """As if the map had sent this: what its callbacks read, then a run."""
    app.session_state[name] = value
    return app.run()


def test_a_window_narrows_the_export(visit: Visit, case_file: Path) -> None:
    app = state("window", (date(2015, 10, 4), date(2015, 10, 4)), visit(case_file))
    assert "2 events (4 Oct 2015)" in whole_text(app)
    assert address(app, "to") == ["2015-10-04"]


def test_types_put_out_in_the_legend_are_not_shown(visit: Visit, case_file: Path) -> None:
    app = state("hidden", ["air_strike"], visit(case_file))
    assert app.title[0].value.startswith("6 reported events")


def test_dates_are_set_and_the_reports_read_again(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    assert "2 undated" in app.title[0].value
    first, second = app.date_input(key="date_0_2015-10-04 two.txt"), app.date_input(key="date_1_one.txt")
    assert (first.value, second.value) == (date(2015, 10, 4), None)
    second.set_value(date(2015, 10, 8))
    next(button for button in app.button if button.label == "Set dates").click().run()
    assert not app.exception
    assert "2 publication dates set." in whole_text(app)
    assert app.title[0].value.startswith("2 reported events, 30 Sep – 7 Oct 2015")
    dates = {d.id: d.published for d in casework.load(undated).documents}
    assert dates == {"2015-10-04 two.txt": date(2015, 10, 4), "one.txt": date(2015, 10, 8)}


def test_one_date_for_all(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    app.date_input(key="date_for_all").set_value(date(2016, 1, 1))
    next(button for button in app.button if button.label == "Set dates").click().run()
    dates = {d.id: d.published for d in casework.load(undated).documents}
    assert dates == {"2015-10-04 two.txt": date(2015, 10, 4), "one.txt": date(2016, 1, 1)}


def test_no_date_at_all_is_said(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    app.date_input(key="date_0_2015-10-04 two.txt").set_value(None)
    next(button for button in app.button if button.label == "Set dates").click().run()
    assert "choose at least one" in app.warning[0].value


def test_reports_may_be_read_without_dates(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    next(button for button in app.button if button.label == "Read without dates").click().run()
    assert not app.exception
    assert not app.date_input
    assert "2 undated" in app.title[0].value


def test_many_reports_come_in_portions(visit: Visit, undated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakeview, "AT_ONCE", 1)
    assert "1 more follow" in whole_text(visit(undated))


def test_a_pasted_report_is_read(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    app.text_area[0].input("Rebels shelled the city of Hama in Syria on 3 October 2015, activists said.")
    next(button for button in app.button if button.label == "Add and read").click().run()
    assert not app.exception
    assert "1 report added" in whole_text(app)
    assert (undated.parent / intake.ADDED_FOLDER / "pasted.txt").is_file()
    assert "4 reports found" in whole_text(app)


def test_a_paste_that_holds_nothing_to_read_is_said(visit: Visit, undated: Path) -> None:
    app = visit(undated)
    app.text_area[0].input(
        "قصفت الطائرات مدينة تلبيسة يوم الأربعاء وقتل عدد من المدنيين في القصف، وقال ناشطون ذلك."
    )
    next(button for button in app.button if button.label == "Add and read").click().run()
    assert not app.exception
    assert "no report could be read" in whole_text(app)


def test_nothing_given_adds_nothing(visit: Visit, undated: Path) -> None:
    app = visit(undated)
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
    path.write_bytes(
        downloads.as_bytes(sample.sample_extraction(), sample.sample_events(), "geojson", gazetteer)
    )
    app = visit(open_case([path]).path, event="e1")
    assert not app.exception
    assert app.title[0].value.startswith("10 reported events")
    assert "0 reports found" in whole_text(app)
