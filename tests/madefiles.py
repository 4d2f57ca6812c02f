"""Files of the formats that reports come in, made by hand, the broken and hostile ones too."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

RAID = (
    "Warplanes bombed the town of Talbiseh in Syria on Wednesday, killing at least 12 civilians, "
    "the Syrian Civil Defense said."
)
PLACED = tuple[float, float, str]  # left, baseline in points, and the words


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def pdf(pages: Sequence[Sequence[PLACED] | None], title: str = "", trailer: bytes = b"") -> bytes:
    """A PDF with these words on its pages; None is a page with a drawing and no text: a scan."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica",
    ]
    objects[2] += b" /Encoding /WinAnsiEncoding >>"
    kids = b""
    for page in pages:
        kids += b"%d 0 R " % (len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (len(objects) + 2)
        )
        words = b"".join(
            b"1 0 0 1 %g %g Tm (%s) Tj\n" % (left, base, _escaped(text)) for left, base, text in page or ()
        )
        objects.append(stream_of(b"0 0 400 400 re f" if page is None else b"BT /F 11 Tf\n%sET" % words))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    if title:
        objects.append(b"<< /Title (%s) /CreationDate (D:20190101000000Z) >>" % _escaped(title))
        trailer += b" /Info %d 0 R" % len(objects)
    return pdf_of(objects, trailer)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def lines(*texts: str, top: float = 760) -> list[PLACED]:
    """Lines below each other at the left margin; an empty one leaves a gap."""
    return [(50, top - 14 * number, text) for number, text in enumerate(texts) if text]


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    key = b"<" + b"41" * 32 + b">"
    return pdf(
        [lines(RAID)], trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O %s /U %s >>" % (key, key)
    )


def endless_pdf() -> bytes:
    """Two kilobytes that draw ten to the power of nine forms."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /XObject << /X 5 0 R >> >> >>",
        stream_of(b"/X Do"),
    ]
    objects += [stream_of(b"/X Do " * 10, form % (6 + number)) for number in range(9)]
    return pdf_of([*objects, stream_of(b"BT (x) Tj ET", form % 5)])


def docx(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A Word file of these paragraphs."""
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_body(data: bytes, body: str) -> bytes:
    """The Word file with this XML for its body."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = f'<w:document xmlns:w="{word}" xmlns:mc="{mc}"><w:body>{body}</w:body></w:document>'
    return rezipped(data, {"word/document.xml": xml.encode()})


def rezipped(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip with some members replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return zip_of({name: package.read(name) for name in package.namelist()} | dict(parts))


def zip_of(members: Mapping[str, bytes | str]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def understated(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, size: int = 1_000) -> bytes:
    """A zip whose members say that they hold no more than `size` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
            told = archive.infolist()[-1]
            told.CRC, told.file_size = zlib.crc32(content[:size]), min(len(content), size)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The zip as if its members were encrypted."""
    out = bytearray(data)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        found = data.find(mark)
        while found >= 0:
            (flags,) = struct.unpack_from("<H", data, found + at)
            struct.pack_into("<H", out, found + at, flags | 1)
            found = data.find(mark, found + 1)
    return bytes(out)


def mail(text: str, subject: str = "", sent: str = "Thu, 01 Oct 2015 23:30:00 -0500") -> EmailMessage:
    """A mail; `as_bytes()` is the file."""
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Mill Desk <desk@mill.example>"
    if sent:
        message["Date"] = sent
    message.set_content(text)
    return message


def rss(*items: str, title: str = "Mill and River") -> bytes:
    """A feed of these items, which are XML."""
    content = "http://purl.org/rss/1.0/modules/content/"
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:content="{content}"><channel><title>{title}</title>'
        f"<language>en</language>{inside}</channel></rss>"
    ).encode()
