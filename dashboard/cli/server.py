"""The dashboard's server: Streamlit as a process of our own, on this machine only, ended with us."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from gazetteer.errors import DatelineError

HOST = "127.0.0.1"
FIRST_PORT = 8501
_PORTS_TRIED = 100
_START_SECONDS = 120  # a cold disk on an old laptop
_STOP_SECONDS = 5
_SCRIPT = Path(__file__).resolve().with_name("serve.py")
_APP = Path(__file__).resolve().parent.parent / "app.py"
CASE_VARIABLE = "DATELINE_CASE"  # how the page learns which case file to show


class ServerError(DatelineError):
    """The dashboard could not be started."""


def free_port(wanted: int | None = None) -> int:
    """The port asked for, or the first free one from 8501 on. Raises ServerError when there is none."""
    if wanted is not None:
        if not _is_free(wanted):
            raise ServerError(f"port {wanted} is in use on {HOST}; end what uses it or choose another --port")
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if _is_free(port):
            return port
    raise ServerError(f"no free port from {FIRST_PORT} on; choose one with --port")


@contextmanager
def serving(case: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard of a case file, answering; ended when the block is left, however it is left."""
    with _ending_on_sigterm():
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and page)
            _command(port),
            env=os.environ | {CASE_VARIABLE: str(case)},
            stdin=subprocess.PIPE,  # closes when we end, even if nobody lets us tidy up
            stdout=subprocess.DEVNULL,  # Streamlit's own banner; its errors come through
        )
        try:
            _wait_until_it_answers(process, port)
            yield process
        finally:
            _end(process)


def _command(port: int) -> list[str]:
    options = {
        "server.address": HOST,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.enableXsrfProtection": "true",
        "server.enableCORS": "true",
        "server.runOnSave": "false",
        "server.baseUrlPath": "",  # whatever the user set for pages of their own
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": HOST,
        "client.toolbarMode": "minimal",
        "logger.level": "warning",
        "global.developmentMode": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    # -P: what lies in the folder we are called from must not stand in for a package
    return [sys.executable, "-P", str(_SCRIPT), "run", str(_APP), *flags]


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # a port just left is free; on Windows the option means another thing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"the dashboard ended at once (exit {process.returncode}); see the lines above")
        if _answers(port):
            return
        time.sleep(0.1)
    raise ServerError(f"the dashboard did not answer on {HOST}:{port} within {_START_SECONDS} s")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """SIGTERM ends us as Ctrl-C does, so that the server ends too."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
