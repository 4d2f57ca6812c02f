"""What an analyst decides: laid over what was read, found again after another run, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from geo.decisions import Decision, address_of, apply
from geo.decisions.changing import place_key, place_record
from geo.decisions.forming import placed_point
from geo.export import write
from geo.export.readback import read_events
from geo.model import Claim, Document, Event, Extraction
from geo.pipeline import extract
from geo.records import claim_from_record, claim_to_record, place_to_record
from geo.store import Case

ONE = Document(
    "one.txt",
    "Russian warplanes bombed Talbiseh on 30 September 2015, killing at least 33 civilians, activists said. "
    "Rebels shelled Latakia on 2 October 2015, residents said.",
    published=date(2015, 10, 4),
    published_from="given",
    publisher="Example Wire",
)
TWO = Document(
    "two.txt",
    "Air strikes hit Talbiseh on 30 September 2015, the civil defence said. "
    "A car bomb exploded in Hama on 3 October 2015, state media said.",
    published=date(2015, 10, 4),
    published_from="given",
    publisher="Another Wire",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer) -> Extraction:
    return extract([ONE, TWO], gazetteer=gazetteer)


def claim_of(extraction: Extraction, words: str) -> Claim:
    return next(c for c in extraction.claims if c.trigger.text in words and words in c.evidence[0].text)


def event_of(extraction: Extraction, claim: Claim) -> Event:
    return next(e for e in extraction.events if any(c.claim_id == claim.claim_id for c in e.claims))


def decide(action: str, *claims: Claim, number: int = 1, **payload: Any) -> Decision:
    about = [address_of(claim) for claim in claims]
    return Decision(
        action, "Ana", payload={"claims": about, **payload}, id=number, at="2026-11-22T10:00:00+00:00"
    )


def undo(decision: Decision, number: int) -> Decision:
    return Decision("undo", "Ana", payload={"decision": decision.id}, id=number)


def test_two_reports_tell_one_strike(read: Extraction) -> None:
    assert len(event_of(read, claim_of(read, "bombed Talbiseh")).claims) == 2
    assert len(read.events) == 3


def test_nothing_decided_changes_nothing(read: Extraction) -> None:
    assert apply(read, []).extraction is read
    accepted = apply(read, [decide("accept", claim_of(read, "shelled Latakia"))]).extraction
    assert [replace(c, decided=()) for c in accepted.claims] == list(read.claims)
    assert accepted.claims[1].decided or accepted.claims[0].decided
    assert [e.event_id for e in accepted.events] == [e.event_id for e in read.events]


def test_what_is_no_event_goes_with_its_event_and_comes_back(read: Extraction) -> None:
    claim = claim_of(read, "shelled Latakia")
    out = decide("reject", claim)
    less = apply(read, [out]).extraction
    assert len(less.events) == 2
    assert claim.claim_id not in {c.claim_id for c in less.claims}
    assert apply(read, [out, undo(out, 2)]).extraction == read
    assert len(apply(read, [out, undo(out, 2), undo(undo(out, 2), 3)]).extraction.events) == 2


def test_one_claim_of_two_is_no_event(read: Extraction) -> None:
    claim = claim_of(read, "bombed Talbiseh")
    event = event_of(read, claim)
    left = apply(read, [decide("reject", claim)]).extraction
    still = next(e for e in left.events if e.event_id == event.event_id)
    assert [c.doc_id for c in still.claims] == ["two.txt"]
    assert still.status == "reported"
    assert still.independent_sources == 1


def test_a_pin_is_moved_to_a_point(read: Extraction) -> None:
    claim = claim_of(read, "shelled Latakia")
    place = claim.places[0].place
    assert place
    to = {"was": place.place_id, "to": {"lat": 35.6, "lon": 35.9}}
    moved = event_of(apply(read, [decide("move", claim, places=[to])]).extraction, claim)
    spot = moved.places[0]
    assert (spot.lat, spot.lon, spot.geo_precision) == (35.6, 35.9, "exact")
    assert spot.place
    assert spot.place.name == "Latakia"
    assert spot.reason == "put here by Ana, 2026-11-22"
    assert moved.claims[0].decided[0].was == (("places", f"Latakia at {place.lat:.4f}, {place.lon:.4f}"),)


def test_another_candidate_makes_another_title(read: Extraction, gazetteer: Gazetteer) -> None:
    claim = claim_of(read, "car bomb exploded in Hama")
    old = claim.places[0]
    chosen = gazetteer.lookup("Homs", country="SY")[0].place
    record = place_to_record(replace(old, place=chosen, lat=chosen.lat, lon=chosen.lon))
    change = {"was": old.place.place_id if old.place else "", "to": record}
    event = event_of(apply(read, [decide("change", claim, places=[change])]).extraction, claim)
    assert "Homs" in event.title
    assert event.event_id == event_of(read, claim).event_id, "what names the event still finds it"


def test_a_place_corrected_twice_is_one_place_whatever_is_undone(
    read: Extraction, gazetteer: Gazetteer
) -> None:
    claim = claim_of(read, "car bomb exploded in Hama")
    hama = claim.places[0].place
    assert hama
    homs, idlib = (gazetteer.lookup(name, country="SY")[0].place for name in ("Homs", "Idlib"))
    first = decide("change", claim, places=[{"was": hama.place_id, "to": place_record(homs)}])
    second = decide("change", claim, number=2, places=[{"was": homs.place_id, "to": place_record(idlib)}])
    for made, name, unfit in (
        ([first, second], "Idlib", ()),
        ([first, second, undo(second, 3)], "Homs", ()),
        ([first, second, undo(first, 3)], "Hama", (second,)),
    ):
        applied = apply(read, made)
        assert [p.place.name for p in event_of(applied.extraction, claim).places if p.place] == [name]
        assert applied.unfit == unfit


def test_another_day_takes_a_claim_out_of_its_event_and_into_one_that_fits(read: Extraction) -> None:
    claim = claim_of(read, "Air strikes hit Talbiseh")
    first = decide("change", claim, date={"from": "2015-10-01", "to": None})
    apart = apply(read, [first]).extraction
    assert len(apart.events) == 4
    moved = event_of(apart, claim)
    assert (moved.moment.start, moved.moment.precision) == (date(2015, 10, 1), "day")
    assert moved.moment.anchor == "set by Ana, 2026-11-22"
    back = decide("change", claim, number=2, date={"from": "2015-09-30", "to": "2015-09-30"})
    together = apply(read, [first, back]).extraction
    assert len(event_of(together, claim).claims) == 2
    assert len(together.events) == 3


def test_actors_type_and_toll(read: Extraction) -> None:
    claim = claim_of(read, "bombed Talbiseh")
    decision = decide(
        "change",
        claim,
        type="shelling",
        perpetrators=[{"name": "Syrian army", "actor_id": "", "kind": "military", "parent": ""}],
        targets=[],
        tolls=[{"harm": "killed", "low": 30, "high": 34, "who": "civilians"}],
        note="The video shows artillery.",
    )
    event = event_of(apply(read, [decision]).extraction, claim)
    now = event.claims[0]
    assert event.type == now.type == "shelling"
    assert [m.actor.name for m in now.perpetrators] == ["Syrian army"]
    assert not now.targets
    assert [(t.low, t.high) for t in now.tolls] == [(30, 34)]
    assert now.decided[0].note == "The video shows artillery."
    assert dict(now.decided[0].was)["type"] == "air_strike"
    assert ONE.text[now.tolls[0].span.start : now.tolls[0].span.end] == now.tolls[0].span.text


def test_events_are_put_together_and_claims_taken_apart(read: Extraction) -> None:
    strike, bomb = claim_of(read, "bombed Talbiseh"), claim_of(read, "car bomb exploded in Hama")
    one = apply(read, [decide("merge", strike, bomb)]).extraction
    event = event_of(one, strike)
    assert {c.claim_id for c in event.claims} >= {strike.claim_id, bomb.claim_id}
    assert event.event_id == event_of(read, strike).event_id
    assert event.merged_because[-1] == "put together by Ana, 2026-11-22"
    other = claim_of(read, "Air strikes hit Talbiseh")
    apart = apply(read, [decide("merge", strike, bomb), decide("separate", other, number=2)]).extraction
    assert len(event_of(apart, other).claims) == 1
    assert len(event_of(apart, strike).claims) == 2


def test_what_was_taken_apart_may_be_the_same(read: Extraction) -> None:
    other = claim_of(read, "Air strikes hit Talbiseh")
    apart = apply(read, [decide("separate", other)]).extraction
    kin = {r.event_id for r in event_of(apart, other).possibly_same}
    assert event_of(apart, claim_of(read, "bombed Talbiseh")).event_id in kin


def test_a_decision_finds_its_claim_after_another_run(read: Extraction, gazetteer: Gazetteer) -> None:
    decisions = [decide("reject", claim_of(read, "shelled Latakia"))]
    longer = replace(ONE, text="A first line that was not there before.\n\n" + ONE.text)
    again = extract([longer, TWO], gazetteer=gazetteer)
    applied = apply(again, decisions)
    assert not applied.unfit
    assert not any("Latakia" in event.title for event in applied.extraction.events)


def test_a_decision_whose_words_are_gone_is_listed(read: Extraction, gazetteer: Gazetteer) -> None:
    decision = decide("reject", claim_of(read, "shelled Latakia"))
    shorter = replace(ONE, text=ONE.text.split(". ", maxsplit=1)[0] + ".")
    again = extract([shorter, TWO], gazetteer=gazetteer)
    applied = apply(again, [decision])
    assert applied.unfit == (decision,)
    assert applied.extraction == again


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "no_such_type"},
        {"date": {"from": "soon"}},
        {"date": {"from": "2015-10-02", "to": "2015-10-01"}},
        {"places": [{"was": "x", "to": {"lat": 100, "lon": 0}}]},
        {"tolls": [{"harm": "killed", "low": 9, "high": 1, "who": ""}]},
        {"tolls": 3},
    ],
)
def test_a_decision_that_makes_no_sense_is_listed(read: Extraction, payload: dict[str, Any]) -> None:
    decision = decide("change", claim_of(read, "shelled Latakia"), **payload)
    applied = apply(read, [decision])
    assert applied.unfit == (decision,)
    assert applied.extraction == read


@pytest.mark.parametrize("action", ["merge", "separate"])
def test_a_statement_is_no_event_to_put_together(read: Extraction, action: str) -> None:
    claim = claim_of(read, "shelled Latakia")
    said = replace(claim, claim_id="said", kind="statement", slot="occurrence", about=(claim.event_id,))
    more = replace(read, claims=(*read.claims, said))
    applied = apply(more, [decide(action, claim, said)])
    assert [one.action for one in applied.unfit] == [action]
    assert not any(one.decided for one in applied.extraction.claims), "nothing of it took effect"


def test_every_decision_together_leaves_claims_and_events_in_step(read: Extraction) -> None:
    claims = [c for c in read.claims if c.kind == "event"]
    decisions = [decide("merge", *claims)]
    decisions += [decide("separate", claim, number=2 + n) for n, claim in enumerate(claims)]
    now = apply(read, decisions).extraction
    assert len(now.events) == len(claims)
    assert {c.event_id for c in now.claims if c.kind == "event"} == {e.event_id for e in now.events}
    for event in now.events:
        assert all(c.event_id == event.event_id and c in now.claims for c in event.claims)


def test_what_was_decided_is_in_the_files(read: Extraction, tmp_path: Path) -> None:
    claim = claim_of(read, "shelled Latakia")
    now = apply(read, [decide("change", claim, date={"from": "2015-10-03"})]).extraction
    record = claim_to_record(event_of(now, claim).claims[0])
    assert record["decisions"][0] == {
        "decision": 1,
        "action": "change",
        "author": "Ana",
        "at": "2026-11-22T10:00:00+00:00",
        "was": {"date": "2015-10-02"},
        "note": "",
    }
    assert claim_to_record(claim_from_record(record)) == record
    write(now, tmp_path / "x.geojson", format="geojson")
    back = read_events(tmp_path / "x.geojson")
    assert any(c.decided and c.decided[0].author == "Ana" for c in back.claims)


def test_the_case_keeps_them_over_another_run(read: Extraction, tmp_path: Path) -> None:
    with Case.open(tmp_path / "x.db") as case:
        case.save(read)
        case.decide(decide("reject", claim_of(read, "shelled Latakia")))
        assert len(case.decided().extraction.events) == 2
        case.save(read)
        assert len(case.extraction().events) == 3
        assert len(case.decided().extraction.events) == 2
        case.decide(Decision("undo", payload={"decision": 1}))
        assert len(case.decided().extraction.events) == 3


def test_a_chosen_publication_date_can_be_undone(tmp_path: Path) -> None:
    undated = replace(ONE, published=None, published_from="unknown")
    with Case.open(tmp_path / "x.db") as case:
        case.set_published("one.txt", date(2015, 10, 1))
        case.set_published("one.txt", date(2015, 10, 2))
        case.decide(Decision("undo", payload={"decision": 2}))
        assert case.with_chosen_dates([undated])[0].published == date(2015, 10, 1)
        case.decide(Decision("undo", payload={"decision": 1}))
        assert case.with_chosen_dates([undated])[0].published is None


def test_a_decision_does_not_pass_to_another_sentence(gazetteer: Gazetteer) -> None:
    before = replace(ONE, text="Airstrikes hit Homs on 30 September 2015, killing five people.")
    read = extract([before], gazetteer=gazetteer)
    rejected = decide("reject", *read.claims)
    for text in (
        "Airstrikes hit Aleppo on 2 October 2015, killing nine soldiers.",
        "Airstrikes hit Homs on 30 September 2015, killing five people and hurting six.",
    ):
        now = extract([replace(before, text=text)], gazetteer=gazetteer)
        applied = apply(now, [rejected])
        assert len(applied.extraction.events) == 1
        assert [one.id for one in applied.unfit] == [1]
    longer = extract([replace(before, text=before.text + " Rebels shelled Latakia.")], gazetteer=gazetteer)
    assert "Homs" not in str(apply(longer, [rejected]).extraction.events)


def test_a_point_in_another_area_has_its_country_and_is_called_as_the_report_calls_it(
    read: Extraction, gazetteer: Gazetteer
) -> None:
    claim = claim_of(read, "bombed Talbiseh")
    for lat, lon, country, admin1, place_id in (
        (34.85, 36.74, "SY", "Homs", claim.places[0].place.place_id if claim.places[0].place else ""),
        (36.20, 37.13, "SY", "Aleppo", "point:Talbiseh"),
        (33.90, 35.50, "LB", "Beirut", "point:Talbiseh"),
    ):
        to = placed_point(lat, lon, gazetteer)
        moved = decide("move", claim, places=[{"was": place_key(claim.places[0]), "to": to}])
        place = claim_of(apply(read, [moved]).extraction, "bombed Talbiseh").places[0]
        assert place.place
        assert (place.lat, place.lon) == (lat, lon)
        assert (place.place.country, place.place.admin1, place.place.place_id) == (country, admin1, place_id)
