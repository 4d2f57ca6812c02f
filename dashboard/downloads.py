"""What is shown, as a file to take away. No Streamlit here."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo import export
from geo.export import write
from geo.export.source import Source
from geo.export.writing import extraction_of
from geo.model import Document, Event, Extraction
from geo.publishing import Promise, publish

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_LONGEST = 160
# What the page offers: all that is a file of its own, as (label, media type).
FORMATS = {form.name: (form.label, form.mime) for form in export.FORMATS.values() if not form.in_place}


def subset(extraction: Extraction, events: Sequence[Event]) -> Extraction:
    """The extraction with these events only, their claims, and the reports that those stand in."""
    claims = {claim.claim_id for e in events for claim in (*e.claims, *e.statements, *e.general_denials)}
    kept = tuple(claim for claim in extraction.claims if claim.claim_id in claims)
    documents = {claim.doc_id for claim in kept}
    return replace(
        extraction,
        events=tuple(events),
        claims=kept,
        documents=tuple(document for document in extraction.documents if document.id in documents),
        toponyms=tuple(pair for pair in extraction.toponyms if pair[0] in documents),
    )


def as_bytes(
    part: Source,
    form: str,
    gazetteer: Gazetteer,
    promise: Promise | None = None,
) -> bytes:
    """The events in a format of FORMATS, public ones as promised. Raises ExportError when it cannot be."""
    if not isinstance(part, Extraction) and (promise or not export.FORMATS[form].streams):
        part = replace(extraction_of(part.events), made_by=part.made_by)
    if promise and isinstance(part, Extraction):
        part = publish(part, gazetteer, promise).extraction
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "out"
        write(part, path, format=form, gazetteer=gazetteer)
        return path.read_bytes()


def ending(form: str) -> str:
    """What the name of a file of this format ends in."""
    return export.FORMATS[form].ending


def sample_row(
    event: Event, documents: Sequence[Document], gazetteer: Gazetteer, promise: Promise | None = None
) -> list[tuple[str, str]]:
    """An event as the table's row: field and value, long ones cut; nothing where it is held back."""
    from geo.export.table import row

    events: tuple[Event, ...] = (event,)
    if promise:
        alone = Extraction(tuple(documents), event.claims, events)
        events = publish(alone, gazetteer, promise).extraction.events
    cells = ((name, "" if v is None else str(v)) for one in events for name, v in row(one).items())
    return [(name, cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…") for name, cell in cells]


def version() -> str:
    """The program's version; "not installed" in a checkout that is run as it lies."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dateline")
    except PackageNotFoundError:
        return "(not installed)"
