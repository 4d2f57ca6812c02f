"""geopy's face of the gazetteer: `geocode` and `reverse` as geopy's own geocoders have them, offline.

It drops into code written for geopy, `geopy.extra.rate_limiter` included. No request leaves the machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.gazetteer import Gazetteer
from gazetteer.model import Place

Query = str | Mapping[str, str]


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder over a Gazetteer.

    >>> OfflineGeocoder().geocode("Talbiseh", country_codes="sy").address
    'Talbiseh, Homs, Syria'
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **options: Any) -> None:
        """Use the gazetteer given, or the built-in one; further options are geopy's own."""
        super().__init__(**options)
        self._gazetteer = gazetteer or Gazetteer.open()

    def geocode(
        self,
        query: Query,
        *,
        exactly_one: bool = True,
        timeout: Any = None,  # noqa: ARG002 -- geopy's callers pass it; nothing here waits
        limit: int = 10,
        country_codes: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Places by name ("Talbiseh", "Talbiseh, Homs", {"city": "Talbiseh", "country": "SY"}).

        One Location or None, or with `exactly_one=False` a list of them, best first, or None.
        """
        name, country = _asked(query)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes
        wanted: list[str | None] = [code.upper() for code in codes or ([country] if country else [])]
        found = [
            c for code in wanted or [None] for c in self._gazetteer.lookup(name, country=code, limit=limit)
        ]
        best = sorted(found, key=lambda candidate: -candidate.score)[:limit]
        return _given([self._location(candidate.place) for candidate in best], exactly_one)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        timeout: Any = None,  # noqa: ARG002 -- geopy's callers pass it; nothing here waits
        limit: int = 5,
    ) -> Location | list[Location] | None:
        """The settlements nearest to a point (lat, lon), in the shapes `geocode` gives."""
        point = query if isinstance(query, Point) else Point(query)
        near = self._gazetteer.nearest(point.latitude, point.longitude, limit=limit)
        return _given([self._location(place) for place in near], exactly_one)

    def _location(self, place: Place) -> Location:
        country = self._gazetteer.place(f"country:{place.country}")
        parts = [place.name, place.admin1, country.name if country else ""]
        address = ", ".join(dict.fromkeys(part for part in parts if part))
        return Location(address, (place.lat, place.lon), {f: getattr(place, f) for f in place.__slots__})


def _asked(query: Query) -> tuple[str, str | None]:
    """The name and the country code of a query, which may be a dict as Nominatim's structured one."""
    if isinstance(query, str):
        return query, None
    name = next((query[f] for f in ("q", "name", "village", "city", "county", "state") if query.get(f)), "")
    country = query.get("country", "")
    if len(country) == 2:
        return name or country, country
    return ", ".join(part for part in (name, country) if part), None


def _given(locations: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else locations
