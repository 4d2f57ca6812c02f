"""What the page is sent: the container, rings, spots, and the columns of events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer
from geo.model import Event
from geo.ontology import ontology
from geo.webmap import page_payload, sort_events
from geo.webmap.basemap import basemap_arrays, basemap_labels, region
from geo.webmap.container import pack, smallest, unpack
from geo.webmap.gathered import Gathered, gather
from geo.webmap.palette import FAMILIES, look
from geo.webmap.payload import payload_of
from geo.webmap.rings import GRID, encode_rings
from geo.webmap.rows import event_rows
from geo.webmap.spots import Spots, find_spots


def decode(arrays, name: str):  # type: ignore[no-untyped-def]
    """The rings of `encode_rings` back, in degrees."""
    first, steps = arrays[f"{name}.first"].reshape(-1, 2), arrays[f"{name}.delta"].reshape(-1, 2)
    used, rings = 0, []
    for begin, count in zip(first, arrays[f"{name}.count"], strict=True):
        part = steps[used : used + count - 1].astype(np.int64)
        used += count - 1
        rings.append(np.vstack([begin, begin + np.cumsum(part, axis=0)]) / GRID)
    assert used == len(steps)
    return rings


def test_container_gives_back_what_it_was_given() -> None:
    arrays = {
        "bytes": np.array([1, 2, 3], dtype=np.uint8),
        "empty": np.array([], dtype=np.float32),
        "numbers": np.array([1.5, -2.5]),
    }
    header, back = unpack(pack({"name": "Ḥimṣ </script>"}, arrays))
    assert header["name"] == "Ḥimṣ </script>"
    assert back.keys() == arrays.keys()
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)


def test_every_array_begins_where_a_page_can_look_at_it() -> None:
    data = pack({}, {"a": np.array([1], dtype=np.uint8), "b": np.array([2.0])})
    length = int.from_bytes(data[4:8], "little")
    assert (8 + length) % 8 == 0
    assert np.frombuffer(data, dtype="<f8", count=1, offset=8 + length + 8)[0] == 2.0


def test_container_refuses_kinds_that_no_page_knows() -> None:
    with pytest.raises(ValueError, match="'days' is of kind i8"):
        pack({}, {"days": np.array([1], dtype=np.int64)})


def test_not_a_container() -> None:
    with pytest.raises(ValueError, match="DLN1"):
        unpack(b"GIF89a..")


@given(st.lists(st.integers(0, 2**32 - 1), max_size=30))
def test_smallest_kind_loses_nothing(values: list[int]) -> None:
    given_values = np.array(values, dtype=np.int64)
    packed = smallest(given_values)
    np.testing.assert_array_equal(packed.astype(np.int64), given_values)
    assert packed.dtype.itemsize == (1 if max(values, default=0) < 256 else 2 if max(values) < 65536 else 4)


degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(st.lists(degrees, min_size=2, max_size=8), max_size=4))
def test_rings_come_back_within_a_thousandth(lines: list[list[tuple[float, float]]]) -> None:
    rings = [np.array(line) for line in lines]
    arrays = encode_rings("x", enumerate(rings))
    kept = dict(zip(arrays["x.owner"], decode(arrays, "x"), strict=True))
    for number, ring in enumerate(rings):
        ends = np.round(ring[[0, -1]] * GRID) / GRID
        if number in kept:
            np.testing.assert_allclose(kept[number][[0, -1]], ends, atol=1e-9)
        else:  # all its points fell together
            assert (np.ptp(np.round(ring * GRID), axis=0) == 0).all()


def test_a_step_around_the_world_is_cut() -> None:
    arrays = encode_rings("x", [(7, np.array([[-180.0, -90.0], [180.0, 90.0]]))])
    assert np.abs(arrays["x.delta"]).max() <= 32_000
    np.testing.assert_allclose(decode(arrays, "x")[0][-1], [180, 90])


def test_every_type_has_its_own_look() -> None:
    looks = [(look(name).family, look(name).shape) for name in ontology()]
    assert len(set(looks)) == len(looks), "within a family the shape tells the types apart"
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for _, colour in FAMILIES)
    assert look("something_new").label == "Something new"


def spots_among(events: Sequence[Event], gazetteer: Gazetteer) -> tuple[Spots, Gathered]:
    gathered = gather([event_rows(events, {}, gazetteer)])
    return find_spots(gathered.spots, gazetteer), gathered


def test_spots_hold_each_place_once(sample: ModuleType, gazetteer: Gazetteer) -> None:
    spots, _ = spots_among(sample.sample_events(), gazetteer)
    arrays = spots.arrays()
    assert len(spots.marks) > len(arrays["spot.lat"])
    assert len(spots.areas) == 1, "the province has one polygon"
    area = arrays["spot.area"] > 0
    assert arrays["spot.kind"][area].tolist() == [2]
    west, south, east, north = arrays["spot.box"].reshape(-1, 4)[area][0]
    assert west < 37.5 < east
    assert south < 34.5 < north


def test_nothing_unresolved_gets_a_spot(sample: ModuleType, gazetteer: Gazetteer) -> None:
    spots, gathered = spots_among(sample.sample_events(), gazetteer)
    mapped = np.diff(gathered.spots.starts) > 0
    for event, has_mark in zip(sort_events(sample.sample_events()), mapped, strict=True):
        assert has_mark == (event.event_id not in {"e8", "e10"}), event.title
    arrays = spots.arrays()
    assert not ((arrays["spot.lat"] == 0) & (arrays["spot.lon"] == 0)).any()


def test_payload_is_sorted_and_whole(sample: ModuleType, gazetteer: Gazetteer) -> None:
    events = sort_events(sample.sample_events())
    header, arrays = unpack(page_payload(events, gazetteer, sample.DOCUMENTS))
    assert header["count"] == 10
    assert header["dated"] == 9
    starts = arrays["event.start"][: header["dated"]]
    assert (np.diff(starts.astype(int)) >= 0).all()
    first = np.datetime64("1970-01-01") + header["base"] + int(starts[0])
    assert str(first) == "2015-09-30"
    assert (arrays["event.end"][:9] >= starts).all()
    assert arrays["mark.from"][-1] == len(arrays["mark.spot"])
    assert arrays["mark.spot"].max() < len(arrays["spot.lat"])
    title = [header["strings"][n] for n in arrays["event.title"]]
    assert title == [event.title for event in events]
    mapped = arrays["event.mapped"].astype(bool)
    reasons = [header["strings"][n] for n in arrays["event.why_unmapped"]]
    assert [bool(reason) for reason in reasons] == (~mapped).tolist()
    assert sum(type_["count"] for type_ in header["types"]) == 10


def test_payload_is_the_same_in_any_order_and_in_any_tables(sample: ModuleType, gazetteer: Gazetteer) -> None:
    events = sample.sample_events()
    whole = page_payload(events, gazetteer)
    assert page_payload(events[::-1], gazetteer) == whole
    tables = [event_rows(some, {}, gazetteer) for some in (events[7:], [], events[:3], events[3:7])]
    gathered = gather(tables)
    assert payload_of(gathered, find_spots(gathered.spots, gazetteer), gazetteer) == whole


def test_payload_of_nothing(gazetteer: Gazetteer) -> None:
    header, arrays = unpack(page_payload([], gazetteer))
    assert header["count"] == header["dated"] == 0
    assert arrays["mark.from"].tolist() == [0]
    assert len(arrays["base.countries.count"]) > 100, "the world is drawn without events, too"


def test_key_follows_the_content(sample: ModuleType, gazetteer: Gazetteer) -> None:
    events = sort_events(sample.sample_events())
    keys = [unpack(page_payload(shown, gazetteer))[0]["key"] for shown in (events, events[1:], tuple(events))]
    assert keys[0] == keys[2] != keys[1]


def test_basemap_is_fine_near_the_events_and_small_everywhere() -> None:
    syria = basemap_arrays(region([34.7, 35.9], [35.8, 39.0]))
    world = basemap_arrays(region([], []))
    assert sum(a.nbytes for a in syria.values()) < 600_000
    assert sum(a.nbytes for a in world.values()) < 2_000_000
    assert len(syria["base.provinces.count"]) < len(world["base.provinces.count"])


def test_labels_put_the_important_first(gazetteer: Gazetteer) -> None:
    named = [gazetteer.lookup("Talbiseh", country="SY")[0].place]
    labels = basemap_labels(region([34.7, 35.9], [35.8, 39.0]), gazetteer, named)
    ranks = [label.rank for label in labels]
    assert ranks == sorted(ranks)
    by_name = {label.name: label for label in labels if label.kind >= 2}
    assert by_name["Damascus"].kind == 3
    assert by_name["Talbiseh"].rank <= 6.5, "places of events show early"
    assert len({(label.name, label.lat, label.lon) for label in labels}) == len(labels)
