"""Three questions that the five articles must answer (issue 4), asked of the events they give.

The articles are not ours to ship: without ../shared the tests are skipped, and say so.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.model import Event, Extraction
from geo.pipeline import extract
from geo.reading import read_documents

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the articles in ../shared are not here")

RAID_DAY, SUNDAY = date(2015, 9, 30), date(2015, 10, 4)


@pytest.fixture(scope="module")
def reading() -> Extraction:
    return extract(read_documents([SHARED / "seed_documents.jsonl"]))


@pytest.fixture(scope="module")
def undated() -> Extraction:
    """The same articles as they came, without the days that the annotators know."""
    return extract(read_documents([SHARED.parent / "seeds"]))


def at(extraction: Extraction, name: str, day: date, type_: str = "air_strike") -> list[Event]:
    """Events of a type on a day at a place (not at an area of that name)."""
    return [
        event
        for event in extraction.events
        if event.type == type_
        and event.moment.start == day
        and any(p.place and p.place.name == name and p.geo_precision != "admin1" for p in event.places)
    ]


def killed(event: Event) -> set[tuple[int | None, int | None]]:
    return {
        (toll.low, toll.high)
        for claim in event.claims
        for toll in claim.tolls
        if toll.harm == "killed" and toll.part_of is None
    }


def sources(event: Event) -> set[str]:
    return {link.actor.name for claim in event.claims for link in claim.source}


def test_talbiseh_30_september(reading: Extraction) -> None:
    """One toll over two places; the other toll beside it; the denial general; Sunday's strike apart."""
    (raid,) = at(reading, "Talbiseh", RAID_DAY)
    assert {place.place.name for place in raid.places if place.place} >= {"Talbiseh"}
    assert len(raid.places) == 2
    assert killed(raid) == {(33, None)}
    assert any("Civil Def" in name for name in sources(raid))

    homs = [event for event in at(reading, "Homs", RAID_DAY) if killed(event)]
    assert [killed(event) for event in homs] == [{(32, 32)}]
    wounded = {toll.low for claim in homs[0].claims for toll in claim.tolls if toll.harm == "wounded"}
    assert wounded == {10}
    assert homs[0].event_id != raid.event_id
    assert raid.event_id in {other.event_id for other in homs[0].possibly_same}
    assert homs[0].event_id in {other.event_id for other in raid.possibly_same}

    for event in (raid, homs[0]):
        assert any("information attack" in denial.evidence[0].text for denial in event.general_denials)
        assert "occurrence" not in event.disputed_slots

    (sunday,) = at(reading, "Talbiseh", SUNDAY)
    assert sunday.event_id not in {raid.event_id, *(other.event_id for other in raid.possibly_same)}


def test_near_hama(reading: Extraction) -> None:
    """Two strikes on 4 October, the province on 30 September, and who is there: no denial of a strike."""
    sunday = at(reading, "Hama", SUNDAY)
    by_toll = {bool(killed(event)): event for event in sunday}
    assert len(sunday) == len(by_toll) == 2
    assert any("Observatory" in name for name in sources(by_toll[False]))
    assert killed(by_toll[True]) == {(5, 5)}
    assert all(not claim.perpetrators for claim in by_toll[True].claims)

    provinces = [
        event
        for event in reading.events
        if event.moment.start == RAID_DAY
        and {p.place.name for p in event.places if p.place and p.geo_precision == "admin1"}
        >= {"Homs", "Latakia", "Hama"}
    ]
    assert len(provinces) == 1
    assert "Agence France-Presse" in sources(provinces[0])

    units = [c for c in reading.claims if c.kind == "statement" and "no ISIS units" in c.trigger.text]
    assert [(claim.slot, claim.stance) for claim in units] == [("control", "denies")]
    assert not {event.event_id for event in sunday} & set(units[0].about)


def test_without_publication_dates(undated: Extraction) -> None:
    """ "Wednesday" stays undated; "posted on Sunday" dates the posting, not the strike."""
    assert {document.id[:3] for document in undated.documents if document.published} == {"001"}
    wednesdays = [
        claim for claim in undated.claims if "Wednesday" in claim.moment.text and claim.doc_id[:3] != "001"
    ]
    assert wednesdays
    assert all(claim.moment.start is None for claim in wednesdays)

    shown = [
        claim
        for claim in undated.claims
        if claim.doc_id[:3] == "001" and "posted two videos" in claim.evidence[0].text.replace("\xa0", " ")
    ]
    assert shown
    assert all(claim.moment.precision != "day" for claim in shown)
    assert all("shortly before" in claim.moment.anchor for claim in shown)
