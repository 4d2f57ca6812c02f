"""The table of areas, weeks and types: every event in one row; nothing spread, nothing dropped."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from csvw import CSVW

from gazetteer import Gazetteer
from gazetteer.importing import import_files
from gazetteer.sources.areafile import AreaFile
from geo.export import format_for, write
from geo.model import Event, Moment, Toll


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def rows(events: Any, path: Path, gazetteer: Gazetteer) -> list[dict[str, str]]:
    """The table of these events, checked by somebody else's reader."""
    write(events, path, gazetteer=gazetteer)
    read = CSVW(str(path), validate=True)
    assert read.is_valid, read.warnings
    with path.open(encoding="utf-8", newline="") as table:
        found = list(csv.DictReader(table))
    assert sum(int(row["events"]) for row in found) == len(getattr(events, "events", events))
    return found


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    """A gazetteer with a district of a code of its own around Talbiseh."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    ring = [[36.6, 34.7], [36.9, 34.7], [36.9, 34.86], [36.6, 34.86], [36.6, 34.7]]
    feature = {
        "type": "Feature",
        "properties": {"NAME": "=Rastan", "PCODE": "SY0405"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    import_files([], areas=AreaFile(path, 2, "NAME", "PCODE"))
    return Gazetteer.open()


def test_every_event_is_in_one_row(samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer) -> None:
    strike, shells, meeting = rows(samples.EVENTS, tmp_path / "x.areas.csv", gazetteer)
    assert (strike["country"], strike["admin1"], strike["admin1_code"]) == ("SY", "Homs", "SY-HI")
    assert (strike["week"], strike["week_start"], strike["dated"]) == (
        "2015-W40",
        "2015-09-28",
        "in one week",
    )
    assert [strike[name] for name in ("events", "disputed", "claims", "sources", "reports")] == list("11212")
    assert (strike["killed_told"], strike["killed_low"], strike["killed_high"]) == ("1", "33", "")
    assert (shells["admin1_code"], shells["week"], shells["dated"]) == ("SY-HI", "", "over several")
    assert (meeting["country"], meeting["week"], meeting["dated"]) == ("", "", "not known")
    assert (meeting["killed_low"], meeting["killed_high"]) == ("", "")


def test_figures_add_up_as_far_as_that_is_honest(
    samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    def event(number: int, low: int | None, high: int | None) -> Event:
        tolls = (Toll("killed", low, high, "civilians", samples.STRIKE.tolls[0].span),) if low else ()
        claim = replace(samples.STRIKE, claim_id=f"c{number}", tolls=tolls)
        return replace(samples.EVENTS[0], event_id=f"e{number}", claims=(claim,), places=claim.places)

    closed = [event(1, 3, 3), event(2, 5, 7), event(3, None, None)]
    (row,) = rows(closed, tmp_path / "x.areas.csv", gazetteer)
    assert (row["events"], row["killed_told"], row["killed_low"], row["killed_high"]) == ("3", "2", "8", "10")
    (row,) = rows([*closed, event(4, 2, None)], tmp_path / "x.areas.csv", gazetteer)
    assert (row["killed_low"], row["killed_high"]) == ("10", "")
    background = tuple(replace(claim, scope="background") for claim in closed[0].claims)
    look_back = replace(closed[0], event_id="e9", claims=background)
    found = rows([*closed, look_back], tmp_path / "x.areas.csv", gazetteer)
    assert [(row["scope"], row["killed_low"]) for row in found] == [
        ("event", "8"),
        ("sum or background", "3"),
    ]


def test_codes_that_were_imported(samples: ModuleType, tmp_path: Path, imported: Gazetteer) -> None:
    """Two places in two districts are counted in the province that both lie in."""
    one = replace(samples.EVENTS[0], places=samples.EVENTS[0].places[:1])
    near = replace(one.places[0], geo_precision="near", radius_km=80.0)
    vague = replace(one, event_id="e7", places=(near,), type="shelling")
    found = rows([one, replace(samples.EVENTS[0], event_id="e8"), vague], tmp_path / "x.areas.csv", imported)
    assert [(row["type"], row["admin1_code"], row["admin2"], row["admin2_code"]) for row in found] == [
        ("air_strike", "SY-HI", "", ""),  # Zaafaraneh lies outside
        ("shelling", "SY-HI", "", ""),  # the district is smaller than how far off it may be
        ("air_strike", "SY-HI", "'=Rastan", "SY0405"),
    ]


def test_a_week_over_the_new_year(samples: ModuleType, tmp_path: Path, gazetteer: Gazetteer) -> None:
    event = replace(samples.EVENTS[1], moment=Moment(date(2015, 12, 31), date(2016, 1, 1), "range"))
    (row,) = rows([event], tmp_path / "x.areas.csv", gazetteer)
    assert (row["week"], row["week_start"]) == ("2015-W53", "2015-12-28")


def test_its_ending_is_not_that_of_the_table_of_events() -> None:
    assert format_for("x.areas.csv").name == "areas"
    assert format_for("areas.csv").name == "csv"
    assert format_for("x.csv", "areas").name == "areas"
