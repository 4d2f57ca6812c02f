"""The timeline in a real browser: steps of the calendar, two modes, typed dates, events of many days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Gazetteer
from geo.model import Moment
from geo.webmap import standalone_html

pytestmark = pytest.mark.browser
DAYS = ("2015-01-15", "2015-01-28", "2015-02-10", "2015-04-30", "2015-11-02", "2016-01-09")


@pytest.fixture(scope="module")
def saved(sample: ModuleType, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A saved page with an event on each of DAYS, and one from 20 February to 25 March 2015."""
    homs = sample.toponym("Homs", sample.HOMS)
    moments = [Moment(date.fromisoformat(day), date.fromisoformat(day), "day") for day in DAYS]
    moments.append(Moment(date(2015, 2, 20), date(2015, 3, 25), "range"))
    events = [sample.event(i, "shelling", f"Shelling {i}", moment, homs) for i, moment in enumerate(moments)]
    path = tmp_path_factory.mktemp("saved") / "events.html"
    path.write_text(standalone_html(events, gazetteer, sample.DOCUMENTS), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(new_page, saved: str) -> Page:  # type: ignore[no-untyped-def]
    opened: Page = new_page()
    opened.goto(saved)
    expect(window(opened)).to_be_visible()
    return opened


def window(page: Page) -> Locator:
    return page.get_by_role("slider", name="Time window", exact=True)


def press(page: Page, *keys: str) -> str:
    """What the window says after keys."""
    window(page).focus()
    for key in keys:
        page.keyboard.press(key)
    return window(page).get_attribute("aria-valuetext") or ""


def choose(page: Page, name: str, value: str) -> None:
    page.get_by_role("combobox", name=name, exact=True).select_option(value)


def test_months_are_those_of_the_calendar(page: Page) -> None:
    choose(page, "Step", "month")
    assert press(page, "ArrowRight").startswith("15 January 2015 to 31 January 2015: 2 events")
    assert press(page, "ArrowRight").startswith("1 February 2015 to 28 February 2015: 2 events")
    assert press(page, "ArrowRight").startswith("1 March 2015 to 31 March 2015: 1 event")
    assert press(page, "End").startswith("1 January 2016 to 9 January 2016: 1 event")
    assert press(page, "ArrowLeft").startswith("1 December 2015 to 31 December 2015: 0 events")


def test_weeks_begin_on_monday(page: Page) -> None:
    choose(page, "Step", "week")
    assert press(page, "ArrowRight").startswith("15 January 2015 to 18 January 2015")
    assert press(page, "ArrowRight").startswith("19 January 2015 to 25 January 2015")


def test_all_until_a_day(page: Page) -> None:
    choose(page, "Step", "month")
    choose(page, "Show", "until")
    assert press(page, "ArrowRight").startswith("15 January 2015 to 31 January 2015: 2 events")
    assert press(page, "ArrowRight").startswith("15 January 2015 to 28 February 2015: 4 events")
    assert press(page, "End").startswith("15 January 2015 to 9 January 2016: 7 events")
    expect(page.get_by_role("slider", name="Window start")).to_be_hidden()
    expect(page.get_by_label("From", exact=True)).to_be_disabled()


def test_from_event_to_event(page: Page) -> None:
    choose(page, "Step", "day")
    said = []
    for name in ("First event", "Next event", "Next event", "Last event", "Previous event"):
        page.get_by_role("button", name=name, exact=True).click()
        said.append((window(page).get_attribute("aria-valuetext") or "").split(":")[0])
    assert said == [
        "15 January 2015",
        "28 January 2015",
        "10 February 2015",
        "9 January 2016",
        "2 November 2015",
    ]


def test_dates_are_typed(page: Page) -> None:
    start = page.get_by_label("From", exact=True)
    start.focus()
    page.keyboard.type("02012015")
    assert press(page).startswith("1 February 2015 to 9 January 2016: 5 events")
    page.get_by_label("To", exact=True).fill("2015-03-01")
    assert press(page).startswith("1 February 2015 to 1 March 2015: 2 events")
    start.fill("1999-01-01")  # before all events: not taken, and put right when it is left
    window(page).focus()
    expect(start).to_have_value("2015-02-01")


def test_an_event_of_many_days_is_one_line_not_many_bars(page: Page) -> None:
    found = page.evaluate(
        """() => ["day", "month", "year"].map((unit) => {
            const {model, timeline} = Dateline.latest;
            const {bins, spans} = Dateline.sortIntoBins(model, timeline.domain, unit);
            return [bins.reduce((sum, bin) => sum + bin.total, 0), spans.length];
        })"""
    )
    assert found == [[6, 1], [6, 1], [7, 0]]


def test_the_axis_names_months_and_years(page: Page) -> None:
    day = "Dateline.toDay"
    two_years = f"[{day}('2015-01-01'), {day}('2016-12-31')]"
    labels = page.evaluate(f"Dateline.ticks({two_years}, 730).map(([, label]) => label).filter(Boolean)")
    assert {"2015", "Apr", "Jul", "Oct", "2016"} <= set(labels)
    labels = page.evaluate(
        f"Dateline.ticks([{day}('2015-09-30'), {day}('2015-10-04')], 730).map(([, l]) => l)"
    )
    assert labels[:2] == ["30 Sep", "1 Oct"]


def test_names_that_run_from_right_to_left(  # type: ignore[no-untyped-def]
    new_page, sample: ModuleType, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    title = "Shelling reported, حمص (2)"
    events = [sample.event(1, "shelling", title, sample.day(3), sample.toponym("Homs", sample.HOMS))]
    path = tmp_path / "page.html"
    path.write_text(standalone_html(events, gazetteer, sample.DOCUMENTS), encoding="utf-8")
    page = new_page()
    page.goto(path.as_uri())
    assert page.locator("bdi", has_text=title).count() > 0
    expect(page.get_by_role("option", name=title)).to_be_attached()
