"""What tests of the page share: made-up events, and the gazetteer that is built in."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from gazetteer import Gazetteer


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """tests/dashboard/sample.py as a module."""
    spec = importlib.util.spec_from_file_location("page_sample", Path(__file__).with_name("sample.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The built-in gazetteer."""
    return Gazetteer.open()
