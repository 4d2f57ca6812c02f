"""Every step of the map with a million events in headless Chromium: drag, pan, zoom, click, mask, table …

`python bench/webmap_steps.py 1000000` measures; a second argument slows the processor down so many times; a
third names a file that keeps the payload. Each line: milliseconds until painted (median / 95th percentile),
those that the page's main thread worked for it, which do not depend on what else runs on the machine, and
the longest callback of a timer after it (95th percentile).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import webmap_many
from playwright.sync_api import CDPSession, Page
from webmap import PATIENCE_MS, browser

from gazetteer import Gazetteer
from geo.webmap.assets import page_script, page_style

EVENTS, STEPS, FEW = 1_000_000, 50, 12
PROBE = Path(__file__).with_name("webmap_steps.js")
PLACES = {"world": "[25, 30], 2.5", "country": "[35, 38.5], 6.5", "town": "[33.5, 36.3], 11"}
PAGE = """<!doctype html><meta charset=utf-8><style>{style}</style>
<div id=root class=dl-host style="width:1100px"></div><div id=below class=dl-host style="width:1100px"></div>
<script>{script}</script><script>
  let view, table;
  (async () => {{
    const bytes = new Uint8Array(await (await fetch("/payload")).arrayBuffer());
    window.arrived = performance.now();
    const model = new Dateline.Model(bytes);
    view = Dateline.mount(document.getElementById("root"), model, {{ onMove: () => {{}} }});
    table = new Dateline.Table(document.getElementById("below"), model);
    const usable = () => {{ window.usable = performance.now() - window.arrived; }};
    requestAnimationFrame(() => requestAnimationFrame(usable));
  }})();
</script>"""

MONTH = "view.timeline.set(view.model.first + 300, view.model.first + 329)"
ALL = "view.timeline.set(view.model.first, view.model.last)"
UNTIL = "view.timeline.set(view.model.first, view.model.first + 900)"


class Asked(NamedTuple):
    """A step to measure: what is done before all, the step itself by its number, milliseconds after each."""

    what: str
    before: str
    step: str
    rest: int = 30


MOVES = (  # at each zoom
    Asked("window of 30 days, a step", MONTH, "i => view.timeline.shift(i % 50 < 25 ? 1 : -1)"),
    Asked(
        "all until a day, a step",
        UNTIL,
        "i => view.timeline.set(view.model.first, view.model.first + 900 + i)",
    ),
    Asked("pan", ALL, "i => view.map.panBy([i % 2 ? 120 : -120, i % 4 < 2 ? 60 : -60], {animate: false})"),
    Asked(
        "zoom, levels met before",
        "view.map.setZoom(view.map.getZoom() + 0.25, {animate: false})",
        "i => view.map.setZoom(view.map.getZoom() + (i % 2 ? 0.25 : -0.25), {animate: false})",
    ),
)
ONCE = (
    Asked("zoom, a new level", "", "i => view.map.setZoom(3 + i / 2, {animate: false})", 300),
    Asked(
        "hover a mark",
        f"view.map.setView({PLACES['country']}, {{animate: false}})",
        "i => view._hover({containerPoint: at(i)})",
    ),
    Asked("click a mark", "", "i => view._click({containerPoint: at(i), latlng: view.map.getCenter()})", 300),
    Asked("choose an event", "", "i => view.model.select(i * 17777 % view.model.dated, 'host')", 300),
    Asked("put a type out", "", "i => view.model.toggleType(i % 6)", 900),
    Asked("a mask", "", "i => view.model.setMask(i % 2 ? null : Dateline.fromBase64(masks[i % 4 / 2]))", 900),
    Asked("a box", "", "i => view.model.setBox(i % 2 ? null : [30, 30, 40, 40], 'host')", 900),
    Asked("sort by event", "", "i => table.sortBy('title')", 300),
    Asked("sort by place", "", "i => table.sortBy('place')", 300),
    Asked("sort by toll", "", "i => table.sortBy('toll')", 300),
    Asked("sort by who reports", "", "i => table.sortBy('source')", 300),
    Asked("table", "", "i => table.fill()"),
    Asked("trays", "", "i => table.trays()"),
    Asked("marks for the keyboard", "", "i => view.marks.update()"),
    Asked("summary in words", "", "i => Dateline.summary(view.model)"),
    Asked("next event", MONTH, "i => view.timeline.jump('next')"),
    Asked("show all on the map", ALL, "i => view.fit()", 300),
)
SETUP = """() => {
    const bytes = Math.ceil(view.model.count / 8);
    window.masks = [0.5, 0.1].map((share) => btoa(Array.from({length: bytes},
        () => String.fromCharCode(Math.random() < share ? 255 * Math.random() | 0 : 0)).join("")));
    window.at = (i) => { const m = view.events.marks[i * 7 % view.events.marks.length];
        return view.map.layerPointToContainerPoint([m.x, m.y]); };
}"""


@dataclass(frozen=True)
class Step:
    """Milliseconds until painted, of the page's main thread for that, of the longest callback after it."""

    what: str
    painted: list[float]
    worked: list[float]
    after: list[float]

    def __str__(self) -> str:
        told = f"{self.what:44} {_both(self.painted)} painted"
        told += f", {_both(self.worked)} processor" if self.worked else ""
        return told + (f", {_at(self.after, 0.95):6.0f} after" if self.after else "")


