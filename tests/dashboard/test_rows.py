"""Event rows: what the page shows of each event and finds it by, as columns."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from gazetteer import Gazetteer
from geo.webmap.rows import SCHEMA, as_rows, event_rows


@pytest.fixture(scope="module")
def table(sample: ModuleType) -> pa.Table:
    documents = {document.id: document for document in sample.DOCUMENTS}
    return event_rows(sample.sample_events(), documents, Gazetteer.open())


@pytest.fixture(scope="module")
def rows(table: pa.Table) -> dict[str, dict[str, Any]]:
    return {row["event_id"]: row for row in table.to_pylist()}


def test_each_column_holds_its_own(rows: dict[str, dict[str, Any]]) -> None:
    first = rows["e1"]
    assert first["say_title"] == "Air strike reported, Talbiseh"
    assert (first["say_when"], first["say_place"]) == ("30 Sep 2015", "Talbiseh, Homs")
    assert (first["say_status"], first["say_exactness"]) == ("Sources differ", "Exact place")
    assert first["facet_type"] == ["air_strike"]
    assert first["facet_attributed"] == ["Russian Air Force"]
    assert first["facet_target"] == ["Free Syrian Army"]
    assert first["facet_area"] == ["Syria", "Syria, Homs"]
    assert first["facet_place"] == ["geonames:163533"]
    assert first["facet_status"] == ["disputed", "denied", "general_denials"]
    assert first["facet_document"] == ["one.txt", "two.txt"]
    assert (first["start"], first["end"], first["on_timeline"]) == (
        date(2015, 9, 30),
        date(2015, 9, 30),
        True,
    )
    assert first["disputed"]
    assert "talbiseh" in first["searched"]


def test_places_and_the_box_around_them(rows: dict[str, dict[str, Any]]) -> None:
    spot = rows["e1"]["spots"][0]
    assert (spot["kind"], spot["radius"], spot["place"]) == (0, 0.0, None)
    assert spot["town"]["name"] == "Talbiseh"
    assert rows["e1"]["xmin"] <= spot["lon"] <= rows["e1"]["xmax"]
    area = next(one for row in rows.values() for one in row["spots"] if one["place"])
    assert (area["kind"], area["place"].split(":")[0], area["town"]) == (2, "admin1", None)
    assert (rows["e8"]["spots"], rows["e8"]["tints"], rows["e8"]["xmin"]) == ([], ["SY"], None)


def test_what_is_not_known_is_null(rows: dict[str, dict[str, Any]]) -> None:
    assert (rows["e9"]["start"], rows["e9"]["end"], rows["e9"]["on_timeline"]) == (None, None, False)
    assert rows["e9"]["say_when"] == "Undated"


def test_a_part_has_the_columns_and_may_have_wider_figures(table: pa.Table) -> None:
    wide = table.set_column(0, "event_id", table["event_id"].cast(pa.large_string()))
    number = SCHEMA.get_field_index("killed_low")
    wide = wide.set_column(number, "killed_low", pa.array([2**40] * len(table)))
    found = as_rows(wide.append_column("geometry", pa.nulls(len(table))))
    assert found.schema == SCHEMA
    assert found["killed_low"].to_pylist() == [2**31 - 1] * len(table)
    with pytest.raises(KeyError, match="spots"):
        as_rows(table.drop_columns("spots"))


def test_half_characters_are_replaced(sample: ModuleType) -> None:
    from dataclasses import replace

    event = replace(sample.sample_events()[0], title="Air \ud800 strike")
    assert event_rows([event], {}, Gazetteer.open())["say_title"].to_pylist() == ["Air � strike"]
