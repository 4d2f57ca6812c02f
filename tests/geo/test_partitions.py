"""Extraction over files in parts: the same events, claims and unread reports as of one process."""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.cli import main
from gazetteer import Gazetteer
from geo import pipeline
from geo.errors import ClusterError, DocumentError, ExportError
from geo.events.clusters import cluster, meetings_of
from geo.events.links import Kin, areas_of, kin_among, nearest, related, side_of
from geo.executors import Executor, Processes, Serial
from geo.export import write
from geo.model import Document, Extraction, Unread
from geo.partitions import Outcome, Settings, extract_into
from geo.partitions.clustering import bucket_of
from geo.partitions.components import share
from geo.partitions.journal import Journal
from geo.partitions.pieces import Files, Lines, Piece, RowGroups, cut, documents_of, find_input, in_words
from geo.partitions.reading import Meetings
from geo.reading import read_documents
from geo.records import claim_to_record
from geo.webmap.reportrows import report_of
from geo.webmap.rows import as_rows, event_rows

MUC = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "events_muc4_dev.jsonl"

FORKED = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="a patch reaches forked processes only"
)

# One event in three reports: the statements of the first name what only the others tell.
ABOUT_ONE = (
    "Warplanes bombed Talbiseh in Syria on 3 May 2011, rescue workers said.\n\n"
    "The army denied hitting the hospital. It rejected the figure of 17.",
    "Warplanes bombed a hospital in Talbiseh in Syria on 3 May 2011, activists said.",
    "Warplanes bombed Talbiseh in Syria on 3 May 2011 and killed 17 people, a monitor said.",
)
MET_TWICE = (("x", "A"), ("x#2", "B"), ("x", "A"), ("x", "C"), ("x#2", "D"), ("y#3", "E"), ("x", "D"))


@dataclass
class Corpus:
    """Reports in files of several formats, and what one process makes of them."""

    folder: Path
    whole: Extraction
    events: dict[str, dict[str, Any]]  # rows of GeoParquet by event, with the columns of event rows


