"""Airports and air bases: which rows are taken, under which names, and never twice."""

from __future__ import annotations

from typing import Any

from gazetteer.merge import beside
from gazetteer.model import Place
from gazetteer.sources.airports import entries
from gazetteer.sources.entry import PRIMARY, Entry


def row(icao: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "icao": icao,
        "iata": "",
        "name": name,
        "city": "",
        "country": "XX",
        "lat": 1.0,
        "lon": 2.0,
        **more,
    }


def test_airports_with_traffic_and_air_bases_are_taken() -> None:
    rows = [
        row("XXA1", "Kolda International Airport", iata="KOL", city="Kolda"),
        row("XXA2", "Uncle Ben's Strip"),
        row("XXA3", "Dune Air Base", city="Dune"),
        row("XXA4", "Sandy Afb Airport", iata="SAN"),
    ]
    found = {entry.place.place_id: entry for entry in entries(rows)}
    assert set(found) == {"airport:XXA1", "airport:XXA3", "airport:XXA4"}
    assert "Kolda Airport" in found["airport:XXA1"].names
    assert "Dune Airbase" in found["airport:XXA3"].names
    assert [entry.place.kind for entry in found.values()] == ["airport", "airbase", "airport"]
    assert found["airport:XXA4"].place.name == "Sandy Air Force Base Airport"


def test_the_city_before_the_name_may_be_left_out() -> None:
    (entry,) = entries([row("XXB1", "Port Ellis Longfield Airport", iata="PEL", city="Port Ellis")])
    assert "Longfield Airport" in entry.names
    (plain,) = entries([row("XXB2", "Port Ellis International Airport", iata="PEI", city="Port Ellis")])
    assert set(plain.names) == {"Port Ellis International Airport", "Port Ellis Airport"}


def test_an_airfield_of_our_own_list_is_not_listed_twice() -> None:
    place = Place("dateline:xx-dune", "Dune air base", "airbase", "XX", "", 1.01, 2.01, 3, 0, "Dateline")
    own = Entry(place, {"Dune air base": PRIMARY})
    rest = beside(entries([row("XXC1", "Al Kathib Air Base"), row("XXC2", "Far Air Base", lat=3.0)]), [own])
    assert [entry.place.name for entry in rest] == ["Far Air Base"]
    assert "Al Kathib Air Base" in own.names
    assert not own.names["Al Kathib Air Base"] & PRIMARY
