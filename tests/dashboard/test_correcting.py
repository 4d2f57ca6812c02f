"""From what the page sends to a decision of the case, and what the panel then shows."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo.decisions
from dashboard import casework, claimsview, decide, opened, state
from dashboard.casework import open_case
from dashboard.cli import main
from dashboard.opened import Opened
from gazetteer import Gazetteer
from geo.decisions import Decision
from geo.decisions.changing import SLOTS
from geo.decisions.forming import FormError
from geo.store import Case
from geo.store.decisions import DETAILS

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
REPORT = """---
publisher: Example Wire
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

Rebels shelled Latakia on Thursday, residents said.

Air strikes hit Talbiseh on Friday, the Syrian army said. The attack never happened, the ministry said.
"""


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Opened:
    """The report read into a case and opened, once: for tests that decide nothing."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "one.md").write_text(REPORT)
    return opened.load(open_case([folder]).path, gazetteer)


@pytest.fixture
def path(tmp_path: Path, unchanged: Opened) -> Path:
    """A copy of the report and its case for one test alone."""
    shutil.copytree(unchanged.backing.path.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / unchanged.backing.path.name


@pytest.fixture
def case(path: Path, gazetteer: Gazetteer) -> Opened:
    return opened.load(path, gazetteer)


def event_at(case: Opened, words: str) -> Any:
    return next(event for event in case.backing.extraction.events if words in event.title)


def panel(case: Opened, words: str, gazetteer: Gazetteer) -> dict[str, Any]:
    return claimsview.panel(case, event_at(case, words).event_id, "Ana", "")


def values_of(case: Opened, words: str, gazetteer: Gazetteer, **changes: object) -> dict[str, Any]:
    """What the form sends: the values that it began with, and some of them changed."""
    claim = panel(case, words, gazetteer)["detail"]["claims"][0]
    edit = claim["edit"]
    places = [{"was": p["was"], "id": p["was"], "point": ""} for p in edit["places"]]
    values = {**edit, "places": places, "note": "", **changes}
    return {"do": "change", "claim": claim["id"], "author": " Ana \n", "values": values}


def decided(case: Opened, gazetteer: Gazetteer, message: dict[str, Any]) -> tuple[Decision, Opened]:
    decision = decide.decision_of(case, message)
    casework.decide(case.backing.path, decision)
    return decision, opened.load(case.backing.path, gazetteer)


def test_the_form_begins_with_what_was_read(unchanged: Opened, gazetteer: Gazetteer) -> None:
    edit = panel(unchanged, "Air strike reported, Talbiseh", gazetteer)["detail"]["claims"][0]["edit"]
    assert (edit["type"], edit["from"], edit["to"]) == ("air_strike", "2015-09-30", "2015-09-30")
    assert edit["tolls"] == {"killed": "12", "wounded": "", "missing": "", "displaced": ""}
    assert edit["places"][0]["options"][0][1].startswith("Talbiseh, Homs, SY (")


def test_nothing_changed_is_no_decision(unchanged: Opened, gazetteer: Gazetteer) -> None:
    with pytest.raises(FormError, match="Nothing was changed"):
        decide.decision_of(unchanged, values_of(unchanged, "Latakia", gazetteer))


def test_only_what_differs_is_decided(case: Opened, gazetteer: Gazetteer) -> None:
    message = values_of(
        case,
        "Air strike reported, Talbiseh",
        gazetteer,
        tolls={"killed": "at least 10", "wounded": "3-5"},
        target="Islamic State; the Banner of Rain",
    )
    decision, after = decided(case, gazetteer, message)
    assert decision.author == "Ana"
    assert set(decision.payload) == {"claims", "about", "tolls", "targets"}
    assert [actor["actor_id"] for actor in decision.payload["targets"]] == ["islamic-state", ""]
    shown = panel(after, "Air strike reported, Talbiseh", gazetteer)["detail"]
    assert ["", "10+ killed, 3–5 wounded", False] in [list(part) for part in shown["ledger"][0]["where"]]
    assert shown["claims"][0]["decided"][0].startswith("Target, toll changed by Ana, ")
    assert "(was: none; " in shown["claims"][0]["decided"][0] or "12" in shown["claims"][0]["decided"][0]


def test_another_place_of_the_name(case: Opened, gazetteer: Gazetteer) -> None:
    homs = gazetteer.lookup("Homs", country="SY")[0].place
    edit = panel(case, "Latakia", gazetteer)["detail"]["claims"][0]["edit"]
    place = [{"was": edit["places"][0]["was"], "id": homs.place_id, "point": ""}]
    _, after = decided(case, gazetteer, values_of(case, "Latakia", gazetteer, places=place))
    assert event_at(after, "Homs").places[0].place.place_id == homs.place_id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "party"}, "no event type “party”"),
        ({"from": "soon"}, "“soon” is no date"),
        ({"from": "2015-10-09", "to": "2015-10-01"}, "swap them"),
        ({"tolls": {"killed": "many"}}, "“many” is no figure"),
        ({"tolls": {"killed": "9-3"}}, "runs backwards"),
        ({"places": [{"was": "", "id": "", "point": "here"}]}, "“here” is no point"),
        ({"places": [{"was": "", "id": "", "point": "120, 10"}]}, "is not on the earth"),
        ({"places": [{"was": "", "id": "nowhere:1", "point": ""}]}, "no place “nowhere:1”"),
    ],
)
def test_a_value_that_means_nothing_is_named(
    unchanged: Opened, gazetteer: Gazetteer, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(FormError, match=said):
        decide.decision_of(unchanged, values_of(unchanged, "Latakia", gazetteer, **changes))


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "drop table"},
        {"do": "reject", "claim": "nobody"},
        {"do": "merge", "event": "e", "with": "e"},
        {"do": "undo", "decision": 99},
        {"do": "change", "claim": None, "values": 3},
    ],
)
def test_a_message_that_is_not_ours_decides_nothing(
    unchanged: Opened, gazetteer: Gazetteer, message: dict[str, Any]
) -> None:
    with pytest.raises(FormError):
        decide.decision_of(unchanged, message)


