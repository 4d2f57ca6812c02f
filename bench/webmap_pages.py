"""The pages that bench/webmap.py opens: our map with generated events, folium's two timelines too."""

from __future__ import annotations

import base64
import random
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode

from gazetteer import Gazetteer, Place
from geo.model import Claim, Document, Event, Moment, Span, Toponym
from geo.webmap import page_payload, sort_events
from geo.webmap.assets import page_script, page_style
from geo.webmap.leaflet import leaflet_css, leaflet_js

FIRST, DAYS, WINDOW = date(2015, 1, 1), 730, 30
TYPES = ("air_strike", "shelling", "rocket_attack", "ground_fighting", "territory_captured", "protest")
# What folium's plugins link, by the last part of the address, and where it lies in its package.
PACKAGES = {
    "leaflet.timedimension.min.js": ("leaflet-timedimension@1.1.1", "dist/leaflet.timedimension.min.js"),
    "leaflet.timeline.min.js": ("leaflet.timeline@1.6.0", "dist/leaflet.timeline.js"),
    "jquery.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "jquery-ui.min.js": ("jquery-ui-dist@1.13.3", "jquery-ui.min.js"),
    "iso8601.min.js": ("iso8601-js-period@0.2.1", "iso8601.js"),
    "moment.min.js": ("moment@2.30.1", "min/moment.min.js"),
}


@dataclass(frozen=True)
class Sample:
    """Generated events, as ours and as plain rows of day, latitude, longitude."""

    events: list[Event]
    documents: list[Document]
    rows: list[tuple[date, float, float]]


def generate(count: int, gazetteer: Gazetteer) -> Sample:
    """Events over two years at 3,000 places, few of them at most of the places; a thousand at one."""
    chance = random.Random(1)  # noqa: S311 -- the same events at each run
    places = gazetteer.nearest(34.8, 38.0, limit=3000, min_population=500)
    text = "Jets bombed the town on that day, residents said."
    documents = [
        Document(f"{n}.txt", text, f"Report {n}", FIRST, "given", f"Wire {n % 20}") for n in range(500)
    ]
    events = []
    for number in range(count):
        pick = 0 if number < 1000 else min(int(chance.paretovariate(0.7)), len(places) - 1)
        start = FIRST + timedelta(days=chance.randrange(DAYS))
        end = start + timedelta(days=chance.choice([0] * 17 + [1, 3, 7]))
        events.append(_event(number, places[pick], start, end, chance))
    rows = [(e.moment.start, e.places[0].lat, e.places[0].lon) for e in events]
    return Sample(sort_events(events), documents, rows)  # type: ignore[arg-type]


def _event(number: int, place: Place, start: date, end: date, chance: random.Random) -> Event:
    kind, near = chance.choice(TYPES), chance.random() < 0.1
    found = Toponym(
        16, 20, "town", "place", "in", place, place.lat, place.lon,
        12.0 if near else place.radius_km, "near" if near else "exact", 0.9, "",
    )  # fmt: skip
    moment = Moment(start, end, "day" if start == end else "range", "on that day", "published")
    claim = Claim(
        f"c{number}", f"{chance.randrange(500)}.txt", kind, Span(5, 11, "bombed"),
        (Span(0, 11, "Jets bombed"),), places=(found,), moment=moment, confidence=0.8, event_id=f"e{number}",
    )  # fmt: skip
    status = "disputed" if chance.random() < 0.1 else "reported"
    return Event(
        f"e{number}", kind, f"{kind} reported, {place.name}", moment, (found,), (claim,), status=status
    )  # type: ignore[arg-type]


def ours(sample: Sample, gazetteer: Gazetteer) -> tuple[str, int]:
    """Our page, and the bytes that the app would send: the payload and our script."""
    payload = page_payload(sample.events, gazetteer, sample.documents)
    page = (
        f"<!doctype html><meta charset=utf-8><style>{page_style()}</style>"
        '<div id=root class=dl-host style="width:1100px"></div>'
        f"<script>{page_script()}</script>"
        f"<script id=data type=application/json>{base64.b64encode(payload).decode()}</script>"
        "<script>const view = Dateline.mount(document.getElementById('root'),"
        " Dateline.fromBase64(document.getElementById('data').textContent), {});</script>"
    )
    return page, len(payload) + len(page_script().encode())


def timestamped(sample: Sample) -> str:
    """folium's TimestampedGeoJson: canvas circles, a day a step, each shown for 30 days."""
    drawn = _map()
    data = _collection(sample, lambda day: {"times": [day.isoformat()], "icon": "circle"})
    TimestampedGeoJson(
        data, period="P1D", duration=f"P{WINDOW}D", add_last_point=False, auto_play=False, loop=False
    ).add_to(drawn)
    return f"{drawn.get_root().render()}<script>const theMap = {drawn.get_name()};</script>"


def slider(sample: Sample) -> str:
    """folium's Timeline and TimelineSlider: canvas circles, each shown for 30 days."""
    drawn = _map()
    until = timedelta(days=WINDOW)
    data = _collection(sample, lambda day: {"start": day.isoformat(), "end": (day + until).isoformat()})
    dots = JsCode("function (data, at) { return L.circleMarker(at); }")
    timeline = Timeline(data, point_to_layer=dots).add_to(drawn)
    control = TimelineSlider(auto_play=False, show_ticks=False).add_timelines(timeline).add_to(drawn)
    return f"{drawn.get_root().render()}<script>const control = {control.get_name()};</script>"


def _map() -> folium.Map:
    return folium.Map([34.8, 38.0], zoom_start=7, tiles=None, prefer_canvas=True, width=1100, height=600)


def _collection(sample: Sample, properties: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": properties(day),
            }
            for day, lat, lon in sample.rows
        ],
    }


def linked_files(folder: Path) -> dict[str, str]:
    """The scripts that folium's pages link, by file name. Raises OSError where they cannot be fetched."""
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not installed")
    names = sorted({package for package, _ in PACKAGES.values()})
    command = [npm, "pack", "--silent", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise OSError(f"npm pack failed: {done.stderr.strip()[:200]}")
    files = {"leaflet.js": leaflet_js(), "leaflet.css": leaflet_css()}
    for name, (package, path) in PACKAGES.items():
        with tarfile.open(folder / f"{package.replace('@', '-')}.tgz") as archive:
            found = archive.extractfile(f"package/{path}")
            if found is None:
                raise OSError(f"{package} has no {path}")
            files[name] = found.read().decode("utf-8")
    return files
