"""Word files (.docx): paragraphs and tables in their order, as they read once all changes are accepted.

python-docx opens the file; the text is collected here, because its own leaves out what stands in tracked
insertions, content controls and text boxes. Comments, deleted text, footnotes, page heads and feet are no
part of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from geo.model import Document, Unread
from geo.reading.limits import MAX_DOCX_UNPACKED, MAX_DOCX_XML, MAX_ZIP_MEMBERS
from geo.reading.records import document_from
from geo.reading.zips import unpacked

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_WORDS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_BOX = f"{_W}txbxContent"
_TEXTS = (".xml", ".rels")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps an encrypted file in, and its older formats
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_docx(data: bytes, doc_id: str) -> Document | Unread:
    """The document in the file, a blank line between paragraphs, a table's row on one line.

    Title and author are the file's own; its dates tell when it was worked on and are not taken for a
    publication. May raise what python-docx raises for a broken file.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return Unread(doc_id, "password needed", "save a copy without its password")
        return Unread(doc_id, "broken", "an older Word file (.doc) by another name; save it as .docx")
    if reason := _unsafe(data):
        return Unread(doc_id, *reason)
    import docx

    document = docx.Document(_texts_of(data))
    properties = document.core_properties
    fields = {"title": properties.title, "publisher": properties.author}
    return document_from(fields, "\n\n".join(_blocks(document.element.body)), doc_id, "metadata")


def _unsafe(data: bytes) -> tuple[str, str] | None:
    """Why the package is not unpacked, by what its parts say of their sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        return "broken", f"not a Word file: {error}"
    size = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.lower().endswith(_TEXTS))
    if len(parts) > MAX_ZIP_MEMBERS or size > MAX_DOCX_UNPACKED:
        return "too large", f"unpacks to {size:,} bytes; at most {MAX_DOCX_UNPACKED:,} are read"
    if text > MAX_DOCX_XML:
        return "too large", f"its text unpacks to {text:,} bytes; at most {MAX_DOCX_XML:,} are read"
    return None


def _texts_of(data: bytes) -> io.BytesIO:
    """The package with the parts that are text, each no larger than it says; of the others only names.

    python-docx unpacks all parts, each whole, whatever size it tells.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as texts:
        for part in package.infolist():
            is_text = part.filename.lower().endswith(_TEXTS)
            texts.writestr(part.filename, unpacked(package, part) if is_text else b"")
    made.seek(0)
    return made


def _blocks(container: Any) -> Iterator[str]:
    """The texts of paragraphs and rows under an element, without empty ones."""
    for item in container:
        if item.tag == _PARAGRAPH:
            if text := _text(item).strip():
                yield text
            for box in item.iter(_BOX):
                if not _is_copy(box, item):
                    yield from _blocks(box)
        elif item.tag == _TABLE:
            for row in item.iterchildren(_ROW):
                yield from _row(row)
        elif isinstance(item.tag, str) and item.tag not in _LEFT_OUT:
            yield from _blocks(item)  # content controls and tracked insertions wrap paragraphs


def _row(row: Any) -> Iterator[str]:
    """A row's cells on one line; where only one is filled its paragraphs: a table can be a mere frame."""
    own = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
    own = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
    cells = [texts for texts in (list(_blocks(cell)) for cell in own) if texts]
    if len(cells) == 1:
        yield from cells[0]
    elif cells:
        yield " | ".join(" ".join(" ".join(cell).split()) for cell in cells)


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, in their order."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        item = waiting.pop()
        if item.tag == f"{_W}t":
            parts.append(item.text or "")
        elif item.tag in _WORDS:
            parts.append(_WORDS[item.tag])
        elif isinstance(item.tag, str) and item.tag not in _LEFT_OUT and item.tag != _BOX:
            waiting.extend(reversed(item))
    return "".join(parts)


def _is_copy(box: Any, paragraph: Any) -> bool:
    """Whether a text box is the copy for older programs, is deleted, or stands in another box."""
    for above in box.iterancestors():
        if above is paragraph:
            return False
        if above.tag in _LEFT_OUT or above.tag == _BOX:
            return True
    return False
