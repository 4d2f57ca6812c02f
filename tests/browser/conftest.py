"""A real Chromium whose every request to the outside is stopped and counted."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gazetteer import Gazetteer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# No other machine is found; stopping each request by hand would keep all from being cached.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
OWN_HOSTS = {"127.0.0.1", "localhost", "::1"}

NewPage = Callable[..., Page]


def find_chromium() -> str:
    """The path of a Chromium; fails with the command to run, for a test that is skipped tells nothing."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    pytest.fail("no Chromium or Chrome found; run: sudo apt-get install chromium (or set CHROMIUM)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a session."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*QUIET, ALONE])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def watched() -> list[str]:
    """Addresses outside this machine that pages asked for, and errors that their scripts met."""
    return []


@pytest.fixture(scope="session")
def context(browser: Browser, watched: list[str]) -> Iterator[BrowserContext]:
    """One for a session: what a server sends is fetched and compiled once, not for every test."""
    context = browser.new_context()
    context.on("request", lambda request: _check(request.url, watched))
    yield context
    context.close()


@pytest.fixture(scope="session")
def tabs() -> list[Page]:
    """Open pages that no test is at: one that is used again costs a third of a new one."""
    return []


@pytest.fixture
def trouble(watched: list[str]) -> Iterator[list[str]]:
    """Empty at the end of every test that uses a page, or the test fails."""
    yield watched
    met = watched.copy()
    watched.clear()
    assert met == []


@pytest.fixture
def new_page(
    context: BrowserContext, tabs: list[Page], watched: list[str], trouble: list[str]
) -> Iterator[NewPage]:
    """Makes pages; asks for outside addresses are stopped, and fail the test, as script errors do."""
    taken: list[Page] = []

    def make(
        width: int = 1440,
        height: int = 900,
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
    ) -> Page:
        page = tabs.pop() if tabs else _open(context, watched)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)  # type: ignore[arg-type]
        page.mouse.move(0, 0)
        taken.append(page)
        return page

    yield make
    for page in taken:
        _leave(page)
        tabs.append(page)


def _open(context: BrowserContext, watched: list[str]) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: watched.append(f"script error: {error}"))
    page.on("websocket", lambda socket: _check(socket.url, watched))
    return page


def _leave(page: Page) -> None:
    """As it was before the test, for the next one."""
    page.unroute_all()
    page.evaluate("location.protocol.startsWith('http') && (localStorage.clear(), sessionStorage.clear())")
    page.goto("about:blank")


def _check(address: str, watched: list[str]) -> None:
    url = urlsplit(address)
    if url.scheme in {"http", "https", "ws", "wss"} and url.hostname not in OWN_HOSTS:
        watched.append(f"asked for {address}")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """tests/dashboard/sample.py as a module."""
    path = Path(__file__).parent.parent / "dashboard" / "sample.py"
    spec = importlib.util.spec_from_file_location("browser_sample", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The built-in gazetteer."""
    return Gazetteer.open()
