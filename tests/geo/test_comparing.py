"""Two small datasets of our own invention beside each other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gazetteer import Gazetteer
from geo.comparing import Comparison, Limits, compare, pairs
from geo.comparing.summary import in_json, summarise
from geo.comparing.table import COLUMNS, lines_for
from geo.datasets.columns import Read, in_columns
from geo.datasets.kinds import acled_kind, our_kind, ucdp_kind
from geo.datasets.model import Dataset, DatasetEvent, Spot
from geo.errors import DatasetError, ExportError

FIRST = date(2015, 9, 30)
STRIKE = acled_kind("Explosions/Remote violence", "Air/drone strike")
CLASH = acled_kind("Battles", "Armed clash")
Make = Callable[..., Comparison]


def event(id: str, on: int = 0, lat: float = 34.8, lon: float = 36.7, **other: Any) -> DatasetEvent:  # noqa: A002
    """An event some days after the first."""
    start = FIRST + timedelta(days=on)
    made = DatasetEvent(1, id, our_kind("air_strike"), start, start, "day", (Spot(lat, lon),), "SY")
    return made._replace(**other)


def dataset(events: Iterable[DatasetEvent], name: str = "Dateline") -> Dataset:
    return in_columns(name, Path(f"{name}.csv"), (Read(one, 0) for one in events))


@pytest.fixture(scope="module")
def make() -> Make:
    gazetteer = Gazetteer.open()

    def made(here: list[DatasetEvent], there: list[DatasetEvent], *names: str, **limits: Any) -> Comparison:
        return compare(dataset(here), dataset(there, *names), gazetteer, Limits(**limits))

    return made


def statuses(found: Comparison) -> tuple[list[str], list[str]]:
    here, there = (
        [found.status(side, n) for n in range(len(found.dataset(side)))] for side in ("here", "there")
    )
    return here, there


def test_one_here_and_three_there_are_one_pair_and_two_near(make: Make) -> None:
    there = [event("A", 1, kind=STRIKE), event("B", kind=STRIKE), event("C", kind=CLASH)]
    found = make([event("h")], there, "ACLED")
    assert statuses(found) == (["in both"], ["also near", "in both", "also near"])
    table = list(csv.DictReader(lines_for("x.csv")(found, summarise(found))))
    assert [(row["match"], row["here_id"], row["there_id"], row["near_id"]) for row in table] == [
        ("in both", "h", "B", ""),
        ("also near", "", "A", "h"),
        ("also near", "", "C", "h"),
    ]


def test_a_match_is_the_best_for_both(make: Make) -> None:
    here = [event("far", lat=34.9), event("close")]
    found = make(here, [event("A", lat=34.81)])
    assert statuses(found) == (["also near", "in both"], ["in both"])


def test_limits_of_days_and_kilometres(make: Make) -> None:
    here = [event("first", -9), event("h"), event("i", 60)]
    there = [event("First", -9), event("A", 3), event("B", 60, lat=35.2)]
    assert statuses(make(here, there))[0] == ["in both", "only here", "only here"]
    assert statuses(make(here, there))[1] == ["in both", "only there", "only there"]
    assert statuses(make(here, there, days=3, km=45))[0] == ["in both", "in both", "in both"]


def test_a_province_is_near_all_that_is_in_it_and_a_month_touches_its_days(make: Make) -> None:
    province = event("h", spots=(Spot(34.4, 38.0, 120.0, "admin1"),), end=FIRST + timedelta(days=20))
    found = make([province, event("i", 90)], [event("A", 15), event("B", 90)])
    assert statuses(found)[0] == ["in both", "in both"]
    assert found.pairs.days.tolist() == [0, 0]
    assert 120 < found.pairs.km.max() < 145


def test_the_nearest_of_several_places_counts(make: Make) -> None:
    two = event("h", spots=(Spot(30.0, 36.0), Spot(34.8, 36.71)))
    found = make([two], [event("A")])
    assert (len(found.pairs), found.pairs.km[0] < 1) == (1, True)


def test_over_the_antimeridian(make: Make) -> None:
    found = make([event("h", lon=179.95)], [event("A", lon=-179.95)])
    assert statuses(found)[0] == ["in both"]


def test_what_the_other_cannot_hold_is_counted_apart(make: Make) -> None:
    here = [
        event("first", -5), event("last", 5), event("single"),
        event("undated", start=None, end=None), event("unplaced", spots=()),
        event("sum", not_compared="told as a sum or as background"),
        event("old", -900), event("elsewhere", country="FR", lat=48.8, lon=2.3),
        event("talk", kind=our_kind("meeting")),
    ]  # fmt: skip
    there = [
        event("A", -5, country="Syria", kind=STRIKE), event("B", 5, country="Syria", kind=STRIKE),
        event("C", 2, country="Yemen (North Yemen)", lat=15.4, lon=44.2, kind=STRIKE),
        event("D", 400, country="Syria", kind=STRIKE),
    ]  # fmt: skip
    found = make(here, there, "ACLED")
    assert found.coverage.countries == ("SY",)
    assert (found.coverage.since, found.coverage.until) == (FIRST - timedelta(5), FIRST + timedelta(5))
    told = summarise(found)
    assert told.counts["here"] == {"in both": 2, "also near": 0, "only here": 1, "not compared": 6}
    assert told.counts["there"] == {"in both": 2, "also near": 0, "only there": 0, "not compared": 2}
    assert all(count == 1 for count in told.not_compared["here"].values())
    assert told.share("here") == 2 / 3
    assert sum(sum(sides["here"].values()) for sides in told.months.values()) == 3


def test_ucdp_lists_events_with_a_death(make: Make) -> None:
    kind = ucdp_kind("1")
    here = [event("a"), event("b", 1, lat=36, low=4), event("c", 2, lat=36.5), event("d", 3, low=1)]
    found = make(here, [event("A", kind=kind), event("B", 3, kind=kind)], "UCDP GED")
    assert statuses(found)[0] == ["in both", "only here", "not compared", "in both"]


def test_bounds_of_the_user_go_before(make: Make) -> None:
    here, there = [event("h"), event("i", 10)], [event("A"), event("B", 10)]
    found = make(here, there, since=FIRST + timedelta(days=5))
    assert statuses(found) == (["not compared", "in both"], ["not compared", "in both"])


def test_a_country_of_the_user_goes_before(make: Make) -> None:
    here = [event("h"), event("i", country="LB", lat=33.9, lon=35.5)]
    there = [event("A"), event("B", country="Lebanon", lat=33.9, lon=35.5)]
    assert summarise(make(here, there)).countries.keys() == {"SY", "LB"}
    found = make(here, there, countries=("SY",))
    assert statuses(found) == (["in both", "not compared"], ["in both", "not compared"])


def test_countries_are_told_by_where_things_are_when_nothing_else_does(make: Make) -> None:
    found = make([event("h"), event("i", country="", lat=48.85, lon=2.35)], [event("A", country="")])
    assert found.coverage.countries == ("SY",)
    assert statuses(found)[0] == ["in both", "not compared"]


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ({"low": 3}, {"best": 5}, "ranges touch"),
        ({"low": 3, "high": 4}, {"low": 5, "best": 6, "high": 9}, "higher there"),
        ({"low": 30}, {"best": 5}, "higher here"),
        ({"low": 30}, {}, "told only here"),
        ({}, {"best": 0}, "told only there"),
        ({}, {}, "not told"),
    ],
)
def test_figures_of_a_match(make: Make, here: dict[str, int], there: dict[str, int], said: str) -> None:
    found = make([event("h", **here)], [event("A", **there)])
    assert summarise(found).differences["killed"] == {said: 1}


def test_the_same_in_any_order_of_rows(make: Make) -> None:
    dice = Random(5)  # noqa: S311 -- to put rows into another order
    here = [event(f"h{n}", dice.randrange(6), 34.8 + dice.randrange(5) / 10) for n in range(60)]
    there = [event(f"A{n}", dice.randrange(6), 34.8 + dice.randrange(5) / 10) for n in range(80)]

    def matches(found: Comparison) -> set[tuple[str, str]]:
        taken = found.pairs, found.matched.pair_here[found.matched.pair_here >= 0]
        return {(found.here.ids[taken[0].here[p]], found.there.ids[taken[0].there[p]]) for p in taken[1]}

    first = matches(make(here, there))
    assert len(first) > 50
    dice.shuffle(here)
    dice.shuffle(there)
    assert matches(make(here, there)) == first
    assert {(b, a) for a, b in matches(make(there, here))} == first


def test_too_many_pairs_are_refused(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MAX_PAIRS", 3)
    with pytest.raises(DatasetError, match="within-days"):
        make([event("h"), event("i")], [event("A"), event("B")])


def test_nothing_matches_and_nothing_is_there(make: Make) -> None:
    found = make([event("h", spots=())], [event("A")])
    assert in_json(found, summarise(found))["share_in_both"] == {"here": None, "there": 0}
    assert statuses(make([], [event("A")])) == ([], ["not compared"])


def test_files_hold_a_row_a_pair_and_no_formula(make: Make) -> None:
    found = make(
        [event("=1+1", actors="@x"), event("i", 50)], [event("+A", notes="Secret."), event("B", 50, lat=30)]
    )
    told = summarise(found)
    table = list(csv.DictReader(io.StringIO("\n".join(lines_for("x.csv")(found, told)))))
    assert list(table[0]) == list(COLUMNS)
    assert (table[0]["here_id"], table[0]["there_id"], table[0]["here_actors"]) == ("'=1+1", "'+A", "'@x")
    assert [row["match"] for row in table] == ["in both", "only here", "only there"]
    drawn = json.loads("\n".join(lines_for("x.geojson")(found, told)))
    assert [one["geometry"]["coordinates"] for one in drawn["features"]] == [
        [36.7, 34.8],
        [36.7, 34.8],
        [36.7, 30.0],
    ]
    assert drawn["features"][2]["properties"]["match"] == "only there"
    whole = "\n".join(lines_for("x.json")(found, told))
    assert len(json.loads(whole)["rows"]) == 3
    assert "Secret" not in whole
    with pytest.raises(ExportError, match=r"\.geojson"):
        lines_for("x.xlsx")


def test_copies_that_were_moved_a_little_find_their_originals(make: Make) -> None:
    """300 events of a month in 100 towns; one in eight of the copies is only known to be in the province."""
    dice = Random(8)  # noqa: S311 -- invented events
    kinds = ["air_strike", "shelling", "ground_fighting", "attack_on_civilians"]
    here, there = [], []
    for n in range(300):
        on, lat, lon = dice.randrange(30), 33 + dice.randrange(100) / 30, 36 + dice.randrange(10) / 3
        kind = our_kind(dice.choice(kinds))
        there.append(event(f"A{n}", on, lat, lon, kind=kind))
        vague = dice.random() < 1 / 8
        moved, radius = (0.3, 60.0) if vague else (0.02, 3.0)
        spot = Spot(lat + dice.gauss(0, moved), lon + dice.gauss(0, moved), radius)
        here.append(event(f"h{n}", on + dice.choice([0, 0, 0, 1, -1]), kind=kind, spots=(spot,)))
    found = make(here, there)
    right = sum(
        found.there.ids[found.pairs.there[pair]][1:] == found.here.ids[number][1:]
        for number, pair in enumerate(found.matched.pair_here)
        if pair >= 0
    )
    assert right > 280
