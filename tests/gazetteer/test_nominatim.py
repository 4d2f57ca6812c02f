"""The online second opinion, with a geocoder of our own in its place: nothing is sent anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.location import Location

from gazetteer import GazetteerError
from gazetteer.nominatim import OnlineWarning, SecondOpinion

AGENT = "dateline-tests (tests@example.org)"
RAW = {
    "osm_type": "node",
    "osm_id": 7,
    "name": "Talbiseh",
    "display_name": "Talbiseh, Homs, Syria",
    "addresstype": "town",
    "lat": "34.84",
    "lon": "36.73",
    "boundingbox": ["34.82", "34.86", "36.71", "36.75"],
    "address": {"country_code": "sy", "state": "Homs Governorate"},
}


class Fake:
    """Answers as geopy's Nominatim does, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def geocode(self, query: str, **options: Any) -> list[Location] | None:
        self.asked.append((query, options["country_codes"]))
        if query == "slow":
            raise GeocoderTimedOut("too slow")
        return [Location("", (34.84, 36.73), RAW)] if query == "Talbiseh" else None


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def opinion(fake: Fake, cache: Path | None = None, clock: Clock | None = None) -> SecondOpinion:
    clock = clock or Clock()
    with pytest.warns(OnlineWarning, match="sent to nominatim"):
        return SecondOpinion(AGENT, cache, geocoder=fake, clock=lambda: clock.now, sleep=clock.sleep)


def test_a_place_says_where_it_comes_from() -> None:
    place = opinion(Fake()).lookup("Talbiseh", country="SY")[0]
    assert (place.source, place.place_id, place.kind) == ("nominatim", "osm:node/7", "town")
    assert (place.country, place.admin1, place.radius_km) == ("SY", "Homs Governorate", 2.9)


def test_answers_are_kept_and_requests_are_a_second_apart(tmp_path: Path) -> None:
    fake, clock, cache = Fake(), Clock(), tmp_path / "deep" / "cache.json"
    first = opinion(fake, cache, clock)
    assert first.lookup("nowhere") == []
    assert first.lookup("nowhere") == []
    assert first.lookup("Talbiseh") == first.lookup("Talbiseh")
    assert fake.asked == [("nowhere", None), ("Talbiseh", None)]
    assert clock.slept == [0.0, 1.0]
    assert opinion(fake, cache).lookup("Talbiseh") == first.lookup("Talbiseh")
    assert len(fake.asked) == 2


def test_what_goes_wrong_is_said(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no answer for 'slow'"):
        opinion(Fake()).lookup("slow")
    with pytest.raises(GazetteerError, match="name your project"):
        SecondOpinion(" ")
    broken = tmp_path / "cache.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(GazetteerError, match="delete it"):
        opinion(Fake(), broken)


def test_geopys_own_is_taken_without_asking_it_anything() -> None:
    with pytest.warns(OnlineWarning):
        SecondOpinion(AGENT)
