"""The app itself with 100,000 events: how long until the first of them is on the map, and what is sent.

The case is generated, saved and opened once, so that what the page opens from lies beside it; then fresh
visitors come. The same page with ten events is the baseline. `python bench/page.py 1000000` names how many:
more than a case is made of in a minute lie in a folder of parts.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import query
import webmap_pages as pages
from measure import Asked, Row
from playwright.sync_api import Browser, Response, WebSocket
from webmap import EVENTS, PATIENCE_MS, browser

from dashboard import opened
from dashboard.cli.server import HOST, serving
from gazetteer import Gazetteer
from geo.model import Extraction
from geo.store import Case

VISITS = 3
SHOWN = "() => document.querySelector('.dl-mark') !== null || [...document.querySelectorAll('*')].some("
SHOWN += "node => node.shadowRoot && node.shadowRoot.querySelector('.dl-mark'))"


def measure(count: int = EVENTS) -> list[Row | Asked | str]:
    """Seconds from the address to the first marks, the best of a few visits; megabytes over the socket."""
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small.db"), Path(folder, "large.db")
        _save(small, 10)
        if count <= EVENTS:
            _save(large, count)
        else:
            query.write(large := Path(folder, "events"), count)
            opened.load(large, Gazetteer.open())
        with browser() as chromium:
            base, _ = _visits(chromium, small)
            ours, sent = _visits(chromium, large)
    return [
        Asked(f"{count:,} events: first on the map of the app", ours, 3.0 if count <= EVENTS else 5.0),
        Row("the page opened", ours, base, "the same page with 10 events"),
        f"sent for it: {sent / 1e6:.2f} MB",
    ]


def _save(path: Path, count: int) -> None:
    gazetteer = Gazetteer.open()
    sample = pages.generate(count, gazetteer)
    claims = tuple(claim for event in sample.events for claim in event.claims)
    with Case.open(path) as case:
        case.save(Extraction(tuple(sample.documents), claims, tuple(sample.events)))
    opened.load(path, gazetteer)


def _visits(chromium: Browser, case: Path) -> tuple[float, int]:
    """The best time and the bytes of fresh visits; one before them wakes the server."""
    with serving(case, port := _free_port()):
        found = [_visit(chromium, f"http://{HOST}:{port}") for _ in range(VISITS + 1)]
    return min(found[1:])


def _visit(chromium: Browser, address: str) -> tuple[float, int]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page, sent = context.new_page(), [0]

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sent.__setitem__(0, sent[0] + len(frame)))

    def count(response: Response) -> None:
        if response.url.endswith(".bin"):
            sent[0] += int(response.headers.get("content-length", 0))

    page.on("websocket", listen)
    page.on("response", count)
    page.goto(address, timeout=PATIENCE_MS)
    page.wait_for_function(SHOWN, timeout=PATIENCE_MS, polling=30)
    seconds = page.evaluate("performance.now()") / 1000
    context.close()
    return seconds, sent[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    print(*measure(*map(int, sys.argv[1:2])), sep="\n")
