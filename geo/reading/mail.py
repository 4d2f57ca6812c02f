"""Mails (.eml): what was written, who sent it and when; attachments as reports of their own.

Headers are read by the older of Python's two ways, which takes what is broken as it is instead of raising.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from geo.docdate import date_document
from geo.model import Document, Unread
from geo.reading.decode import UndecodableError, decode, universal_newlines
from geo.reading.fragment import fragment_text
from geo.reading.limits import MAX_MAIL_PARTS
from geo.reading.nesting import Inner
from geo.reading.quoting import own_words
from geo.reading.records import document_from, read_date

__all__ = ["read_mail"]

_HEADER_LENGTH = 2_000  # characters of a header that are read
_LONGEST_HEADER = 500_000  # a list of recipients; what is longer is made to take time
_PASSED_OVER = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_UNSAFE = re.compile(r"[\\/\0\r\n]+")
_UNDECLARED = "utf-8"


def read_mail(data: bytes, doc_id: str, inner: Inner) -> Iterator[Document | Unread]:
    """The mail, then its attachments under `MAIL/NAME`, dated by the mail where they have no date.

    The text is the plain one, else the HTML one's, without the earlier mail that a reply quotes and
    without the signature. A mail that only carries attachments is none.
    """
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"))
    if not message.keys():
        yield Unread(doc_id, "broken", "not a mail: it has no header")
        return
    parts = [part for part in message.walk() if not part.is_multipart() or _is_mail(part)]
    if len(parts) > MAX_MAIL_PARTS:
        yield Unread(doc_id, "too large", f"{len(parts):,} parts; at most {MAX_MAIL_PARTS:,} are read")
        return
    if any(len(str(value)) > _LONGEST_HEADER for part in message.walk() for value in part.values()):
        yield Unread(doc_id, "too large", f"a header of more than {_LONGEST_HEADER:,} characters")
        return
    fields = _fields(message)
    within = _within_mails(message)
    own = [part for part in parts if id(part) not in within and not _is_furniture(part)]
    attached = [part for part in own if _is_attached(part)]
    try:
        text = own_words(_body([part for part in own if not _is_attached(part)]), fields["title"])
        if text.strip() or not attached:
            yield document_from(fields, text, doc_id, "mail header")
    except UndecodableError as error:
        yield Unread(doc_id, error.reason, error.detail)
    for number, part in enumerate(attached, start=1):
        name = _file_name(part, number)
        for item in _attachment(part, name, f"{doc_id}/{name}", inner):
            yield _dated(item, fields["published"])


def _attachment(part: Message, name: str, doc_id: str, inner: Inner) -> Iterator[Document | Unread]:
    try:
        data = _content(part)
    except Exception as error:  # noqa: BLE001 - Python's mail package fails in many ways; the others go on
        yield Unread(doc_id, "broken", f"cannot be taken out of the mail: {type(error).__name__}")
        return
    yield from inner(name, data, doc_id)


def _fields(message: Message) -> dict[str, str]:
    sender, address = parseaddr(_header(message, "From"))
    return {
        "title": _header(message, "Subject"),
        "publisher": sender or address.rpartition("@")[2],
        "published": _day(_header(message, "Date")),
        "language": _header(message, "Content-Language").split(",")[0],
    }


def _header(message: Message, name: str) -> str:
    """A header on one line, its words decoded where they can be."""
    raw = str(message.get(name, ""))[:_HEADER_LENGTH]
    try:
        decoded = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        decoded = raw
    return " ".join(decoded.encode("utf-8", "replace").decode().split())


def _day(written: str) -> str:
    """The day as the sender's zone counts it, ISO 8601; "" where the header does not tell."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _is_mail(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822"


def _within_mails(message: Message) -> set[int]:
    """The parts of attached mails: they are read with these, not with the mail around them."""
    attached = (part for part in message.walk() if _is_mail(part))
    return {id(inside) for part in attached for inside in part.walk() if inside is not part}


def _is_furniture(part: Message) -> bool:
    """Pictures shown within the text (logos) and signatures: no reports, and in every mail."""
    shown = part.get_content_disposition() == "inline" or (
        "Content-ID" in part and part.get_content_disposition() != "attachment"
    )
    return part.get_content_type() in _PASSED_OVER or (shown and part.get_content_maintype() == "image")


def _is_attached(part: Message) -> bool:
    """Whether it is a file; a text without a name is what was written, and so is one shown in place."""
    if part.get_content_maintype() != "text":
        return True
    return part.get_content_disposition() == "attachment" or (
        bool(part.get_filename()) and part.get_content_disposition() != "inline"
    )


def _body(parts: list[Message]) -> str:
    """The plain text of the parts, else that of their HTML; several (a list's foot) below each other."""
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    texts = [text for part in plain if (text := universal_newlines(_written(part))).strip()]
    if not texts:
        marked = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
        texts = [text for part in marked if (text := fragment_text(_written(part)))]
    return "\n".join(texts)


def _written(part: Message) -> str:
    """A part's characters, in the encoding that it names. Raises UndecodableError when none fits."""
    data = _content(part)
    try:
        return data.decode(part.get_content_charset() or _UNDECLARED)
    except (LookupError, ValueError):
        return decode(data)


def _content(part: Message) -> bytes:
    """A part's bytes; an attached mail's are written anew from what was read of it."""
    if _is_mail(part):
        inside = part.get_payload(0)
        return inside.as_bytes() if isinstance(inside, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: Message, number: int) -> str:
    """The attachment's name without folders; one of its number in the mail and its kind where it has none."""
    named = _UNSAFE.split(_decoded_name(part))[-1].strip()[-200:]
    kind = part.get_content_subtype()
    ending = ".eml" if _is_mail(part) else f".{kind}" if kind.isalnum() else ""
    if not named:
        return f"attachment {number}{ending}"
    return named + ending if _is_mail(part) and not named.lower().endswith(ending) else named


def _decoded_name(part: Message) -> str:
    raw = part.get_filename() or ""
    try:
        return str(make_header(decode_header(raw))).encode("utf-8", "replace").decode()
    except (HeaderParseError, LookupError, ValueError):
        return raw.encode("utf-8", "replace").decode()


def _dated(item: Document | Unread, day: str) -> Document | Unread:
    """An attachment without any date of its own is of the mail's day."""
    if isinstance(item, Unread) or not day:
        return item
    own = date_document(item)
    return own if own.published else replace(item, published=read_date(day), published_from="mail header")
