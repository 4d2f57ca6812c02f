"""A case in PostgreSQL with PostGIS: the same nouns, what differs written, several people at once, errors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import delete

from geo.addresses import parse
from geo.errors import CaseError
from geo.maker import Maker
from geo.model import Document, Extraction, Reading, Unread
from geo.store import Case, Decision, Run, schema, states
from geo.store.postgis import connecting
from tests.postgisserver import PASSWORD, ROOT, Server

HOSTILE = "a\0b\ud83d\u2400 \\N\t\n\\.'\"%s;{}" + "é" * 3000


@pytest.fixture
def address(postgis: Server) -> str:
    """Of a case that is not there yet, with a name that needs quoting."""
    return postgis.address()


def rows(postgis: Server, address: str, asked: str) -> list[tuple[Any, ...]]:
    return postgis.sql(asked.format('"' + parse(address).case.replace('"', '""') + '"'))


def hostile(samples: ModuleType) -> Extraction:
    """With ids and texts that PostgreSQL does not take as they are."""
    whole: Extraction = samples.EXTRACTION
    document = replace(whole.documents[0], id=HOSTILE, title=HOSTILE)
    claims = tuple(replace(one, doc_id=HOSTILE, event_id=f"{HOSTILE}e") for one in whole.claims)
    event = replace(whole.events[0], event_id=f"{HOSTILE}e", title=HOSTILE, claims=claims[:1])
    alone = replace(event, statements=(), general_denials=(), possibly_same=())
    unread = (Unread(HOSTILE, "broken", HOSTILE), Unread(HOSTILE, "broken", HOSTILE))
    toponyms = ((HOSTILE, whole.toponyms[0][1]),) * 2
    return Extraction((document, whole.documents[1]), claims, (alone,), toponyms, unread)


@pytest.mark.parametrize("kind", ["sample", "hostile", "empty"])
def test_what_goes_in_comes_out(samples: ModuleType, address: str, kind: str, tmp_path: Path) -> None:
    made = {"sample": samples.EXTRACTION, "hostile": hostile(samples), "empty": Extraction((), (), ())}[kind]
    decision = Decision("note", author=HOSTILE, doc_id=HOSTILE, payload={"note": HOSTILE})
    reading = Reading(Document(HOSTILE, HOSTILE), made.claims, ())
    with Case.open(address) as case:
        case.save(made, Run(Maker("1"), fingerprint="f"))
        case.decide(decision)
        case.keep([reading, reading], "1")
    with Case.open(str(case.path), create=False) as case:
        assert case.extraction() == replace(made, made_by="Dateline 1")
        assert [replace(one, id=0, at="") for one in case.decisions()] == [decision]
        assert case.interrupted() == 1
        assert case.counts() == (len(made.documents), len(made.events))
        for event in made.events:
            assert case.event(event.event_id) == event
        assert case.unplaced() == tuple(pair for pair in made.toponyms if pair[1].place is None)
        with case.stream() as stream:
            assert (tuple(stream.events), tuple(stream.claims)) == (made.events, made.claims)


def test_only_what_differs_is_written(samples: ModuleType, postgis: Server, address: str) -> None:
    first: Extraction = samples.EXTRACTION
    written = "SELECT event_id, xmin::text FROM {}.events ORDER BY position"
    with Case.open(address) as case:
        case.save(first)
        before = dict(rows(postgis, address, written))
        case.save(first)
        assert dict(rows(postgis, address, written)) == before
        changed = replace(first.events[0], title="Another title")
        second = replace(first, events=(changed, *first.events[1:]))
        case.save(second)
        after = dict(rows(postgis, address, written))
        assert {name for name in after if after[name] != before[name]} == {changed.event_id}
        backwards = replace(second, events=second.events[:0:-1], documents=second.documents[::-1])
        for one in (backwards, first):
            case.save(one)
            assert replace(case.extraction(), made_by="") == one
        assert len(case.runs()) == 5


def test_maps_and_sql_find_events_by_place_and_day(
    samples: ModuleType, postgis: Server, address: str
) -> None:
    with Case.open(address) as case:
        case.save(samples.EXTRACTION)
    asked = (
        "SELECT event_id, killed_low, sources, decisions FROM {}.event_map WHERE "
        "geom && ST_MakeEnvelope(36, 34, 37, 35, 4326) AND days && daterange('2015-09-30', '2015-10-31')"
    )
    assert rows(postgis, address, asked)[0] == ("e1", 33, ["Syrian Civil Defense"], 0)
    later = asked.replace("2015-09-30", "2015-10-01")
    assert rows(postgis, address, later) == []
    says = "SELECT source, quote FROM {}.claim_list WHERE event_id = 'e1' ORDER BY id"
    assert rows(postgis, address, says)[0] == (["Syrian Civil Defense"], samples.TEXT.split(". ")[0] + ".")
    plan = str(rows(postgis, address, "SET enable_seqscan = off; EXPLAIN " + asked))
    assert "events_geom" in plan or "events_days" in plan
    everywhere = "SELECT f_geometry_column, srid FROM geometry_columns WHERE f_table_schema || '' = '{}'"
    assert ("geom", 4326) in rows(postgis, address, everywhere.replace("'{}'", f"'{parse(address).case}'"))


@pytest.fixture
def file(samples: ModuleType, tmp_path: Path) -> Path:
    """A case file with a run and two decisions."""
    with Case.open(tmp_path / "a.db") as case:
        case.save(samples.EXTRACTION, Run(Maker("1"), fingerprint="a", new=2))
        case.decide(note("one"), note("two"))
    return tmp_path / "a.db"


def note(words: str, author: str = "Ana") -> Decision:
    claims = [{"claim_id": "c1", "trigger": {}}]
    return Decision("note", author=author, doc_id="a.txt", payload={"note": words, "claims": claims})


def notes(case: Case) -> list[str]:
    return [str(one.payload["note"]) for one in case.decisions() if one.action == "note"]


def test_a_push_and_the_way_back(file: Path, address: str, tmp_path: Path) -> None:
    with Case.open(file) as source, Case.open(address) as target, Case.open(tmp_path / "back.db") as back:
        pushed = target.take(source)
        assert (pushed.decisions, pushed.tables["events"].added) == (2, 3)
        back.take(target)
        for other in (target, back):
            assert other.extraction() == source.extraction()
            assert other.decisions() == source.decisions()
            assert other.runs() == source.runs()
            for state in (states.of_page, states.of_events, states.identity):
                assert other.state(state) == source.state(state)
        again = target.take(source)
        assert not any(one.any for one in again.tables.values())
        assert again.decisions == 0
        assert target.runs() == source.runs()


def test_decisions_of_both_sides_are_joined_and_none_is_doubled(file: Path, address: str) -> None:
    with Case.open(file) as source, Case.open(address) as target:
        target.take(source)
        target.decide(note("three", "Ben"), Decision("undo", author="Ben", payload={"decision": 1}))
        source.decide(note("four"), Decision("undo", author="Ana", payload={"decision": 3}))
        pushed = target.take(source)
        assert (pushed.decisions, pushed.contested) == (2, 1)
        assert notes(target) == ["one", "two", "three", "four"]
        undone = [one.payload["decision"] for one in target.decisions() if one.action == "undo"]
        assert undone == [1, 5], "what Ana took back has another number here"
        assert target.take(source).decisions == 0
        assert source.take(target).decisions == 2
        assert sorted(notes(source)) == sorted(notes(target))
        assert source.take(target).decisions == target.take(source).decisions == 0


def test_what_a_row_holds_is_joined_even_where_it_makes_no_sense(file: Path, address: str) -> None:
    with Case.open(file) as source, Case.open(address) as target:
        source.decide(Decision("undo", payload={"decision": "none"}))
        target.decide(note("before"))
        assert target.take(source).decisions == 3
        assert target.take(source).decisions == 0
        assert [one.usable for one in target.decisions()] == [True, True, True, False]


def test_the_state_tells_of_every_push_that_changes_something(
    samples: ModuleType, file: Path, address: str, tmp_path: Path
) -> None:
    with Case.open(file) as one, Case.open(tmp_path / "b.db") as other, Case.open(address) as target:
        other.take(one)
        smaller = replace(samples.EXTRACTION, events=samples.EXTRACTION.events[:1])
        other.save(smaller, Run(Maker("2"), fingerprint="b"))
        seen = set()
        for source in (one, other, one, other):
            target.take(source)
            seen.add(target.state(states.of_page))
            assert target.extraction() == source.extraction()
            assert target.is_current("a" if source is one else "b")
        assert len(seen) == 4


def test_another_case_makes_way_only_where_that_is_said(
    samples: ModuleType, file: Path, address: str, tmp_path: Path
) -> None:
    with Case.open(file) as source, Case.open(address) as target, Case.open(tmp_path / "b.db") as other:
        target.take(source)
        with pytest.raises(CaseError, match="holds nothing"):
            target.take(other)
        other.save(replace(samples.EXTRACTION, events=()), Run(Maker("2"), fingerprint="z"))
        with pytest.raises(CaseError, match="another case"):
            target.take(other)
        assert target.extraction() == source.extraction()
        target.take(other, instead=True)
        assert target.events() == ()
        assert len(target.decisions()) == 2
        target.take(other)


@contextmanager
def writer(address: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own, ready to write."""
    place = parse(address)
    told = os.environ | {"CASE": str(place), "PGPASSWORD": PASSWORD, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("writers.py")), *words]
    with subprocess.Popen(command, env=told, stdin=-1, stdout=-1, stderr=-1, text=True) as process:
        yield process


