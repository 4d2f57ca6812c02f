"""axe-core finds nothing serious in what we make, in the saved page and in the app."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.casework import open_case
from dashboard.cli.server import HOST, serving
from dashboard.layers import as_variable
from gazetteer import Gazetteer
from geo.webmap import standalone_html
from tests.browser.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
LAYER = """event_id_cnty,event_date,event_type,sub_event_type,actor1,country,latitude,longitude,notes
ZZZ1,2015-09-30,Battles,Armed clash,Force A,Syria,34.1,37.5,Invented.
ZZZ2,2015-09-30,Battles,Armed clash,Force A,Syria,34.9,36.9,Invented.
"""
REPORT = """---
publisher: Example Wire
published: 2015-10-01
---
Warplanes bombed Talbiseh on Wednesday, killing 12 civilians, a monitor said.
"""


def findings(page: Page) -> list[str]:
    """What axe-core finds in parts of ours, shadow roots included."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(RUN)
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if rule["impact"] in {"serious", "critical"} and _is_ours(node)
    ]


def _is_ours(node: dict[str, Any]) -> bool:
    return "dl-" in json.dumps([node["target"], node["html"]])


@pytest.fixture(scope="module")
def saved(sample: ModuleType, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a saved page with the sample's events."""
    path = tmp_path_factory.mktemp("saved") / "events.html"
    path.write_text(standalone_html(sample.sample_events(), gazetteer, sample.DOCUMENTS), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_saved_page(new_page, saved: str, width: int, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page: Page = new_page(width, 850, color_scheme=scheme)
    page.goto(saved)
    marks = page.get_by_role("listbox", name="Events on the map").get_by_role("option")
    expect(marks.first).to_be_attached()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "no" not in (page.locator("meta[name=viewport]").get_attribute("content") or "")
    assert findings(page) == []
    page.get_by_role("option", name="events, ").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Events here")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("dialog", name="Events here").locator("li button").first.click()
    page.get_by_role("button", name="Select by a box").click()
    assert findings(page) == []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on one small report, beside two rows of another dataset."""
    folder = tmp_path_factory.mktemp("reports")
    Path(folder, "one.md").write_text(REPORT, encoding="utf-8")
    port = free_port()
    other = folder / "acled.csv"
    other.write_text(LAYER, encoding="utf-8")
    with serving(open_case([folder / "one.md"]).path, port, more=as_variable([other])):
        yield f"http://{HOST}:{port}"


def settled(page: Page) -> None:
    """Streamlit pales what an older run has drawn, until the run that is under way has ended."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_app(new_page, address: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page: Page = new_page(color_scheme=scheme)
    page.goto(address)
    expect(page.get_by_role("table", name="Events", exact=True).locator("tbody tr").first).to_be_visible(
        timeout=60_000
    )
    assert findings(page) == []
    if scheme == "dark":  # once: looking through a whole page takes its time
        page.get_by_text("Other datasets: 2 rows in the window").click()
        page.get_by_role("table", name="Other datasets").locator("tbody button").first.click()
        expect(page.get_by_role("dialog", name="From acled.csv")).to_contain_text("Invented.", timeout=10_000)
        assert findings(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("table", name="Events", exact=True).locator("tbody button").first.click()
    claims = page.get_by_role("region", name="Claims", exact=True)
    expect(claims.locator("blockquote").first).to_be_visible(timeout=10_000)
    settled(page)
    assert findings(page) == []
    claims.get_by_role("button", name="Correct", exact=True).click()
    assert findings(page) == []
    claims.get_by_role("button", name="Open report").click()
    page.get_by_role("dialog").locator(".dl-known").first.focus()
    assert findings(page) == []
