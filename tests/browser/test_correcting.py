"""Correcting in a browser: decide, see map, table and ledger follow, take it back; a reload keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.casework import open_case
from dashboard.cli.server import HOST, serving
from geo.store import Case
from tests.browser.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ATTACK = '<img src=x onerror="window.pwned=1">'
REPORT = f"""---
title: Jets over the plain {ATTACK}
publisher: Example Wire
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

Rebels shelled Latakia on Thursday, residents said.

Air strikes hit Talbiseh on Friday, the Syrian army said.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("reports")
    (made / "one.md").write_text(REPORT, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """One server for all tests; each has the case made anew."""
    with serving(open_case([folder]).path, port := free_port()):
        yield f"http://{HOST}:{port}"


@pytest.fixture
def case(folder: Path, address: str) -> Path:
    del address  # it runs
    for path in folder.glob("*.db*"):
        path.unlink()
    return open_case([folder]).path


@pytest.fixture
def page(new_page, case: Path, address: str) -> Page:  # type: ignore[no-untyped-def]
    page: Page = new_page()
    page.goto(address)
    expect(rows(page).first).to_be_visible(timeout=60_000)
    return page


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="Events", exact=True).locator("tbody tr")


def claims(page: Page) -> Locator:
    return page.get_by_role("region", name="Claims", exact=True)


def choose(page: Page, words: str) -> None:
    rows(page).get_by_role("button", name=re.compile(words)).first.click()
    expect(claims(page).get_by_role("heading", name=re.compile(words))).to_be_visible(timeout=15_000)


def ledger(page: Page) -> Locator:
    return claims(page).get_by_role("table", name="Ledger")


def test_correct_undo_reload(page: Page, case: Path) -> None:
    choose(page, "Latakia")
    expect(ledger(page)).to_contain_text("1 Oct 2015")
    claims(page).get_by_label("Your name, kept with each decision", exact=True).fill(f"Ana {ATTACK}")
    claims(page).get_by_role("button", name="Correct", exact=True).click()
    form = claims(page).get_by_role("form", name="Correct this claim")
    form.get_by_label("First day", exact=True).fill("2015-10-03")
    form.get_by_label("Last day", exact=True).fill("2015-10-03")
    form.get_by_label("Killed", exact=True).fill("2-5")
    form.get_by_label("or a point", exact=True).fill("35.6, 35.9")
    form.get_by_label("Why (kept with it)", exact=True).fill(ATTACK)
    form.get_by_role("button", name="Keep this correction").press("Enter")
    expect(ledger(page)).to_contain_text("3 Oct 2015", timeout=15_000)
    expect(ledger(page)).to_contain_text("2–5 killed")
    expect(claims(page).locator(".dl-decided")).to_contain_text("changed by Ana")
    expect(rows(page).filter(has_text="Latakia")).to_contain_text("3 Oct 2015")
    page.reload()
    expect(ledger(page)).to_contain_text("3 Oct 2015", timeout=30_000)
    claims(page).get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(ledger(page)).to_contain_text("1 Oct 2015", timeout=15_000)
    expect(claims(page).locator(".dl-decided")).to_have_count(0)
    assert page.evaluate("typeof window.pwned") == "undefined"
    with Case.open(case) as kept:
        made = kept.decisions()
    assert [decision.action for decision in made] == ["change", "undo"]
    assert made[0].author == f"Ana {ATTACK}"
    assert made[0].payload["date"] == {"from": "2015-10-03", "to": "2015-10-03"}


def test_not_an_event_and_back(page: Page) -> None:
    choose(page, "Latakia")
    claims(page).get_by_role("button", name="Not an event", exact=True).click()
    expect(rows(page)).to_have_count(2, timeout=15_000)
    expect(page.get_by_role("heading", name=re.compile("2 reported events"))).to_be_visible()
    page.reload()
    expect(rows(page)).to_have_count(2, timeout=30_000)
    claims(page).get_by_text(re.compile(r"Decisions \(1\)")).click()
    claims(page).get_by_role("listitem").get_by_role("button", name=re.compile("^Undo: Not an event")).click()
    expect(rows(page)).to_have_count(3, timeout=15_000)
    expect(claims(page).get_by_role("heading", name=re.compile("Latakia"))).to_be_visible()


def test_a_value_that_means_nothing_is_said_and_the_form_stays(page: Page) -> None:
    choose(page, "Latakia")
    claims(page).get_by_role("button", name="Correct", exact=True).click()
    form = claims(page).get_by_role("form", name="Correct this claim")
    form.get_by_label("Killed", exact=True).fill("many")
    form.get_by_role("button", name="Keep this correction").click()
    expect(form.get_by_role("alert")).to_contain_text("“many” is no figure", timeout=15_000)
    expect(form.get_by_label("Killed", exact=True)).to_have_value("many")