def _both(values: list[float]) -> str:
    return f"{_at(values, 0.5):6.1f} /{_at(values, 0.95):7.1f}"


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(count: int = EVENTS, slower: float = 1, kept: Path | None = None) -> Iterator[Step | str]:
    """All steps, the first view before them, the memory after them."""
    payload = kept.read_bytes() if kept and kept.exists() else None
    if payload is None:
        gazetteer = Gazetteer.open()
        payload = webmap_many.multiplied(webmap_many.seed(gazetteer), gazetteer, count)
        if kept:
            kept.write_bytes(payload)
    yield f"payload: {len(payload) / 1e6:.1f} MB"
    with browser() as chromium, _served(payload) as address:
        page = chromium.new_page(viewport={"width": 1200, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: print("script error:", error))
        page.add_init_script(path=PROBE)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        if slower > 1:
            session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address)
        page.wait_for_function("window.usable")
        yield f"from the payload's arrival to the first map: {page.evaluate('window.usable'):.0f} ms"
        yield f"memory at first: {_memory(session)}"
        page.evaluate(SETUP)
        yield from _steps(page, session, STEPS if slower == 1 else FEW)
        yield f"memory at the end: {_memory(session)}"


def _steps(page: Page, session: CDPSession, count: int) -> Iterator[Step]:
    for place, where in PLACES.items():
        page.evaluate(f"view.map.setView({where}, {{animate: false}})")
        for asked in MOVES:
            yield _measured(page, session, asked._replace(what=f"{place}: {asked.what}"), count)
        yield _dragged(page, place, count)
    page.evaluate(ALL)
    for asked in ONCE:
        yield _measured(page, session, asked, min(count, FEW))


def _measured(page: Page, session: CDPSession, asked: Asked, count: int) -> Step:
    if asked.before:
        page.evaluate(asked.before)
    page.wait_for_timeout(1000)
    for i in range(2):  # warm
        page.evaluate(f"stepOf({asked.step}, {i})")
    found = Step(asked.what, [], [], [])
    for i in range(count):
        began = _worked(session)
        found.painted.append(page.evaluate(f"stepOf({asked.step}, {i})"))
        found.worked.append(_worked(session) - began)
        found.after.append(page.evaluate(f"afterwards({asked.rest})"))
    return found


def _worked(session: CDPSession) -> float:
    """Processor time of the page's main thread, in ms: what others do on the machine is not in it."""
    told = session.send("Performance.getMetrics")["metrics"]
    return next(1000 * one["value"] for one in told if one["name"] == "TaskDuration")


def _dragged(page: Page, place: str, count: int) -> Step:
    """The window of 30 days by the mouse, from the event until painted."""
    page.evaluate(MONTH)
    page.wait_for_timeout(1000)
    box = page.locator(".dl-window").bounding_box()
    if box is None:
        raise RuntimeError("the window of the timeline is not on the page")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("listenTo('pointermove')")
    for n in range(count):
        page.mouse.move(x + 3 * (n + 1), y)
    page.wait_for_timeout(200)
    page.mouse.up()
    return Step(f"{place}: window dragged by the mouse", page.evaluate("window.inputs"), [], [])


def _memory(session: CDPSession) -> str:
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    script, arrays = used["usedSize"], used.get("backingStorageSize", 0)
    return f"{script / 1e6:.0f} MB of objects, {arrays / 1e6:.0f} MB of arrays"


@contextmanager
def _served(payload: bytes) -> Iterator[str]:
    answers = {
        "/": ("text/html", PAGE.format(style=page_style(), script=page_script()).encode()),
        "/payload": ("application/octet-stream", payload),
    }

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = answers.get(self.path, ("text/plain", b""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


if __name__ == "__main__":
    given = sys.argv[1:]
    size, slow = int(given[0]) if given else EVENTS, float(given[1]) if given[1:] else 1
    for line in measure(size, slow, Path(given[2]) if given[2:] else None):
        print(line, flush=True)
