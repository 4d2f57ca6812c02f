"""Has anything changed since the last run? Hashes over documents and the program that read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from geo.jsontext import dumps
from geo.model import Document, Unread
from geo.records import document_to_record, unread_to_record


def document_hash(document: Document) -> str:
    """SHA-256 of a document's text and metadata; a changed publication date changes it."""
    return _sha(document_to_record(document))


def fingerprint(hashes: Mapping[str, str], unread: Iterable[Unread], stamp: str) -> str:
    """One hash for a whole run, whatever the order: document id → hash, what was not read, what read it."""
    lost = sorted(dumps(unread_to_record(document)) for document in unread)
    return _sha([stamp, sorted(hashes.items()), lost])


def _sha(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
