"""Extraction of the sample corpus, against the least that could find places and dates in it."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Row, best_of

from gazetteer import Gazetteer
from geo.pipeline import extract
from geo.reading import read_documents

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COPIES = 5
NAME = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
DATE = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{1,2} [A-Z][a-z]+(?: \d{4})?\b")


def measure() -> list[Row]:
    """Words a second through the whole chain."""
    gazetteer = Gazetteer.open()
    documents = list(read_documents([SEEDS])) * COPIES
    texts = [document.text for document in documents if hasattr(document, "text")]
    words = sum(len(text.split()) for text in texts)

    def simple() -> list[object]:
        return [
            [gazetteer.has(found.group()) for found in NAME.finditer(text)] + DATE.findall(text)
            for text in texts
        ]

    ours = best_of(lambda: extract(documents, gazetteer=gazetteer), 3)
    baseline = best_of(simple, 3)
    note = f"{words / ours:,.0f} words a second"
    return [
        Row(
            f"extract(), {words:,} words", ours, baseline, "capitalised words looked up, dates by regex", note
        )
    ]
