"""The map in headless Chromium: 100,000 events, a 30-day window of two years, beside folium's two timelines.

`python bench/webmap_steps.py 1000000` measures every step with a million, ours alone.
The scripts that folium links are fetched with npm into a temporary folder; without them ours alone is
measured.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import webmap_pages as pages
from measure import Asked, Row
from playwright.sync_api import Browser, Page, Route, sync_playwright

from gazetteer import Gazetteer

EVENTS, STEPS, BASE_STEPS, WIDE_STEPS = 100_000, 200, 40, 15
PROBE = Path(__file__).with_name("webmap_probe.js")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PATIENCE_MS = 240_000

OURS = "i => view.timeline.set(view.model.first + 3 * i, view.model.first + 3 * i + 29)"
WHOLE = (
    "i => i % 2 ? view.timeline.set(view.model.first, view.model.last)"
    " : view.timeline.set(view.model.first, view.model.first + 5)"
)
STEP_OF = {
    "TimestampedGeoJson": "i => theMap.timeDimension.setCurrentTimeIndex(30 + 3 * i)",
    "TimelineSlider": "i => control.setTime(control.start + (30 + 3 * i) * 86400000)",
}


@dataclass(frozen=True)
class Figures:
    """Seconds: script of a step and frame to frame, sorted; first events shown. Bytes of the page."""

    script: list[float]
    frames: list[float]
    first: float
    size: int


def measure(count: int = EVENTS) -> list[Row | Asked | str]:
    """Ours against what was asked for, then against folium's plugins with the same events."""
    gazetteer = Gazetteer.open()
    sample = pages.generate(count, gazetteer)
    page, sent = pages.ours(sample, gazetteer)
    with TemporaryDirectory() as folder, browser() as chromium:
        with _opened(chromium, page, {}, Path(folder)) as opened:
            ours = _figures(opened, OURS, STEPS, len(page))
            whole = sorted(opened.evaluate(f"scriptOf({WHOLE}, {2 * WIDE_STEPS})"))[WIDE_STEPS:]
        found = [*_asked(ours, [ms / 1000 for ms in whole]), f"sent: {sent / 1e6:.2f} MB (at most 4 MB)"]
        try:
            linked = pages.linked_files(Path(folder))
        except OSError as error:
            return [*found, f"folium's plugins are not measured: {error}"]
        for name, build in (("TimestampedGeoJson", pages.timestamped), ("TimelineSlider", pages.slider)):
            html = build(sample)
            with _opened(chromium, html, linked, Path(folder)) as opened:
                base = _figures(opened, STEP_OF[name], BASE_STEPS, len(html))
            found += _compared(ours, base, f"folium's {name}")
    return found


def _asked(ours: Figures, whole: list[float]) -> list[Row | Asked | str]:
    return [
        Asked("script of a step, median", _at(ours.script, 0.5), 0.005),
        Asked("script of a step, 95th percentile", _at(ours.script, 0.95), 0.012),
        Asked("frame to frame, median", _at(ours.frames, 0.5), 0.0175),
        Asked("frame to frame, 95th percentile", _at(ours.frames, 0.95), 0.034),
        Asked("the whole range shown, median", _at(whole, 0.5), 0.05),
        Asked("first events on the map (of a saved page)", ours.first, 3.0),
    ]


def _compared(ours: Figures, base: Figures, name: str) -> list[Row]:
    size = f"the page has {ours.size / 1e6:.1f} MB, folium's {base.size / 1e6:.1f} MB"
    return [
        Row("script of a step, median", _at(ours.script, 0.5), _at(base.script, 0.5), name),
        Row("script of a step, 95th percentile", _at(ours.script, 0.95), _at(base.script, 0.95), name),
        Row("frame to frame, median", _at(ours.frames, 0.5), _at(base.frames, 0.5), name),
        Row("first events on the map", ours.first, base.first, name, size),
    ]


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = next(
        found
        for name in (os.environ.get("CHROMIUM", ""), *CHROMIUM)
        if name and (found := shutil.which(name))
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def _opened(browser: Browser, html: str, linked: dict[str, str], folder: Path) -> Iterator[Page]:
    """The page as a file, what it links answered from `linked`, everything else with nothing."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_default_timeout(PATIENCE_MS)

    def answer(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme == "file":
            route.continue_()
        else:
            route.fulfill(status=200, body=linked.get(url.path.rpartition("/")[2], ""))

    page.route("**/*", answer)
    page.add_init_script(path=PROBE)
    page.goto(path.as_uri(), timeout=PATIENCE_MS)
    page.wait_for_function("window.firstShown", timeout=PATIENCE_MS)
    yield page
    page.close()


def _figures(page: Page, step: str, count: int, size: int) -> Figures:
    first = page.evaluate("window.firstShown") / 1000
    page.evaluate(f"scriptOf({step}, 3)")  # warm
    script = page.evaluate(f"scriptOf({step}, {count})")
    frames = page.evaluate(f"framesOf({step}, {count})")
    return Figures(sorted(ms / 1000 for ms in script), sorted(ms / 1000 for ms in frames), first, size)


if __name__ == "__main__":
    print(*measure(*map(int, sys.argv[1:2])), sep="\n")
