"""Events as a GeoDataFrame, and the check of what it must hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import geopandas
import pandas as pd
import pytest
import shapely

from geo.errors import ExportError
from geo.geodata import COLUMNS, events_to_geodataframe, validate_events


def test_a_row_an_event(samples: ModuleType) -> None:
    frame = events_to_geodataframe(samples.EVENTS, samples.Areas())
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert list(frame["event_id"]) == ["e1", "e2", "e3"]
    assert list(frame.geom_type.dropna()) == ["MultiPoint", "Polygon"]
    assert frame.loc[0, "start"] == pd.Timestamp("2015-09-30")
    assert frame.loc[2, "start"] is pd.NaT
    assert frame.loc[0, "killed_low"] == 33
    assert frame.loc[0, "killed_best"] is pd.NA
    assert list(frame.explode("perpetrators")["perpetrators"].dropna()) == ["Russian Air Force"]


def test_no_events_are_an_empty_frame() -> None:
    frame = events_to_geodataframe([], None)
    assert len(frame) == 0
    assert frame.crs.to_epsg() == 4326


BREAKS: dict[str, Callable[[geopandas.GeoDataFrame], object]] = {
    "column": lambda frame: frame.drop(columns="status"),
    "crs": lambda frame: frame.to_crs("EPSG:3857"),
    "no frame": lambda frame: pd.DataFrame(frame.drop(columns="geometry")),
    "id": lambda frame: frame.assign(event_id="e1"),
    "confidence": lambda frame: frame.assign(confidence=1.5),
    "dates": lambda frame: frame.assign(end=pd.Timestamp("2001-01-01")),
    "line": lambda frame: frame.assign(geometry=shapely.LineString([(0, 0), (1, 1)])).set_crs(4326),
    "far": lambda frame: frame.assign(geometry=shapely.Point(200, 95)).set_crs(4326),
}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("column", "'status' is missing"),
        ("crs", "EPSG:4326"),
        ("no frame", "no GeoDataFrame"),
        ("id", "event_id"),
        ("confidence", "0 to 1"),
        ("dates", "start and end"),
        ("line", "LineString"),
        ("far", "±180"),
    ],
)
def test_what_is_wrong_is_named(samples: ModuleType, what: str, said: str) -> None:
    frame = BREAKS[what](events_to_geodataframe(samples.EVENTS, samples.Areas()))
    with pytest.raises(ExportError, match=said):
        validate_events(frame)


def test_two_events_of_one_id_are_refused(samples: ModuleType) -> None:
    with pytest.raises(ExportError, match="event_id"):
        events_to_geodataframe([samples.EVENTS[0], replace(samples.EVENTS[1], event_id="e1")], None)
