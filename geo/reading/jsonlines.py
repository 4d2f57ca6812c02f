"""JSON files and streams: one object a line (.jsonl), or one object or a list of them (.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from geo.model import Document, Unread
from geo.reading.decode import UndecodableError, decode
from geo.reading.limits import MAX_ARRAY_BYTES, MAX_DOCUMENT_BYTES
from geo.reading.records import document_from
from geo.reading.telegram import is_export, read_export

__all__ = ["read_json", "read_json_lines"]

_MAX_LINE = 6 * MAX_DOCUMENT_BYTES  # \u escapes make six bytes of one character


def read_json_lines(
    stream: BinaryIO, name: str, *, first: int = 1, end: int | None = None
) -> Iterator[Document | Unread]:
    """A document a line, streamed; ids default to `name:LINE`, lines counted from 1. Blank lines are none.

    Of a part of a file, `first` is the number of its first line, and no line is begun at the byte `end`.
    """
    number = first - 1
    while (end is None or stream.tell() < end) and (line := stream.readline(_MAX_LINE)):
        number += 1
        line_id = f"{name}:{number}"
        if len(line) == _MAX_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Unread(line_id, "too large", f"a line of more than {_MAX_LINE:,} bytes")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _parsed(line, line_id)


def _skip_line(stream: BinaryIO) -> None:
    while rest := stream.readline(1_000_000):
        if rest.endswith(b"\n"):
            return


def read_json(data: bytes, name: str) -> Iterator[Document | Unread]:
    """The documents of a .json file: an object, or a list of them with ids `name:NUMBER` from 1.

    An export of Telegram's is told by its content: a message a document (`geo.reading.telegram`).
    """
    if len(data) > MAX_ARRAY_BYTES:
        yield Unread(
            name, "too large", f"more than {MAX_ARRAY_BYTES:,} bytes of JSON; use .jsonl, which streams"
        )
        return
    try:
        value = json.loads(decode(data))
    except UndecodableError as error:
        yield Unread(name, error.reason, error.detail)
    except (ValueError, RecursionError) as error:
        yield Unread(name, "broken", f"not JSON: {error}")
    else:
        if is_export(value):
            yield from read_export(value, name)
        elif isinstance(value, list):
            for number, item in enumerate(value, start=1):
                yield _document(item, f"{name}:{number}")
        else:
            yield _document(value, name)


def _parsed(line: bytes, line_id: str) -> Document | Unread:
    try:
        value = json.loads(decode(line))
    except UndecodableError as error:
        return Unread(line_id, error.reason, error.detail)
    except (ValueError, RecursionError) as error:
        return Unread(line_id, "broken", f"not JSON: {error}")
    return _document(value, line_id)


def _document(value: object, default_id: str) -> Document | Unread:
    if not isinstance(value, dict):
        return Unread(default_id, "broken", f"a JSON object was wanted, got {type(value).__name__}")
    text = value.get("text")
    if not isinstance(text, str):
        return Unread(default_id, "broken", 'no "text" in it, or it is not a string')
    return document_from(value, text, default_id, "metadata")
