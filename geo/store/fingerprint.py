"""Has anything changed since the last run? Hashes over documents and the program that read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from geo.model import Document, Unread
from geo.records import document_to_record, unread_to_record


def document_hash(document: Document) -> str:
    """SHA-256 of a document's text and metadata; a changed publication date changes it."""
    return _sha(document_to_record(document))


def fingerprint(documents: Iterable[Document], unread: Iterable[Unread], program: str) -> str:
    """One hash for a whole run: the documents in order, what was not read, and the program."""
    parts = [document_hash(document) for document in documents]
    return _sha([program, parts, [unread_to_record(document) for document in unread]])


def _sha(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
