"""A PostgreSQL server with PostGIS for the tests: on a port of its own, its data thrown away."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SUPERUSER = "keeper"
PASSWORD = "s3cret @:/?#%'\"\\ é"  # noqa: S105 (of a server that lives as long as the tests do)
_NUMBERS = count(1)
# Nothing of it is to survive, so nothing has to reach the disk.
_SETTINGS = (
    ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("shared_buffers", "32MB"),
    ("max_connections", "60"), ("listen_addresses", "127.0.0.1"), ("log_statement", "all"),
    ("log_connections", "on"), ("jit", "off"),
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A running server; its users are known by one password."""

    port: int
    log: Path

    def address(
        self, case: str = "", *, user: str = SUPERUSER, password: str = PASSWORD, base: str = "cases"
    ) -> str:
        """Of a case of its own, or of the one named."""
        name = case or f"case{next(_NUMBERS)} of {os.getpid()}"
        login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if password else f"{user}@"
        return f"postgresql://{login}127.0.0.1:{self.port}/{base}?case={quote(name, safe='')}"

    def connect(self, base: str = "cases", **options: Any) -> Any:
        """A connection of psycopg, for a look from outside."""
        import psycopg

        given = {"user": SUPERUSER, "password": PASSWORD, **options}
        return psycopg.connect(host="127.0.0.1", port=self.port, dbname=base, autocommit=True, **given)

    def sql(self, statement: str, *values: object, base: str = "cases") -> list[tuple[Any, ...]]:
        """The rows that the last of these statements gives; none where it gives none."""
        with self.connect(base) as connection:
            found = connection.execute(statement, values or None)
            while found.nextset():
                pass
            return found.fetchall() if found.description else []


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, or None where none with PostGIS is installed."""
    script = ["sh", str(ROOT / "scripts" / "find-postgis.sh"), "--no-install"]
    if os.name != "posix":
        return None
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server with a database `cases` that has PostGIS, and one `postgres` that has not."""
    home = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108 (a socket's path is short)
    who = _another() if os.geteuid() == 0 else {}
    if who:
        shutil.chown(home, who["user"], who["group"])
    data, log = home / "data", home / "log"
    (home / "password").write_text(PASSWORD, encoding="utf-8")
    (home / "password").chmod(0o644)
    run = _Runner(folder, home, who)
    try:
        run("initdb", "-D", data, "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", home / "password",
            "--no-sync", "-E", "UTF8", "--locale", "C", "--no-instructions")  # fmt: skip
        port = _free_port()
        settings = [part for name, value in _SETTINGS for part in ("-c", f"{name}={value}")]
        command = [folder / "postgres", "-D", data, "-p", str(port), "-k", home, *settings]
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=out, cwd=home, **who)
        try:
            server = Server(port, log)
            _wait(server, process)
            server.sql("CREATE DATABASE cases", base="postgres")
            server.sql("CREATE EXTENSION postgis")
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


class _Runner:
    def __init__(self, folder: Path, home: Path, who: dict[str, Any]) -> None:
        self._folder, self._home, self._who = folder, home, who

    def __call__(self, program: str, *arguments: object) -> None:
        command = [str(self._folder / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self._home, capture_output=True, text=True, check=False, **self._who
        )
        assert done.returncode == 0, done.stderr


def _another() -> dict[str, Any]:
    """The server does not run as root: as its own user, which its package makes."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    import time

    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            server.connect("postgres").close()
        except psycopg.OperationalError:
            assert process.poll() is None, server.log.read_text(errors="replace")
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.02)
        else:
            return
