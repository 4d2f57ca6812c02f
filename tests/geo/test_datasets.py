"""Files of other datasets: rows of our own invention, in the columns of ACLED, UCDP GED and GeoJSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geo.datasets import columns, dataset_of, event_at, read_dataset
from geo.datasets.kinds import APART, NEAR, SAME, acled_kind, closeness, our_kind, told_kind, ucdp_kind
from geo.datasets.values import day, degrees, figure
from geo.errors import DatasetError
from geo.export import write

ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,country,"
    "admin1,location,latitude,longitude,geo_precision,source,notes,fatalities\n"
)
UCDP = (
    "id,type_of_violence,side_a,side_b,source_article,where_prec,where_coordinates,adm_1,latitude,longitude,"
    "country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_civilians,best,high,low\n"
)


def acled_row(id: str = "ZZZ1", **other: Any) -> str:  # noqa: A002 -- the column's own name
    cells = {
        "date": "2015-09-30", "precision": 1, "lat": 34.84, "lon": 36.73, "geo": 1, "notes": "Invented.",
        "type": "Explosions/Remote violence", "sub": "Air/drone strike", "dead": 3,
    } | other  # fmt: skip
    what = ",".join(str(cells[name]) for name in ("date", "precision", "type", "sub"))
    where = ",".join(str(cells[name]) for name in ("lat", "lon", "geo"))
    notes, dead = cells["notes"], cells["dead"]
    return f'{id},{what},Force A,,Front B,Syria,Homs,Town,{where},Invented Daily,"{notes}",{dead}\n'


def read(tmp_path: Path, text: str | bytes, name: str = "there.csv") -> Any:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_dataset(path)


def test_acled_rows_become_columns(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ACLED
        + acled_row(notes="Two\nlines, «quoted».")
        + acled_row("ZZZ2", date="30 September 2015", precision=2, geo=3, dead="")
        + acled_row("ZZZ3", date="15-Feb-16", precision=3),
    )
    assert (found.name, len(found), found.ids) == ("ACLED", 3, ["ZZZ1", "ZZZ2", "ZZZ3"])
    days = [(date.fromordinal(a), date.fromordinal(b)) for a, b in zip(found.start, found.end, strict=True)]
    assert days == [
        (date(2015, 9, 30), date(2015, 9, 30)),
        (date(2015, 9, 27), date(2015, 10, 3)),
        (date(2016, 2, 1), date(2016, 2, 29)),
    ]
    assert found.spot_radius.tolist() == [0, 100, 0]
    assert found.best.tolist() == [3, -1, 3]
    assert found.actors[0] == "Force A; Front B"
    assert found.line.tolist() == [2, 4, 5]
    event = event_at(found, 0)
    assert event.notes == "Two\nlines, «quoted»."
    assert event.kind.types == ("air_strike", "drone_strike")
    assert event_at(found, 2).source == "Invented Daily"


def test_older_exports_have_other_cases_and_delimiters(tmp_path: Path) -> None:
    header, row = (part.replace(",", ";") for part in (ACLED.upper(), acled_row(lat="34,84", notes="x")))
    found = read(tmp_path, b"\xef\xbb\xbf" + (header + row.replace("34;84", "34,84")).encode())
    assert found.spot_lat.tolist() == [34.84]
    assert event_at(found, 0).notes == "x"


def test_rows_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ACLED
        + acled_row(date="03/04/2015")
        + acled_row(lat=95)
        + acled_row(lat="NaN")
        + acled_row(geo=7)
        + "ZZZ9,too,few\n"
        + acled_row("ZZZ5"),
    )
    assert found.ids == ["ZZZ5"]
    assert [line for line, _ in found.named] == [2, 3, 4, 5, 6]
    assert "'03/04/2015'" in found.named[0][1]
    assert sum(found.lost.values()) == 5
    assert max(found.lost.values()) == 2


def test_a_quote_that_never_ends_loses_its_own_rows_alone(tmp_path: Path) -> None:
    broken = 'ZZZ1,"' + "x" * 1_100_000 + "\n"
    found = read(tmp_path, ACLED + broken + acled_row("ZZZ2"))
    assert found.ids == ["ZZZ2"]
    assert found.lost["not CSV"] == 1


def test_text_of_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, (ACLED + acled_row(notes="café")).encode("cp1252"))
    assert event_at(found, 0).notes == "café"
    assert "Windows-1252" in found.said[0]


def test_ucdp_rows_become_columns(tmp_path: Path) -> None:
    rows = (
        "7,1,Government of X,Front B,Paper,2,Town,Homs,34.84,36.73,Syria,1,2,2015-09-29 00:00:00.000,"
        "2015-10-01 00:00:00.000,0,4,5,9,4\n"
        "8,3,Front B,Civilians,Paper,6,,,34.8,36.7,Yemen (North Yemen),2,5,2015-01-01,2015-12-31,0,1,1,1,1\n"
        "9,4,A,B,P,1,,,34.8,36.7,Syria,1,1,2015-01-01,2015-01-01,0,0,1,1,1\n"
    )
    found = read(tmp_path, UCDP + rows)
    assert (found.name, found.ids) == ("UCDP GED", ["7", "8"])
    assert (found.low[0], found.best[0], found.high[0]) == (4, 5, 9)
    assert found.spot_event.tolist() == [0]
    assert found.first_spot.tolist() == [0, -1]
    assert found.end[0] - found.start[0] == 2
    assert event_at(found, 0).notes == "Deaths: 4 civilians; event clarity 1"
    assert "type_of_violence" in found.named[0][1]


def feature(properties: dict[str, Any], geometry: Any = None) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [36.73, 34.84]}
    return {"type": "Feature", "properties": properties, "geometry": geometry or point}


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_geojson_of_anybody_says_which_property_is_the_date(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        collection(
            feature({"Name": "Town", "Event_Date": "2015/09/30", "Type": "air strike", "deaths": 2}),
            feature({"event_date": 1443571200000, "type": "something", "description": "<b>x</b>"}),
            feature({"event_date": "soon"}),
            feature({"event_date": "2015-01-01"}, {"type": "LineString", "coordinates": []}),
        ),
        "x.geojson",
    )
    assert found.said == ("date: property 'event_date'",)
    assert {date.fromordinal(start) for start in found.start} == {date(2015, 9, 30)}
    assert [kind.types for kind in found.kinds] == [("air_strike",), ()]
    assert [line for line, _ in found.named] == [3, 4]
    assert event_at(found, 1).notes == "<b>x</b>"


def test_geojson_with_acled_columns_is_acled(tmp_path: Path) -> None:
    properties = {
        "event_id_cnty": "ZZZ1", "event_date": "2015-09-30", "event_type": "Battles",
        "sub_event_type": "Armed clash", "notes": "Invented.",
    }  # fmt: skip
    found = read(tmp_path, collection(feature(properties)), "x.geojson")
    assert found.name == "ACLED"
    assert event_at(found, 0).notes == "Invented."


def test_our_own_events_are_a_dataset(tmp_path: Path, samples: ModuleType) -> None:
    ours = dataset_of(samples.EVENTS, Path("case.db"))
    assert ours.ids == [event.event_id for event in samples.EVENTS]
    assert ours.low[0] == 33
    write(samples.EXTRACTION, tmp_path / "ours.geojson", gazetteer=samples.Areas())
    again = read_dataset(tmp_path / "ours.geojson")
    assert (again.name, again.ids, again.spot_lat.round(5).tolist()) == (
        "Dateline",
        ours.ids,
        ours.spot_lat.round(5).tolist(),
    )
    assert event_at(again, 0).notes == samples.EVENTS[0].title


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "a,b\n1,2\n", "event_id_cnty"),
        ("a.csv", ACLED, "holds no event"),
        ("a.csv", ACLED + acled_row(date="never"), "line 2"),
        ("a.csv", "\ufeffx".encode("utf-16"), "UTF-16"),
        ("a.csv", b"PK\x03\x04", "ZIP"),
        ("a.csv", b"a\0b", "not text"),
        ("a.geojson", "{", "not GeoJSON"),
        ("a.geojson", "[" * 200_000, "not GeoJSON"),
        ("a.geojson", "{}", "no FeatureCollection"),
        ("a.geojson", collection(feature({"colour": "red"})), "looked for start"),
        (
            "a.geojson",
            collection(feature({"event_id": "1", "claims": 1, "geo_precision": ""})),
            "claims is not a list",
        ),
    ],
)
def test_files_of_no_dataset_say_why(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        read(tmp_path, content, name)


def test_a_file_that_changed_is_not_quoted(tmp_path: Path) -> None:
    found = read(tmp_path, ACLED + acled_row("ZZZ1") + acled_row("ZZZ2"))
    (tmp_path / "there.csv").write_text(ACLED + acled_row("ZZZ8") + acled_row("ZZZ9"))
    with pytest.raises(DatasetError, match="changed"):
        event_at(found, 1)


def test_there_is_a_limit_to_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MAX_EVENTS", 1)
    with pytest.raises(DatasetError, match="more than 1 events"):
        read(tmp_path, ACLED + acled_row("ZZZ1") + acled_row("ZZZ2"))
    monkeypatch.setattr(columns, "MAX_KINDS", 0)
    with pytest.raises(DatasetError, match="different types"):
        read(tmp_path, ACLED + acled_row("ZZZ1"))


def test_kinds_go_both_ways() -> None:
    strike = our_kind("air_strike")
    assert closeness(strike, acled_kind("Explosions/Remote violence", "Air/drone strike")) == SAME
    assert closeness(strike, acled_kind("Battles", "Armed clash")) == NEAR
    assert closeness(strike, acled_kind("Protests", "Peaceful protest")) == APART
    assert (
        closeness(our_kind("repression_of_protest"), acled_kind("Violence against civilians", "Attack"))
        == NEAR
    )
    assert closeness(our_kind("arrest"), acled_kind("Strategic developments", "Agreement")) == APART
    assert closeness(our_kind("meeting"), acled_kind("Battles", "Armed clash")) == APART
    assert acled_kind("Battle-No change of territory", "").types == ("ground_fighting", "ground_offensive")
    assert acled_kind("Protests", "Excessive force against protestors").types == ("repression_of_protest",)
    assert acled_kind("EXPLOSIONS/REMOTE VIOLENCE", "GRENADE").types == ("bombing_ied", "ground_fighting")
    violence = ucdp_kind("1")
    assert violence is not None
    assert closeness(strike, violence) == SAME
    assert closeness(strike, told_kind("mayhem")) == NEAR


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2015-09-30T12:00:00Z", date(2015, 9, 30)),
        ("30 september 2015", date(2015, 9, 30)),
        ("1-Jan-97", date(1997, 1, 1)),
        ("30/09/2015", date(2015, 9, 30)),
        ("9/30/2015 0:00", date(2015, 9, 30)),
        ("03/03/2015", date(2015, 3, 3)),
        ("03/04/2015", None),
        ("2015-02-30", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("31 Foo 2015", None),
        ("", None),
    ],
)  # fmt: skip
def test_days(cell: str, found: date | None) -> None:
    assert day(cell) == found


def test_figures_and_degrees() -> None:
    assert [figure(cell) for cell in ("12", "12.0", "", "-1", "nan", "1e99", "x")] == [12, 12, *[None] * 5]
    assert degrees("34,5", "36") == (34.5, 36)
    assert [degrees(*pair) for pair in (("0", "0"), ("91", "0"), ("x", "1"), ("nan", "1"))] == [None] * 4


def test_texts_that_no_file_can_hold_are_made_whole_and_long_ones_cut(tmp_path: Path) -> None:
    properties = {"id": "\ud800", "date": "2015-09-30", "type": "\udfff" * 300, "country": "x" * 9000}
    found = read(tmp_path, collection(feature(properties)), "x.geojson")
    texts = [*found.ids, found.kinds[0].said, *found.countries]
    assert all(text.encode() for text in texts)
    assert max(map(len, texts)) <= columns.MAX_TEXT + 1
    assert event_at(found, 0).line == 1


def test_a_row_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    rows = [acled_row(), acled_row("ZZZ2"), acled_row()]
    found = read(tmp_path, "".join([ACLED, *rows]))
    assert (len(found), found.lost) == (2, {"the same as a row above": 1})
    assert found.named == [(4, "the same as a row above")]
