"""Every format that reports come in, from the file to an event with its sentence, and what was not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.cli import main
from geo.endings import FORMS, LISTED
from tests.madefiles import docx, lines, mail, pdf, rss, zip_of

SENTENCE = "Warplanes bombed the town of {} in Syria on 30 September 2015, killing {} civilians."
TOWNS = ("Talbiseh", "Douma", "Salma", "Saraqib", "Ariha", "Zamalka", "Harasta", "Rastan")
ARABIC = "سقطت قذيفتان قرب الطاحونة يوم الثلاثاء"


def told(number: int) -> str:
    return SENTENCE.format(TOWNS[number], number + 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A raid on another town in each format, and some that cannot be read."""
    message = {"type": "message", "date": "2015-10-01T10:00:00"}
    messages = [
        {**message, "id": 7, "text": told(4)},
        {**message, "id": 8, "text": "", "media_type": "sticker"},
    ]
    with_report = mail(told(3), subject="Raid")
    with_report.add_attachment(
        docx(told(5)), maintype="application", subtype="octet-stream", filename="in.docx"
    )
    made = {
        "a.pdf": pdf([lines(told(0)[:50], told(0)[50:]), None]),
        "b.docx": docx(told(1)),
        "c.eml": with_report.as_bytes(),
        "d.rss": rss(f"<guid>g</guid><description>{told(2)}</description>"),
        "e.json": json.dumps({"name": "Mill", "type": "public_channel", "messages": messages}).encode(),
        "f.zip": zip_of({"in/g.txt": told(6), "in/h.pdf": pdf([lines(told(7))]), "in/i.txt": ARABIC}),
        "scan.pdf": pdf([None]),
        "ar.docx": docx(ARABIC),
        "page.xml": b"<page/>",
    }
    inside = tmp_path / "reports"
    inside.mkdir()
    for name, content in made.items():
        (inside / name).write_bytes(content)
    return inside


def test_a_raid_in_each_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "claims.jsonl"  # among the reports, and none of them
    assert main(["extract", str(folder), "-o", str(out)]) == 0
    claims = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    found = {claim["doc_id"]: claim for claim in claims if claim["type"] == "air_strike"}
    ids = "a.pdf b.docx d.rss:g c.eml e.json:7 c.eml/in.docx f.zip/in/g.txt f.zip/in/h.pdf".split()
    assert set(found) == set(ids)
    for number, doc_id in enumerate(ids):
        claim = found[doc_id]
        assert [span["text"] for span in claim["evidence"]] == [told(number)]
        assert claim["places"][0]["text"] == TOWNS[number]
        assert (claim["date"]["from"], claim["casualties"][0]["low"]) == ("2015-09-30", number + 3)
    said = capsys.readouterr().err
    for line in (
        "2 reports not read: Arabic",
        "1 report not read: scan without text",
        "1 report not read: some pages: scan without text",
        "1 report not read: message without text",
        "1 report not read: not a feed",
        "a.pdf:page 2 not read",
    ):
        assert line in said
    assert main(["verify", str(out), "--documents", str(folder)]) == 0
    checked = capsys.readouterr()
    assert "word for word" in checked.out
    assert "claims.jsonl" not in checked.err


def test_one_list_of_endings(root: Path) -> None:
    assert set(LISTED.split(", ")) <= set(FORMS)
    for page, endings in (("README.md", LISTED.split(", ")), ("docs/formats.md", list(FORMS))):
        text = (root / page).read_text(encoding="utf-8")
        unsaid = [ending for ending in endings if f"`{ending}`" not in text]
        assert unsaid == [], f"{page} does not name them"
