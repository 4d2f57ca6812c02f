"""The container that map data travel in: a JSON header and aligned typed arrays, in one run of bytes.

Layout: "DLN1", the header's length (4 bytes, little-endian), the header (UTF-8 JSON, padded with spaces),
the arrays. The header's `arrays` names each: [kind, offset behind the header, length in items]. Every array
begins at a multiple of 8 bytes, so that the page looks at it in place. assets/core.js reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

MAGIC = b"DLN1"
_ALIGN = 8
Arrays = Mapping[str, NDArray[Any]]


def pack(header: Mapping[str, Any], arrays: Arrays) -> bytes:
    """The header and the arrays as one run of bytes.

    Raises ValueError for an array of a kind that a page cannot look at (64-bit integers, objects).
    """
    for name, array in arrays.items():
        if (kind := _kind(array)) not in _KINDS:
            raise ValueError(
                f"array {name!r} is of kind {kind}; one of {', '.join(sorted(_KINDS))} is needed"
            )
    out = BytesIO()
    write(out, header, arrays)
    return out.getvalue()


def write(out: BinaryIO, header: Mapping[str, Any], arrays: Arrays) -> None:
    """The same into a file, arrays of any kind of number, one after the other. Raises OSError, ValueError."""
    table: dict[str, list[Any]] = {}
    offset = 0
    for name, array in arrays.items():
        if array.dtype.kind not in "uif":
            raise ValueError(f"array {name!r} is of kind {_kind(array)}, which is no number")
        table[name] = [_kind(array), offset, int(array.size)]
        offset += _padding(array.nbytes) + array.nbytes
    text = json.dumps({**header, "arrays": table}, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * _padding(len(text))
    out.write(MAGIC + len(text).to_bytes(4, "little") + text)
    for array in arrays.values():
        out.write(
            np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(-1).view(np.uint8).data
        )
        out.write(bytes(_padding(array.nbytes)))


def header_of(data: bytes | memoryview) -> dict[str, Any]:
    """The JSON header alone."""
    if data[:4] != MAGIC:
        raise ValueError("not map data of Dateline: it does not begin with DLN1")
    header: dict[str, Any] = json.loads(bytes(data[8 : 8 + int.from_bytes(data[4:8], "little")]))
    return header


def unpack(data: bytes | memoryview) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays of `pack`, for tests and for reading a payload back."""
    length = int.from_bytes(data[4:8], "little")
    header = header_of(data)
    arrays = {
        name: np.frombuffer(data, dtype=f"<{kind}", count=count, offset=8 + length + offset)
        for name, (kind, offset, count) in header.pop("arrays").items()
    }
    return header, arrays


def smallest(values: NDArray[Any]) -> NDArray[Any]:
    """Non-negative integers in the narrowest unsigned kind that holds them all."""
    top = int(values.max(initial=0))
    return values.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.uint32)


_KINDS = frozenset({"u1", "u2", "u4", "i2", "i4", "f4", "f8"})


def _kind(array: NDArray[Any]) -> str:
    return f"{array.dtype.kind}{array.dtype.itemsize}"


def _padding(length: int) -> int:
    return -length % _ALIGN
