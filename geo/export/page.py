"""Events as one HTML file that works offline: the map of geo.webmap."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.model import Extraction
from geo.webmap import standalone_html

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def write_html(extraction: Extraction, path: Path, gazetteer: Gazetteer | None) -> None:
    """The map with its timeline, the claims and their words, in one file."""
    from gazetteer import Gazetteer

    index = gazetteer or Gazetteer.open()
    html = standalone_html(
        extraction.events, index, extraction.documents, extraction.note, extraction.made_by
    )
    path.write_text(html, encoding="utf-8", errors="replace")
