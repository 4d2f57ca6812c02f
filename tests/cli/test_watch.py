"""`--watch`: what counts as a change, when it is read, and what becomes of errors."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchdog.observers
from watchdog.observers.polling import PollingObserver

from dashboard import casework, opened, watching
from dashboard.cli import main
from dashboard.cli import open as open_command
from dashboard.cli.following import News, follow
from dashboard.watching import Watched
from geo.errors import DocumentError
from geo.model import Document

MORE = "Shells fell on Salma in Syria on 2 October 2015, activists said.\n"
SOON: dict[str, Any] = {"quiet": 0.01, "look": 0.02}


def names(paths: Collection[Path]) -> list[str]:
    return sorted(path.name for path in paths)


def test_new_changed_and_gone_files_are_told_and_our_own_are_not(reports: Path) -> None:
    own = reports / "out.csv"
    with Watched([reports], own=[own]) as watched:
        changes = watched.changes(**SOON)
        (reports / "new.txt").write_text(MORE)
        assert names(next(changes)) == ["new.txt"]
        own.write_text("a,b\n")
        for name in ("dateline.db", "dateline.db-wal", "out.geojson", ".part", "~$a.docx"):
            (reports / name).write_text("x")
        (reports / "agency.md").read_text()
        (reports / "notes" / "undated.txt").write_text(MORE * 2)
        (reports / "new.txt").unlink()
        assert names(next(changes)) == ["new.txt", "undated.txt"]
        going = itertools.chain([True, True, True], itertools.repeat(False))
        assert list(watched.changes(lambda: next(going), **SOON)) == []


def test_a_file_that_is_still_being_written_is_waited_for(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched([reports / "agency.md"])
    path = reports / "agency.md"
    sizes = iter([10, 20, 30, 30])
    monkeypatch.setattr(watched, "_snapshot", lambda: {path: (1, next(sizes))})
    assert list(next(watched.changes(**SOON))) == [path]
    assert list(sizes) == []


def test_a_folder_that_is_gone_holds_nothing_and_may_come_back(reports: Path) -> None:
    watched = Watched([reports])
    reports.rename(reports.with_name("away"))
    changes = watched.changes(**SOON)
    assert names(next(changes)) == ["agency.md", "undated.txt"]
    reports.with_name("away").rename(reports)
    assert len(next(changes)) == 2
    with pytest.raises(DocumentError, match="no such file"):
        Watched([reports / "nowhere"])


def test_where_the_system_has_no_messages_files_are_looked_at(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(PollingObserver):
        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watchdog.observers, "Observer", Refusing)
    with Watched([reports, reports / "agency.md"]) as watched:
        assert type(watched._observer) is PollingObserver


def test_an_error_of_one_run_is_told_and_the_next_is_run(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def twice(*_: Any, **__: Any) -> Iterator[Collection[Path]]:
        yield from ([reports], [reports], [reports])

    def work() -> str:
        match next(runs):
            case 1:
                raise DocumentError("nothing there")
            case 2:
                raise PermissionError(13, "Permission denied", "out.csv")
        return "reports: 1 new"

    runs = itertools.count(1)
    monkeypatch.setattr(Watched, "changes", twice)
    follow(Watched([reports]), work)
    assert capsys.readouterr().err.splitlines() == [
        "dateline: error: nothing there",
        "dateline: error: out.csv: Permission denied",
        "dateline: reports: 1 new",
    ]


def test_news() -> None:
    news = News()
    one, other = Document("a", "One."), Document("b", "Two.")
    assert news.of([one, other]) == "2 new"
    assert news.of([one, Document("b", "Three."), Document("c", "Four.")]) == "1 new, 1 changed, 1 unchanged"
    assert news.of([one]) == "1 unchanged, 2 no longer there"


@pytest.fixture
def changing(reports: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Watching sees one file come, and then Ctrl-C."""

    def changes(watched: Watched, going: Callable[[], bool] = bool, **_: Any) -> Iterator[Collection[Path]]:
        (reports / "more.txt").write_text(MORE)
        (reports / "empty.txt").write_text("")
        yield [reports / "more.txt"]
        raise KeyboardInterrupt

    monkeypatch.setattr(watching.Watched, "changes", changes)
    return reports


@pytest.mark.parametrize("name", ["out.csv", "case.db"])
def test_extract_goes_on_until_ctrl_c(changing: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (changing / "ar.txt").write_text("سقطت قذيفتان قرب الطاحونة يوم الثلاثاء")
    assert main(["extract", str(changing), "-o", str(changing / name), "--watch"]) == 0
    lines = [line.removeprefix("dateline: ") for line in capsys.readouterr().err.splitlines()]
    news = [line for line in lines if line.startswith("reports:")]
    assert news[0].startswith("reports: 2 new → ")
    assert news[1].startswith("reports: 1 new, 2 unchanged → ")
    assert lines[-1] == "stopped watching"
    assert sum("ar.txt not read" in line for line in lines) == 1  # told once, not at each run
    assert sum("empty.txt not read" in line for line in lines) == 1
    assert not any("out.csv not read" in line for line in lines)


def test_open_keeps_the_case_up_to_date(changing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = casework.open_case([changing])
    run = opened.run_of(first.path)
    with pytest.raises(KeyboardInterrupt):
        open_command._follow(Watched([changing]), [str(changing)], first, lambda: True)
    said = capsys.readouterr().err
    assert "reports: 1 new, 2 unchanged → 3 events" in said
    assert opened.run_of(first.path) != run


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["extract", "-", "-o", "x.csv", "--watch"], "--watch is for files and folders"),
        (["extract", ".", "-o", "-", "--format", "csv", "--watch"], "give a file"),
        (["open", "--watch"], "--watch is for files and folders"),
        (["open", "case.db", "--watch"], "--watch is for reports"),
    ],
)
def test_what_cannot_be_watched(
    argv: list[str],
    expected: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 1
    assert expected in capsys.readouterr().err


def test_a_file_that_never_rests_holds_no_others_back(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    restless, path = reports / "log.txt", reports / "agency.md"
    watched = Watched([reports])
    watched._seen = {restless: (0, 0), path: (0, 0)}
    sizes = itertools.count()
    monkeypatch.setattr(watched, "_snapshot", lambda: {restless: (1, next(sizes)), path: (1, 1)})
    monkeypatch.setattr("dashboard.watching.RESTLESS", 0.0)
    assert list(next(watched.changes(**SOON))) == [path]
