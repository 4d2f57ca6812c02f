"""Map, timeline and table with very many events: right counts, and a bounded page."""

from __future__ import annotations

import base64
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from gazetteer import Gazetteer
from geo.webmap import page_payload, sort_events
from geo.webmap.assets import page_script, page_style
from geo.webmap.container import pack, smallest, unpack

pytestmark = pytest.mark.browser
COUNT, UNDATED, DAYS, SPOTS, TYPES, NAMES = 200_000, 5_000, 900, 3_000, 3, 40_000
MOST_NODES = 25_000  # a thousand rows of ten columns, two trays, the marks
OPEN = """({data, script}) => {
    (0, eval)(script);
    const model = new Dateline.Model(Dateline.fromBase64(data));
    window.view = Dateline.mount(document.getElementById("root"), model, {});
    window.table = new Dateline.Table(document.getElementById("below"), model);
}"""
STATE = """() => {
    const { cells } = view.events;
    view.map.setView([0, 0], 0, { animate: false });
    view.events.draw();
    return {
        shown: view.model.tally().shown,
        marked: cells.total.reduce((sum, n) => sum + n, 0),
        byType: [...view.model.tally().byType],
        bars: Dateline.sortIntoBins(view.model, view.timeline.domain, "century").bins[0].total,
    };
}"""
Columns = dict[str, np.ndarray[Any, Any]]


@pytest.fixture(scope="module")
def many(sample: ModuleType, gazetteer: Gazetteer) -> tuple[bytes, Columns]:
    """A payload of events each at one spot, some undated, and its columns."""
    header, arrays = unpack(page_payload(sort_events(sample.sample_events()), gazetteer, sample.DOCUMENTS))
    dice, dated = np.random.default_rng(7), COUNT - UNDATED
    start = np.append(np.sort(dice.integers(0, DAYS, dated)), np.zeros(UNDATED, dtype=np.int64))
    length = dice.choice([0, 0, 0, 5, 40], COUNT) * (np.arange(COUNT) < dated)
    lat, lon = (dice.uniform(-most, most, SPOTS).astype(np.float32) for most in (50, 150))
    columns = {
        "start": start,
        "end": np.minimum(start + length, DAYS - 1),
        "type": dice.integers(0, TYPES, COUNT),
        "name": dice.integers(0, NAMES, COUNT),
    }
    arrays |= {name: np.zeros(COUNT, dtype=np.uint8) for name in arrays if name.startswith("event.")}
    arrays |= {f"event.{name}": smallest(columns[name]) for name in ("start", "end", "type")}
    arrays |= {f"event.{name}": smallest(columns["name"] + 2) for name in ("title", "place")}
    arrays |= {
        "event.mapped": np.ones(COUNT, dtype=np.uint8),
        "event.why_undated": (np.arange(COUNT) >= dated).astype(np.uint8),
        "mark.from": np.arange(COUNT + 1, dtype=np.uint32),
        "mark.spot": smallest(dice.integers(0, SPOTS, COUNT)),
        "spot.lat": lat,
        "spot.lon": lon,
        "spot.box": np.stack([lon, lat, lon, lat], axis=1).reshape(-1),
        "spot.radius": np.zeros(SPOTS, dtype=np.float32),
        "spot.kind": np.zeros(SPOTS, dtype=np.uint8),
        "spot.area": np.zeros(SPOTS, dtype=np.uint32),
        "tint.event": np.zeros(0, dtype=np.uint8),
        "tint.country": np.zeros(0, dtype=np.uint8),
    }
    names = [f"Place {(n * 7919) % NAMES}" for n in range(NAMES)]
    header |= {
        "count": COUNT,
        "dated": dated,
        "strings": ["", "no date is named", *names],
        "types": (header["types"] * TYPES)[:TYPES],
        "key": "many",
    }
    return pack(header, arrays), columns


def test_very_many_events_are_counted_and_listed(new_page, many: tuple[bytes, Columns]) -> None:  # type: ignore[no-untyped-def]
    page = new_page()
    page.set_content(f"<style>{page_style()}</style><div id=root class=dl-host></div><div id=below></div>")
    page.evaluate(OPEN, {"data": base64.b64encode(many[0]).decode(), "script": page_script()})
    the_table_holds_some_rows_whatever_is_asked_of_it(page, many[1])
    counts_of_windows_masks_and_types_are_those_of_numpy(page, many[1])


def counts_of_windows_masks_and_types_are_those_of_numpy(page: Page, columns: Columns) -> None:
    dice = np.random.default_rng(11)
    dated = np.arange(COUNT) < COUNT - UNDATED
    for hidden in ([], [1], [0, 2]):
        first, last = sorted(dice.integers(0, DAYS, 2).tolist())
        mask = np.packbits(dice.random(COUNT) < 0.5, bitorder="little")
        page.evaluate(
            """([first, last, mask, hidden]) => {
                view.model.setMask(Dateline.fromBase64(mask));
                for (const type of view.model.types.keys()) {
                    if (view.model.hidden.has(type) !== hidden.includes(type)) view.model.toggleType(type);
                }
                view.timeline.set(view.model.base + first, view.model.base + last);
            }""",
            [first, last, base64.b64encode(mask.tobytes()).decode(), hidden],
        )
        passed = np.unpackbits(mask, count=COUNT, bitorder="little").astype(bool) & dated
        inside = passed & (columns["start"] <= last) & (columns["end"] >= first)
        unhidden = ~np.isin(columns["type"], hidden)
        found = page.evaluate(STATE)
        assert found["shown"] == found["marked"] == int((inside & unhidden).sum())
        assert found["byType"] == np.bincount(columns["type"][inside], minlength=TYPES).tolist()
        assert found["bars"] == int((passed & unhidden).sum())


def the_table_holds_some_rows_whatever_is_asked_of_it(page: Page, columns: Columns) -> None:
    dated = COUNT - UNDATED
    number = (np.arange(NAMES) * 7919) % NAMES  # the figure in the name
    order = np.lexsort((np.arange(dated), number[columns["name"][:dated]]))
    listed = "[...table.body.children].map((row) => Number(row.dataset.event))"
    page.evaluate("table.sortBy('place')")
    assert page.evaluate(listed) == order[:200].tolist()
    for _ in range(4):
        page.evaluate("table.showMore()")
    assert page.evaluate(listed) == order[:1000].tolist()
    page.evaluate("table.showMore()")
    assert page.evaluate(listed) == order[999:1199].tolist()
    assert (
        page.evaluate("table.note.textContent")
        == f"{dated:,} events in the window, 200 listed from number 1,000 on"
    )
    chosen = int(order[150_000])
    page.evaluate(f"view.model.select({chosen}, 'map')")
    assert page.evaluate(listed) == order[150_000:150_200].tolist()
    page.evaluate("table.sortBy('place')")
    backwards = np.lexsort((np.arange(dated), -number[columns["name"][:dated]]))
    assert page.evaluate(listed) == backwards[:200].tolist()
    page.evaluate("table.sortBy('when')")
    page.evaluate("table.sortBy('when')")
    assert page.evaluate(listed) == list(range(dated - 1, dated - 201, -1))
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_NODES
    assert page.evaluate("view.marks.update() || view.marks.node.children.length") <= 300
    assert page.evaluate("table.undated.querySelector('.dl-n').textContent") == str(UNDATED)
