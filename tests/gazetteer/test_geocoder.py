"""geopy's face: its arguments, its results, its rate limiter."""

from __future__ import annotations

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point

from gazetteer import Gazetteer
from gazetteer.geocoder import OfflineGeocoder


@pytest.fixture(scope="module")
def geocoder(gz: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gz)


def test_a_name_gives_a_location(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Talbiseh, Homs")
    assert isinstance(found, Location)
    assert found.address == "Talbiseh, Homs, Syria"
    assert found.raw["place_id"].startswith("geonames:")
    assert (found.latitude, found.longitude) == pytest.approx((34.84, 36.73), abs=0.02)


def test_many_or_none(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Paris", exactly_one=False, limit=3, country_codes=["us", "fr"])
    assert isinstance(found, list)
    assert len(found) == 3
    assert found[0].raw["country"] == "FR"
    assert geocoder.geocode("no such place at all") is None
    assert geocoder.geocode("no such place at all", exactly_one=False) is None


def test_a_structured_query(geocoder: OfflineGeocoder) -> None:
    for query in ({"city": "Paris", "country": "US"}, {"q": "Paris", "country": "United States"}):
        found = geocoder.geocode(query)
        assert isinstance(found, Location)
        assert found.raw["country"] == "US"


def test_reverse(geocoder: OfflineGeocoder) -> None:
    for query in ((34.84, 36.73), "34.84, 36.73", Point(34.84, 36.73)):
        found = geocoder.reverse(query)
        assert isinstance(found, Location)
        assert found.raw["name"] == "Talbiseh"
    assert isinstance(geocoder.reverse((34.84, 36.73), exactly_one=False), list)


def test_the_rate_limiter_takes_it(geocoder: OfflineGeocoder) -> None:
    assert RateLimiter(geocoder.geocode, min_delay_seconds=0)("Homs").raw["country"] == "SY"
