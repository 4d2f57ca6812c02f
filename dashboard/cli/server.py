"""The dashboard's server: Streamlit as a process of our own, on this machine only, ended with us."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType, MappingProxyType

from gazetteer.errors import DatelineError
from geo import addresses
from geo.addresses import Where

HOST = "127.0.0.1"
FIRST_PORT = 8501
_PORTS_TRIED = 100
_START_SECONDS = 120  # a cold disk on an old laptop
_STOP_SECONDS = 5
_NOTHING: Mapping[str, str] = MappingProxyType({})
_SCRIPT = Path(__file__).resolve().with_name("serve.py")
_APP = Path(__file__).resolve().parent.parent / "app.py"
CASE_VARIABLE = "DATELINE_CASE"  # how the page learns which case file to show
WATCHED_VARIABLE = "DATELINE_WATCHED"  # set where the case can change while the page is open


# Streamlit's own parts in the colours of our map (geo/webmap/assets/style.css), in light and in dark.
_THEME = {
    "light": {
        "primaryColor": "#0b5cad",
        "backgroundColor": "#ffffff",
        "secondaryBackgroundColor": "#f4f6f8",
        "textColor": "#1b2127",
        "borderColor": "#d5dbe0",
        "linkColor": "#0b5cad",
    },
    "dark": {
        "primaryColor": "#2f7fd0",  # white words on it stay readable
        "backgroundColor": "#14181d",
        "secondaryBackgroundColor": "#1d2329",
        "textColor": "#e8ecef",
        "borderColor": "#363f47",
        "linkColor": "#78b7f5",
    },
}


class ServerError(DatelineError):
    """The dashboard could not be started."""


class PortTakenError(ServerError):
    """Another program took the port between the look and the start."""


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
def serving(
    case: Where, port: int, *, watched: bool = False, more: Mapping[str, str] = _NOTHING
) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard of a case, answering; ended when the block is left, however it is left.

    What answers on the port is this dashboard and no other: it alone knows the word that we gave it. `more`
    is put into its environment.
    Raises PortTakenError when another program has the port, ServerError when it does not start.
    """
    word = secrets.token_hex(16)
    told = {CASE_VARIABLE: str(case), WATCHED_VARIABLE: "1" if watched else "", **addresses.secrets(), **more}
    with _ending_on_sigterm():
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and page)
            [*_command(port), f"--client.allowedOrigins={_origin(word)}"],
            env=os.environ | told,
            stdin=subprocess.PIPE,  # closes when we end, even if nobody lets us tidy up
            stdout=subprocess.DEVNULL,  # Streamlit's own banner; its errors come through
        )
        try:
            _wait_until_it_answers(process, port, word)
            yield process
        finally:
            _end(process)


@contextmanager
def serving_somewhere(
    case: Where, wanted: int | None, *, watched: bool = False, more: Mapping[str, str] = _NOTHING
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`serving` on the port asked for, or on the first free one; another is tried where it was just taken."""
    with ExitStack() as stack:
        for last in (False, False, False, False, True):
            port = free_port(wanted)
            try:
                process = stack.enter_context(serving(case, port, watched=watched, more=more))
                break
            except PortTakenError:
                if last or wanted is not None:
                    raise
        yield process, port


def _origin(word: str) -> str:
    """The one page that may steer ours from outside a frame: none, for no name ends so (RFC 6761).

    Streamlit allows its makers' cloud where nothing is set; and it tells the list, so that the word in it
    says who answers.
    """
    return f"https://{word}.invalid"


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
    options |= {
        f"theme.{name}.{part}": value for name, parts in _THEME.items() for part, value in parts.items()
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


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, word: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            if not _is_free(port):
                raise PortTakenError(f"port {port} on {HOST} was taken by another program; try again")
            raise ServerError(f"the dashboard ended at once (exit {process.returncode}); see the lines above")
        if _answers(port, word):
            return
        time.sleep(0.1)
    raise ServerError(f"the dashboard did not answer on {HOST}:{port} within {_START_SECONDS} s")


def _answers(port: int, word: str) -> bool:
    """True when the dashboard that was given the word is the one that answers, and is ready."""
    told = _get(port, "/_stcore/host-config")
    try:
        mine = told is not None and _origin(word) in json.loads(told)["allowedOrigins"]
    except (ValueError, KeyError, TypeError):
        return False  # another program
    return mine and _get(port, "/_stcore/health") is not None


def _get(port: int, path: str) -> bytes | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read() if answer.status == http.client.OK else None
    except (OSError, http.client.HTTPException):
        return None
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
