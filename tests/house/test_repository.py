"""What must not be in the repository is not: places of one machine, registries, code of others."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Written in pieces, so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian")
MACHINE = re.compile("/(?:" + "root|home/\\w+|Users/\\w+|work/\\w+|opt/pypi" + ")/")
MOST_BYTES = 6_000_000


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout  # noqa: S607
    return [path for name in listed.decode().split("\0") if name and (path := root / name).is_file()]


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    return "" if b"\0" in raw[:8000] else raw.decode("utf-8", errors="replace")


def test_no_registry_is_named(tracked: list[Path]) -> None:
    named = [(path.name, host) for path in tracked for host in REGISTRIES if host in text_of(path)]
    assert not named


def test_no_path_of_one_machine_is_named(tracked: list[Path]) -> None:
    named = [(path.name, found.group()) for path in tracked if (found := MACHINE.search(text_of(path)))]
    assert not named


def test_no_code_of_others_and_nothing_huge_is_committed(tracked: list[Path]) -> None:
    assert not [
        path.name for path in tracked if re.search(r"leaflet(\.min)?\.(js|css)$|\.min\.js$", path.name)
    ]
    assert not [(path.name, path.stat().st_size) for path in tracked if path.stat().st_size > MOST_BYTES]


def test_nothing_built_is_committed(root: Path, tracked: list[Path]) -> None:
    built = {"built", "build", "dist", ".venv", "__pycache__"}
    assert not [path for path in tracked if built & set(path.relative_to(root).parts[:-1])]


def test_the_locks_carry_a_hash_for_every_package(root: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\S)", (root / name).read_text(encoding="utf-8").strip())
        assert len(entries) > 40
        for entry in entries:
            assert re.match(r"[\w.\[\]-]+==\S+", entry), entry
            assert entry.count("--hash=sha256:") >= 1, entry


def test_the_locks_agree(root: Path) -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[^\\\n]+", (root / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_modules_and_functions_stay_small(root: Path) -> None:
    """No module of more than 400 lines; see CONTRIBUTING.md."""
    modules = [path for floor in ("dashboard", "geo", "gazetteer") for path in (root / floor).rglob("*.py")]
    long = [(path.name, count) for path in modules if (count := len(text_of(path).splitlines())) > 400]
    assert not long


def runs_of_words(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_no_words_of_the_annotated_reports_are_here(root: Path) -> None:
    """What the reading is measured on does not stand in it, nor in the sentences that it is tested with.

    Names are facts: the lists of actors and of places are left out.
    """
    folders = (root / "tests" / name for name in ("reports", "reports_held"))
    reports = [path for folder in folders for path in folder.glob("*.md") if path.name != "README.md"]
    assert len(reports) > 40
    theirs = set[tuple[str, ...]]().union(*(runs_of_words(text_of(path), 6) for path in reports))
    names = re.compile(r"lexicon/(actors/|place_actors|states)")
    ours = [
        path
        for floor in (root / "geo", root / "tests" / "geo")
        for path in floor.rglob("*")
        if path.suffix in {".py", ".toml", ".json"} and not names.search(path.relative_to(root).as_posix())
    ]
    assert len(ours) > 100
    copied = [(path.name, " ".join(run)) for path in ours for run in runs_of_words(text_of(path), 6) & theirs]
    assert not copied


def test_no_sentence_of_the_originals_is_here(root: Path, tracked: list[Path]) -> None:
    """The sample corpus, tests and word lists are in our own words."""
    originals = root.parent / "shared" / "seeds"
    if not originals.is_dir():
        pytest.skip("the original reports are not beside the checkout, nothing to compare with")
    theirs = set[tuple[str, ...]]().union(*(runs_of_words(text_of(path)) for path in originals.iterdir()))
    copied = [(path.name, " ".join(run)) for path in tracked for run in runs_of_words(text_of(path)) & theirs]
    assert not copied
