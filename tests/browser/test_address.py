"""The view in the address: back and forward, links, facets that count together, the row of a chosen mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.cli.server import HOST, serving
from geo.store import Case
from tests.browser.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SLOW = 30_000  # a run of the page on a busy machine


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Iterator[str]:
    """The app on the sample's ten events."""
    path = Path(tmp_path_factory.mktemp("case"), "sample.db")
    with Case.open(path) as case:
        case.save(sample.sample_extraction())
    port = free_port()
    with serving(path, port):
        yield f"http://{HOST}:{port}"


@pytest.fixture
def page(new_page, address: str) -> Page:  # type: ignore[no-untyped-def]
    opened: Page = new_page()
    opened.goto(address)
    expect(rows(opened).first).to_be_visible(timeout=60_000)
    return opened


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="Events", exact=True).locator("tbody tr")


def headline(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1, name=re.compile(words))).to_be_visible(timeout=SLOW)


def choose(page: Page, facet: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(facet)).click()
    page.get_by_role("option", name=re.compile(option)).click()
    page.keyboard.press("Escape")


def test_back_and_forward(page: Page) -> None:
    headline(page, "^10 reported events")
    window = page.get_by_role("slider", name="Time window", exact=True)
    window.focus()
    page.keyboard.press("ArrowRight")
    headline(page, "^2 of 10 reported events, 30 Sep 2015")
    choose(page, "Type", "Air strike")
    headline(page, "^2 of 4 reported events, 30 Sep 2015")
    page.go_back()
    headline(page, "^2 of 10 reported events, 30 Sep 2015")
    expect(page.get_by_role("group", name="Selected values")).to_have_count(
        0
    )  # Streamlit's field has followed
    page.go_back()
    headline(page, "^10 reported events")
    expect(window).to_have_attribute("aria-valuetext", re.compile("^30 September 2015 to 4 October 2015"))
    page.go_forward()
    headline(page, "^2 of 10 reported events, 30 Sep 2015")
    expect(window).to_have_attribute("aria-valuetext", re.compile("^30 September 2015:"))
    page.go_forward()
    headline(page, "^2 of 4 reported events, 30 Sep 2015")


def test_a_link_reopens_filters_window_event_map_and_order(page: Page, new_page) -> None:  # type: ignore[no-untyped-def]
    choose(page, "Country and province", "Syria, Homs")
    headline(page, "^4 reported events")
    page.get_by_role("button", name="Place", exact=True).click()
    expect(page).to_have_url(re.compile("sort=place"), timeout=SLOW)
    page.get_by_role("button", name="Zoom in", exact=True).first.click()
    expect(page).to_have_url(re.compile("map="), timeout=SLOW)
    page.get_by_role("button", name="Shelling reported, Homs").first.click()
    expect(page).to_have_url(re.compile("event=e6"), timeout=SLOW)
    place = re.search("map=([^&]*)", page.url)
    other: Page = new_page()
    other.goto(page.url)
    headline(other, "^4 reported events")
    claims = other.get_by_role("region", name="Claims", exact=True)
    expect(claims.get_by_role("heading", name="Shelling reported, Homs")).to_be_visible(timeout=SLOW)
    expect(other.locator("th[aria-sort=ascending]")).to_have_text(re.compile("Place"))
    other.wait_for_timeout(1500)
    again = re.search("map=([^&]*)", other.url)
    assert place
    assert again
    assert again[1] == place[1]


def test_show_all_events_shows_all_of_them(page: Page, address: str) -> None:
    page.goto(f"{address}/?hide=air_strike&from=2015-10-04&to=2015-10-04&q=latakia")
    headline(page, "^1 of 2 reported events, 4 Oct 2015")
    page.get_by_role("button", name="Show all events").click()
    headline(page, "^10 reported events")
    expect(page.get_by_role("button", name=re.compile(r"^Air strike \d"))).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(rows(page)).to_have_count(9)


