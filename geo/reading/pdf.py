"""PDF files: their text layer as paragraphs. Scans have none, and no character is guessed from a picture."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.model import Document, Unread
from geo.reading.limits import MAX_DOCUMENT_BYTES, MAX_PAGE_CHARACTERS, MAX_PDF_PAGES, MAX_PDF_SECONDS
from geo.reading.pdf_layout import Line, text_of, without_heads
from geo.reading.records import document_from

__all__ = ["read_pdf"]

_SCRIPT = Path(__file__).with_name("pdf_lines.py")
_TITLE_WITHIN = 3_000  # characters: a title stands on the first page
_TOLD = {
    "password": ("password needed", "save a copy without its password"),
    "broken": ("broken", "not a PDF, or a damaged one"),
    "pages": ("too large", f"more than {MAX_PDF_PAGES:,} pages"),
    "text": ("too large", f"more than {MAX_DOCUMENT_BYTES:,} characters"),
    "characters": ("too large", f"a page of more than {MAX_PAGE_CHARACTERS:,} characters"),
}


def read_pdf(data: bytes, doc_id: str) -> Iterator[Document | Unread]:
    """The document in the file, and beside it which pages are none of it because they hold no text.

    The title is the file's own where its words stand at the text's beginning. The date on which the file
    was made is no publication and is not taken for one.
    """
    found = _lines_of(data)
    if isinstance(found, tuple):
        yield Unread(doc_id, *found)
        return
    pages = without_heads([[Line(*line) for line in page] for page in found["pages"]])
    damaged = found["damaged"]
    empty = {number for number, page in enumerate(pages, start=1) if not page}
    scans = sorted(empty.difference(damaged, found["blank"]))
    if len(empty) < len(pages):
        text = text_of(pages)
        yield document_from({"title": _title(found["title"], text)}, text, doc_id, "metadata")
        yield from _left_out(doc_id, "scan without text", scans)
        yield from _left_out(doc_id, "broken", damaged)
    elif scans:
        yield Unread(doc_id, "scan without text", f"{len(scans):,} of {len(pages):,} pages are pictures")
    elif damaged:
        yield Unread(doc_id, "broken", "its pages are damaged")
    else:
        yield Unread(doc_id, "empty", "nothing is written on its pages")


def _left_out(doc_id: str, why: str, pages: Sequence[int]) -> Iterator[Unread]:
    """That some pages of a report that was read are not in its text."""
    if pages:
        named = f"{'page' if len(pages) == 1 else 'pages'} {_ranges(pages)}"
        yield Unread(f"{doc_id}:{named}"[:300], f"some pages: {why}", "the other pages were read")


def _lines_of(data: bytes) -> dict[str, Any] | tuple[str, str]:
    """What `pdf_lines` printed, or a reason and its detail."""
    # -P: what lies beside the script must not stand in for the standard library
    limits = map(str, (MAX_PDF_PAGES, MAX_PAGE_CHARACTERS, MAX_DOCUMENT_BYTES))
    command = [sys.executable, "-P", str(_SCRIPT), *limits]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and script)
            command, input=data, capture_output=True, timeout=MAX_PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "too large", f"not read within {MAX_PDF_SECONDS} seconds"
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        return "broken", f"PDFium failed ({last[:200] or f'exit {done.returncode}'})"
    found: dict[str, Any] = json.loads(done.stdout)
    return _TOLD[found["error"]] if "error" in found else found


def _title(named: str, text: str) -> str:
    """The title in the file's metadata, where the text bears it out: many name the template or the file."""
    letters = _letters(named)
    return " ".join(named.split()) if letters and letters in _letters(text[:_TITLE_WITHIN]) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _ranges(numbers: Sequence[int]) -> str:
    """ "2, 5-7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
