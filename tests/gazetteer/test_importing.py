"""What the user adds: dumps, lists, areas; what a broken file does; and how it lies over what is there."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path

import pytest

from dashboard.cli import main
from gazetteer import Gazetteer, GazetteerError, PlaceFileError
from gazetteer.importing import import_files
from gazetteer.matching import MOST
from gazetteer.shelf import Shelf
from gazetteer.sorting import Spool
from gazetteer.sources import curated
from gazetteer.sources.areafile import AreaFile
from gazetteer.sources.features import kind_of_feature

HEADER = curated.PLACE_FIELDS.replace(" ", ",")


def dump_line(number: int, name: str, code: str = "P.PPL", point: str = "34.72 36.72", **more: str) -> str:
    feature, lat, lon = code.split("."), *point.split()
    cells = [str(number), name, more.get("ascii", name), more.get("names", ""), lat, lon, *feature]
    cells += [more.get("country", "SY"), "", "11", "", "", "", more.get("people", "0"), "", "400", "", ""]
    return "\t".join(cells)


DUMP = [
    dump_line(1, "Zuqaq Test", names="زقاق,ZZQ", people="120"),
    dump_line(2, "Test Air Base", "S.AIRB"),
    dump_line(3, "Test Province", "A.ADM1"),
    dump_line(169577, "Homs", names="Homs Corrected", people="775404", point="34.70 36.70"),
]
ALTERNATE = "7\t2\tar\tقاعدة\t1\t\t\t\t\t\n8\t2\tlink\thttps://example.org\t\t\t\t\t\t\n"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "SY.txt"
    path.write_text("\n".join(DUMP) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "dateline" / "gazetteer"


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    """Two squares with codes, in degrees."""
    path = tmp_path / "districts.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"NAME": name, "PCODE": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, 34.5], [w + 0.5, 34.5], [w + 0.5, 35], [w, 35], [w, 34.5]]],
            },
        }
        for name, code, w in (("Eastern Square", "SY9902", 36.8), ("Western Square", "SY9901", 36.3))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def areas_of(path: Path, **other: object) -> AreaFile:
    return AreaFile(**{"path": path, "level": 3, "name_field": "NAME", "code_field": "PCODE", **other})  # type: ignore[arg-type]


def test_a_dump_lies_over_the_built_in_index(dump: Path, home: Path) -> None:
    done = import_files([dump])
    assert [(one.places, one.replaced, one.folder) for one in done] == [(3, False, home / "sy")]
    gz = Gazetteer.open()
    place = gz.lookup("Zuqaq Test")[0].place
    assert (place.place_id, place.kind, place.admin1) == ("geonames:1", "village", "Homs")
    assert place.source == "GeoNames, imported from SY.txt"
    assert gz.lookup("زقاق")[0].place == gz.place("geonames:1") == place
    assert gz.has("Zuqaq Test")
    assert not gz.has("ZZQ")
    assert gz.lookup("Test Air Base")[0].place.kind == "airbase"
    assert gz.place("geonames:3") is None, "first-level areas are there already"
    assert gz.info()["imported"] == {str(home / "sy"): 3}


def test_of_two_places_of_one_id_the_users_is_given_once(dump: Path, home: Path) -> None:
    import_files([dump])
    found = [c.place for c in Gazetteer.open().lookup("Homs") if c.place.place_id == "geonames:169577"]
    assert [(place.lat, place.source) for place in found] == [(34.70, "GeoNames, imported from SY.txt")]
    assert Gazetteer.open().nearest(34.70, 36.70)[0] == found[0]


def test_a_zip_with_its_alternate_names(dump: Path, tmp_path: Path, home: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.write(dump, "SY.txt")
        archive.writestr("readme.txt", "long " * 1000)
    with zipfile.ZipFile(tmp_path / "names.zip", "w") as archive:
        archive.writestr("alternateNamesV2.txt", ALTERNATE)
    import_files([tmp_path / "SY.zip", tmp_path / "names.zip"])
    assert Gazetteer.open().lookup("قاعدة")[0].place.place_id == "geonames:2"
    with pytest.raises(GazetteerError, match="need the GeoNames dump"):
        import_files([tmp_path / "names.zip"])


def test_a_list_of_ones_own_keeps_notes_and_tells_its_source(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = ["Post,نقطة,base,SY,Homs,34.5,36.7,1,field notes,me,disputed", "Post,,base,SY,,34.6,36.7,1,,,"]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    assert import_files([path])[0].replaced is False
    assert import_files([path])[0].replaced is True
    found = [c.place for c in Gazetteer.open().lookup("Post", country="SY", kind="base")]
    assert [place.place_id for place in found] == ["import:mine:sy-post", "import:mine:sy-post-2"]
    assert [place.note for place in found] == ["disputed", ""]
    assert found[0].source == "field notes, imported from mine.csv"


def test_towns_stand_above_the_streams_and_churches_of_their_name(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "US.txt"
    small = (
        "H.STM",
        "T.MT",
        "S.CH",
        "L.PRK",
        "V.FRST",
        "H.LK",
        "R.RD",
        "U.RDGU",
        "A.ADM4",
        "S.AIRF",
        "P.PPLX",
    )
    rows = [
        dump_line(500 + n, "Springfield", code, f"{30 + n} -80", country="US") for n, code in enumerate(small)
    ]
    rows += [
        dump_line(1000 + n, "Springfield", point=f"{31 + n} -90", country="US", people=people)
        for n, people in enumerate(("0", "900", "3000"))
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    before = [c.place for c in Gazetteer.open().lookup("Springfield", country="US", limit=1000)]
    import_files([path])
    found = [c.place for c in Gazetteer.open().lookup("Springfield", country="US", limit=1000)]
    assert len(before) > 20
    assert [place for place in found if place in before] == before
    ids = [place.place_id for place in found]
    assert ids.index("geonames:1002") < ids.index("geonames:1001") < ids.index("geonames:1000")
    last = {place.place_id for place in found[-len(small) + 1 :]}
    assert last == {f"geonames:{500 + n}" for n, code in enumerate(small) if code != "P.PPLX"}


def test_of_very_many_places_of_a_name_the_likeliest_are_found(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "all.txt"
    rows = [
        dump_line(5000 + n, "Zaqzuq", "H.STM", f"{n / 50} 20", country="LY", names="Zaqzūq")
        for n in range(3 * MOST)
    ]
    rows += [dump_line(1, "Zaqzuq", country="TR"), dump_line(9999, "Zaqzuq", people="7000", country="LY")]
    path.write_text("\n".join(rows), encoding="utf-8")
    import_files([path])
    gz = Gazetteer.open()
    assert [c.place.place_id for c in gz.lookup("Zaqzuq")][:2] == ["geonames:9999", "geonames:1"]
    assert [c.place.place_id for c in gz.lookup("Zaqzuq", country="TR")] == ["geonames:1"]
    assert len(gz.lookup("Zaqzuq", country="LY", limit=50)) == 50
    assert len(gz.ids("Zaqzuq")) == MOST


def test_rows_of_one_name_get_ids_that_no_other_has(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = [f"{name},,base,SY,,34.{n},36.7,1,,," for n, name in enumerate(("Post 2", "Post", "Post", "Post"))]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    import_files([path])
    shelf = Shelf(home / "mine")
    ids = [shelf.id_of(number) for number in range(4)]
    assert ids == [f"import:mine:sy-post{end}" for end in ("-2", "", "-3", "-4")]
    assert [shelf.number(place_id) for place_id in ids] == [0, 1, 2, 3]
    assert shelf.number("import:mine:sy-post-5") is None
    assert (home / "mine" / "meta.json").stat().st_size < 1000, "ids of a million rows would not fit"


def test_areas_answer_by_name_and_by_point(squares: Path, home: Path) -> None:
    import_files([], areas=areas_of(squares))
    gz = Gazetteer.open()
    place = gz.lookup("Western Square")[0].place
    assert (place.place_id, place.kind, place.country, place.admin1) == (
        "admin3:SY9901",
        "admin3",
        "SY",
        "Homs",
    )
    assert place.radius_km == pytest.approx(28.6, abs=0.5)
    area = gz.area("admin3:SY9901")
    assert area is not None
    assert area.bounds == (36.3, 34.5, 36.8, 35.0)
    assert [p.place_id for p in gz.admin_of(34.72, 36.72)] == ["admin3:SY9901", "admin1:SY-HI", "country:SY"]
    assert gz.contains("admin3:SY9901", 34.72, 36.72)
    assert not gz.contains("admin3:SY9902", 34.72, 36.72)
    assert gz.lookup("SY9902")[0].place.name == "Eastern Square"


def test_areas_in_metres_become_degrees(squares: Path, tmp_path: Path, home: Path) -> None:
    import geopandas as gpd

    path = tmp_path / "metres.gpkg"
    gpd.read_file(squares).to_crs(3857).to_file(path)
    import_files([], areas=areas_of(path, level=2))
    area = Gazetteer.open().area("admin2:SY9901")
    assert area is not None
    assert area.bounds == pytest.approx((36.3, 34.5, 36.8, 35.0), abs=1e-6)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([*DUMP, "1\tx"], r"SY\.txt:5: 2 columns"),
        ([*DUMP, dump_line(9, "X", point="91 1")], r"SY\.txt:5: latitude '91'"),
        ([*DUMP, dump_line(9, "X", point="1 x")], r"SY\.txt:5: longitude 'x'"),
        ([*DUMP, dump_line(9, "X", people="-4")], r"SY\.txt:5: population '-4'"),
        ([*DUMP, dump_line(9, "")], r"SY\.txt:5: name ''"),
        ([dump_line(1, "X", "A.ADM1")], r"SY\.txt: no places"),
        (["nonsense"], r"SY\.txt:1: 1 columns"),
    ],
)
def test_a_broken_dump_changes_nothing(dump: Path, home: Path, lines: list[str], message: str) -> None:
    import_files([dump])
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    dump.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PlaceFileError, match=message):
        import_files([dump])
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert [path.name for path in home.iterdir()] == ["sy"]


def test_a_full_disk_is_named_and_changes_nothing(
    dump: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Spool) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Spool, "flush", full)
    with pytest.raises(GazetteerError, match="gazetteer: the disk is full; nothing was imported"):
        import_files([dump])
    assert list(home.iterdir()) == []


def test_one_broken_file_of_two_keeps_the_other_out(dump: Path, tmp_path: Path, home: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(f"{HEADER}\nX,,village,Syria,,1,1,1,,,\n", encoding="utf-8")
    with pytest.raises(PlaceFileError, match=r"broken\.csv:2: country 'Syria'"):
        import_files([dump, broken])
    assert list(home.iterdir()) == []


def test_bytes_that_are_no_text_are_named(tmp_path: Path, dump: Path, home: Path) -> None:
    dump.write_bytes(dump.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(PlaceFileError, match=r"SY\.txt:5: not UTF-8"):
        import_files([dump])
    (tmp_path / "empty.zip").write_bytes(b"")
    with pytest.raises(PlaceFileError, match=r"empty\.zip:1"):
        import_files([tmp_path / "empty.zip"])
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("other.bin", "x")
    with pytest.raises(PlaceFileError, match=r"no \.txt file"):
        import_files([tmp_path / "other.zip"])
    names = tmp_path / "names.txt"
    names.write_text(f"{ALTERNATE}x\ty\n", encoding="utf-8")
    with pytest.raises(PlaceFileError, match=r"names\.txt:3"):
        import_files([dump, names])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"name_field": "NAM"}, "no field 'NAM'; it has NAME, PCODE"),
        ({"code_field": "NAME"}, "feature 2: NAME 'Same' is there twice"),
        ({"name_field": "EMPTY"}, "feature 1: EMPTY ''"),
    ],
)
def test_broken_areas_are_named(squares: Path, home: Path, asked: dict[str, str], message: str) -> None:
    data = json.loads(squares.read_text(encoding="utf-8"))
    for feature in data["features"]:
        feature["properties"]["NAME"] = "Same"
        if "EMPTY" in asked.values():
            feature["properties"]["EMPTY"] = None
    squares.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PlaceFileError, match=message):
        import_files([], areas=areas_of(squares, **asked))


def test_areas_that_are_none_are_named(tmp_path: Path, squares: Path, home: Path) -> None:
    path = tmp_path / "notes.geojson"
    path.write_text("no areas", encoding="utf-8")
    with pytest.raises(PlaceFileError, match="not a file of areas"):
        import_files([], areas=areas_of(path))
    data = json.loads(squares.read_text(encoding="utf-8"))
    data["features"][1]["geometry"] = {"type": "Point", "coordinates": [1, 2]}
    squares.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(PlaceFileError, match="feature 2: no polygon"):
        import_files([], areas=areas_of(squares))


def test_an_import_of_another_format_is_named(dump: Path, home: Path) -> None:
    import_files([dump])
    meta = home / "sy" / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")
    with pytest.raises(GazetteerError, match="sy: index of another format; import its file again"):
        Gazetteer.open()


def test_ids_are_found_in_a_dump_of_any_order(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_text("\n".join(dump_line(n, f"Place {n}") for n in (9, 4, 7)), encoding="utf-8")
    import_files([path])
    shelf = Shelf(home / "mixed")
    assert [shelf.number(f"geonames:{n}") for n in (9, 4, 7, 5)] == [0, 1, 2, None]


@pytest.mark.parametrize(
    ("feature_class", "code", "kind"),
    [
        ("A", "PCLI", None),
        ("P", "PPLX", "neighbourhood"),
        ("H", "STM", "river"),
        ("S", "SCH", "facility"),
        ("X", "X", "facility"),
    ],
)
def test_kinds_of_features(feature_class: str, code: str, kind: str | None) -> None:
    assert kind_of_feature(feature_class, code, 0) == kind


def test_the_command_imports_and_complains(
    dump: Path, squares: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gazetteer", "import", str(dump)]) == 0
    assert "3 places" in capsys.readouterr().err
    fields = ["--level", "2", "--name-field", "NAME", "--code-field", "PCODE"]
    assert main(["gazetteer", "import", "--areas", str(squares), *fields]) == 0
    assert main(["locate", "Western Square", "Zuqaq Test"]) == 0
    out = capsys.readouterr().out
    assert "admin2:SY9901" in out
    assert "geonames:1" in out
    assert main(["gazetteer", "import", str(dump.with_name("none.txt"))]) == 1
    assert "none.txt" in capsys.readouterr().err
    for wrong in ([], ["--areas", str(squares)]):
        with pytest.raises(SystemExit) as stopped:
            main(["gazetteer", "import", *wrong])
        assert stopped.value.code == 2
