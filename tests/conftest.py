"""What every test stands on: no state of the user who runs them, no browser window, no clock of theirs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.postgisserver import Server, programs, serving

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Keep the user's own gazetteer and settings out, in this process and in those that it starts."""
    home = Path(tempfile.gettempdir(), f"dateline-tests-{os.getpid()}")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(home / name.lower())
    os.environ["HEADLESS"] = "1"
    os.environ["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] = "false"
    hypothesis.settings.register_profile("no clock", deadline=None)
    hypothesis.settings.load_profile("no clock")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files with a browser among the others: they wait where the others compute.

    They take the longest, so none comes in the last half, where no other file would be left beside it.
    """
    files = list(dict.fromkeys(item.path for item in items))
    slow = {item.path for item in items if item.get_closest_marker("browser")}
    place = {
        path: (number + 0.5) / len(group) * share
        for group, share in (([f for f in files if f in slow], 0.5), ([f for f in files if f not in slow], 1))
        for number, path in enumerate(group)
    }
    items.sort(key=lambda item: place[item.path])


@pytest.fixture(scope="session")
def postgis() -> Iterator[Server]:
    """A PostgreSQL server with PostGIS of this run's own; without one such tests are skipped."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'dateline[postgis]'")
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL with PostGIS found: run `sh scripts/find-postgis.sh`")
    with serving(folder) as server:
        yield server


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the sample corpus."""
    return ROOT / "seeds"
