"""An extraction as a case file; one that is there keeps its decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.model import Extraction
from geo.store import Case

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def write_case(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """Save into the case at `path`, made if it is not there; raises CaseError if it is something else."""
    del gazetteer
    if extraction.note:
        raise ExportError(
            "a case file holds the reports themselves; choose another format for the public profile"
        )
    with Case.open(path) as case:
        case.save(extraction)
