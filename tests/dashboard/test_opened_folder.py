"""A folder of parts on the page: all of it or a part, looked at and taken away, and nothing changed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import claimsview, downloads, extents, messages, opened, prepared, resultbacking, state
from dashboard.cli.openfolder import folder_of
from dashboard.filters import Filters
from dashboard.opened import Opened
from dashboard.viewstate import ViewState
from gazetteer import Gazetteer
from geo.errors import ResultError
from geo.results import Selection
from tests.resultfolder import tables_of, write_folder

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType, gazetteer: Gazetteer) -> Path:
    """The sample in two parts."""
    tables = tables_of(sample.sample_events(), sample.DOCUMENTS, gazetteer, parts=2)
    return write_folder(tmp_path_factory.mktemp("page") / "parts", tables, sample.DOCUMENTS)


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy for one test alone."""
    return Path(shutil.copytree(written, tmp_path / "parts"))


@pytest.fixture
def whole(folder: Path, gazetteer: Gazetteer) -> Opened:
    return opened.load(folder, gazetteer)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that holds five events."""
    monkeypatch.setattr(resultbacking, "MOST", 5)


def visit(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("DATELINE_CASE", str(folder))
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def text_of(app: AppTest) -> str:
    shown = [*app.markdown, *app.title, *app.caption, *app.error, *app.toast, *app.warning, *app.info]
    return "\n".join(str(element.value) for element in shown).replace("\\", "")  # as it is read


def test_a_folder_shows_what_the_case_of_the_same_events_shows(
    whole: Opened, case_file: Path, gazetteer: Gazetteer
) -> None:
    case = opened.load(case_file, gazetteer)
    assert whole.index.ids == case.index.ids
    assert whole.payload == case.payload
    chosen = Filters(area=("Syria, Homs",), search="strike")
    assert opened.offered(whole, chosen, None, {}) == opened.offered(case, chosen, None, {})
    assert whole.prepared.reports == case.prepared.reports


def test_the_prepared_file_is_kept_beside_the_manifest(folder: Path, gazetteer: Gazetteer) -> None:
    opened.load(folder, gazetteer)
    kept = folder / "manifest.json-page"
    before = kept.stat().st_mtime_ns
    opened.load(folder, gazetteer)
    assert kept.stat().st_mtime_ns == before
    about = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(about, indent=1))
    opened.load(folder, gazetteer)
    assert kept.stat().st_mtime_ns != before


def test_a_folder_that_cannot_be_written_is_kept_in_the_cache(
    folder: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    kept: list[Path] = []
    monkeypatch.setattr(prepared, "keep", lambda case, *_: kept.append(case))
    opened.load(folder, gazetteer)
    assert kept[0].parent.name == "results"
    assert not (folder / "manifest.json-page").exists()


def test_the_panel_has_the_claims_and_nothing_to_correct(whole: Opened) -> None:
    panel = claimsview.panel(whole, "e1", "", "")
    assert panel["fixed"]
    assert panel["decisions"] == []
    claims = panel["detail"]["claims"]
    assert claims[0]["quotes"][0]["segments"]
    assert claims[0]["doc"]["publisher"] == "Example Wire"
    assert set(panel["detail"]["documents"].values()) == {""}  # the reports' texts are not in the folder


@pytest.mark.parametrize("form", ["csv", "geojson", "gpkg", "jsonl"])
def test_what_is_shown_is_taken_away(whole: Opened, form: str) -> None:
    assert len(downloads.as_bytes(whole.backing.part(["e1", "e4"]), form, whole.gazetteer)) > 100


def test_a_page_holds_the_last_days(folder: Path, gazetteer: Gazetteer, few: None) -> None:
    case = opened.load(folder, gazetteer)
    assert isinstance(case.backing, resultbacking.ResultBacking)
    extent = case.backing.extent
    assert (extent.events, extent.of, len(case.index.ids)) == (5, 10, 5)
    assert extents.told(extent, {}).startswith("5 of 10 events are loaded: those from 3 Oct 2015 on.")
    asked = opened.load(folder, gazetteer, Selection(last=date(2015, 10, 1), type=("air_strike",)))
    assert set(asked.index.ids) == {"e1", "e2", "e3"}
    told = extents.told(asked.backing.extent, opened.labels(asked))  # type: ignore[attr-defined]
    assert "up to 1 Oct 2015, filtered by Air strike" in told


def test_what_the_map_shows_is_asked_for() -> None:
    view = ViewState(
        Filters(type=("protest",), hidden=("shelling",), search=" homs "),
        (date(2015, 1, 1), date(2015, 2, 1)),
    )
    asked = extents.asked_by(view, (34.8, 36.7, 9.0))
    assert (asked.type, asked.hidden, asked.search, asked.first) == (
        ("protest",),
        ("shelling",),
        "homs",
        date(2015, 1, 1),
    )
    west, south, east, north = asked.box or (0, 0, 0, 0)
    assert 34 < west < 36
    assert 37 < east < 40
    assert south < 34.8 < north
    assert extents.around((0, 0, 1)) is None
    over = extents.around((0, 179.9, 8))
    assert over
    assert over[0] > over[2]


def test_the_page_of_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(folder, monkeypatch, event="e1")
    assert not app.exception
    assert app.title[0].value.startswith("10 reported events")
    assert "read-only" in text_of(app)
    assert "are loaded" not in text_of(app)
    app.session_state[state.MAP] = {"moved": {}}
    assert not app.run().exception


def test_other_days_are_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch, few: None) -> None:
    app = visit(folder, monkeypatch)
    assert "5 of 10 events are loaded: those from 3 Oct 2015 on." in text_of(app)
    app.date_input(key="extent_to").set_value(date(2015, 9, 30))
    press(app, "Load these days")
    assert "2 of 10 events are loaded: those up to 30 Sep 2015." in text_of(app)
    assert app.title[0].value.startswith("2 reported events")
    app.date_input(key="extent_to").set_value(date(2001, 1, 1))
    press(app, "Load these days")
    assert "no event there" in text_of(app)
    assert app.title[0].value.startswith("2 reported events")
    press(app, "Load the last days of all")
    assert "5 of 10 events are loaded" in text_of(app)


def test_a_link_loads_its_days(folder: Path, monkeypatch: pytest.MonkeyPatch, few: None) -> None:
    app = visit(folder, monkeypatch, **{"from": "2015-09-30", "to": "2015-09-30", "event": "e1"})
    assert "2 of 10 events are loaded: those of 30 Sep 2015." in text_of(app)
    press(app, "Load what the map shows")
    assert not app.exception


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_what_is_opened(folder: Path, tmp_path: Path) -> None:
    assert folder_of([str(folder)]) == folder
    assert folder_of([str(tmp_path)]) is None
    with pytest.raises(ResultError, match="alone"):
        folder_of([str(tmp_path), str(folder)])


def test_a_damaged_folder_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "events" / "part-00001.parquet").unlink()
    app = visit(folder, monkeypatch)
    assert "part-00001.parquet: not there" in text_of(app)


def test_messages_about_events_are_understood(whole: Opened) -> None:
    assert messages.chosen_event(whole, {"event": 0}) == whole.index.ids[0]
    assert whole.event("e1")
    assert whole.event("no such") is None