def test_events_are_put_together_and_separated(page: Page) -> None:
    choose(page, "Air strike reported, Talbiseh")
    claims(page).get_by_role("button", name="Correct", exact=True).click()
    form = claims(page).get_by_role("form", name="Correct this claim")
    form.get_by_label("First day", exact=True).fill("2015-10-02")
    form.get_by_label("Last day", exact=True).fill("2015-10-02")
    form.get_by_label("Attributed to", exact=True).fill("")
    form.get_by_role("button", name="Keep this correction").click()
    expect(rows(page)).to_have_count(2, timeout=15_000)  # the same place and day: one event now
    claims(page).get_by_role("button", name="Separate").first.click()
    expect(rows(page)).to_have_count(3, timeout=15_000)
    claims(page).get_by_role("button", name=re.compile("Put together with")).first.click()
    expect(rows(page)).to_have_count(2, timeout=15_000)
    expect(ledger(page).locator("tbody tr")).to_have_count(2)


def test_the_report_says_what_its_words_were_taken_for(page: Page) -> None:
    choose(page, "Latakia")
    claims(page).get_by_role("button", name="Open report").click()
    report = page.get_by_role("dialog")
    said = report.locator(".dl-said")
    report.get_by_role("button", name="Talbiseh").first.focus()
    expect(said).to_contain_text("Talbiseh, Homs, Syria")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("“on Wednesday” a date: 30 Sep 2015 Why: published 2015-10-04.")
    report.get_by_role("button", name="Syrian army").hover()
    expect(said).to_contain_text("an actor")
    report.get_by_role("button", name="Not an event").click()
    expect(report.get_by_role("button", name=re.compile("^Undo: Not an event"))).to_be_visible(timeout=15_000)
    report.get_by_role("button", name=re.compile("^Undo")).click()
    expect(report.get_by_role("button", name="Not an event", exact=True)).to_be_visible(timeout=15_000)
    assert page.evaluate("typeof window.pwned") == "undefined"


def test_a_pin_moved_on_the_map_is_a_decision(page: Page, case: Path) -> None:
    choose(page, "Latakia")
    page.get_by_role("button", name="Move pin").click()
    page.get_by_role("button", name=re.compile("^Pin: arrow keys")).focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(claims(page).locator(".dl-decided")).to_contain_text("Moved on the map by", timeout=15_000)
    with Case.open(case) as kept:
        (made,) = kept.decisions()
    assert made.action == "move"
    assert made.payload["places"][0]["to"]["lat"] > 35.5
    claims(page).get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(claims(page).locator(".dl-decided")).to_have_count(0, timeout=15_000)


def test_what_was_closed_is_chosen_again(page: Page) -> None:
    choose(page, "Latakia")
    page.get_by_role("textbox", name="Search", exact=True).fill("Talbiseh")
    expect(page.get_by_text("Not among the events shown")).to_be_visible(timeout=15_000)
    close = claims(page).get_by_role("button", name="Close this event")
    box, panel = close.bounding_box(), claims(page).bounding_box()
    assert box
    assert panel
    assert box["y"] - panel["y"] < 40
    assert panel["x"] + panel["width"] - box["x"] - box["width"] < 40
    close.click()
    expect(claims(page)).to_contain_text("Choose an event", timeout=15_000)
    expect(page).not_to_have_url(re.compile("event="))
    page.get_by_role("textbox", name="Search", exact=True).fill("")
    choose(page, "Latakia")


def test_a_type_is_hidden_shown_with_all_and_hidden_again(page: Page) -> None:
    title = page.get_by_role("heading", level=1)
    legend = page.get_by_role("button", name="Shelling 1")
    for _ in range(2):
        expect(legend).to_have_attribute("aria-pressed", "true", timeout=15_000)  # the map has followed
        legend.click()
        expect(title).to_contain_text("2 reported events", timeout=15_000)
        page.get_by_role("button", name="Show all events").click()
        expect(title).to_contain_text("3 reported events", timeout=15_000)


def part(page: Page) -> Locator:
    return page.get_by_test_id("stExpander").filter(has_text="Check the reading")


def test_judged_by_keyboard_and_kept(page: Page, case: Path) -> None:
    page.get_by_text("Check the reading").click()
    expect(part(page)).to_contain_text("Claim 1 of 3; 0 judged", timeout=15_000)
    part(page).get_by_label("Your name, kept with each verdict", exact=True).fill(f"Bo {ATTACK}")
    part(page).get_by_label("Your name, kept with each verdict", exact=True).press("Enter")
    expect(part(page).locator(".dlq mark")).not_to_have_count(0)
    part(page).get_by_role("button", name="Next", exact=True).click()
    expect(part(page)).to_contain_text("Claim 2 of 3", timeout=15_000)
    group = part(page).get_by_role("radiogroup", name="Event, an event, told as happened")
    group.get_by_role("radio", name="Right", exact=True).press("Space")
    expect(part(page)).to_contain_text("1 claim judged of 3", timeout=15_000)
    page.reload()
    page.get_by_text("Check the reading").click(timeout=30_000)
    part(page).get_by_text("Results", exact=True).click()
    expect(part(page)).to_contain_text(f"Bo {ATTACK}: 1 claim judged of 3", timeout=15_000)
    assert page.evaluate("typeof window.pwned") == "undefined"
    with Case.open(case) as kept:
        made, unusable = kept.checks()
    assert unusable == 0
    assert [one.payload["verdicts"] for one in made if "verdicts" in one.payload] == [{"event": "right"}]
