"""The bytes of one file to its documents, by its ending; files inside it by theirs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from geo.endings import FORMS, Form
from geo.model import Document, Unread
from geo.reading.decode import UndecodableError
from geo.reading.html import read_html
from geo.reading.jsonlines import read_json, read_json_lines
from geo.reading.limits import LIMITS
from geo.reading.nesting import MAX_MAILS, MAX_ZIPS, Inner, Nesting
from geo.reading.parquet import read_parquet
from geo.reading.plain import read_plain
from geo.reading.table import read_table

__all__ = ["not_read", "parse", "parse_parquet", "parse_zip", "too_large"]


def parse(name: str, data: bytes, doc_id: str, nesting: Nesting | None = None) -> Iterator[Document | Unread]:
    """The documents in a file of this name; what cannot be read comes as `Unread`, and nothing is raised."""
    ending = PurePosixPath(name).suffix.lower()
    form = FORMS.get(ending)
    if form is None:
        yield not_read(doc_id, ending)
    elif len(data) > LIMITS[form]:
        yield too_large(doc_id, len(data), form)
    elif not data.strip():
        yield Unread(doc_id, "empty", "the file holds nothing")
    else:
        yield from _guarded(_documents(form, data, doc_id, nesting or Nesting()), doc_id)


def parse_zip(stream: BinaryIO, doc_id: str) -> Iterator[Document | Unread]:
    """The documents in a zip that is read from its stream, never whole."""
    yield from _guarded(_zipped(stream, doc_id, Nesting()), doc_id)


def parse_parquet(
    source: Path | BinaryIO, doc_id: str, groups: range | None = None
) -> Iterator[Document | Unread]:
    """The documents in a Parquet file, or in some of its row groups, a few rows at a time."""
    yield from _guarded(read_parquet(source, doc_id, groups), doc_id)


def not_read(doc_id: str, ending: str) -> Unread:
    """A file whose ending says nothing that we know."""
    return Unread(doc_id, f"format not read: {ending or 'no ending'}", "see the formats in docs/formats.md")


def too_large(doc_id: str, size: int, form: Form) -> Unread:
    """A file above the limit of its form."""
    return Unread(doc_id, "too large", f"{size:,} bytes; at most {LIMITS[form]:,} are read")


def _guarded(items: Iterator[Document | Unread], doc_id: str) -> Iterator[Document | Unread]:
    """The items, and why they end early where they do: hostile files make libraries fail in any way."""
    try:
        yield from items
    except UndecodableError as error:
        yield Unread(doc_id, error.reason, error.detail)
    except Exception as error:  # noqa: BLE001 - as above; the rest must go on
        yield Unread(doc_id, "broken", f"{type(error).__name__}: {str(error)[:200]}")


def _documents(form: Form, data: bytes, doc_id: str, nesting: Nesting) -> Iterator[Document | Unread]:
    if form == "plain":
        yield read_plain(data, doc_id)
    elif form == "html":
        yield read_html(data, doc_id)
    elif form == "lines":
        yield from read_json_lines(io.BytesIO(data), doc_id)
    elif form == "json":
        yield from read_json(data, doc_id)
    elif form == "table":
        yield from read_table(data, doc_id)
    elif form == "parquet":
        yield from read_parquet(io.BytesIO(data), doc_id)
    else:
        yield from _by_a_library(form, data, doc_id, nesting)


def _by_a_library(form: Form, data: bytes, doc_id: str, nesting: Nesting) -> Iterator[Document | Unread]:
    """Formats whose reader loads more than a short command should."""
    if form == "pdf":
        from geo.reading.pdf import read_pdf

        yield from read_pdf(data, doc_id)
    elif form == "docx":
        from geo.reading.docx import read_docx

        yield read_docx(data, doc_id)
    elif form == "feed":
        from geo.reading.feed import read_feed

        yield from read_feed(data, doc_id)
    elif form == "mail":
        yield from _mailed(data, doc_id, nesting)
    else:
        yield from _zipped(io.BytesIO(data), doc_id, nesting)


def _mailed(data: bytes, doc_id: str, nesting: Nesting) -> Iterator[Document | Unread]:
    from geo.reading.mail import read_mail

    if nesting.mails >= MAX_MAILS:
        yield Unread(doc_id, "nested too deep", f"a mail in {MAX_MAILS} others; save it as a file of its own")
        return
    yield from read_mail(data, doc_id, _inner(replace(nesting, mails=nesting.mails + 1)))


def _zipped(stream: BinaryIO, doc_id: str, nesting: Nesting) -> Iterator[Document | Unread]:
    from geo.reading.zips import read_zip

    if nesting.zips >= MAX_ZIPS:
        yield Unread(doc_id, "nested too deep", f"a zip in {MAX_ZIPS} others; unpack the outer one")
        return
    yield from read_zip(stream, doc_id, _inner(replace(nesting, zips=nesting.zips + 1)), nesting.budget)


def _inner(nesting: Nesting) -> Inner:
    return partial(parse, nesting=nesting)
