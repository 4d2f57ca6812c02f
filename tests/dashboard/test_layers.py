"""Files of other datasets beside our events: invented rows, for a visit, kept nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import component, layers, messages
from dashboard.layers import LAYERS_VARIABLE
from geo.errors import DatasetError
from geo.webmap.assets import others_script, page_script
from geo.webmap.container import unpack

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
HEAD = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,latitude,longitude,source,notes,"
    "fatalities\n"
)
ROWS = (
    "ZZZ1,2015-10-02,Battles,Armed clash,Force A,Syria,35.1,36.7,Invented Daily,Second.,5\n"
    "ZZZ2,2015-09-30,Battles,Armed clash,Force A,Syria,34.8,36.7,Invented Daily,<b>First.</b>,\n"
    "ZZZ3,never,Battles,Armed clash,Force A,Syria,34.8,36.7,Invented Daily,Lost.,0\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_a_file_is_packed_by_day_without_its_notes(table: Path) -> None:
    layer = layers.at(str(table))
    header, arrays = unpack(layer.payload)
    assert (header["name"], header["file"], header["ids"]) == ("ACLED", "acled.csv", ["ZZZ2", "ZZZ1"])
    assert arrays["spot.lat"].tolist() == pytest.approx([34.8, 35.1])
    assert arrays["best"].tolist() == [-1, 5]
    assert b"First" not in layer.payload
    assert layers.row(layer, 0)["notes"] == "<b>First.</b>"
    table.write_text(HEAD, encoding="utf-8")
    assert "open it again" in layers.row(layer, 0)["error"]


def test_a_saved_page_has_not_even_the_script() -> None:
    assert "OtherRows" in others_script()
    assert "OtherRows" not in page_script()


def test_there_is_a_limit_to_what_is_drawn(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "MAX_ROWS", 1)
    with pytest.raises(DatasetError, match="more than the 1"):
        layers.at(str(table))


def test_a_clicked_row_is_checked() -> None:
    assert messages.row({"file": "abc", "row": 3}) == ("abc", 3)
    for wrong in ({}, {"file": 1, "row": 3}, {"file": "a", "row": -1}, {"file": "a", "row": "3"}):
        assert messages.row(wrong) is None


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """What the map and the layers are given, in order."""
    found: list[tuple[str, object]] = []
    map_, others = component.show_map, component.send_others
    monkeypatch.setattr(
        component, "show_map", lambda data, *rest: (found.append(("map", data)), map_(data, *rest))
    )
    monkeypatch.setattr(
        component, "send_others", lambda *given: (found.append(("file", given)), others(*given))
    )
    return found


def visit(monkeypatch: pytest.MonkeyPatch, case: Path, *files: Path) -> AppTest:
    monkeypatch.setenv("DATELINE_CASE", str(case))
    for name, value in layers.as_variable(files).items():
        monkeypatch.setenv(name, value)
    return AppTest.from_file(str(APP), default_timeout=60).run()


def test_without_a_file_the_map_is_told_nothing_of_any(
    monkeypatch: pytest.MonkeyPatch, case_file: Path, sent: list[tuple[str, dict[str, object]]]
) -> None:
    visit(monkeypatch, case_file)
    assert [what for what, _ in sent] == ["map"]
    assert not {"others", "row"} & sent[0][1].keys()
    assert layers.as_variable([]) == {}


def test_a_file_is_shown_switched_off_and_another_added(
    monkeypatch: pytest.MonkeyPatch, case_file: Path, table: Path, sent: list[tuple[str, dict[str, object]]]
) -> None:
    app = visit(monkeypatch, case_file, table)
    assert json.loads(layers.as_variable([table])[LAYERS_VARIABLE]) == [str(table)]
    assert [what for what, _ in sent] == ["file", "map"]
    assert len(sent[1][1]["others"]) == 1  # type: ignore[arg-type]
    assert any("1 row not read" in caption.value for caption in app.caption)
    app.toggle[0].set_value(False).run()
    assert "others" not in sent[-1][1]
    field = next(one for one in app.text_input if one.label == "Show a file beside your events")
    field.set_value(str(table.with_name("none.csv")))
    next(button for button in app.button if button.label == "Show").click().run()
    assert any("no such file" in error.value for error in app.error)
    assert not app.exception
