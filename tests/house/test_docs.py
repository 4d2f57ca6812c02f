"""What the documents say holds: commands parse, targets exist, the example runs, the pages are current."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import parser

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
MOST_BYTES = 500_000


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in FENCE.findall(page.read_text(encoding="utf-8")) if name == language]


def shell_lines(root: Path, first_word: str) -> list[tuple[str, str]]:
    lines = [
        (name, line.split("#")[0].strip())
        for name in PAGES
        for block in blocks(root / name, "sh")
        for line in block.splitlines()
        if line.split() and line.split()[0] == first_word
    ]
    assert lines, f"no line of {', '.join(PAGES)} shows `{first_word}`"
    return lines


def test_every_dateline_command_shown_is_one(root: Path) -> None:
    for page, line in shell_lines(root, "dateline"):
        try:
            parser().parse_args(shlex.split(line)[1:])
        except SystemExit:
            pytest.fail(f"{page} shows a command that dateline does not take: {line}")


def test_every_make_target_shown_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page, line in shell_lines(root, "make"):
        words = [word for word in shlex.split(line)[1:] if "=" not in word]
        assert set(words) <= targets, f"{page}: {line}"


def test_the_six_line_example_runs(root: Path, tmp_path: Path) -> None:
    (example,) = blocks(root / "README.md", "python")
    assert len(example.strip().splitlines()) == 6
    shutil.copytree(root / "seeds", tmp_path / "my-reports")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Talbiseh" in done.stdout


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    for page in [
        root / "README.md",
        root / "ARCHITECTURE.md",
        root / "CONTRIBUTING.md",
        *root.glob("docs/*.md"),
    ]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_picture_is_small_and_real(root: Path) -> None:
    picture = root / "docs" / "dashboard.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert 20_000 < picture.stat().st_size <= MOST_BYTES


def test_the_page_of_commands_is_current(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/cli_docs.py", "--check"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_readme_says_what_must_be_said(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "Boundaries shown do not imply endorsement." in readme
    for owed in ("GeoNames", "CC BY 4.0", "Natural Earth", "Leaflet"):
        assert owed in readme
        assert owed in (root / "NOTICE").read_text(encoding="utf-8")