def test_several_write_at_once_and_readers_see_one_state(
    samples: ModuleType, file: Path, address: str, tmp_path: Path
) -> None:
    whole: Extraction = samples.EXTRACTION
    with Case.open(tmp_path / "b.db") as other:
        other.save(replace(whole, events=whole.events[::-1], unread=()), Run(Maker("1"), fingerprint="b"))
        possible = [replace(other.extraction()), replace(whole, made_by="Dateline 1")]
    with Case.open(file) as source, Case.open(address) as case:
        case.take(source)
        with (
            writer(address, "decide", "Ana", "6") as ana,
            writer(address, "decide", "Ben", "6") as ben,
            writer(address, "push", str(tmp_path / "b.db"), str(file), "4") as pusher,
        ):
            working = [ana, ben, pusher]
            for one in working:
                assert one.stdout is not None
                assert one.stdin is not None
                assert one.stdout.readline() == "ready\n"
            for one in working:
                one.stdin.write("go\n")  # type: ignore[union-attr]
                one.stdin.flush()  # type: ignore[union-attr]
            seen = 0
            while any(one.poll() is None for one in working):
                with case.at_one_moment():
                    assert case.extraction() in possible
                    assert len(case.decisions()) % 2 == 0, "both of a step, or none"
                seen += 1
            for one in working:
                assert one.returncode == 0, one.stderr.read() if one.stderr else ""
        assert seen > 1
        decided = case.decisions()
        assert len(decided) == 2 + 2 * 12
        for author in ("Ana", "Ben"):
            made = [one for one in decided[2:] if one.author == author]
            said = [one.payload["note"] for one in made if one.action == "note"]
            assert said == [f"{author} {number}" for number in range(6)]
            took = [one.payload["decision"] for one in made if one.action == "undo"]
            assert took == [one.id for one in made if one.action == "note"], "its own, not the other's"


