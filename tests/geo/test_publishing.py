"""A public file: nothing in it is finer than its promise, in no format and in no field."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gazetteer import Gazetteer
from geo.errors import ExportError
from geo.export import FORMATS, write
from geo.export.cited import read_cited, reports_of
from geo.export.readback import read_events
from geo.geometry import CELL
from geo.model import UNKNOWN_MOMENT, Document, Extraction
from geo.pipeline import extract
from geo.properties import event_properties
from geo.publishing import Promise, publish
from geo.publishing.publish import REPORT, WITHHELD
from geo.reading import read_documents
from geo.store import Case

TODAY = date(2026, 1, 1)
PROMISE = Promise(TODAY)
WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def internal(root: Path) -> Extraction:
    """Reports of many newsrooms, read."""
    return extract(read_documents([str(root / "seeds"), str(root / "tests" / "reports")]))


@pytest.fixture(scope="module")
def public(internal: Extraction, gazetteer: Gazetteer) -> Extraction:
    return publish(internal, gazetteer, PROMISE).extraction


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every record with coordinates in a JSON value."""
    if isinstance(value, dict):
        if "lat" in value:
            yield value
        for part in value.values():
            yield from places(part)
    elif isinstance(value, list):
        for part in value:
            yield from places(part)


@pytest.fixture(scope="module")
def features(public: Extraction, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    path = tmp_path_factory.mktemp("public") / "events.geojson"
    write(public, path, gazetteer=gazetteer)
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["note"] == PROMISE.in_words()
    return list(collection["features"])


def test_most_events_are_published(internal: Extraction, public: Extraction) -> None:
    assert len(public.events) > 0.7 * len(internal.events) > 100


def test_titles_have_no_gaps(public: Extraction) -> None:
    assert not [event.title for event in public.events if ", ," in event.title or event.title.endswith(", ")]


def test_no_place_is_finer_than_promised(features: list[Any]) -> None:
    told = [
        place for feature in features for place in places(feature["properties"]) if place["lat"] is not None
    ]
    cells = [place for place in told if place["kind"] == CELL]
    assert cells
    for place in cells:
        for degrees in (place["lat"], place["lon"]):
            assert abs(degrees / PROMISE.grid % 1 - 0.5) < 1e-6, place
    assert {place["geo_precision"] for place in cells} == {"near"}
    assert all(place["radius_km"] >= PROMISE.radius_km for place in told if place["kind"] != "country")
    assert {p["kind"] for p in told} <= {
        CELL,
        "admin1",
        "admin2",
        "admin3",
        "region",
        "country",
        "sea",
        "lake",
    }


def test_geometries_are_cells_or_whole_areas(features: list[Any]) -> None:
    shapes = [feature["geometry"] for feature in features if feature["geometry"]]
    points = [shape for shape in shapes if shape["type"].endswith("Point")]
    assert points
    for shape in points:
        for lon, lat in [shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"]:
            assert any(
                abs(p["lat"] - lat) < 1e-6
                and abs(p["lon"] - lon) < 1e-6
                and p["radius_km"] >= PROMISE.radius_km
                for feature in features
                for p in feature["properties"]["places"]
                if p["lat"] is not None
            )


def test_no_name_of_a_finer_place_is_left(
    internal: Extraction, features: list[Any], gazetteer: Gazetteer
) -> None:
    """Not in a title, an id, a quote, a reason: in no text of the file."""
    said = [text for feature in features for text in strings(feature)]
    written = {word.casefold() for text in said for word in WORD.findall(text)}
    shown = [p for feature in features for p in places(feature["properties"]) if p["name"]]
    areas = " ".join(f"{p['name']} {p['admin1']}" for p in shown if p["kind"] != CELL or p["admin1"])
    states = [
        place.name for code in {p["country"] for p in shown} if (place := gazetteer.place(f"country:{code}"))
    ]
    actors = {
        m.actor.name
        for c in internal.claims
        for m in (*c.perpetrators, *c.targets, *c.source)
        if m.actor.actor_id
    }
    coarse = {word.casefold() for word in WORD.findall(" ".join([areas, *states, *actors]))}
    fine = {
        word.casefold()
        for event in internal.events
        for place in event.places
        if place.geo_precision in {"exact", "near"} and place.place and not place.place.is_area
        for word in WORD.findall(f"{place.text} {place.place.name}")
        if len(word) > 3 and word[0].isupper()
    }
    ordinary = {
        word
        for claim in internal.claims
        for span in claim.evidence
        for word in WORD.findall(span.text)
        if word.islower()
    }
    telling = fine - coarse - ordinary
    assert len(telling) > 100
    assert not telling & written


def test_no_report_is_named(internal: Extraction, features: list[Any]) -> None:
    said = set(" ".join(text for feature in features for text in strings(feature)).split())
    for document in internal.documents:
        assert document.id not in said
        assert not document.url or document.url not in said
    ids = {event.event_id for event in internal.events} | {claim.claim_id for claim in internal.claims}
    assert not ids & said


def test_private_persons_are_not_named(internal: Extraction, public: Extraction) -> None:
    persons = {
        link.actor.name
        for claim in internal.claims
        for link in claim.source
        if link.actor.kind == "person" and not link.actor.actor_id
    }
    assert len(persons) > 10
    told = {link.actor.name for claim in public.claims for link in claim.source}
    assert not {name for name in persons if name[:1].isupper()} & told
    assert "a person" in told


def test_who_is_known_and_who_says_so_stay(samples: ModuleType, gazetteer: Gazetteer) -> None:
    event = publish(samples.EXTRACTION, gazetteer, PROMISE).extraction.events[0]
    told = next(claim for claim in event.claims if claim.perpetrators)
    assert told.perpetrators[0].actor.name == "Russian Air Force"
    assert told.source[0].actor.name == "Syrian Civil Defense"
    assert (event.moment.start, event.moment.end) == (samples.DAY.start, samples.DAY.end)
    assert told.tolls[0].low == 33
    assert event.title == "Air strike reported, Homs (area)"
    assert [statement.slot for statement in event.statements] == ["occurrence"]


def test_a_hospital_is_told_by_its_province(samples: ModuleType, gazetteer: Gazetteer) -> None:
    text = "Jets hit the hospital in Talbiseh on Wednesday."
    document = replace(samples.DOCUMENT, id="h.txt", text=text)
    claim = replace(
        samples.STRIKE,
        doc_id="h.txt",
        trigger=samples.quote("hit", document),
        evidence=(samples.quote(text, document),),
        places=(samples.mention(samples.TALBISEH, "Talbiseh", document=document),),
        perpetrators=(), targets=(), tolls=(), source=(),
    )  # fmt: skip
    event = replace(
        samples.EXTRACTION.events[0], claims=(claim,), places=claim.places, statements=(), general_denials=()
    )
    made = publish(Extraction((document,), (claim,), (event,)), gazetteer, PROMISE).extraction
    for place in (*made.events[0].places, *made.claims[0].places):
        assert place.place.place_id == "admin1:SY-HI"
        assert place.geo_precision == "admin1"


def test_a_wide_circle_stays_as_wide(samples: ModuleType, gazetteer: Gazetteer) -> None:
    place = replace(samples.mention(samples.TALBISEH, "Talbiseh", "near"), radius_km=25.0)
    claim = replace(samples.STRIKE, places=(place,))
    event = replace(samples.EXTRACTION.events[0], claims=(claim,), places=(place,), statements=())
    made = publish(Extraction((samples.DOCUMENT,), (claim,), (event,)), gazetteer, PROMISE).extraction
    assert [told.radius_km for told in made.events[0].places] == [25.0]


def test_the_last_days_are_held_back(samples: ModuleType, gazetteer: Gazetteer) -> None:
    day = samples.DAY.end
    whole = samples.EXTRACTION
    for today, told in ((day + timedelta(days=6), False), (day + timedelta(days=7), True)):
        made = publish(whole, gazetteer, Promise(today))
        assert any(event.type == "air_strike" for event in made.extraction.events) is told
        assert made.held_back == len(whole.events) - len(made.extraction.events)
    everything = publish(whole, gazetteer, Promise(day, hold_back=0)).extraction
    assert len(everything.events) == len(whole.events)


def test_what_may_be_of_the_last_days_is_held_back(samples: ModuleType, gazetteer: Gazetteer) -> None:
    """Undated, and in a report that does not say when it was published."""
    whole = samples.EXTRACTION.events[0]
    claims = tuple(replace(claim, moment=UNKNOWN_MOMENT) for claim in whole.claims)
    event = replace(whole, moment=UNKNOWN_MOMENT, claims=claims)
    undated = tuple(replace(document, published=None) for document in samples.EXTRACTION.documents)
    assert publish(Extraction(undated, event.claims, (event,)), gazetteer, PROMISE).held_back == 1
    old = tuple(replace(document, published=date(2015, 10, 4)) for document in samples.EXTRACTION.documents)
    assert publish(Extraction(old, event.claims, (event,)), gazetteer, PROMISE).held_back == 0


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"db"}))
def test_every_format_states_what_is_withheld(
    public: Extraction, gazetteer: Gazetteer, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"public.{FORMATS[form].ending}"
    some = replace(public, events=public.events[:5], claims=public.claims[:5])
    write(some, path, gazetteer=gazetteer)
    assert b"Public profile. A place is the middle of a cell of 0.1 degrees" in path.read_bytes()
    if form != "areas":
        named = {doc_id for one in read_cited(path) for doc_id in reports_of(one)}
        assert named
        assert all(doc_id.startswith(REPORT) for doc_id in named)


def test_every_event_is_counted_once(
    internal: Extraction, public: Extraction, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    for extraction in (internal, public):
        path = tmp_path / "x.areas.csv"
        write(extraction, path, gazetteer=gazetteer)
        with path.open(encoding="utf-8", newline="") as table:
            assert sum(int(row["events"]) for row in csv.DictReader(table)) == len(extraction.events)


def test_a_case_file_is_not_public(public: Extraction, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="holds the reports themselves"):
        write(public, tmp_path / "case.db")


def test_a_public_file_opens_again(public: Extraction, gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "public.geojson"
    write(public, path, gazetteer=gazetteer)
    again = read_events(path)
    with Case.open(tmp_path / "again.db") as case:
        case.save(again)
        kept = case.events()
    for events in (again.events, kept):
        assert {event.profile for event in events} == {PROMISE.in_words()}
        assert {claim.profile for event in events for claim in event.claims} == {PROMISE.in_words()}


def test_no_sentence_of_a_report_is_left(internal: Extraction, public: Extraction) -> None:
    """Nor any run of four of its words, but for names of actors."""
    assert {span.text for claim in public.claims for span in claim.evidence} == {WITHHELD}
    texts = [document.text for document in internal.documents]
    runs = {run for text in texts for run in runs_of(text)}
    actors = {link.actor.name for c in public.claims for link in (*c.source, *c.perpetrators, *c.targets)}
    known = {run for name in actors for run in runs_of(name)}
    said = [text for event in public.events for text in strings(event_properties(event))]
    assert len(runs) > 10_000
    assert not (runs - known) & {run for text in said if text != PROMISE.in_words() for run in runs_of(text)}


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def read(gazetteer: Gazetteer, text: str, **more: Any) -> Extraction:
    """What may be published of one report."""
    document = Document("r.txt", text, published=date(2025, 11, 10), **more)
    return publish(extract([document], gazetteer=gazetteer), gazetteer, PROMISE).extraction


@pytest.mark.parametrize(
    "text",
    [
        "air strikes killed nine people in saraqib on 3 november 2025, said abu omar al-khatib, a teacher.",
        "Jets bombed Saraqib on 3 November 2025, the local council of saraqib said.",
        "Jets bombed the T4 airbase on 3 November 2025, three kilometres from the old mill.",
        "Rebels shelled Saraqib at 35.8642, 36.8055 on 3 November 2025, killing two people.",
    ],
)
def test_no_way_of_writing_slips_through(gazetteer: Gazetteer, text: str, tmp_path: Path) -> None:
    made = read(gazetteer, text, publisher="saraqib24.example", title="Saraqib, T4", url="https://saraqib")
    assert made.events
    path = tmp_path / "out.geojson"
    write(made, path, gazetteer=gazetteer)
    written = path.read_text("utf-8").casefold()
    for word in ("saraq", "omar", "teacher", "t4", "mill", "35.86", "council of"):
        assert word not in written


@pytest.mark.parametrize(
    "text",
    [
        "Jets hit a health centre in Saraqib on 3 November 2025.",
        "Jets hit tents of displaced people near Saraqib on 3 November 2025.",
        "Jets bombed Saraqib on 3 November 2025. Russia denied that it had bombed the hospital in Saraqib.",
        "Jets hit a clinic in Saraqib on 3 November 2025. An air strike killed six in Saraqib that day.",
    ],
)
def test_what_shelters_people_is_told_by_its_province(gazetteer: Gazetteer, text: str) -> None:
    made = read(gazetteer, text)
    assert made.events
    kinds = {place.place.kind for event in made.events for place in event.places if place.place}
    assert kinds == {"admin1"}


def test_what_is_said_in_the_days_held_back_is_not_told(gazetteer: Gazetteer) -> None:
    text = "Jets bombed Saraqib on 3 November 2025, activists said."
    later = "Russia denied that its jets had bombed Saraqib on 3 November 2025. The report is false, it said."
    documents = [
        Document("a.txt", text, published=date(2025, 11, 10)),
        Document("b.txt", later, published=date(2025, 12, 30)),
    ]
    made = publish(extract(documents, gazetteer=gazetteer), gazetteer, PROMISE).extraction
    assert [event.type for event in made.events] == ["air_strike"]
    assert made.events[0].status == "reported"
    assert not made.events[0].statements
    assert all(document.published != date(2025, 12, 30) for document in made.documents)


def test_cells_at_the_ends_of_the_world(samples: ModuleType, gazetteer: Gazetteer) -> None:
    for lat, lon, grid in ((90.0, 180.0, 0.1), (-90.0, -180.0, 0.1), (0.0, 179.97, 0.7)):
        place = replace(samples.mention(samples.TALBISEH, "Talbiseh"), lat=lat, lon=lon)
        claim = replace(samples.STRIKE, places=(place,))
        event = replace(samples.EXTRACTION.events[0], claims=(claim,), places=(place,), statements=())
        whole = Extraction((samples.DOCUMENT,), (claim,), (event,))
        told = publish(whole, gazetteer, Promise(TODAY, grid)).extraction.events[0].places[0]
        assert told.lat is not None
        assert told.lon is not None
        assert abs(told.lat) <= 90
        assert abs(told.lon) <= 180


@pytest.mark.parametrize(
    "asked", [{"grid": 0.001}, {"grid": 90.0}, {"hold_back": -1}, {"hold_back": 800_000}]
)
def test_a_promise_that_is_none(asked: dict[str, Any]) -> None:
    with pytest.raises(ExportError, match="use 0"):
        Promise(TODAY, **asked)
