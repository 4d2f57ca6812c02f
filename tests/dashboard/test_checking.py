"""The page's part for judging: a claim, a sentence passed over, what was judged; and another extraction."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import checking, checkview, state
from dashboard.casework import open_case
from dashboard.quoted import quoted
from geo.checking.judging import of_claim
from geo.model import Document, Span
from geo.store import Case

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
REPORT = """---
publisher: Example Wire
published: 2015-10-04
---
Russian warplanes bombed Talbiseh on Wednesday, killing 12 civilians, activists said.

The bomb squad came to Hama early.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "one.md").write_text(REPORT)
    return open_case([tmp_path]).path


def shown(path: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATELINE_CASE", str(path))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state[state.CHECK] = True
    app.session_state[state.CHECK_PART] = part
    app.session_state[state.CODER] = "Bo"
    app.run()
    assert not app.exception
    told = [*app.markdown, *app.caption, *app.info, *app.error]
    return "\n".join(str(one.value) for one in told) + "\n".join(
        str(one.proto.body) for one in app.get("html")
    )


def test_the_three_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing is judged yet" in shown(path, checkview.RESULTS, monkeypatch)
    claims = shown(path, checkview.CLAIMS, monkeypatch)
    assert "<mark><b>bombed</b></mark>" in claims
    assert "**Figures:** killed 12 civilians" in claims
    with Case.open(path) as case:
        (claim,) = checking.study(case).sample
        case.judge(of_claim("Bo", claim, {"event": "right", "toll": "wrong"}))
    assert "Bo: 1 claim judged of 1" in shown(path, checkview.CLAIMS, monkeypatch)
    passed = shown(path, checkview.PASSED, monkeypatch)
    assert "2 sentences of 1 report hold a word" in passed
    assert "phrase that tells no event" in passed
    assert "0% to 79%" in shown(path, checkview.RESULTS, monkeypatch)


def test_verdicts_outlive_another_extraction_and_are_of_what_was_read_then(path: Path) -> None:
    with Case.open(path) as case:
        (claim,) = checking.study(case).sample
        case.judge(of_claim("Bo", claim, {"event": "right", "day": "right", "toll": "right"}))
    report = path.parent / "one.md"
    report.write_text(
        REPORT.replace("published: 2015-10-04", "published: 2015-10-14").replace(
            "Russian", "Today:\n\nRussian"
        )
    )
    open_case([path.parent])
    with Case.open(path) as case:
        (judged,) = checking.study(case).coded("Bo").judged.values()
    assert judged.verdicts == {"event": "right", "toll": "right"}
    assert judged.changed == {"day": "2015-09-30"}


def test_a_quotation_is_text_and_nothing_else() -> None:
    text = "Before <b>it</b>. " * 40 + "Troops <img src=x> shelled Homs. " + "Behind. " * 200
    start = text.index("Troops")
    sentence = Span(start, start + 32, text[start : start + 32])
    word = text.index("shelled")
    made = quoted(
        Document("d", text),
        [sentence],
        [Span(word, word + 7, "shelled")],
        [[start, start + 6, "actor", '"><i>', "w"]],
    )
    assert "<img" not in made
    assert "<i>" not in made
    assert "<mark><b>shelled</b></mark>" in made
    assert made.count("Behind") < 100