def test_a_pin_is_moved_by_the_map(case: Opened, gazetteer: Gazetteer) -> None:
    number = case.index.number[event_at(case, "Latakia").event_id]
    decision = decide.decision_of(case, {"moved": number, "lat": 35.61234567, "lon": 35.9, "author": "Ana"})
    assert decision.author == "Ana"
    casework.decide(case.backing.path, decision)
    spot = event_at(opened.load(case.backing.path, gazetteer), "Latakia").places[0]
    assert (spot.lat, spot.lon, spot.reason[:15]) == (35.612346, 35.9, "put here by Ana")


@pytest.mark.parametrize(
    "message",
    [
        {"moved": -1, "lat": 1, "lon": 1},
        {"moved": 0, "lat": "x", "lon": 1},
        {"moved": 0, "lat": 99.0, "lon": 1},
    ],
)
def test_a_pin_is_not_moved_off_the_earth(unchanged: Opened, message: dict[str, Any]) -> None:
    with pytest.raises(FormError):
        decide.decision_of(unchanged, message)


def test_an_event_of_many_claims_is_moved_whole(case_file: Path, gazetteer: Gazetteer) -> None:
    with Case.open(case_file) as kept:
        read = kept.extraction()
        old = next(event for event in read.events if event.event_id == "e5")
        many = tuple(replace(old.claims[0], claim_id=f"m{number}") for number in range(205))
        claims = [claim for claim in read.claims if claim.event_id != "e5"]
        events = [event for event in read.events if event.event_id != "e5"]
        kept.save(replace(read, claims=(*claims, *many), events=(*events, replace(old, claims=many))))
    case = opened.load(case_file, gazetteer)
    message = {"moved": case.index.number["e5"], "lat": 15.0, "lon": 36.0}
    _, moved = decided(case, gazetteer, message)
    assert len(moved.index.ids) == len(case.index.ids)
    whole = moved.event("e5")
    assert whole
    assert [place.lat for claim in whole.claims for place in claim.places] == [15.0] * 205


