"""A second opinion from OpenStreetMap's Nominatim: online, and only for who asks for it.

It keeps to the usage policy (https://operations.osmfoundation.org/policies/nominatim/): a user agent that
names who asks, one request a second at most, answers kept. Every place that it gives says
`source: nominatim`. Data © OpenStreetMap contributors, ODbL 1.0.
"""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from gazetteer.errors import GazetteerError
from gazetteer.model import Place

SOURCE = "nominatim"
LEAST_SECONDS = 1.0  # between two requests


class OnlineWarning(UserWarning):
    """The names that are asked for leave this machine."""


class _Geocoder(Protocol):
    def geocode(self, query: str, **options: Any) -> Any: ...


class SecondOpinion:
    """Places by name from Nominatim, through geopy.

    Making one warns that every name asked for is sent to another machine. `user_agent` must name your
    project and a way to reach you. `cache` is a JSON file that keeps the answers.
    """

    def __init__(
        self,
        user_agent: str,
        cache: Path | None = None,
        *,
        geocoder: _Geocoder | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises GazetteerError where the user agent names nobody, or the cache cannot be read."""
        if len(user_agent.strip()) < 4 or user_agent.startswith("geopy/"):
            raise GazetteerError(f"user agent {user_agent!r}: name your project and a way to reach you")
        warnings.warn(
            "every name that is asked for now is sent to nominatim.openstreetmap.org",
            OnlineWarning,
            stacklevel=2,
        )
        self._geocoder = geocoder or _nominatim(user_agent)
        self._clock, self._sleep = clock, sleep
        self._last = float("-inf")
        self._cache = cache
        self._answers: dict[str, list[dict[str, Any]]] = _read(cache) if cache else {}

    def lookup(self, name: str, *, country: str | None = None, limit: int = 5) -> list[Place]:
        """Places of the name, best first; [] for none. `country` is an ISO 3166-1 alpha-2 code.

        Raises GazetteerError when Nominatim cannot be reached or refuses.
        """
        key = json.dumps([name, country, limit], ensure_ascii=False)
        if key not in self._answers:
            self._answers[key] = self._ask(name, country, limit)
            if self._cache:
                self._cache.parent.mkdir(parents=True, exist_ok=True)
                self._cache.write_text(json.dumps(self._answers, ensure_ascii=False), encoding="utf-8")
        return [_place(answer) for answer in self._answers[key]]

    def _ask(self, name: str, country: str | None, limit: int) -> list[dict[str, Any]]:
        from geopy.exc import GeopyError

        self._sleep(max(0.0, self._last + LEAST_SECONDS - self._clock()))
        self._last = self._clock()
        try:
            found = self._geocoder.geocode(
                name,
                exactly_one=False,
                limit=limit,
                country_codes=country,
                addressdetails=True,
                language="en",
            )
        except GeopyError as error:
            raise GazetteerError(f"Nominatim gave no answer for {name!r}: {error}") from error
        return [location.raw for location in found or []]


def _nominatim(user_agent: str) -> _Geocoder:
    from geopy.geocoders import Nominatim

    geocoder: _Geocoder = Nominatim(user_agent=user_agent, timeout=10)
    return geocoder


def _read(cache: Path) -> dict[str, list[dict[str, Any]]]:
    if not cache.is_file():
        return {}
    try:
        answers: dict[str, list[dict[str, Any]]] = json.loads(cache.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GazetteerError(f"{cache}: broken cache of Nominatim's answers ({error}); delete it") from error
    return answers


def _place(answer: dict[str, Any]) -> Place:
    """A place of an answer; the radius is that of its bounding box."""
    from gazetteer.distance import km_between

    south, north, west, east = (float(edge) for edge in answer["boundingbox"])
    address = answer.get("address", {})
    return Place(
        place_id=f"osm:{answer.get('osm_type', '')}/{answer.get('osm_id', '')}",
        name=answer.get("name") or answer["display_name"].partition(",")[0],
        kind=answer.get("addresstype") or answer.get("type", ""),
        country=address.get("country_code", "").upper(),
        admin1=address.get("state", ""),
        lat=float(answer["lat"]),
        lon=float(answer["lon"]),
        radius_km=round(km_between((south, west), (north, east)) / 2, 1),
        population=0,
        source=SOURCE,
    )
