"""What only the app's map offers: a map from the network for who asks for it, and a pin that can be moved."""

from __future__ import annotations

import base64
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from gazetteer import Gazetteer
from geo.webmap import page_payload, sort_events
from geo.webmap.assets import page_script, page_style

pytestmark = pytest.mark.browser
DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.fixture
def page(new_page, sample: ModuleType, gazetteer: Gazetteer, tmp_path: Path) -> Page:  # type: ignore[no-untyped-def]
    """A map as the app's component makes it; what it says is kept in `told`."""
    payload = base64.b64encode(page_payload(sort_events(sample.sample_events()), gazetteer)).decode()
    path = tmp_path / "map.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><style>{page_style()}</style><div id=root class=dl-host></div>"
        f"<script>{page_script()}</script><script>const told = []; const view = Dateline.mount("
        f"document.getElementById('root'), Dateline.fromBase64('{payload}'), {{tiles: true,"
        "onMove: (...said) => told.push(said), onBox: (box) => told.push(box)});</script>",
        encoding="utf-8",
    )
    opened: Page = new_page()
    opened.goto(path.as_uri())
    expect(marks(opened).first).to_be_attached()
    return opened


def marks(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Events on the map").get_by_role("option")


def choose_raqqa(page: Page) -> None:
    page.get_by_role("option", name="Ground fighting reported, Raqqa").focus()
    page.keyboard.press("Enter")


def test_tiles_come_only_when_switched_on(page: Page, trouble: list[str]) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=DOT)

    page.route("https://tile.openstreetmap.org/**", answer)
    switch = page.get_by_role("switch", name="Online map")
    expect(switch).not_to_be_checked()
    for words in ("tile.openstreetmap.org", "which area you look at"):
        expect(page.locator(".dl-tiles")).to_contain_text(words)
    page.wait_for_timeout(300)
    assert asked == trouble == []
    switch.check()
    expect(page.locator("img.leaflet-tile").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap contributors")
    assert asked
    assert {urlsplit(one).hostname for one in asked} == {"tile.openstreetmap.org"}
    switch.uncheck()
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    expect(page.locator(".leaflet-control-attribution")).not_to_contain_text("OpenStreetMap")
    for one in asked:
        trouble.remove(f"asked for {one}")


def test_a_pin_is_moved_by_keyboard(page: Page) -> None:
    choose_raqqa(page)
    page.get_by_role("button", name="Move pin").click()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown", "Enter"):
        page.keyboard.press(key)
    (number, lat, lon), *rest = page.evaluate("told")
    assert rest == []
    assert page.evaluate(f"view.model.text('title', {number})") == "Ground fighting reported, Raqqa"
    assert 35.5 < lat < 35.95
    assert 39.01 < lon < 39.5
    expect(page.locator(".dl-pin")).to_have_count(0)


def test_a_pin_is_dragged_or_put_by_a_click(page: Page) -> None:
    choose_raqqa(page)
    page.get_by_role("button", name="Move pin").click()
    pin = page.locator(".dl-pin").bounding_box()
    assert pin
    page.mouse.move(pin["x"] + 15, pin["y"] + 15)
    page.mouse.down()
    page.mouse.move(pin["x"] + 75, pin["y"] + 15, steps=5)
    page.mouse.up()
    page.wait_for_function("told.length === 1")
    page.get_by_role("button", name="Move pin").click()
    page.mouse.click(pin["x"] - 60, pin["y"] + 100)
    page.wait_for_function("told.length === 2")
    dragged, clicked = page.evaluate("told")
    assert dragged[2] > 39.01 > clicked[2]


def test_moving_is_given_up(page: Page) -> None:
    choose_raqqa(page)
    page.get_by_role("button", name="Move pin").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator(".dl-pin")).to_have_count(0)
    assert page.evaluate("told") == []
    assert page.evaluate("view.model.isChosen()"), "the event stays chosen"


def test_what_is_not_on_the_map_has_no_pin(page: Page) -> None:
    page.evaluate("view.model.select(view.model.arrays['event.mapped'].indexOf(0))")
    expect(page.get_by_role("button", name="Let go of this event")).to_be_visible()
    expect(page.get_by_role("button", name="Move pin")).to_have_count(0)


def test_contrast_of_every_symbol(page: Page) -> None:
    for theme, colours in page.evaluate("Dateline.PALETTE").items():
        edge = light(colours["edge"])
        for ground in ("land", "sea", "outline"):
            one, other = sorted([edge, light(colours[ground])])
            assert (other + 0.05) / (one + 0.05) >= 3, f"{theme}: a symbol's edge against {ground}"


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
