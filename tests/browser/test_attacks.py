"""Markup and scripts in everything a user can be given: nothing runs, nothing is asked for outside.

Reports in every format and with every field, the names of files, a list of actors, an imported gazetteer,
an events GeoJSON of somebody else's; on the page and in the saved one. Words of decisions: test_correcting.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_user_path import ATTACKS, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SENTENCE = (
    "Warplanes of the Free Men of Example bombed the town of Alphaville on 3 October 2015, said the {}."
)
PLACED = "img[src='x'], svg[onload], a[href^='javascript'], img[src*='evil'], iframe"


@pytest.fixture(scope="module")
def user_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's own folder: an actor and a place whose names are attacks."""
    folder = tmp_path_factory.mktemp("data")
    actors = folder / "dateline" / "actors"
    actors.mkdir(parents=True)
    (actors / "own.toml").write_text(
        '[[actors]]\nid = "free-men"\nkind = "armed_group"\n'
        f'names = [{json.dumps(ATTACKS[0])}, "Free Men of Example"]\n',
        encoding="utf-8",
    )
    places = folder / "places.csv"
    with places.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("name aliases kind country admin1 lat lon radius_km source checked note".split())
        note = f"{ATTACKS[1]}{ATTACKS[2]}"
        rows.writerow(
            [f"Alphaville {ATTACKS[0]}", "Alphaville", "town", "SY", "", 34.84, 36.73, 3, note, "", note]
        )
    run("gazetteer", "import", str(places), data=folder)
    return folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report a format, every field an attack."""
    folder = tmp_path_factory.mktemp("reports")
    fields = dict.fromkeys(("title", "publisher", "url"), ATTACKS[1]) | {"published": "2015-10-04"}
    text = " ".join(SENTENCE.format(f"group {attack}") for attack in ATTACKS)
    (folder / "a.jsonl").write_text(json.dumps({"id": ATTACKS[0], "text": text, **fields}), encoding="utf-8")
    with (folder / "b.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, [*fields, "id", "text"])
        rows.writeheader()
        rows.writerow({**fields, "id": f"=1+1{ATTACKS[2]}", "text": text})
    (folder / "c <img src=x onerror=window.pwned=1>.html").write_text(
        f"<html><head><title>{ATTACKS[0]}</title><script>window.pwned=1</script></head><body><article>"
        f"<p onclick=window.pwned=1>{text}</p><p>{SENTENCE.format('army')}</p></article></body></html>",
        encoding="utf-8",
    )
    return folder


def run(*words: str, data: Path) -> None:
    """A command with the user's folder."""
    command = [sys.executable, "-m", "dashboard.cli", *words]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "XDG_DATA_HOME": str(data)})


def nothing_ran(page: Page, address: str) -> None:
    """Go through the table's rows and the reports behind them; then look for what an attack would leave."""
    page.goto(address)
    rows = page.get_by_role("table", name="Events", exact=True).locator("tbody tr")
    expect(rows.first).to_be_visible(timeout=60_000)
    claims = page.get_by_role("region", name="Claims", exact=True)
    for row in rows.all()[:2]:
        row.get_by_role("button").first.click()
        expect(claims.locator("blockquote").first).to_be_visible(timeout=20_000)
        for opener in claims.get_by_role("button", name="Open report").all()[:2]:
            opener.click()
            page.keyboard.press("Escape")
    assert page.get_by_text("window.pwned").count(), "the attacks reached the page, as text"
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.locator(PLACED).count() == 0


def test_on_the_page(  # type: ignore[no-untyped-def]
    new_page, reports: Path, user_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(user_data))
    with opened(reports) as address:
        nothing_ran(new_page(), address)


def test_in_the_saved_page(new_page, reports: Path, user_data: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    saved = tmp_path / "events.html"
    run("extract", str(reports), "-o", str(saved), data=user_data)
    nothing_ran(new_page(), saved.as_uri())


def test_from_events_of_somebody_else(new_page, reports: Path, user_data: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    events = tmp_path / "events.geojson"
    run("extract", str(reports), "-o", str(events), data=user_data)
    collection = json.loads(events.read_text(encoding="utf-8"))
    assert collection["features"]
    for number, feature in enumerate(collection["features"]):
        attack = ATTACKS[number % len(ATTACKS)]
        feature["properties"] |= {"title": attack, "place": attack, "merged_because": [attack]}
    events.write_text(json.dumps(collection), encoding="utf-8")
    with opened(events) as address:
        nothing_ran(new_page(), address)
