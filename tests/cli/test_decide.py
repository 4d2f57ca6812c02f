"""Decisions from a table: what is kept, what is refused, and the same case again from its list."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from geo.model import Claim, Event, Extraction
from geo.records import claim_to_record
from geo.store import Case

REPORT = """---
publisher: Example Wire
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

Rebels shelled Latakia on Thursday, residents said.

Air strikes hit Talbiseh on Friday, the Syrian army said.

A car bomb exploded in Hama on Saturday, police said.
"""
Tell = Callable[[], str]


@pytest.fixture
def err(capfd: pytest.CaptureFixture[str]) -> Tell:
    capfd.readouterr()
    return lambda: capfd.readouterr().err


def extraction(case: Path) -> Extraction:
    with Case.open(case, create=False) as opened:
        return opened.decided().extraction


def event(case: Path, words: str) -> Event:
    return next(e for e in extraction(case).events if words in e.claims[0].evidence[0].text)


def claim(case: Path, words: str) -> Claim:
    return event(case, words).claims[0]


def table(path: Path, *rows: dict[str, Any], delimiter: str = ",", encoding: str = "utf-8") -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    out = csv.DictWriter(text, columns, delimiter=delimiter)
    out.writeheader()
    out.writerows(rows)
    target = path.with_name("rows.csv")
    target.write_bytes(text.getvalue().encode(encoding))
    return str(target)


def decide(case: Path, *rows: dict[str, Any], options: tuple[str, ...] = (), **form: str) -> int:
    return main(["decide", str(case), table(case, *rows, **form), "--author", "Ana", *options])


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def kept(case: Path) -> int:
    with Case.open(case, create=False) as opened:
        return len(opened.decisions())


def test_a_table_of_corrections(case: Path, err: Tell) -> None:
    talbiseh, latakia, hama = (claim(case, word) for word in ("12 civilians", "Latakia", "Hama"))
    rows = (
        {"action": "change", "claim_id": talbiseh.claim_id, "killed": "10-12", "targets": "Islamic State"},
        {
            "action": "change",
            "event_id": latakia.event_id,
            "date_from": "2015-10-02",
            "type": "Rocket attack",
        },
        {"action": "move", "event_id": hama.event_id, "lat": "35,2", "lon": "36,75", "note": "by video"},
        {"action": "accept", "claim_id": hama.claim_id, "author": "Bo"},
    )
    assert decide(case, *rows, delimiter=";", encoding="utf-16") == 0
    assert "4 decisions kept" in err()
    changed = claim(case, "12 civilians")
    assert [(t.low, t.high) for t in changed.tolls] == [(10, 12)]
    assert [m.actor.actor_id for m in changed.targets] == ["islamic-state"]
    shelled = claim(case, "Latakia")
    assert (shelled.type, str(shelled.moment.start)) == ("rocket_attack", "2015-10-02")
    moved = claim(case, "Hama")
    assert (moved.places[0].lat, moved.places[0].lon) == (35.2, 36.75)
    assert [(told.action, told.author) for told in moved.decided] == [("move", "Ana"), ("accept", "Bo")]
    assert decide(case, *rows) == 0
    assert "0 decisions kept, 4 already there" in err()
    assert kept(case) == 4


def test_undo_of_several_by_the_list_s_own_numbers(case: Path, err: Tell) -> None:
    about = event(case, "Hama").event_id
    notes = [{"action": "note", "event_id": about, "note": note} for note in ("one", "two")]
    assert decide(case, *notes) == 0
    assert decide(case, {"action": "undo", "decision": 1}, {"action": "undo", "decision": 2}) == 0
    assert kept(case) == 4, err()


def test_reject_merge_separate_undo(case: Path, err: Tell) -> None:
    one, other, hama = event(case, "12 civilians"), event(case, "Air strikes hit"), event(case, "Hama")
    merge = {"action": "merge", "event_id": one.event_id, "other": other.event_id}
    assert decide(case, merge, {"action": "reject", "event_id": hama.event_id}) == 0
    together = event(case, "12 civilians")
    assert len(together.claims) == 2
    assert decide(case, merge, {"action": "reject", "claim_id": hama.claims[0].claim_id}) == 0
    assert "are one event already" not in err()  # the row is known, before it is looked at
    assert kept(case) == 2
    assert decide(case, {"action": "accept", "claim_id": hama.claims[0].claim_id}) == 1
    assert "take that decision back first" in err()
    apart = {"action": "separate", "claim_id": other.claims[0].claim_id}
    assert decide(case, apart, {"action": "undo", "undoes": "2"}) == 0
    assert len(event(case, "12 civilians").claims) == 1
    assert event(case, "Hama")
    assert decide(case, {"action": "reject", "event_id": hama.event_id}, {"action": "undo", "undoes": 2}) == 0
    said = err()
    assert "already there, as decision 2, which was taken back since" in said
    assert kept(case) == 4


BAD_ROWS: list[tuple[dict[str, str], str]] = [
    ({"action": "burn"}, "action 'burn' is none; use one of accept, reject"),
    ({"action": "accept"}, "give event_id or claim_id"),
    ({"action": "accept", "event_id": "e0"}, "no event 'e0' in this case; take the id from an export"),
    ({"action": "accept", "killed": "5"}, "killed: accept makes no use of it"),
    ({"action": "change"}, "no column says to what"),
    ({"action": "change", "killed": "many"}, "“many” is no figure; write 5, 5-7, or 5+"),
    ({"action": "change", "killed": "9-3"}, "runs backwards"),
    ({"action": "change", "date_from": "30/09/2015"}, "“30/09/2015” is no date: write it like"),
    ({"action": "change", "date_to": "2015-09-30"}, "date_to: give date_from too"),
    ({"action": "change", "type": "party"}, "no event type “party”"),
    ({"action": "change", "place_id": "x:1"}, "The gazetteer has no place “x:1”"),
    ({"action": "change", "place_id": "x:1", "lat": "3"}, "give place_id, or lat and lon"),
    ({"action": "change", "lat": "95", "lon": "3"}, "is not on the earth"),
    ({"action": "change", "lat": "3", "lon": ""}, "lon: '' is no number of degrees"),
    ({"action": "move", "lat": "3", "lon": "3", "which_place": "Paris"}, "which_place: no place 'Paris'"),
    ({"action": "merge"}, "the other one's id in other"),
    ({"action": "merge", "event_id": "e0", "other": "e0"}, "event_id and other are the same event"),
    ({"action": "separate"}, "is the only claim of its event"),
    ({"action": "note"}, "the column note is empty"),
    ({"action": "undo", "undoes": "99"}, "no decision '99' in this case; see --list"),
    ({"action": "accept", "payload": "{"}, "payload: not JSON"),
]


def test_every_row_that_means_nothing_is_named_and_none_is_kept(case: Path, err: Tell) -> None:
    latakia = {"claim_id": claim(case, "Latakia").claim_id}
    with_claim = [
        {**(latakia if row["action"] in ("change", "move", "separate") else {}), **row} for row, _ in BAD_ROWS
    ]
    good = {"action": "accept", "claim_id": claim(case, "Hama").claim_id}
    assert decide(case, good, *with_claim) == 1
    told = err().splitlines()
    for line, (_, said) in enumerate(BAD_ROWS, start=3):
        named = next(one for one in told if f"rows.csv line {line}: " in one)
        assert said in named
    assert f"{len(BAD_ROWS)} rows cannot be kept; nothing was kept" in told[-1]
    assert kept(case) == 0


def test_the_good_rows_alone_or_none_for_trial(case: Path, err: Tell) -> None:
    rows = (
        {"action": "accept", "claim_id": claim(case, "Hama").claim_id},
        {"action": "burn", "claim_id": ""},
    )
    assert decide(case, *rows, options=("--dry-run",)) == 1
    assert kept(case) == 0
    assert decide(case, *rows, options=("--keep-good",)) == 1
    assert "the good rows were kept" in err()
    assert kept(case) == 1


def test_rows_that_say_the_same_or_contradict_each_other(case: Path, err: Tell) -> None:
    killed = {
        "action": "change",
        "claim_id": claim(case, "12 civilians").claim_id,
        "killed": "3",
        "wounded": "",
    }
    assert decide(case, killed, killed) == 0
    assert "line 3: the same as line 2" in err()
    changed = {**killed, "killed": "", "wounded": "4"}
    assert decide(case, {**killed, "killed": "5"}, changed) == 1
    assert f"line 3: line 2 changes tolls of {killed['claim_id']} too: make it one row" in err()
    assert kept(case) == 1


def test_an_event_of_several_claims_has_no_figure_of_its_own(case: Path, err: Tell) -> None:
    one, other = event(case, "12 civilians"), event(case, "Air strikes hit")
    assert decide(case, {"action": "merge", "event_id": one.event_id, "other": other.event_id}) == 0
    both = {"action": "change", "event_id": one.event_id, "date_from": "2015-10-01", "date_to": "2015-10-02"}
    assert decide(case, {**both, "killed": "3"}) == 1
    assert "the event has 2 claims, each says its own; give claim_id" in err()
    assert decide(case, both) == 0
    assert [str(c.moment.end) for c in event(case, "12 civilians").claims] == ["2015-10-02"] * 2


@pytest.mark.parametrize("columns", ["event_id", "action,killd", "action,action"])
def test_columns_are_ours(case: Path, err: Tell, columns: str) -> None:
    path = case.with_name("bad.csv")
    path.write_text(f"{columns}\n")
    assert main(["decide", str(case), str(path)]) == 1
    assert "bad.csv: " in err()


def test_the_list_makes_the_same_case_of_a_copy(case: Path, read_once: Path, err: Tell) -> None:
    talbiseh, latakia, hama = (claim(case, word) for word in ("12 civilians", "Latakia", "Hama"))
    other = claim(case, "Air strikes hit")
    assert (
        decide(
            case,
            {"action": "change", "claim_id": talbiseh.claim_id, "killed": "10+", "note": "=1+1, they say"},
            {"action": "move", "event_id": latakia.event_id, "lat": "35.5", "lon": "35.8"},
            {"action": "reject", "claim_id": hama.claim_id},
            {"action": "merge", "event_id": talbiseh.event_id, "other": other.event_id},
        )
        == 0
    )
    assert decide(case, {"action": "undo", "undoes": "3"}, {"action": "undo", "undoes": "2"}) == 0
    assert decide(case, {"action": "undo", "undoes": "6"}) == 0  # the pin is moved again
    with Case.open(case) as opened:
        opened.leave_undated(["one.md"], author="+Ana")
    listed = case.with_name("listed.csv")
    assert main(["decide", str(case), "--list", "-o", str(listed)]) == 0
    states = [row["state"] for row in rows_in(listed)]
    assert states == ["stands", "stands", "taken back", "stands", "stands", "taken back", "stands", "stands"]
    copy = Path(shutil.copy(read_once, case.with_name("copy.db")))
    assert decide(copy, {"action": "accept", "claim_id": hama.claim_id}) == 0  # numbers differ from here on
    assert main(["decide", "--dry-run", str(copy), str(listed)]) == 0
    assert main(["decide", str(copy), str(listed)]) == 0
    assert main(["decide", str(copy), str(listed)]) == 0
    assert "0 decisions kept, 8 already there" in err()
    plain, again = shape(case), shape(copy)
    assert again == plain
    back = case.with_name("back.csv")
    assert main(["decide", str(copy), "--list", "-o", str(back)]) == 0
    assert main(["decide", str(case), str(back)]) == 0
    assert "1 decision kept, 8 already there" in err()


def shape(case: Path) -> list[Any]:
    """The events without the numbers of decisions, and without an acceptance that changes nothing."""
    found = []
    for event in extraction(case).events:
        claims = [claim_to_record(claim) for claim in event.claims]
        for record in claims:
            told = [
                {**one, "decision": 0} for one in record.pop("decisions", ()) if one["action"] != "accept"
            ]
            record["decisions"] = told
        found.append((event.event_id, event.title, event.merged_because, claims))
    return found


def test_a_list_that_was_tampered_with(case: Path, err: Tell) -> None:
    assert decide(case, {"action": "reject", "claim_id": claim(case, "Hama").claim_id}) == 0
    listed = case.with_name("listed.csv")
    assert main(["decide", str(case), "--list", "-o", str(listed)]) == 0
    (row,) = rows_in(listed)
    for change, said in (
        ({"payload": "[1]"}, "payload: not a JSON object"),
        ({"payload": '{"claims": [3]}'}, "payload: makes no sense for 'reject'"),
        ({"payload": '{"x": NaN}'}, "payload: not JSON"),
        ({"at": "yesterday"}, "leave these as they were listed"),
        ({"killed": "4"}, "killed: empty the cell payload"),
        ({"action": "undo", "payload": '{"decision": 77}'}, "decision 77, which is not in the rows above"),
    ):
        assert decide(case, {**row, **change}) == 1
        assert said in err()
    gone = {**row, "payload": row["payload"].replace("one.md", "two.md").replace("Hama", "Homs")}
    assert decide(case, gone) == 0
    assert "1 decision kept, 1 without effect in this case" in err()


def test_usage(case: Path, err: Tell) -> None:
    for wrong in ([], ["x.csv", "--list"], ["x.csv", "-o", "y.csv"]):
        with pytest.raises(SystemExit) as stopped:
            main(["decide", str(case), *wrong])
        assert stopped.value.code == 2


def test_a_row_whose_decision_was_superseded_may_be_decided_again(case: Path, err: Tell) -> None:
    latakia = claim(case, "Latakia").claim_id
    rows = [
        {"action": "change", "claim_id": latakia, "type": name} for name in ("air_strike", "rocket_attack")
    ]
    for row in (*rows, rows[0]):
        assert decide(case, row) == 0
        assert "1 decision kept" in err()
        assert claim(case, "Latakia").type == row["type"]
    assert decide(case, rows[0]) == 0
    assert (kept(case), claim(case, "Latakia").type) == (3, "air_strike")
