"""What is public is meant to be, and a short command loads nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

HEAVY = {"folium", "geopandas", "pandas", "pyarrow", "pyogrio", "sqlalchemy", "streamlit"}
PUBLIC = (
    "gazetteer",
    "geo.actors",
    "geo.claims",
    "geo.comparing",
    "geo.datasets",
    "geo.dates",
    "geo.errors",
    "geo.events",
    "geo.export",
    "geo.reading",
    "geo.store",
    "geo.toponyms",
    "geo.webmap",
)
SHOW = "; import sys; print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"


def loaded_by(code: str, cwd: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code + SHOW], cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rsplit("loaded:", 1)[1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["locate", "Talbiseh", "--country", "SY"],
        ["dates", "on Wednesday", "--published", "2015-10-04"],
        ["extract", "{seeds}", "-o", "out.jsonl"],
        ["toponyms", "{seeds}", "-o", "out.jsonl"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_short_commands_stay_light(arguments: list[str], seeds: Path, tmp_path: Path) -> None:
    words = [word.format(seeds=seeds) for word in arguments]
    loaded = loaded_by(f"from dashboard.cli import main; assert main({words!r}) == 0", tmp_path)
    assert not loaded & HEAVY


def test_looking_a_name_up_needs_no_geo_library(tmp_path: Path) -> None:
    loaded = loaded_by("from gazetteer import Gazetteer; Gazetteer.open().lookup('Homs')", tmp_path)
    assert not loaded & (HEAVY | {"shapely", "trafilatura", "geopy"})


@pytest.mark.parametrize("name", PUBLIC)
def test_a_package_says_what_it_offers(name: str) -> None:
    module = import_module(name)
    offered = list(module.__all__)
    assert offered == sorted(set(offered)), "once each, in order"
    for one in (getattr(module, each) for each in offered):
        assert not callable(one) or one.__doc__, f"{name}: {one} has no docstring"


def test_the_gazetteer_offers_what_others_rely_on() -> None:
    assert {"Gazetteer", "Place", "Candidate", "DatelineError"} <= set(import_module("gazetteer").__all__)
    opened = import_module("gazetteer").Gazetteer.open()
    for method in ("open", "lookup", "lookup_many", "has", "place", "area", "admin_of", "nearest"):
        assert callable(getattr(opened, method))