def test_decisions_are_laid_over_what_was_read_once(
    case: Opened, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    apply = geo.decisions.apply
    monkeypatch.setattr("geo.decisions.apply", lambda *given: made.append(given) or apply(*given))
    claim = event_at(case, "Latakia").claims[0].claim_id
    made.clear()
    _, after = decided(case, gazetteer, {"do": "reject", "claim": claim, "author": "Ana"})
    assert claimsview.decided(after)[0]["fits"]
    assert not after.event("no such event")
    assert len(after.backing.extraction.events) == 2
    assert len(made) == 1


def test_decisions_are_listed_newest_first_and_can_be_taken_back(case: Opened, gazetteer: Gazetteer) -> None:
    claim = event_at(case, "Latakia").claims[0].claim_id
    _, rejected = decided(case, gazetteer, {"do": "reject", "claim": claim, "author": "Ana"})
    assert not any("Latakia" in event.title for event in rejected.backing.extraction.events)
    number = rejected.backing.decisions[0].id
    undone, back = decided(rejected, gazetteer, {"do": "undo", "decision": number, "author": "Ben"})
    assert undone.claim_id == claim
    assert event_at(back, "Latakia")
    listed = claimsview.decided(back)
    assert [(one["who"], one["stands"]) for one in listed] == [("Ben", True), ("Ana", False)]
    assert listed[1]["what"] == "Not an event: Shelling reported, Latakia (“shelled”)"
    assert listed[0]["what"] == f"Taken back: {listed[1]['what']}"
    assert claimsview.default_author(back) == "Ben"


def test_a_decision_whose_words_are_gone_is_still_listed(path: Path, gazetteer: Gazetteer) -> None:
    gone = {"doc_id": "gone.txt", "trigger": {}, "evidence": {}}
    with Case.open(path) as case:
        case.decide(Decision("reject", author="Ana", payload={"claims": [gone], "about": "An event"}))
    (listed,) = claimsview.decided(opened.load(path, gazetteer))
    assert (listed["what"], listed["fits"], listed["stands"]) == ("Not an event: An event", False, True)


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        ("reject", "{"),
        ("reject", "3"),
        ("reject", '{"claims": 3}'),
        ("change", '{"claims": [{"doc_id": "one.md", "trigger": "shelled"}]}'),
        ("merge", "[" * 9000),
        ("undo", "{}"),
        ("undo", '{"decision": "the last"}'),
        ("undo", '{"decision": Infinity}'),
        ("set_published", '{"published": "soon"}'),
        ("set_published", '{"published": 20151004}'),
        ("set_published", '{"published": null, "was": {"published": "soon"}}'),
        ("set_details", '{"title": "X", "was": 4}'),
        ("leave_undated", "null"),
    ],
)
def test_a_row_that_makes_no_sense_is_listed_and_the_rest_opens(
    case: Opened, gazetteer: Gazetteer, action: str, payload: str
) -> None:
    with closing(sqlite3.connect(case.backing.path)) as raw, raw:
        row = ("2026-11-22T10:00:00+00:00", 5, action, "one.md", "", "", payload)
        raw.execute("INSERT INTO decisions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
    claim = event_at(case, "Latakia").claims[0].claim_id
    _, after = decided(case, gazetteer, {"do": "reject", "claim": claim, "author": "Ana"})
    assert len(after.index.ids) == 2, "the decision after it counts"
    good, bad = claimsview.decided(after)
    assert (good["usable"], good["fits"], good["undoable"]) == (True, True, True)
    assert (bad["usable"], bad["fits"], bad["undoable"], bad["who"]) == (False, True, False, "5")
    assert bad["what"].endswith("one.md")
    assert casework.refresh(case.backing.path).documents == case.backing.extraction.documents


def test_names_dates_and_actors_of_the_whole_report_are_marked(
    unchanged: Opened, gazetteer: Gazetteer
) -> None:
    detail = panel(unchanged, "Latakia", gazetteer)["detail"]
    text = detail["documents"]["one.md"]
    said = {text[start:end]: (kind, says, why) for start, end, kind, says, why in detail["marks"]["one.md"]}
    assert said["Talbiseh"][1].startswith("Talbiseh, Homs, Syria (")
    assert said["on Wednesday"] == ("date", "30 Sep 2015", "published 2015-10-04")
    assert said["activists"][0] == "actor"
    assert said["shelled"][0] == "trigger"
    marks = detail["marks"]["one.md"]
    assert all(one[1] <= other[0] for one, other in pairwise(marks))
    assert "bias" not in str(marks), "the reader's own notes are not for the page"


def test_a_choice_shows_in_the_report_too(case: Opened, gazetteer: Gazetteer) -> None:
    point = [{"was": event_at(case, "Latakia").places[0].place.place_id, "id": "", "point": "35.6 35.9"}]
    _, after = decided(case, gazetteer, values_of(case, "Latakia", gazetteer, places=point))
    marks = panel(after, "Latakia", gazetteer)["detail"]["marks"]["one.md"]
    assert any(
        "35.6000, 35.9000" in says and why.startswith("put here by Ana") for _, _, _, says, why in marks
    )


def test_undoing_a_publication_date_reads_the_reports_again(path: Path, gazetteer: Gazetteer) -> None:
    (path.parent / "two.txt").write_text("Rebels shelled Hama on Thursday, residents said.")
    open_case([path.parent])
    casework.choose_dates(path, {"two.txt": date(2015, 10, 4)})
    case = opened.load(path, gazetteer)
    assert event_at(case, "Hama").moment.start == date(2015, 10, 1)
    _, after = decided(case, gazetteer, {"do": "undo", "decision": case.backing.decisions[-1].id})
    assert event_at(after, "Hama").moment.start is None


def test_a_publication_date_that_is_taken_back_and_brought_back(path: Path, gazetteer: Gazetteer) -> None:
    own = casework.load(path).documents[0]
    assert own.published_from == "front matter"
    casework.choose_dates(path, {"one.md": date(2015, 10, 11)})
    casework.choose_dates(path, {"one.md": date(2015, 10, 18)})
    case = opened.load(path, gazetteer)
    assert event_at(case, "Latakia").moment.start == date(2015, 10, 15)
    for number, published in ((2, date(2015, 10, 11)), (1, own.published)):
        _, case = decided(case, gazetteer, {"do": "undo", "decision": number})
        assert casework.load(path).documents[0].published == published
    assert casework.load(path).documents[0] == own, "the report's own date is back, and where it came from"
    assert event_at(case, "Latakia").moment.start == date(2015, 10, 1)
    _, case = decided(case, gazetteer, {"do": "undo", "decision": case.backing.decisions[-1].id})
    assert event_at(case, "Latakia").moment.start == date(2015, 10, 8), "brought back"
    casework.choose_dates(path, {"one.md": None})
    assert casework.load(path).documents[0] == own


def test_a_description_that_is_taken_back_and_brought_back(path: Path, gazetteer: Gazetteer) -> None:
    for title in ("First", "Second"):
        casework.choose_dates(path, {}, {"one.md": {"title": title, "publisher": "Wire"}})
    case = opened.load(path, gazetteer)
    own = "Example Wire"
    for number, title, publisher in ((1, "Second", "Wire"), (2, "", own), (3, "First", "Wire")):
        assert all(one["undoable"] for one in claimsview.decided(case))
        _, case = decided(case, gazetteer, {"do": "undo", "decision": number})
        document = casework.load(path).documents[0]
        assert (document.title, document.publisher) == (title, publisher)


def test_the_page_follows_its_claim(
    path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_CASE", str(path))
    case = opened.load(path, gazetteer)
    event = event_at(case, "Latakia")
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["event"] = event.event_id
    app.run()
    assert app.title[0].value.startswith("3 reported events")
    decided(case, gazetteer, {"do": "reject", "claim": event.claims[0].claim_id, "author": "Ana"})
    app.session_state[state.FOLLOW] = event.claims[0].claim_id
    app.run()
    assert not app.exception
    assert app.title[0].value.startswith("2 reported events")
    assert "event" not in app.query_params


def test_the_manual_has_every_action_and_every_key(root: Path) -> None:
    text = (root / "docs" / "decisions.md").read_text(encoding="utf-8")
    table = text[text.index("## In the case file") :]
    keys = {"claims", "about", "other", "note", "decision", "published", "was", *SLOTS, *DETAILS}
    for name in {*claimsview.ACTIONS, *keys}:
        assert f"`{name}`" in table, name


def test_what_was_decided_reaches_the_export(path: Path, gazetteer: Gazetteer, tmp_path: Path) -> None:
    case = opened.load(path, gazetteer)
    decided(
        case,
        gazetteer,
        {"do": "accept", "claim": event_at(case, "Latakia").claims[0].claim_id, "author": "Ana"},
    )
    assert main(["export", str(path), "-o", str(tmp_path / "x.jsonl")]) == 0
    assert '"action": "accept", "author": "Ana"' in (tmp_path / "x.jsonl").read_text()
