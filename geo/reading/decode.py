"""Bytes to text: UTF-8, or another encoding only when the bytes leave no doubt.

UTF-8 with or without a byte-order mark; UTF-16 and UTF-32 by their marks. Anything else is taken for
Windows-1252 only when every byte above 0x7F is a quotation mark, dash, ellipsis, space or accented
Latin letter in that encoding and such bytes are few, as they are in English; otherwise nothing is guessed.
"""

from __future__ import annotations

import codecs

__all__ = ["UndecodableError", "decode", "universal_newlines"]

_MARKS = (  # UTF-32's first: its mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS_PLAIN = frozenset(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb"
)
_WINDOWS_LETTERS = frozenset([0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F, *range(0xC0, 0x100)]) - {0xD7, 0xF7}
_MAX_LETTER_SHARE = 0.02  # of all bytes: names such as Erdogan's in an English report


class UndecodableError(ValueError):
    """The bytes are no text, or their encoding cannot be told: `reason` to count by, `detail` to read."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def decode(data: bytes) -> str:
    """The text in the bytes, newlines as they are. Raises UndecodableError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data:
        at = data.index(b"\0")
        raise UndecodableError("not text", f"a null byte at byte {at}: a picture, an archive or a program?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_windows(data):
            return data.decode("cp1252")
        raise UndecodableError(
            "unknown encoding",
            f"byte 0x{data[error.start]:02X} at {error.start} is not UTF-8; save the file as UTF-8",
        ) from error


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "unknown encoding", f"marked as {encoding} and is not: {error.reason}"
        ) from error


def _is_windows(data: bytes) -> bool:
    high = [byte for byte in data if byte > 0x7F]
    letters = sum(byte in _WINDOWS_LETTERS for byte in high)
    known = all(byte in _WINDOWS_PLAIN or byte in _WINDOWS_LETTERS for byte in high)
    controls = any(byte < 0x20 and byte not in b"\t\n\r\f\v" for byte in data)
    return known and not controls and letters <= max(2, _MAX_LETTER_SHARE * len(data))


def universal_newlines(text: str) -> str:
    """Every \\r\\n and \\r as \\n, as Python reads a text file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