def test_a_writer_waits_for_its_turn_and_says_when_it_takes_too_long(
    samples: ModuleType, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_WAIT_SECONDS", 0.1)
    with Case.open(address) as case, Case.open(address) as other:
        case.save(samples.EXTRACTION)
        with case._writing(), pytest.raises(CaseError, match="somebody else has been writing"):
            other.decide(note("late"))
        other.decide(note("in time"))
        assert notes(case) == ["in time"]


def test_what_is_begun_and_fails_leaves_the_case_as_it_was(
    samples: ModuleType, postgis: Server, address: str
) -> None:
    whole: Extraction = samples.EXTRACTION
    with Case.open(address) as case:
        case.save(whole)
        twice = replace(whole, documents=(whole.documents[0],) * 2)
        with pytest.raises(CaseError):
            case.save(twice)
        with pytest.raises(CaseError, match="do it again"):
            half(case, postgis)
        end_others(postgis)
        assert replace(case.extraction(), made_by="") == whole, "a connection that was lost is made anew"


def half(case: Case, postgis: Server) -> None:
    with case._writing() as connection:
        connection.execute(delete(schema.documents))
        end_others(postgis)
        connection.execute(delete(schema.claims))


def end_others(postgis: Server) -> None:
    postgis.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dateline'")


@pytest.fixture(scope="module")
def roles(postgis: Server) -> Callable[[str, str], str]:
    """Gives somebody the rights that docs/team.md lists, and their address of a case."""
    postgis.sql(f"CREATE ROLE reader LOGIN PASSWORD {LITERAL}; CREATE ROLE decider LOGIN PASSWORD {LITERAL}")

    def grant(who: str, address: str) -> str:
        case = parse(address).case
        for statement in GRANTS[who]:
            postgis.sql(statement.format(case=f'"{case}"', who=who))
        return postgis.address(case, user=who)

    return grant


LITERAL = "'" + PASSWORD.replace("'", "''") + "'"
_READS = ("GRANT USAGE ON SCHEMA {case} TO {who}", "GRANT SELECT ON ALL TABLES IN SCHEMA {case} TO {who}")
GRANTS = {
    "reader": _READS,
    "decider": (
        *_READS,
        "GRANT INSERT ON {case}.decisions, {case}.checks TO {who}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {case} TO {who}",
    ),
}


def test_the_rights_of_docs_team_are_those_that_are_needed(root: Path) -> None:
    page = (root / "docs" / "team.md").read_text(encoding="utf-8")
    for statement in {one for grants in GRANTS.values() for one in grants}:
        words = statement.replace(" {case}", " river").replace("{case}.", "river.")
        assert any(words.format(who=who) in page for who in ("reader", "decider")), words


def test_who_may_read_may_not_write_and_who_may_decide_may_not_push(
    samples: ModuleType, address: str, roles: Callable[[str, str], str]
) -> None:
    with Case.open(address) as case:
        case.save(samples.EXTRACTION)
        with Case.open(roles("reader", address)) as reader:
            assert reader.extraction() == case.extraction()
            with pytest.raises(CaseError, match=r"docs/team\.md"):
                reader.decide(note("no"))
        with Case.open(roles("decider", address)) as decider:
            decider.decide(note("yes"))
            with pytest.raises(CaseError, match=r"docs/team\.md"):
                decider.save(samples.EXTRACTION)
        assert notes(case) == ["yes"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda s: s.address(password="another"), r"~/\.pgpass"),  # noqa: S106
        (lambda s: s.address(user="nobody"), r"~/\.pgpass"),
        (lambda s: s.address(user="nobody", password=""), r"~/\.pgpass"),
        (lambda s: s.address(base="nothing"), "check user and database"),
        (lambda s: s.address(base="postgres"), "CREATE EXTENSION postgis"),
        (lambda s: s.address("tiger"), "another program's"),
        (lambda s: s.address("newer"), "layout"),
        (lambda s: s.address(user="reader"), "docs/team.md"),
        (lambda s: s.address().replace(str(s.port), "1"), "is the server running"),
        (lambda s: s.address().replace("127.0.0.1", "127.0.0.1:1,127.0.0.1"), None),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(
    postgis: Server, roles: object, make: Callable[[Server], str], words: str | None
) -> None:
    postgis.sql("CREATE SCHEMA IF NOT EXISTS tiger; CREATE TABLE IF NOT EXISTS tiger.events (id int)")
    if words == "layout":
        with Case.open(postgis.address("newer")):
            postgis.sql("UPDATE newer.schema_version SET version = 99")
        connecting.connect.cache_clear()
    if words is None:
        with Case.open(make(postgis)) as case:
            assert case.counts() == (0, 0)
        return
    with pytest.raises(CaseError, match=words) as caught:
        Case.open(make(postgis))
    assert "\n" not in str(caught.value)
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("name", ["100% sure", "%s", 'a"b%%', "a'; DROP SCHEMA x; --"])
def test_a_case_is_reached_again_whatever_its_name(file: Path, postgis: Server, name: str) -> None:
    with Case.open(file) as source, Case.open(postgis.address(name)) as target:
        target.take(source)
    connecting.connect.cache_clear()
    connecting._engine.cache_clear()
    with Case.open(file) as source, Case.open(postgis.address(name), create=False) as target:
        assert target.extraction() == source.extraction()
    assert postgis.sql("SELECT 1 FROM pg_namespace WHERE nspname = %s", name)


def test_a_case_that_is_not_there_is_not_made_by_looking(postgis: Server, address: str) -> None:
    with pytest.raises(CaseError, match="dateline push"):
        Case.open(address, create=False)
    assert not postgis.sql("SELECT 1 FROM pg_namespace WHERE nspname = %s", parse(address).case)


def test_without_the_driver_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CaseError, match=r"pip install 'dateline\[postgis\]'"):
        Case.open(address)


def test_nothing_of_a_schema_that_others_write_is_called(
    samples: ModuleType, postgis: Server, address: str
) -> None:
    trap = "CREATE FUNCTION public.{}(text) RETURNS text LANGUAGE sql AS 'SELECT 1/0 || $1'"
    postgis.sql(trap.format("quote_ident") + "; " + trap.format("pg_get_serial_sequence"))
    with Case.open(address) as case:
        case.save(samples.EXTRACTION)
        assert replace(case.extraction(), made_by="") == samples.EXTRACTION


def test_no_password_is_in_the_servers_log(postgis: Server) -> None:
    """Of what we sent; the test's own CREATE ROLE is there."""
    said = [
        line for line in postgis.log.read_text("utf-8", "replace").splitlines() if "CREATE ROLE" not in line
    ]
    assert said
    assert not [line for line in said if "s3cret" in line]
