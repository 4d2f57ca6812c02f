"""The wheel alone is enough: it carries the index, the map and the sample, and works without network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# Loaded by the interpreter before anything else: whoever connects to another machine fails loudly.
NO_NETWORK = """
import socket

def refuse(self, address, *_):
    if not str(address[0]).startswith(("127.", "::1")) and self.family != getattr(socket, "AF_UNIX", None):
        raise RuntimeError(f"a connection to {address} was tried")

socket.socket.connect = socket.socket.connect_ex = refuse
"""
SOURCES = ("dashboard", "geo", "gazetteer", "seeds")
FILES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE", ".gitignore")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy; the hook leaves an index of the same inputs as it is."""
    copy = tmp_path_factory.mktemp("source")
    for folder in SOURCES:
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(root / name, copy / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "out")]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (copy / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as pip would, and a guard against the network beside it."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return site


def run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    ("folder", "suffix", "least"),
    [
        ("gazetteer/built/", "", 2),
        ("gazetteer/", ".csv", 1),
        ("geo/lexicon/", ".toml", 3),
        ("geo/webmap/", ".js", 1),
        ("seeds/", ".md", 8),
    ],
)
def test_it_carries_what_an_offline_machine_needs(
    names: list[str], folder: str, suffix: str, least: int
) -> None:
    assert len([name for name in names if name.startswith(folder) and name.endswith(suffix)]) >= least


def test_it_carries_nothing_else(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {"dashboard", "geo", "gazetteer", "seeds", "dateline-0.1.0.dist-info"}
    assert not [name for name in names if "leaflet" in name.rsplit("/", 1)[-1] and name.endswith(".css")]
    assert not [name for name in names if "__pycache__" in name]


def test_it_may_not_be_uploaded(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read("dateline-0.1.0.dist-info/METADATA").decode()
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert "Classifier: Private :: Do Not Upload" in metadata
    assert {name.rsplit("/", 1)[-1] for name in licences} == {"LICENSE", "NOTICE"}


def test_the_packages_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import dashboard, gazetteer, geo; print(dashboard.__file__, gazetteer.__file__, geo.__file__)"
    done = run(installed, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert all(Path(name).is_relative_to(installed) for name in done.stdout.split())


def test_extract_works_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    done = run(
        installed, tmp_path, "-m", "dashboard.cli", "extract", str(installed / "seeds"), "-o", "out.jsonl"
    )
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"Talbiseh", "Raqqa"} <= {place["text"] for claim in claims for place in claim["places"]}


def test_places_are_found_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "dashboard.cli", "locate", "Talbiseh", "--country", "SY", "--json")
    assert done.returncode == 0, done.stderr
    assert abs(json.loads(done.stdout)[0]["lat"] - 34.84) < 0.1


def test_the_sample_corpus_comes_along(installed: Path, tmp_path: Path) -> None:
    code = "from dashboard.on_disk import sample_corpus; print(sample_corpus())"
    done = run(installed, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    sample = Path(done.stdout.strip())
    assert sample.is_relative_to(installed)
    assert len(list(sample.glob("*.md"))) >= 8


def test_the_saved_page_is_whole(installed: Path, tmp_path: Path) -> None:
    """Map code, basemap and Leaflet are all in the file; no address of another machine is loaded from."""
    done = run(
        installed, tmp_path, "-m", "dashboard.cli", "extract", str(installed / "seeds"), "-o", "out.html"
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert not re.findall(
        r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//[^"'>\s]*""", page
    )
    assert "Talbiseh" in page
