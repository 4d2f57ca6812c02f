"""The map in a real browser: marks by keyboard, lists of any length, boxes, the address, all in words too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Gazetteer
from geo.webmap import standalone_html

pytestmark = pytest.mark.browser
CROWD = 1000


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
    expect(marks(opened).first).to_be_attached()
    return opened


def marks(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Events on the map").get_by_role("option")


def claims(page: Page) -> Locator:
    return page.get_by_role("region", name="Claims", exact=True)


def rows(page: Page) -> Locator:
    return page.get_by_role("table", name="Events", exact=True).locator("tbody tr")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one point of the map to another, in shares of its width and height."""
    box = page.get_by_role("region", name="Map", exact=True).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=5)
    page.mouse.up()


def test_every_mark_is_reached_by_keyboard_and_says_what_it_is(page: Page) -> None:
    names = [mark.get_attribute("aria-label") or "" for mark in marks(page).all()]
    assert any(name.startswith("Air strike reported, near Hama") and "near" in name for name in names)
    assert any("Homs province" in name and "somewhere in this area" in name for name in names)
    assert [mark.get_attribute("tabindex") for mark in marks(page).all()].count("0") == 1
    reached = set()
    marks(page).first.focus()
    for key in ["Home", *["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 6, "End"]:
        page.keyboard.press(key)
        reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert reached <= set(names)
    assert len(reached) > 3
    page.get_by_role("option", name="Ground fighting reported, Raqqa").focus()
    page.keyboard.press("Enter")
    expect(claims(page).get_by_role("heading", name="Ground fighting reported, Raqqa")).to_be_visible()


def test_a_cluster_counts_events_and_lists_them_all(page: Page) -> None:
    many = page.get_by_role("option", name="events, ").first
    words = many.get_attribute("aria-label") or ""
    many.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Events here")
    expect(dialog.get_by_role("heading")).to_have_text(f"{words.split(' ', 1)[0]} events here")
    expect(dialog.locator("li")).to_have_count(int(words.split(" ", 1)[0]))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == words


def test_an_event_is_let_go(page: Page) -> None:
    page.get_by_role("button", name="Ground fighting reported, Raqqa").first.click()
    expect(claims(page).locator("blockquote").first).to_be_visible()
    page.get_by_role("region", name="Map", exact=True).focus()
    page.keyboard.press("Escape")
    expect(claims(page)).to_contain_text("Choose an event")
    page.get_by_role("button", name="Ground fighting reported, Raqqa").first.click()
    page.get_by_role("button", name="Let go of this event").click()
    expect(claims(page)).to_contain_text("Choose an event")


def test_a_box_selects(page: Page) -> None:
    everything = rows(page).count()
    page.keyboard.down("Shift")
    drag(page, (0.45, 0.05), (0.65, 0.3))
    page.keyboard.up("Shift")
    expect(page.get_by_text("In the box: 1 event")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Raqqa")
    page.get_by_role("button", name="Remove the box").click()
    expect(rows(page)).to_have_count(everything)
    page.get_by_role("button", name="Select by a box").click()
    page.get_by_role("button", name="Take what is in view").click()
    expect(page.get_by_text("In the box: 7 events")).to_be_visible()


def test_the_legend_counts_what_the_window_shows(page: Page) -> None:
    legend = page.locator(".dl-legend")
    expect(legend.get_by_role("button", name="Air strike 4")).to_be_visible()
    page.get_by_role("slider", name="Time window", exact=True).focus()
    page.keyboard.press("End")
    expect(legend.get_by_role("button", name="Air strike 0")).to_be_visible()
    expect(legend.get_by_role("button", name="Rocket attack 1")).to_be_visible()


def test_the_address_keeps_the_view(page: Page, new_page) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("button", name="Air strike 4").click()
    page.get_by_label("From", exact=True).fill("2015-10-02")
    page.get_by_role("button", name="Ground fighting reported, Raqqa").first.click()
    page.wait_for_function("location.hash.includes('event=')")
    for part in ("from=2015-10-02", "to=2015-10-04", "hide=air_strike", "map="):
        assert part in page.url, part
    page.evaluate("history.back()")
    expect(claims(page)).to_contain_text("Choose an event")
    page.evaluate("history.forward()")
    expect(claims(page).get_by_role("heading", name="Raqqa")).to_be_visible()
    again = new_page()
    again.goto(page.url)
    expect(claims(again).get_by_role("heading", name="Raqqa")).to_be_visible()
    expect(again.get_by_role("button", name="Air strike 2")).to_have_attribute("aria-pressed", "false")
    expect(again.get_by_label("From", exact=True)).to_have_value("2015-10-02")


def test_an_address_of_nonsense_is_left_alone(new_page, saved: str) -> None:  # type: ignore[no-untyped-def]
    page = new_page()
    page.goto(f"{saved}#from=x&to=2015-13-40&event=9999&box=1,2&map=a,b,c&hide=<script>&mode=none")
    expect(rows(page)).to_have_count(9)
    expect(claims(page)).to_contain_text("Choose an event")


def test_words_for_who_does_not_see_it(page: Page) -> None:
    expect(page.locator("#dateline-words")).to_contain_text(
        "9 events shown, 30 September 2015 to 4 October 2015: Air strike 4"
    )
    page.get_by_role("slider", name="Time window", exact=True).focus()
    page.keyboard.press("End")
    expect(page.locator("#dateline-words")).to_contain_text("2 events shown, 4 October 2015: ")


def test_names_keep_clear_of_marks(page: Page) -> None:
    page.wait_for_timeout(400)
    hidden = page.evaluate(
        """() => {
            const view = Dateline.latest, min = view.labels._bounds.min, hidden = [];
            for (const {text, box: [a, b, c, d]} of view.labels.written) {
                for (const mark of view.events.marks) {
                    const x = mark.x - min.x, y = mark.y - min.y;
                    const dx = x - Math.max(a, Math.min(x, c)), dy = y - Math.max(b, Math.min(y, d));
                    if (Math.hypot(dx, dy) < mark.r - 1) hidden.push(text);
                }
            }
            return hidden;
        }"""
    )
    assert hidden == []


def test_reduced_motion_makes_one_step(new_page, saved: str) -> None:  # type: ignore[no-untyped-def]
    page = new_page(reduced_motion="reduce")
    page.goto(saved)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.wait_for_timeout(1200)
    said = page.get_by_role("slider", name="Time window", exact=True).get_attribute("aria-valuetext") or ""
    assert said.startswith("1 October 2015:")


def test_a_thousand_at_one_place_are_told_apart(  # type: ignore[no-untyped-def]
    new_page, sample: ModuleType, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    homs = sample.toponym("Homs", sample.HOMS)
    base = sample.event(1, "shelling", "Shelling reported, Homs", sample.day(3), homs)
    crowd = [replace(base, event_id=f"e{i:04}", title=f"Shelling {i} reported, Homs") for i in range(CROWD)]
    path = tmp_path / "crowd.html"
    path.write_text(standalone_html(crowd, gazetteer, sample.DOCUMENTS), encoding="utf-8")
    page = new_page()
    page.goto(path.as_uri())
    marks(page).first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Events here")
    expect(dialog.get_by_role("heading")).to_have_text("1,000 events here")
    expect(dialog.locator("li")).to_have_count(100)
    for pages in range(2, 11):
        dialog.get_by_role("button", name="Show more").click()
        expect(dialog.locator("li")).to_have_count(100 * pages)
    expect(dialog.get_by_role("button", name="Show more")).to_be_hidden()
    dialog.get_by_role("searchbox", name="Search these events").fill("shelling 777")
    expect(dialog.locator("li")).to_have_count(1)
    dialog.locator("li button").click()
    expect(claims(page).get_by_role("heading", name="Shelling 777 reported, Homs")).to_be_visible()


def test_what_is_over_the_map_covers_no_attribution(page: Page) -> None:
    foot = page.locator(".leaflet-control-attribution").bounding_box()
    assert foot
    for mark in marks(page).filter(visible=True).all():
        if "events" not in (mark.get_attribute("aria-label") or ""):
            continue
        mark.focus()
        page.keyboard.press("Enter")
        box = page.get_by_role("dialog", name="Events here").bounding_box()
        assert box
        assert box["y"] + box["height"] <= foot["y"]
        page.keyboard.press("Escape")
