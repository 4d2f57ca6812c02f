"""`dateline open`: the server on this machine, and its end."""

from __future__ import annotations

import http.client
import http.server
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.cli import main, server
from dashboard.cli import open as open_command

PAGE = "import os\nimport streamlit\n\nstreamlit.write(os.environ['DATELINE_CASE'])\n"

# The command with a page of our own: whether the dashboard's page is right is tested elsewhere.
STARTER = """
import pathlib, signal, sys
from dashboard.cli import main, server
signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's background job begins with it ignored
server._APP = pathlib.Path(sys.argv[1])
sys.exit(main(sys.argv[2:]))
"""


@contextmanager
def running(tmp_path: Path, *argv: str, cwd: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    page = tmp_path / "page.py"
    page.write_text(PAGE)
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(page), "open", *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"HEADLESS": "1"},
        cwd=cwd,
    )
    try:
        yield process
    finally:
        process.kill()  # its server must notice
        process.communicate(timeout=30)


def port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
    raise AssertionError("no address was printed")


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_once_the_address_is_printed_and_ends_with_its_server(
    reports: Path, tmp_path: Path, how: signal.Signals
) -> None:
    with running(tmp_path, str(reports)) as process:
        port = port_of(process)
        assert answers(port)
        assert (reports / "dateline.db").is_file()
        process.send_signal(how)
        out, _ = process.communicate(timeout=30)
        assert process.returncode == 0, out
        assert "Traceback" not in out
        assert not answers(port)


def test_the_server_ends_when_its_starter_is_killed(reports: Path, tmp_path: Path) -> None:
    with running(tmp_path, str(reports)) as process:
        port = port_of(process)
        process.kill()
        process.communicate(timeout=30)  # ends only when the server has let go of the pipe
        assert not answers(port)


def test_a_busy_port_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["open", "--port", str(port)]) == 1
    assert f"port {port} is in use" in capsys.readouterr().err


def test_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", first)
        assert server.free_port() > first
        monkeypatch.setattr(server, "_PORTS_TRIED", 1)
        with pytest.raises(server.ServerError, match="--port"):
            server.free_port()
    assert server.free_port(first) == first


def test_a_page_that_ends_at_once_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "_APP", tmp_path / "none.py")
    assert main(["open", str(reports)]) == 1
    assert "ended at once" in capfd.readouterr().err


def test_a_page_that_does_not_answer_is_ended(
    monkeypatch: pytest.MonkeyPatch, reports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sleeper = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(15, lambda *_: None); time.sleep(60)",
    ]
    monkeypatch.setattr(server, "_command", lambda _: sleeper)
    monkeypatch.setattr(server, "_START_SECONDS", 1)
    monkeypatch.setattr(server, "_STOP_SECONDS", 0.5)
    assert main(["open", str(reports)]) == 1
    assert "did not answer" in capfd.readouterr().err


def test_only_this_machine_is_served_and_nothing_is_told() -> None:
    command = " ".join(server._command(8501))
    assert "--server.address=127.0.0.1" in command
    assert "--browser.gatherUsageStats=false" in command
    assert "--server.enableXsrfProtection=true" in command
    assert "--server.headless=true" in command


def test_the_browser_is_opened_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    monkeypatch.setattr(open_command.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    open_command._show("http://127.0.0.1:1")
    assert opened == []
    assert "No browser" in capsys.readouterr().out
    monkeypatch.setenv("DISPLAY", ":0")
    open_command._show("http://127.0.0.1:1")
    assert opened == ["http://127.0.0.1:1"]


def test_it_runs_from_a_folder_with_misleading_names(tmp_path: Path, reports: Path) -> None:
    (reports / "streamlit.py").write_text("raise SystemExit('the wrong one')")
    with running(tmp_path, "agency.md", cwd=reports) as process:
        assert answers(port_of(process))


@pytest.fixture
def other_dashboard() -> Iterator[int]:
    """A port where another Streamlit answers, as well as ours would."""

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"allowedOrigins": ["https://share.streamlit.io"]}')

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other) as taken:
        threading.Thread(target=taken.serve_forever, daemon=True).start()
        yield taken.server_address[1]
        taken.shutdown()


def test_another_dashboard_is_not_taken_for_ours(
    other_dashboard: int, monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    # Two commands of one second choose the same port: the look said free, the start finds it taken.
    monkeypatch.setattr(server, "free_port", lambda _: other_dashboard)
    with pytest.raises(server.PortTakenError), server.serving_somewhere(reports, other_dashboard):
        pass


def test_where_the_port_was_just_taken_another_is_found(
    other_dashboard: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.py"
    page.write_text(PAGE)
    monkeypatch.setattr(server, "_APP", page)
    ports = iter([other_dashboard, server.free_port()])
    monkeypatch.setattr(server, "free_port", lambda _: next(ports))
    with server.serving_somewhere(tmp_path / "case.db", None) as (process, port):
        assert port != other_dashboard
        assert process.poll() is None
        assert answers(port)


def test_no_other_page_may_steer_ours() -> None:
    assert server._origin("word").endswith(".invalid")
