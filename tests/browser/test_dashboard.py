"""The app in a real browser: nothing goes outside, and scrubbing leaves Python alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.casework import open_case
from dashboard.cli.server import HOST, serving
from tests.browser.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ATTACK = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>[a](javascript:window.pwned=1)'
QUOTED = '"' + ATTACK.replace('"', '""') + '"'
REPORTS = {
    "one.md": f"""---
title: Jets over the plain {ATTACK}
publisher: Example Wire {ATTACK}
published: 2015-10-01
---
Warplanes bombed Talbiseh on Wednesday, killing 12 civilians, a monitor said {ATTACK}.

Rebels shelled Latakia on Thursday, residents said.
""",
    "two.md": """---
title: A second report
publisher: Another Wire
published: 2015-10-03
---
Air strikes hit Raqqa on Friday, activists said. At least five people were killed.
""",
    "three.txt": "Air strikes hit Idlib on Saturday, activists said.\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a case of three small reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    case = open_case([folder])
    port = free_port()
    with serving(case.path, port):
        yield f"http://{HOST}:{port}"


@pytest.fixture
def page(new_page, address: str) -> Page:  # type: ignore[no-untyped-def]
    opened: Page = new_page()
    opened.goto(address)
    expect(window(opened)).to_be_visible(timeout=60_000)
    expect(rows(opened).first).to_be_visible()
    return opened


def window(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time window", exact=True)


def said(page: Page) -> str:
    return window(page).get_attribute("aria-valuetext") or ""


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="Events", exact=True).locator("tbody tr")


def test_everything_has_its_role_and_stands_in_the_first_view(page: Page) -> None:
    expect(page.get_by_role("region", name="Map", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Claims", exact=True)).to_be_visible()
    for name in ("Window start", "Window end"):
        expect(page.get_by_role("slider", name=name, exact=True)).to_be_visible()
    timeline = window(page).bounding_box()
    assert timeline
    assert timeline["y"] + timeline["height"] <= 900, "the timeline is seen without scrolling"
    expect(page.get_by_role("heading", name=re.compile(r"\d+ reported events?, "))).to_be_visible()


def test_scrubbing_asks_python_only_once_it_rests(page: Page) -> None:
    page.wait_for_timeout(1500)  # whatever the first view still sends
    page.evaluate(
        """() => {
            window.sentFrames = 0;
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) { window.sentFrames++; return send.call(this, data); };
        }"""
    )
    before = said(page)
    window(page).focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert said(page) != before
    assert page.evaluate("window.sentFrames") == 0
    expect(page).to_have_url(re.compile(r"from=|window="), timeout=10_000)
    assert page.evaluate("window.sentFrames") <= 2, "one message for the window that came to rest"


def test_choosing_an_event_shows_its_claims_and_stays_in_the_address(page: Page, address: str) -> None:
    page.get_by_role("button", name=re.compile("reported, Raqqa")).first.click()
    claims = page.get_by_role("region", name="Claims", exact=True)
    expect(claims.get_by_role("heading", name=re.compile("Raqqa"))).to_be_visible(timeout=10_000)
    expect(claims.locator("blockquote").first).to_contain_text("Air strikes hit Raqqa on Friday")
    expect(page).to_have_url(re.compile("event="))
    page.goto(page.url)
    expect(claims.get_by_role("heading", name=re.compile("Raqqa"))).to_be_visible(timeout=30_000)


def test_space_plays(page: Page) -> None:
    window(page).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def put_another_dataset_beside(page: Page, folder: Path) -> None:
    """Adds a file of three invented rows, reads one by keyboard, and puts the file out in the legend."""
    other = folder / "acled.csv"
    lines = [
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude,notes,fatalities",
        f"ZZZ1,2015-10-01,Battles,Armed clash,Force A,Syria,Town,33.1,37.5,{QUOTED},3",
        "ZZZ2,2015-10-02,Battles,Armed clash,Force A,Syria,Town,33.1,37.5,Invented.,0",
        "ZZZ3,2014-01-01,Battles,Armed clash,Force A,Syria,Town,33.1,37.5,Invented.,0",
    ]
    other.write_text("\n".join(lines), encoding="utf-8")
    expect(page.locator(".dl-other-list")).to_have_count(0)
    page.get_by_text("Other datasets", exact=True).click()
    page.get_by_role("textbox", name="Show a file beside your events").fill(str(other))
    page.get_by_role("button", name="Show", exact=True).click()
    key = page.get_by_role("button", name=re.compile("ACLED acled.csv"))
    expect(key).to_have_text(re.compile("2$"), timeout=20_000)
    page.get_by_text("Other datasets: 2 rows in the window").click()
    table = page.get_by_role("table", name="Other datasets")
    expect(table.locator("tbody tr")).to_have_count(2)
    table.locator("tbody button").first.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="From acled.csv")
    expect(card).to_contain_text("From acled.csv, not read by Dateline")
    expect(card).to_contain_text("<img src=x", timeout=10_000)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(table.locator("tbody button").first).to_be_focused()
    page.get_by_role("slider", name="Window start", exact=True).focus()
    page.keyboard.press("End")
    expect(key).to_have_text(re.compile("1$"))
    key.click()
    expect(table.locator("tbody tr")).to_have_count(0)


def test_nothing_in_a_report_or_in_another_dataset_runs(page: Page, tmp_path: Path) -> None:
    count = rows(page).count()
    assert count >= 2
    claims = page.get_by_role("region", name="Claims", exact=True)
    for number in range(count):
        button = rows(page).nth(number).get_by_role("button").first
        title = button.inner_text().strip()
        button.click()
        expect(claims.get_by_role("heading", name=title)).to_be_visible(timeout=10_000)
        claims.get_by_role("button", name="Open report").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
    put_another_dataset_beside(page, tmp_path)
    page.wait_for_timeout(300)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.locator("img[src='x'], a[href^='javascript']").count() == 0


def test_undated_reports_are_asked_about(page: Page) -> None:
    expect(page.get_by_text("3 found · 2 ready · 1 needs a date")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_usable_on_a_phone(new_page, address: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = new_page(390, 844, color_scheme=scheme)
    page.goto(address)
    expect(window(page)).to_be_visible(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.get_by_role("region", name="Map", exact=True).bounding_box()
    assert box
    assert box["width"] > 300
    assert box["height"] > 250


def test_the_map_asks_for_its_data_once_and_says_when_they_do_not_come(new_page, address: str) -> None:  # type: ignore[no-untyped-def]
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".bin") else None)
    page.route("**/media/*.bin", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("alert").filter(has_text="The map's data did not arrive")).to_be_visible(
        timeout=60_000
    )
    page.unroute("**/media/*.bin")
    asked.clear()
    page.reload()
    page.get_by_role("button", name=re.compile("reported, Raqqa")).first.click()
    expect(page.get_by_role("region", name="Claims", exact=True)).to_contain_text("Raqqa", timeout=30_000)
    expect(page).to_have_url(re.compile("event="))
    assert len(asked) == 1
