"""The user's own way: open a folder, set the dates, scrub to a day, take the GeoJSON away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geojson_validator
import pyogrio
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

REPORTS = {
    "one.txt": "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing 12, activists said.",
    "two.txt": "Rebels shelled the city of Latakia in Syria on Saturday, residents said.",
}
BIDI = "\u202egnp.esrever\u202c"
ATTACKS = [
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<svg onload=window.pwned=1>",
    "{{7*7}}{% raw %}${window.pwned=1}`${window.pwned=1}`",
    "[x](javascript:window.pwned=1) ![x](https://evil.test/x.png) :material/delete: $x$",
    BIDI,
]


@contextmanager
def opened(folder: Path) -> Iterator[str]:
    """`dateline open` on a folder; gives its address, and ends it."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard.cli", "open", str(folder), "--headless", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(os.environ)
    ) as process:
        try:
            assert process.stdout is not None
            said = iter(process.stdout)
            assert any(f"127.0.0.1:{port}" in line for line in said), "no address was printed"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=30)


def window(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time window", exact=True)


def said(page: Page) -> str:
    return window(page).get_attribute("aria-valuetext") or ""


def folder_of(path: Path, reports: dict[str, str]) -> Path:
    path.mkdir()
    for name, text in reports.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def date_for_all(page: Page, day: str) -> None:
    page.get_by_role("spinbutton", name="year, One date for all").click()
    page.keyboard.type(day.replace("-", ""))


def test_from_a_folder_to_geojson(new_page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with opened(folder_of(tmp_path / "reports", REPORTS)) as address:
        page: Page = new_page()
        page.goto(address)
        expect(page.get_by_text("2 found · 0 ready · 2 need a date")).to_be_visible(timeout=60_000)
        expect(page.get_by_role("heading", name="2 reported events · 2 undated")).to_be_visible()
        date_for_all(page, "2015-10-04")
        page.get_by_role("button", name="Set dates").click()
        expect(window(page)).to_have_attribute(
            "aria-valuetext", "30 September 2015 to 3 October 2015: 2 events shown", timeout=60_000
        )
        window(page).focus()
        page.keyboard.press("ArrowRight")
        assert said(page) == "30 September 2015: 1 event shown"
        download_button = page.get_by_role("button", name="Download 1 event")
        expect(download_button).to_be_visible(timeout=10_000)
        expect(page).to_have_url(re.compile("from=2015-09-30&to=2015-09-30"))
        page.goto(page.url)  # the link reopens the same day
        expect(window(page)).to_have_attribute(
            "aria-valuetext", "30 September 2015: 1 event shown", timeout=60_000
        )
        with page.expect_download() as waiting:
            download_button.click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert [feature["properties"]["start"] for feature in found["features"]] == ["2015-09-30"]
    assert found["features"][0]["properties"]["title"] == "Air strike reported, Talbiseh"
    assert not geojson_validator.validate_structure(found)
    geometries = geojson_validator.validate_geometries(found)
    assert not geometries["invalid"]
    assert not geometries["problematic"]
    assert len(pyogrio.read_dataframe(path)) == 1


def test_filters_legend_and_links(new_page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    dated = {
        name.replace(".txt", ".md"): f"---\npublished: 2015-10-04\n---\n{text}\n"
        for name, text in REPORTS.items()
    }
    with opened(folder_of(tmp_path / "reports", dated)) as address:
        page: Page = new_page()
        page.goto(address)
        expect(window(page)).to_be_visible(timeout=60_000)
        for role, name in (("region", "Map"), ("region", "Claims"), ("table", "Events")):
            expect(page.get_by_role(role, name=name)).to_have_count(1)
        page.get_by_role("button", name="Air strike 1").click()
        expect(page.get_by_role("heading", name="1 reported event, 3 Oct 2015")).to_be_visible(timeout=10_000)
        page.goto(page.url)  # the link reopens the view
        expect(page.get_by_role("button", name="Air strike 1")).to_have_attribute(
            "aria-pressed", "false", timeout=60_000
        )
        expect(page.get_by_role("table", name="Events", exact=True).locator("tbody tr")).to_have_count(1)
        page.get_by_role("button", name="Air strike 1").click()
        search = page.get_by_role("textbox", name="Search", exact=True)
        search.fill("talbiseh")
        search.press("Enter")
        expect(page.get_by_role("heading", name="1 reported event, 30 Sep 2015")).to_be_visible(
            timeout=10_000
        )
        expect(window(page)).to_have_attribute("aria-valuetext", re.compile("1 event shown"))


def hostile_report(attack: str) -> str:
    """The attack wherever a report can hold words."""
    head = {"title": attack, "publisher": attack, "url": f"javascript:{attack}"}
    front = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items())
    return (
        f"---\n{front}\n---\n"
        f"Warplanes bombed the town of Talbiseh in Syria on 3 October 2015, said the group {attack}.\n"
    )


def test_nothing_that_is_given_runs(new_page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    reports = {f"{number} <b>.md": hostile_report(attack) for number, attack in enumerate(ATTACKS)}
    with opened(folder_of(tmp_path / "reports", reports)) as address:
        page: Page = new_page()
        page.goto(f"{address}/?q=<img src=x onerror=window.pwned=1>&type=<script>&event={ATTACKS[1]}")
        expect(page.get_by_text("6 found · 0 ready · 6 need a date")).to_be_visible(timeout=60_000)
        search = page.get_by_role("textbox", name="Search", exact=True)
        search.fill("")
        search.press("Enter")
        page.get_by_text("Reports", exact=True).click()
        rows = page.get_by_role("table", name="Events", exact=True).locator("tbody tr")
        expect(rows.first).to_be_visible(timeout=30_000)
        claims = page.get_by_role("region", name="Claims", exact=True)
        rows.first.get_by_role("button").first.click()
        expect(claims.locator("blockquote").first).to_be_visible(timeout=10_000)
        for opener in claims.get_by_role("button", name="Open report").all():
            opener.click()
            page.keyboard.press("Escape")
        time.sleep(0.3)
        assert page.evaluate("typeof window.pwned") == "undefined"
        assert page.locator("img[src='x'], svg[onload], a[href^='javascript'], img[src*='evil']").count() == 0


def test_an_uploaded_report_is_read(new_page, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with opened(folder_of(tmp_path / "reports", REPORTS)) as address:
        page: Page = new_page()
        page.goto(address)
        page.get_by_text("Reports", exact=True).click(timeout=60_000)
        report = "Rockets hit the city of Hama in Syria on 2 October 2015, residents said.\n"
        page.locator("input[type=file]").set_input_files(
            [{"name": "three.txt", "mimeType": "text/plain", "buffer": report.encode()}]
        )
        expect(page.get_by_text("three.txt", exact=True).first).to_be_visible()
        page.get_by_role("button", name="Add and read").click()
        found = page.get_by_role("heading", name=re.compile("^3 reported events"))
        expect(found).to_be_visible(timeout=60_000)
    assert (tmp_path / "reports" / "added" / "three.txt").read_text() == report
