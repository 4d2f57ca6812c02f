"""The lines of a PDF's text layer with where they stand, by PDFium; run as a process of its own.

A PDF can be made so that PDFium never ends, or fails in a way that takes its process along, and PDFium is
not thread-safe; so `geo.reading.pdf` runs this file as a script, with limits, and ends it when it takes too
long. The PDF comes on standard input; one JSON object goes to standard output: `{"error": word}`, or
`{"title", "pages", "blank", "damaged"}`. A page is a list of lines, `[text, left, right, baseline, height,
hyphen]` in points from the page's bottom left corner, in the order in which the PDF draws them; the other two
are the numbers (from 1) of pages on which nothing is drawn or that cannot be read. `hyphen` is true where
PDFium took the hyphen at the line's end for one that divides a word; it is left out of the text then.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

Line = tuple[str, float, float, float, float, bool]

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHEN = 2  # what PDFium puts for a hyphen that divides a word at a line's end
_BREAKS = (10, 13)
_NO_TEXT = dict.fromkeys([*range(9), *range(10, 32), 0x7F, 0xFFFE, 0xFFFF])
_MEMORY = 4_000_000_000  # bytes of address space


def read(data: bytes, most_pages: int, most_characters: int, most_in_all: int) -> dict[str, Any]:
    """What is printed, see above. The limits are of pages, of a page's characters, and of all characters."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", 0) == _PASSWORD else "broken"}
    if len(document) > most_pages:
        return {"error": "pages"}
    pages: list[list[Line]] = []
    blank: list[int] = []
    damaged: list[int] = []
    in_all = 0
    for number in range(1, len(document) + 1):
        pages.append([])
        try:
            page = document[number - 1]
            text = page.get_textpage()
            count = text.count_chars()
        except pypdfium2.PdfiumError:
            damaged.append(number)
            continue
        if count > most_characters:
            return {"error": "characters"}
        in_all += count
        if in_all > most_in_all:
            return {"error": "text"}
        pages[-1] += lines(text, count)
        if not pypdfium2.raw.FPDFPage_CountObjects(page):
            blank.append(number)
    title = document.get_metadata_value("Title")
    return {"title": title, "pages": pages, "blank": blank, "damaged": damaged}


def lines(text: Any, count: int) -> Iterator[Line]:
    """The lines of a page; `count` is its number of characters."""
    from pypdfium2.raw import FPDFText_GetUnicode

    page = text.raw
    codes = [FPDFText_GetUnicode(page, index) for index in range(count)]
    start = 0
    for index, code in enumerate(codes):
        if code in _BREAKS or code == _HYPHEN:
            yield from _line(text, codes, start, index, hyphen=code == _HYPHEN)
            start = index + 1
    yield from _line(text, codes, start, count, hyphen=False)


def _line(text: Any, codes: list[int], start: int, end: int, *, hyphen: bool) -> Iterator[Line]:
    shown = [index for index in range(start, end) if codes[index] > 32]
    if shown:
        left, baseline = _origin(text, shown[0])
        right = text.get_charbox(shown[-1])[2]
        _, bottom, _, top = text.get_charbox(shown[len(shown) // 2], loose=True)  # the first may be raised
        written = _written(codes[start:end])
        yield written, round(left, 1), round(right, 1), round(baseline, 1), round(top - bottom, 1), hyphen


def _origin(text: Any, index: int) -> tuple[float, float]:
    from pypdfium2.raw import FPDFText_GetCharOrigin

    x, y = ctypes.c_double(), ctypes.c_double()
    FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _written(codes: list[int]) -> str:
    """The characters; two halves of one (UTF-16) are put together, and what is none is left out."""
    text = "".join(chr(code) for code in codes if code <= sys.maxunicode)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text.translate(_NO_TEXT)


def main() -> None:
    """Read standard input with the limits given as arguments, write standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows and some sandboxes have no such limit; that of time holds there too
    most_pages, most_characters, most_in_all = map(int, sys.argv[1:4])
    found = read(sys.stdin.buffer.read(), most_pages, most_characters, most_in_all)
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    main()
