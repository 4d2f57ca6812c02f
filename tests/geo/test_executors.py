"""The same results over one process, several, and a Dask cluster, whatever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.cli import main
from geo.errors import ClusterError, LexiconError
from geo.executors import Executor, Processes, Serial, Work
from geo.executors.cluster import Cluster
from geo.model import Document
from geo.pipeline import extract
from geo.reading import read_documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests kill with SIGKILL")

NUMBERS = range(150)
SQUARES = [str(number * number) for number in NUMBERS]


@pytest.fixture(scope="module")
def deadly() -> Iterator[ModuleType]:
    """tests/geo/deadly.py under a name that workers can import it by."""
    sys.path.insert(0, str(Path(__file__).parent))
    import deadly

    yield deadly
    sys.path.remove(str(Path(__file__).parent))


@dataclass
class Local:
    """A cluster of processes on this machine."""

    address: str
    scheduler: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A scheduler and two workers, each a process of its own, under nannies that replace a dead one."""
    folder = tmp_path_factory.mktemp("cluster")
    meeting, log = folder / "scheduler.json", (folder / "log").open("wb")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
    }

    def start(*argv: str) -> subprocess.Popen[bytes]:
        dask = [sys.executable, "-m", "dask", *argv, "--scheduler-file", str(meeting), "--no-dashboard"]
        return subprocess.Popen(dask, env=environment, stdout=log, stderr=log, start_new_session=True)

    where = ["--host", "127.0.0.1"]
    scheduler = start("scheduler", "--port", "0", *where)
    workers = [start("worker", "--nthreads", "1", *where) for _ in range(2)]
    try:
        yield Local(_address(meeting, 2), scheduler)
    finally:
        for process in (*workers, scheduler):
            os.killpg(process.pid, signal.SIGKILL)  # a worker and its nanny
            process.wait()
        log.close()


def _address(meeting: Path, workers: int) -> str:
    import json

    from distributed import Client

    until = time.monotonic() + 60
    while not meeting.exists() and time.monotonic() < until:
        time.sleep(0.05)
    address = json.loads(meeting.read_text())["address"]
    with Client(address, timeout=30) as client:
        client.wait_for_workers(workers, timeout=60)
    return str(address)


@pytest.mark.parametrize("executor", [Serial(), Processes(), Processes(1), Processes(3)])
def test_all_results_in_order(executor: Executor, deadly: ModuleType, tmp_path: Path) -> None:
    assert list(executor.run(deadly.work(deadly.Step(tmp_path)), iter(NUMBERS))) == SQUARES


def test_results_come_in_order_or_as_they_are_done(deadly: ModuleType, tmp_path: Path) -> None:
    """The first item is done only after another of the first ones, and holds none of the others back."""
    check_order(Processes(2), deadly, tmp_path)


def check_order(executor: Executor, deadly: ModuleType, folder: Path) -> None:
    for name, ordered in (("ordered", True), ("as they are done", False)):
        (folder / name).mkdir()
        work = deadly.work(deadly.Step(folder / name, slow=0, until=9))
        results = list(executor.run(work, iter(NUMBERS), ordered=ordered))
        assert sorted(results, key=int) == SQUARES
        assert (results == SQUARES) is ordered
        assert (results[0] == "0") is ordered


def test_a_process_that_dies_is_replaced_and_the_poison_set_aside(deadly: ModuleType, tmp_path: Path) -> None:
    step = deadly.Step(tmp_path, poison=70, shaky=71)
    results = list(Processes(2).run(deadly.work(step), iter(NUMBERS)))
    assert results[70] == "70 ended every process that read it"
    assert [*results[:70], *results[71:]] == [*SQUARES[:70], *SQUARES[71:]]
    assert sorted(deadly.noted(tmp_path / "died")) == [70, 70, 71]


def test_where_every_item_ends_its_process_it_is_not_the_items(deadly: ModuleType, tmp_path: Path) -> None:
    step = deadly.Step(tmp_path, poison=None)
    with pytest.raises(ClusterError, match=r"whatever they are given.*too little memory"):
        list(Processes(2).run(deadly.work(step), iter(NUMBERS)))


def test_what_cannot_be_prepared_is_an_error_here(tmp_path: Path, deadly: ModuleType) -> None:
    step = deadly.Step(tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        list(Processes(2).run(deadly.work(step), iter(NUMBERS)))


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ("list", LexiconError, "^the list is broken$"),
        ("memory", ClusterError, "could not begin its work: MemoryError: no room"),
        ("killed", ClusterError, r"ended \(exit code -9\) before it could begin"),
    ],
)
def test_what_cannot_be_prepared_there_loses_no_item_silently(
    deadly: ModuleType, how: str, error: type[Exception], words: str
) -> None:
    work = deadly.work(deadly.Unprepared(os.getpid(), how))
    with pytest.raises(error, match=words):
        list(Processes(2).run(work, iter(NUMBERS)))


def test_what_a_step_raises(deadly: ModuleType, tmp_path: Path) -> None:
    """To leave the program is a fault of that item; an error, also one that cannot be sent, is the run's."""
    results = list(Processes(2).run(deadly.work(deadly.Step(tmp_path, leaves=20)), iter(NUMBERS)))
    assert results[20] == "20 SystemExit: 3"
    assert [*results[:20], *results[21:]] == [*SQUARES[:20], *SQUARES[21:]]
    with pytest.raises(RuntimeError, match="TwoWordsError: not this"):
        list(Processes(2).run(deadly.work(deadly.Step(tmp_path, fails=20)), iter(NUMBERS)))


