"""Zip files: their members as if they were a folder's files. Nothing is written to the disk."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO

from geo.endings import FORMS
from geo.model import Document, Unread
from geo.reading.limits import (
    LIMITS,
    MAX_ZIP_MEMBERS,
    MAX_ZIP_RATIO,
    MAX_ZIP_UNPACKED,
    RATIO_COUNTS_FROM,
)
from geo.reading.nesting import Budget, Inner
from geo.reading.walk import is_passed_over

__all__ = ["read_zip", "unpacked"]

_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list of members
_SCAN = 1 << 20
_ENCRYPTED, _IS_UTF8 = 0x1, 0x800  # bits of a member's flags
_DRIVE = re.compile(r"[A-Za-z]:")
_ID_LENGTH = 500
_PIECE = 1 << 20
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others are unpacked whole, whatever is asked for
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)


def read_zip(stream: BinaryIO, doc_id: str, inner: Inner, budget: Budget) -> Iterator[Document | Unread]:
    """The documents of all members, sorted as a folder's files are, under `ZIP/FOLDER/FILE`.

    Members that are too large, packed absurdly small, encrypted, broken, or whose names lead out of the
    zip come as `Unread`; hidden files and Dateline's own are passed over.
    """
    if _entries(stream) > MAX_ZIP_MEMBERS:
        yield Unread(doc_id, "too large", f"more than {MAX_ZIP_MEMBERS:,} files in the zip")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except _FAULTS as error:
        yield Unread(doc_id, "broken", f"not a zip: {error}")
        return
    with archive:
        members = [(_name(member), member) for member in archive.infolist() if not member.is_dir()]
        for name, member in sorted(members, key=lambda one: one[0].split("/")):
            if not _leads_out(name) and is_passed_over(PurePosixPath(name)):
                continue
            member_id = f"{doc_id}/{name}"[:_ID_LENGTH]
            data = _refused(member, name, budget) or _unpacked(archive, member)
            if isinstance(data, bytes):
                yield from inner(name, data, member_id)
            else:
                yield Unread(member_id, *data)


def _entries(stream: BinaryIO) -> int:
    """At least as many as the zip has members; counted, because opening it makes an object of each."""
    count, tail = 0, b""
    while part := stream.read(_SCAN):
        count += (tail + part).count(_ENTRY)
        tail = part[-len(_ENTRY) + 1 :]
    stream.seek(0)
    return count


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name with "/"; many programs write UTF-8 and do not say so."""
    name = member.filename
    if not member.flag_bits & _IS_UTF8:
        with suppress(UnicodeError):  # then it is in zip's own encoding
            name = name.encode("cp437").decode("utf-8")
    parts = name.replace("\\", "/").encode("utf-8", "replace").decode("utf-8").split("/")
    return "/".join(part for part in parts if part != ".")


def _leads_out(name: str) -> bool:
    return ".." in name.split("/") or name.startswith("/") or bool(_DRIVE.match(name))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | tuple[str, str]:
    """A member's bytes; else reason and detail."""
    try:
        return unpacked(archive, member)
    except _FAULTS as error:  # first: NotImplementedError is a RuntimeError too
        return "broken", f"cannot be unpacked: {str(error)[:200]}"
    except RuntimeError as error:  # zipfile's word for a password
        return "password needed", str(error)[:200]


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's bytes, with memory for no more than it says that it holds.

    In pieces, because read whole it is unpacked whole, and only then cut to the size that it tells. Raises
    NotImplementedError for a packing that cannot be taken in pieces, and what zipfile does.
    """
    if member.compress_type not in _BOUNDED:
        raise NotImplementedError("packed by another method than a zip's usual one; pack it anew")
    with archive.open(member) as packed:
        return b"".join(iter(lambda: packed.read(_PIECE), b""))


def _refused(member: zipfile.ZipInfo, name: str, budget: Budget) -> tuple[str, str] | None:
    """Why a member is not unpacked, where it is not: reason and detail."""
    ending = PurePosixPath(name).suffix.lower()
    form = FORMS.get(ending)
    if _leads_out(name):
        return "unsafe name in a zip", "leads out of the zip"
    if member.flag_bits & _ENCRYPTED:
        return "password needed", "unpack the zip with its password first"
    if form is None:
        return f"format not read: {ending or 'no ending'}", "see the formats in docs/formats.md"
    return _too_much(member, LIMITS[form], budget)


def _too_much(member: zipfile.ZipInfo, limit: int, budget: Budget) -> tuple[str, str] | None:
    size, ratio = member.file_size, member.file_size // max(member.compress_size, 1)
    if size > limit:
        return "too large", f"{size:,} bytes; at most {limit:,} are read"
    if size > RATIO_COUNTS_FROM and ratio > MAX_ZIP_RATIO:
        return "too large", f"packed {ratio:,} times: a zip bomb?"
    if not budget.take(size):
        return "too large", f"more than {MAX_ZIP_UNPACKED:,} bytes in all; unpack the zip"
    return None
