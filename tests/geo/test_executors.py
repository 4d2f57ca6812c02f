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
from geo.errors import ClusterError
from geo.executors import Executor, Processes, Serial
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
    workers: list[subprocess.Popen[bytes]]


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
        yield Local(_address(meeting, 2), workers)
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
def test_results_come_in_order(executor: Executor, deadly: ModuleType, tmp_path: Path) -> None:
    assert list(executor.run(deadly.work(deadly.Step(seen=tmp_path)), iter(NUMBERS))) == SQUARES


def test_a_process_that_dies_is_replaced_and_the_poison_set_aside(deadly: ModuleType, tmp_path: Path) -> None:
    step = deadly.Step(poison=70, shaky=71, seen=tmp_path)
    results = list(Processes(2).run(deadly.work(step), iter(NUMBERS)))
    assert results[70] == "70 ended the process that read it, twice"
    assert [*results[:70], *results[71:]] == [*SQUARES[:70], *SQUARES[71:]]


def test_what_cannot_be_prepared_is_an_error_here(tmp_path: Path, deadly: ModuleType) -> None:
    step = deadly.Step(seen=tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        list(Processes(2).run(deadly.work(step), iter(NUMBERS)))


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
    assert len(ones) == 8


def test_a_cluster_survives_its_dead(cluster: Local, deadly: ModuleType, tmp_path: Path) -> None:
    """One worker is killed in the midst, and one item kills every worker that takes it."""
    step = deadly.Step(poison=140, seen=tmp_path, seconds=0.005)
    results = Cluster(cluster.address).run(deadly.work(step), iter(NUMBERS))
    first = next(results)
    pids = {int(pid) for pid in (tmp_path / "prepared").read_text().split()}
    os.kill(pids.pop(), signal.SIGKILL)
    rest = list(results)
    assert [first, *rest[:139], *rest[140:]] == [*SQUARES[:140], *SQUARES[141:]]
    assert rest[139] == "140 ended the process that read it, twice"
    assert len((tmp_path / "prepared").read_text().split()) < len(NUMBERS) / 5, "prepared once a worker"


def test_workers_that_would_read_otherwise_are_refused(cluster: Local) -> None:
    with pytest.raises(ClusterError, match="would read otherwise"):
        next(Cluster(cluster.address, os.getpid).run(None, [1]))  # type: ignore[arg-type, type-var] # not reached


def test_nobody_at_the_address(capsys: pytest.CaptureFixture[str], seeds: Path, tmp_path: Path) -> None:
    where = ["-o", str(tmp_path / "x.jsonl"), "--scheduler"]
    assert main(["extract", str(seeds), *where, "nonsense"]) == 1
    assert "no Dask scheduler answers at nonsense" in capsys.readouterr().err
