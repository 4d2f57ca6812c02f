"""The saved page in a real browser: offline, scrubbed by keyboard, safe from what documents hold."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Gazetteer
from geo.webmap import folium_map, standalone_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def saved(sample: ModuleType, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a saved page with the sample's events."""
    path = tmp_path_factory.mktemp("saved") / "events.html"
    path.write_text(standalone_html(sample.sample_events(), gazetteer, sample.DOCUMENTS), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(new_page, saved: str) -> Page:  # type: ignore[no-untyped-def]
    opened: Page = new_page()
    opened.goto(saved)
    expect(opened.get_by_role("region", name="Map", exact=True)).to_be_visible()
    return opened


def window(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time window", exact=True)


def said(page: Page) -> str:
    return window(page).get_attribute("aria-valuetext") or ""


def test_map_timeline_and_table_stand_in_the_first_view(page: Page) -> None:
    map_box = page.get_by_role("region", name="Map", exact=True).bounding_box()
    timeline = window(page).bounding_box()
    assert map_box
    assert timeline
    assert map_box["height"] > 400
    assert timeline["y"] + timeline["height"] < 900, "the timeline is seen without scrolling"
    for name in ("Time window", "Window start", "Window end"):
        expect(page.get_by_role("slider", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="Events", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Claims", exact=True)).to_be_visible()


def test_keyboard_scrubs(page: Page) -> None:
    everything = said(page)
    assert everything == "30 September 2015 to 4 October 2015: 9 events shown, 2 of them not on the map"
    window(page).focus()
    page.keyboard.press("ArrowRight")
    assert said(page) == "30 September 2015: 2 events shown"
    page.keyboard.press("ArrowRight")
    assert said(page).startswith("1 October 2015: 2 events")
    page.keyboard.press("End")
    assert said(page).startswith("4 October 2015")
    page.keyboard.press("Home")
    assert said(page).startswith("30 September 2015:")
    page.keyboard.press("Shift+ArrowRight")
    assert said(page).startswith("4 October 2015"), "the larger step stops at the end"


def test_each_end_moves_alone(page: Page) -> None:
    page.get_by_role("slider", name="Window start", exact=True).focus()
    page.keyboard.press("ArrowRight")
    assert said(page).startswith("1 October 2015 to 4 October 2015")
    page.get_by_role("slider", name="Window end", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    assert said(page).startswith("1 October 2015 to 3 October 2015")
    page.keyboard.press("Home")
    assert said(page).startswith("1 October 2015:"), "the ends never cross"


def test_space_plays_to_the_end_and_stops(page: Page) -> None:
    window(page).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=8000)
    assert said(page).startswith("4 October 2015")


def test_pointer_drags_a_handle(page: Page) -> None:
    track = page.locator(".dl-track").bounding_box()
    handle = page.get_by_role("slider", name="Window start", exact=True).bounding_box()
    assert track
    assert handle
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + 40)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.4, handle["y"] + 40, steps=5)
    page.mouse.up()
    assert said(page).startswith("2 October 2015 to 4 October 2015")


def test_table_follows_the_window(page: Page) -> None:
    rows = page.get_by_role("table", name="Events", exact=True).locator("tbody tr")
    expect(rows).to_have_count(9)
    window(page).focus()
    page.keyboard.press("End")
    page.keyboard.press("End")
    expect(rows).to_have_count(2)


def test_a_mark_opens_the_claims(page: Page) -> None:
    # Raqqa stands alone; what the keyboard reaches lies where the layer drew it, the click is a real one.
    mark = page.get_by_role("option", name="Ground fighting reported, Raqqa").bounding_box()
    assert mark
    at = mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2
    page.mouse.move(*at)
    expect(page.locator(".dl-tip")).to_contain_text("Raqqa")
    page.mouse.click(*at)
    claims = page.get_by_role("region", name="Claims", exact=True)
    expect(claims.get_by_role("heading", name="Ground fighting reported, Raqqa")).to_be_visible()
    expect(claims).to_contain_text("Attributed to")
    expect(claims).to_contain_text("not named in this sentence")
    expect(claims).not_to_contain_text("null")


def test_claims_differ_and_are_quoted(page: Page, sample: ModuleType) -> None:
    page.get_by_role("button", name="Air strike reported, Talbiseh").first.click()
    claims = page.get_by_role("region", name="Claims", exact=True)
    for words in (
        "Sources differ on: toll, target",
        "2 separate origins found",
        "at least 33 civilians killed",
        "Reported by Syrian Observatory for Human Rights (“said”)",
        "General denials",
        "how sure we are that we read this correctly; not whether it happened",
    ):
        expect(claims).to_contain_text(words)
    quote = claims.locator("blockquote p").first.inner_text()
    assert quote in sample.BODY
    claims.get_by_role("button", name="Close this event").press("Enter")
    expect(claims).to_contain_text("Choose an event on the map or in the table.")
    expect(claims).to_be_focused()
    page.get_by_role("button", name="Air strike reported, Talbiseh").first.click()
    claims.get_by_role("button", name="Open report").first.click()
    report = page.get_by_role("dialog")
    expect(report.locator("mark.dl-quote")).to_be_visible()
    assert report.locator(".dl-text-body").inner_text().strip() == sample.BODY
    page.keyboard.press("Escape")
    expect(report).to_have_count(0)


def test_nothing_in_a_document_runs(page: Page) -> None:
    for button in page.get_by_role("table", name="Events", exact=True).locator("tbody button").all():
        button.click()
        opener = page.get_by_role("button", name="Open report").first
        opener.click()
        page.keyboard.press("Escape")
    for tray in ("Mentioned, not mapped", "Undated"):
        page.locator(".dl-tray", has_text=tray).get_by_role("button").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.locator("img[src='x']").count() == 0


def test_legend_filters(page: Page) -> None:
    page.get_by_role("button", name="Air strike 4").click()
    assert "5 events shown" in said(page)
    expect(page.get_by_role("button", name="Air strike 4")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_page_fits(new_page, saved: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = new_page(390, 844, color_scheme=scheme)
    page.goto(saved)
    expect(window(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ground = page.evaluate("getComputedStyle(document.querySelector('.dl-timeline')).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_plain_folium_map_works_offline(  # type: ignore[no-untyped-def]
    new_page, sample: ModuleType, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    folium_map(sample.sample_events(), gazetteer, sample.DOCUMENTS).save(str(path))
    page = new_page()
    page.goto(path.as_uri())
    expect(page.get_by_role("region", name="Map", exact=True)).to_be_visible()
    assert "9 events shown" in said(page)
