"""Claims as JSON lines: one line a claim, in the order of the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.export.source import Source
from geo.jsontext import dumps
from geo.records import claim_to_record

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def write_jsonl(source: Source, path: Path, gazetteer: Gazetteer | None) -> None:
    """Every claim and statement, with the id of its event; the gazetteer is not needed."""
    del gazetteer
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{dumps(claim_to_record(claim))}\n" for claim in source.claims)
