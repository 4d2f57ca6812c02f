"""What the page's tests share: the sample, the gazetteer, a case file of the sample."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from gazetteer import Gazetteer
from geo.store import Case


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """sample.py beside this file, as a module."""
    spec = importlib.util.spec_from_file_location("page_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer that ships."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Path:
    """The sample in a case file."""
    path = tmp_path_factory.mktemp("sample") / "dateline.db"
    with Case.open(path) as case:
        case.save(sample.sample_extraction())
    return path


@pytest.fixture
def case_file(tmp_path: Path, sample_case: Path) -> Path:
    """A copy of it for one test alone."""
    return Path(shutil.copy(sample_case, tmp_path))