@pytest.fixture(scope="module")
def generated() -> list[Document]:
    """Reports as they are made for measuring, of few towns and days."""
    path = Path(__file__).resolve().parents[2] / "bench" / "generated.py"
    spec = importlib.util.spec_from_file_location("generated_reports", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its data classes look themselves up there
    spec.loader.exec_module(module)
    gazetteer = Gazetteer.open()
    names = "Homs Hama Idlib Talbiseh Rastan Salamiyah Jisr_ash-Shughur Saraqib Kafranbel Harem".split()
    towns = [gazetteer.lookup(name.replace("_", " "), country="SY")[0].place for name in names]
    module.DAYS = 20  # so that several tell of the same
    where = [module.Region("Syria", tuple(towns))]
    return [module.report(number, where, random.Random(number)) for number in range(70)]  # noqa: S311


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Each report is read once for all runs: what they do with its claims is what is tested."""
    read, known = pipeline.read_document, {}

    def remembered(document: Document, *rest: Any) -> Any:
        if document not in known:
            known[document] = read(document, *rest)
        return known[document]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read_document", remembered)
        yield


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, generated: list[Document], seeds: Path, read_once: None
) -> Corpus:
    folder = tmp_path_factory.mktemp("reports")
    told = [{"id": f"one-{number}", "text": text} for number, text in enumerate(ABOUT_ONE)]
    twice = [
        {"id": doc_id, "text": f"{letter} strike hit Homs in Syria, the army said."}
        for doc_id, letter in MET_TWICE
    ]
    made = [record(document) for document in generated[:45]]
    for one in made[::3]:
        del one["id"]  # so that it is called by its line
    lines = [json.dumps(one) for one in (*made[:20], *told[:2], *made[20:], told[2], *twice)]
    lines[20:20] = ["", "{no JSON", '{"id": 1}', '"text"']
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = [record(document) for document in generated[45:]] + made[:3]
    pq.write_table(pa.Table.from_pylist(rows), folder / "b.parquet", row_group_size=8)
    if MUC.exists():
        with MUC.open(encoding="utf-8") as source:
            (folder / "muc.jsonl").write_text("".join(islice(source, 10)))
    for seed in sorted(seeds.rglob("*.*")):
        (folder / seed.name).write_bytes(seed.read_bytes())
    (folder / "empty.txt").touch()
    (folder / "c.parquet").write_bytes(b"PAR1 and no more")
    whole = pipeline.extract(read_documents([folder]))
    return Corpus(folder, whole, as_in_parts(whole, folder.parent / "whole.parquet"))


def as_in_parts(whole: Extraction, path: Path) -> dict[str, dict[str, Any]]:
    """What the parts should hold of these events, by id."""
    write(whole, path)
    documents = {document.id: document for document in whole.documents}
    rows = event_rows(whole.events, documents, Gazetteer.open()).to_pylist()
    told = rows_of([path])
    return {row["event_id"]: row | told[row["event_id"]] for row in rows}


def record(document: Document) -> dict[str, Any]:
    published = document.published.isoformat() if document.published else ""
    return {"id": document.id, "text": document.text, "published": published, "publisher": document.publisher}


def rows_of(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    rows = [row for path in paths for row in pq.read_table(path).to_pylist()]
    by_id = {row["event_id"]: row for row in rows}
    assert len(by_id) == len(rows), "an event is in one part only"
    return by_id


def lines_of(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def run(paths: list[Path], out: Path, told: list[Unread] | None = None, **how: Any) -> Outcome:
    heard = [] if told is None else told
    settings = Settings(**{"executor": Serial(), "made_by": "a test"} | how)
    return extract_into(paths, out, settings, watch=lambda items, _: items, tell=heard.extend)


@pytest.mark.parametrize(
    ("parts", "piece_bytes", "executor"),
    [(1, None, Serial()), (3, 9_000, Serial()), (7, 2_000, Processes(2))],
)
def test_the_result_is_that_of_one_process(
    corpus: Corpus, tmp_path: Path, parts: int, piece_bytes: int | None, executor: Executor
) -> None:
    told: list[Unread] = []
    out = tmp_path / "out"
    done = run([corpus.folder], out, told, parts=parts, piece_bytes=piece_bytes, executor=executor)
    whole = corpus.whole
    assert rows_of((out / "events").iterdir()) == corpus.events
    claims = lines_of(*(out / "claims").iterdir())
    assert {one["claim_id"]: one for one in claims} == {c.claim_id: claim_to_record(c) for c in whole.claims}
    assert (len(claims), done.claims) == (len(whole.claims), len(whole.claims))
    assert (done.reports, done.events) == (len(whole.documents), len(whole.events))
    assert done.unread.total() == len(whole.unread)
    unread = {(one.id, one.reason, one.detail) for one in whole.unread}
    assert {tuple(one.values()) for one in lines_of(out / "unread.jsonl")} == unread
    assert {(one.id, one.reason, one.detail) for one in told} == unread
    listed = pq.read_table(out / "reports").sort_by("id").to_pylist()
    assert listed == [asdict(report_of(one)) for one in sorted(whole.documents, key=lambda one: one.id)]
    assert len(done.parts) == parts
    check_columns(out)
    check_manifest(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"], "nothing of the work is left"


def test_the_corpus_has_what_is_hard(corpus: Corpus) -> None:
    whole = corpus.whole
    ids = {document.id for document in whole.documents}
    assert {"x", "x#2", "x#3", "x#2#2", "y#3", "x#4", "a.jsonl:1"} <= ids
    assert [one.id for one in whole.unread if one.reason == "duplicate"].count("x") == 1
    first = next(c for c in whole.claims if c.doc_id == "one-0" and c.kind == "event")
    event = next(one for one in whole.events if one.event_id == first.event_id)
    assert {claim.doc_id for claim in event.claims} == {"one-0", "one-1", "one-2"}
    assert {statement.slot for statement in event.statements} >= {"toll"}
    assert any(event.possibly_same for event in whole.events)
    assert any(claim.kind == "statement" and not claim.about for claim in whole.claims)


def test_crowded_areas_are_compared_alike(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only so many events of an area and day are held against each other: the same ones in any parts."""
    monkeypatch.setattr("geo.events.links._MOST_COMPARED", 2)
    path = corpus.folder / "a.jsonl"
    run([path], tmp_path / "out", parts=7)
    found = rows_of((tmp_path / "out" / "events").iterdir())
    assert found == as_in_parts(pipeline.extract(read_documents([path])), tmp_path / "whole.parquet")


def test_kin_of_buckets_are_those_of_all(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    buckets = 7
    monkeypatch.setattr("geo.events.links._MOST_COMPARED", 2)
    found: dict[str, list[Kin]] = {}
    sides = [side for event in corpus.whole.events if (side := side_of(event))]
    for number in range(buckets):
        here = [side for side in sides if any(bucket_of(area, buckets) == number for area in areas_of(side))]
        for event_id, kin in kin_among(here, lambda area, n=number: bucket_of(area, buckets) == n).items():
            found.setdefault(event_id, []).extend(kin)
    assert {event_id: nearest(kin) for event_id, kin in found.items()} == related(corpus.whole.events)


def check_columns(out: Path) -> None:
    """The columns of event rows as SCHEMA has them, and days in order, so that row groups can be skipped."""
    for path in (out / "events").iterdir():
        table = pq.read_table(path)
        assert as_rows(table).num_rows == table.num_rows
        days = [day for day in table["start"].to_pylist() if day]
        assert days == sorted(days)


def check_manifest(out: Path) -> None:
    """The counts, boxes and days that it tells are those of the parts."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["made_by"] == "a test"
    assert manifest["events"] == sum(part["events"] for part in manifest["parts"])
    assert manifest["unread"]["duplicate"] == 3
    for part in manifest["parts"]:
        rows = rows_of([out / part["events_file"]]).values()
        assert len(rows) == part["events"]
        assert len(lines_of(out / part["claims_file"])) == part["claims"]
        days = [row["start"].isoformat() for row in rows if row["start"]]
        assert (min(days), part["first_day"] <= part["last_day"]) == (part["first_day"], True)
        west, south, east, north = part["bbox"]
        boxes = [row["bbox"] for row in rows if row["geometry"]]
        assert west <= min(box["xmin"] for box in boxes) <= max(box["xmax"] for box in boxes) <= east
        assert south <= min(box["ymin"] for box in boxes) <= max(box["ymax"] for box in boxes) <= north


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in zip("abc", ABOUT_ONE, strict=True):
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "out"  # among the reports, whose next run passes it over
    for _ in range(2):
        assert main(["extract", str(tmp_path), "-o", f"{out}/", "--partitions", "9", "--jobs", "1"]) == 0
        said = capsys.readouterr().err.splitlines()
        assert said[-1] == f"dateline: 3 reports, 5 claims, 1 event → {out}/ in 1 part"
        assert "dateline: warning: empty.txt not read: empty (the file holds nothing)" in said


def test_what_cannot_be_a_folder_of_parts(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out, said in (("file", "it is a file"), (".", "something else"), ("no/out", "there is no folder")):
        with pytest.raises(ExportError, match=said):
            run([seeds], tmp_path / out)
    with pytest.raises(DocumentError, match="standard input"):
        run([Path("-")], tmp_path / "out")
    with pytest.raises(DocumentError, match="no such file"):
        run([tmp_path / "none"], tmp_path / "out")
    with pytest.raises(DocumentError, match="no report could be read"):
        run([tmp_path / "file"], tmp_path / "out")
    for wrong in (["-o", "x/", "--format", "kml"], ["-o", "-", "--partitions", "2"], ["-o", "x/", "--add"]):
        assert main(["extract", str(seeds), *wrong]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_reports_about_nothing_make_an_empty_part(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bread is dear, and the harvest was good.")
    done = run([tmp_path / "a.txt"], tmp_path / "out", parts=4)
    assert (done.reports, done.events, len(done.parts), done.largest) == (1, 0, 1, 0)
    assert done.parts[0].bbox is None


@FORKED
def test_a_report_that_ends_its_process_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them in one piece; the other reports of the piece are read."""
    read = pipeline.read_document

    def deadly(document: Document, *rest: Any) -> Any:
        if "poison" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(document, *rest)

    monkeypatch.setattr(pipeline, "read_document", deadly)
    texts = [f"Warplanes bombed Homs in Syria on {day} May 2020." for day in range(1, 7)]
    texts[2], texts[4] = "poison", "more poison"
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    told: list[Unread] = []
    done = run([path], tmp_path / "out", told, executor=Processes(2))
    reason = "ended every process that read it"
    assert told == [Unread("a.jsonl:3", "broken", reason), Unread("a.jsonl:5", "broken", reason)]
    assert (done.reports, done.events) == (4, 4)


@FORKED
def test_a_step_that_ends_its_process_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Warplanes bombed Homs in Syria on 3 May 2020.")
    monkeypatch.setattr("geo.partitions.clustering.event_id_of", kill)
    with pytest.raises(ClusterError, match="Putting claims together: part 0 ended every process"):
        run([tmp_path], tmp_path / "out", executor=Processes(2))


def test_a_journal_lays_deaths_to_the_row(tmp_path: Path) -> None:
    for row in (3, 5, 3):
        with suppress(KeyError), Journal(tmp_path / "at") as journal:
            journal.at(row)
            raise KeyError  # as if it died
    with Journal(tmp_path / "at") as journal:
        assert [journal.deaths(row) for row in (3, 4, 5)] == [2, 0, 1]
        journal.at()
    assert not (tmp_path / "at").exists()


@pytest.mark.parametrize("size", [1, 7, 64, 1_000])
def test_pieces_hold_every_line_once(tmp_path: Path, size: int) -> None:
    """Blank lines, a long one over many pieces, no newline at the end."""
    path = tmp_path / "a.jsonl"
    texts = [
        "The short one.",
        "The report that was told in the town was a long one. " * 12,
        "It was the last of them.",
    ]
    path.write_text("\n\n".join(json.dumps({"text": text}) for text in texts))
    pieces = list(cut(find_input([path], tmp_path / "out"), size))
    assert all(isinstance(piece, Lines | Files) for piece in pieces)
    assert read_from(pieces) == texts
    if len(pieces) > 1:
        assert in_words(pieces[1]).startswith("a.jsonl, bytes ")


def read_from(pieces: Iterable[Piece]) -> list[str]:
    return [one.text for piece in pieces for one in documents_of(piece) if isinstance(one, Document)]


def test_parquet_is_cut_between_row_groups(corpus: Corpus) -> None:
    path = corpus.folder / "b.parquet"
    (only,) = cut(find_input([path], corpus.folder / "out"), 10_000_000)
    pieces = list(cut(find_input([path], corpus.folder / "out"), 10_000))
    assert len(pieces) > 1
    assert all(isinstance(piece, RowGroups) for piece in pieces)
    assert [one for piece in pieces for one in documents_of(piece)] == list(documents_of(only))
    assert in_words(pieces[0]).startswith("b.parquet, row groups 0 to ")


def test_claims_of_a_cluster_meet(corpus: Corpus) -> None:
    """What `meetings_of` keeps apart, the rules keep apart too."""
    for group in cluster([claim for claim in corpus.whole.claims if claim.kind == "event"]):
        met, *others = [meetings_of(claim) for claim in group.claims]
        for meetings in others:
            assert any(
                one.key == other.key and one.start <= other.end and other.start <= one.end
                for one in met
                for other in meetings
            )
            met.extend(meetings)


def test_components_are_those_of_pairwise_comparison() -> None:
    dice = random.Random(7)  # noqa: S311
    for count in (0, 1, 40, 90):
        rows = [
            (n, dice.randrange(10), dice.randrange(40))
            for n in range(count)
            for _ in range(dice.randint(0, 2))
        ]
        whole = meetings(count, rows)
        label = list(range(count))
        for one, key, start in rows:
            for other, other_key, other_start in rows:
                if key == other_key and abs(start - other_start) <= 2:
                    low, high = sorted((label[one], label[other]))
                    label = [low if mark == high else mark for mark in label]
        shared = share([whole, meetings(0, [])], 1_000)
        parts = shared.parts[0].tolist()
        assert shared.largest == max((label.count(mark) for mark in label), default=0)
        assert all(
            parts[one] == parts[other]
            for one in range(count)
            for other in range(count)
            if label[one] == label[other]
        )
        assert len(set(parts)) == shared.count or not count


def meetings(count: int, rows: list[tuple[int, int, int]]) -> Meetings:
    """Claims on three days each, all over the map."""
    claim, key, start = (np.array([row[at] for row in rows], np.int32) for at in range(3))
    lat = np.linspace(-90, 90, count, dtype=np.float32)
    return Meetings(claim, key.astype(np.uint64), start, start + 2, lat, lat * 2)
