"""Paths in, documents out: every file by its format, every failure named and counted, the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from geo.docdate import date_document
from geo.endings import FORMS
from geo.errors import DocumentError
from geo.model import Document, Unread
from geo.reading.jsonlines import read_json_lines
from geo.reading.limits import LIMITS
from geo.reading.parsing import not_read, parse, parse_parquet, parse_zip, too_large
from geo.reading.walk import Found, find_files

__all__ = ["read_documents"]


def read_documents(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    without: Iterable[str | Path] = (),
) -> Iterator[Document | Unread]:
    """Every document under the paths, in the order of these; what cannot be read comes as `Unread`.

    The paths are taken in the order of their names. "-" is JSON lines on `stdin` (default: the process's).
    `published` is for documents without a date of their own (see geo.docdate). A document met twice is read
    once; a different one under an id already taken gets "#2" behind it. `without` are files that are passed
    over in folders: an output among the reports. Raises DocumentError for a path that does not exist.
    """
    taken: dict[str, int] = {}
    passed_over = frozenset(Path(path).resolve() for path in without)
    for path in sorted(str(path) for path in paths):  # so that ids do not depend on the order given
        for item in _read(path, stdin, passed_over):
            own = _identified(item, taken) if isinstance(item, Document) else item
            yield date_document(own, published) if isinstance(own, Document) else own


def _identified(document: Document, taken: dict[str, int]) -> Document | Unread:
    return renamed(document, own_id(document.id, hash(document.text), taken))


def own_id(doc_id: str, digest: int, taken: dict[str, int]) -> str | None:
    """The id that a document gets, None where it was read before; `taken` holds each id's text, as a hash."""
    own, number = doc_id, 1
    while own in taken:
        if taken[own] == digest:
            return None
        number += 1
        own = f"{doc_id}#{number}"
    taken[own] = digest
    return own


def renamed(document: Document, doc_id: str | None) -> Document | Unread:
    """The document under the id that it gets."""
    if doc_id is None:
        return Unread(document.id, "duplicate", "the same id and text were read before")
    return document if doc_id == document.id else replace(document, id=doc_id)


def _read(path: str, stdin: BinaryIO | None, passed_over: frozenset[Path]) -> Iterator[Document | Unread]:
    if path == "-":
        yield from read_json_lines(stdin or sys.stdin.buffer, "-")
        return
    for found in find_files(Path(path)):
        if passed_over and not found.named and found.path.resolve() in passed_over:
            continue
        yield from read_file(found)


def read_file(found: Found) -> Iterator[Document | Unread]:
    """The documents of a file. Raises DocumentError where one that the user named cannot be read."""
    try:
        yield from _read_file(found)
    except OSError as error:
        if found.named:
            raise DocumentError(f"{found.path}: cannot be read: {error.strerror or error}") from error
        yield Unread(found.doc_id, "cannot be opened", error.strerror or str(error))


def _read_file(found: Found) -> Iterator[Document | Unread]:
    ending = found.path.suffix.lower()
    form = FORMS.get(ending)
    if found.path.is_dir():
        yield Unread(found.doc_id, "cannot be opened", "a folder that may not be listed")
    elif not found.path.is_file():
        yield Unread(found.doc_id, "not a file", "a broken link, a pipe or a device")
    elif form is None:
        yield not_read(found.doc_id, ending)
    elif form == "parquet":
        yield from parse_parquet(found.path, found.doc_id)
    elif form == "lines":
        with found.path.open("rb") as stream:
            yield from read_json_lines(stream, found.doc_id)
    elif (size := found.path.stat().st_size) > LIMITS[form]:
        yield too_large(found.doc_id, size, form)
    elif form == "zip":
        with found.path.open("rb") as stream:
            yield from parse_zip(stream, found.doc_id)
    else:
        yield from parse(found.path.name, found.path.read_bytes(), found.doc_id)
