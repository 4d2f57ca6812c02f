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
from playwright.sync_api import Browser, Page, Route, sync_playwright

from gazetteer import Gazetteer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
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
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        yield browser
        browser.close()


class Watched(list[str]):
    """Addresses outside this machine that pages asked for, and errors that their scripts met."""


@pytest.fixture
def trouble() -> Watched:
    """Empty at the end of every test that uses a page, or the test fails."""
    return Watched()


@pytest.fixture
def new_page(browser: Browser, trouble: Watched) -> Iterator[NewPage]:
    """Makes pages; asks for outside addresses are stopped, and fail the test, as script errors do."""
    contexts = []

    def make(width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)

        def guard(route: Route) -> None:
            url = urlsplit(route.request.url)
            if url.scheme in {"http", "https", "ws", "wss"} and url.hostname not in OWN_HOSTS:
                trouble.append(f"asked for {route.request.url}")
                route.abort()
            else:
                route.continue_()

        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
        page.on("websocket", lambda socket: _check_socket(socket.url, trouble))
        return page

    yield make
    for context in contexts:
        context.close()
    assert list(trouble) == []


def _check_socket(url: str, trouble: Watched) -> None:
    if urlsplit(url).hostname not in OWN_HOSTS:
        trouble.append(f"opened {url}")


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