def test_no_more_processes_than_items(deadly: ModuleType, tmp_path: Path) -> None:
    assert list(Processes(200).run(deadly.work(deadly.Step(tmp_path)), [3])) == ["9"]
    assert len(deadly.noted(tmp_path / "prepared")) == 2, "here and in one other"


def test_who_wants_no_more_waits_for_nobody(deadly: ModuleType, tmp_path: Path) -> None:
    """One of the processes is at an item that would take a minute."""
    work = deadly.work(deadly.Step(tmp_path, slow=1, until=1000))
    began = time.monotonic()
    results = Processes(2).run(work, iter(NUMBERS))
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined] # a generator
    for pid in set(deadly.noted(tmp_path / "prepared")) - {os.getpid()}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert time.monotonic() - began < deadly.PATIENCE / 2


def test_a_cluster_gives_the_same_events(cluster: Local, seeds: Path, tmp_path: Path) -> None:
    documents = [one for one in read_documents([seeds]) if isinstance(one, Document)]
    assert extract(documents, executor=Cluster(cluster.address)) == extract(documents)
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    assert main(["extract", str(seeds), "-o", str(one)]) == 0
    assert main(["extract", str(seeds), "-o", str(other), "--scheduler", cluster.address]) == 0
    assert one.read_bytes() == other.read_bytes()


def test_a_cluster_works_over_files(cluster: Local, seeds: Path, tmp_path: Path) -> None:
    """Each step's files are as one process writes them, so the parts of the output are too."""
    for name, where in (("one", ["--jobs", "1"]), ("other", ["--scheduler", cluster.address])):
        out = f"{tmp_path / name}/"
        assert main(["extract", str(seeds), "-o", out, "--partitions", "3", *where]) == 0
    ones, others = (sorted((tmp_path / name).rglob("*.*")) for name in ("one", "other"))
    assert [path.read_bytes() for path in ones] == [path.read_bytes() for path in others]
    assert len(ones) == 10, "three parts of claims and events, one of reports; a list, its page, the unread"


def test_a_cluster_keeps_the_order_or_does_not(cluster: Local, deadly: ModuleType, tmp_path: Path) -> None:
    check_order(Cluster(cluster.address), deadly, tmp_path)


def test_a_cluster_survives_its_dead(cluster: Local, deadly: ModuleType, tmp_path: Path) -> None:
    """One item kills the worker that is at it once, one every worker, and one would leave."""
    step = deadly.Step(tmp_path, poison=140, shaky=30, leaves=50)
    results = list(Cluster(cluster.address).run(deadly.work(step), iter(NUMBERS)))
    lost = {50: "50 SystemExit: 3", 140: "140 ended every process that read it"}
    assert results == [lost.get(number, SQUARES[number]) for number in NUMBERS]
    died = deadly.noted(tmp_path / "died")
    assert died.count(30) == 1
    assert len(deadly.noted(tmp_path / "prepared")) <= 2 + len(died), "once a worker"


def test_what_a_cluster_cannot_do_is_told(
    cluster: Local, deadly: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Cluster(cluster.address)
    with pytest.raises(RuntimeError, match="TwoWordsError: not this"):
        list(there.run(deadly.work(deadly.Step(tmp_path, fails=20)), iter(NUMBERS)))
    with pytest.raises(LexiconError, match=r"^the list is broken$"):
        list(there.run(deadly.work(deadly.Unprepared(os.getpid(), "list")), iter(NUMBERS)))
    only_here = ModuleType("only_here")
    code = "def prepare(): return str\ndef lost(number, reason): return reason"
    exec(code, only_here.__dict__)  # noqa: S102 - a module that no worker has, nor the scheduler
    monkeypatch.setitem(sys.modules, "only_here", only_here)
    with pytest.raises(ClusterError, match=r"No module named 'only_here'.*same Dateline installed"):
        list(there.run(deadly.work(only_here.prepare), iter(NUMBERS)))
    with pytest.raises(ClusterError, match="same Dateline installed for the scheduler"):
        list(there.run(Work(deadly.Step(tmp_path), only_here.lost), iter(NUMBERS)))


def test_workers_that_would_read_otherwise_are_refused(cluster: Local) -> None:
    with pytest.raises(ClusterError, match="would read otherwise"):
        next(Cluster(cluster.address, os.getpid).run(None, [1]))  # type: ignore[arg-type, type-var] # not reached


def test_nobody_at_the_address(capsys: pytest.CaptureFixture[str], seeds: Path, tmp_path: Path) -> None:
    where = ["-o", str(tmp_path / "x.jsonl"), "--scheduler"]
    assert main(["extract", str(seeds), *where, "nonsense"]) == 1
    assert "no Dask scheduler answers at nonsense" in capsys.readouterr().err


def test_a_scheduler_that_goes_away(cluster: Local, deadly: ModuleType, tmp_path: Path) -> None:
    """The last of the tests with a cluster: it ends it, while a worker is at an item that takes a minute."""
    work = deadly.work(deadly.Step(tmp_path, slow=1, until=1000))
    results = Cluster(cluster.address).run(work, iter(NUMBERS))
    assert next(results) == "0"
    cluster.scheduler.kill()
    with pytest.raises(ClusterError, match=r"is its scheduler still there.*taken up by the next run"):
        list(results)