def test_search_follows_while_typing(page: Page) -> None:
    page.get_by_role("textbox", name="Search", exact=True).press_sequentially("ar raqqah", delay=40)
    headline(page, "^2 reported events, 2 Oct 2015")
    expect(rows(page)).to_have_count(1)


def test_an_event_chosen_on_the_map_has_its_row_in_view(page: Page) -> None:
    page.get_by_role("option", name="Rocket attack reported, Latakia").focus()
    page.keyboard.press("Enter")
    row = rows(page).filter(has_text="Rocket attack reported, Latakia")
    expect(row).to_have_class(re.compile("dl-on"), timeout=SLOW)
    scroller = page.get_by_role("group", name="Table of events")
    box, within = row.bounding_box(), scroller.bounding_box()
    assert box
    assert within
    assert within["y"] <= box["y"] <= within["y"] + within["height"]


def test_charts_are_drawn_without_the_network(page: Page) -> None:
    page.get_by_text("Charts", exact=True).click()
    expect(page.locator("canvas.marks, svg.marks").first).to_be_visible(timeout=SLOW)
    page.get_by_text("As tables").click()
    table = page.get_by_role("table", name="Events over time")
    expect(table.locator("tbody tr").first).to_be_visible(timeout=SLOW)


def test_an_export_says_what_it_holds_and_how_to_cite_it(page: Page) -> None:
    page.get_by_text("What it holds, a sample row, how to cite").click()
    expect(page.get_by_text("Internal: exact places, quotes and names.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("table", name="The first event as a row")).to_be_visible()
    expect(page.get_by_text(re.compile("read with Dateline"))).to_be_visible()


def test_a_link_reopens_how_the_timeline_goes(page: Page, address: str, new_page) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("combobox", name="Step", exact=True).select_option("week")
    expect(page).to_have_url(re.compile("step=week"), timeout=SLOW)
    page.get_by_role("combobox", name="Speed", exact=True).select_option("180")
    expect(page).to_have_url(re.compile("pace=180"), timeout=SLOW)
    other: Page = new_page()
    other.goto(page.url)
    expect(rows(other).first).to_be_visible(timeout=60_000)
    expect(other.get_by_role("combobox", name="Step", exact=True)).to_have_value("week")
    expect(other.get_by_role("combobox", name="Speed", exact=True)).to_have_value("180")


def test_a_province_is_selected_by_a_click(page: Page) -> None:
    tool = page.get_by_role("button", name="Select by a province")
    tool.click()
    page.get_by_role("region", name="Map", exact=True).focus()
    page.get_by_role("button", name="Stop selecting").click()
    expect(tool).to_have_attribute("aria-pressed", "false")
    mark = page.get_by_role("option", name="Rocket attack reported, Latakia").bounding_box()
    assert mark
    tool.click()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(page.get_by_text("Filtered: Syria, Latakia")).to_be_visible(timeout=SLOW)
    expect(rows(page).filter(has_text="Latakia").first).to_be_visible()
    expect(rows(page).filter(has_text="Raqqa")).to_have_count(0)


def test_a_public_export_says_what_it_withholds(page: Page) -> None:
    expect(page.get_by_role("link", name="Link to this view")).to_be_visible(timeout=SLOW)  # all is there
    choice = page.get_by_role("combobox", name=re.compile("For whom"))
    choice.scroll_into_view_if_needed()
    page.wait_for_timeout(700)  # an open list closes when the page scrolls
    choice.click()
    page.get_by_role("option", name=re.compile("Public")).click()
    expect(page.get_by_text("Public profile. A place is the middle of a cell")).to_be_visible(timeout=SLOW)
    with page.expect_download() as got:
        page.get_by_role("button", name="Download 10 events").click()
    assert got.value.suggested_filename == "dateline-events-public.geojson"
    text = Path(got.value.path()).read_text("utf-8")
    assert "Talbiseh" not in text
    assert '"note": "Public profile.' in text
