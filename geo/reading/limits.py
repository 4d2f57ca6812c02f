"""How large a report may be. Every document is hostile; these keep one of them from taking the machine."""

from __future__ import annotations

from geo.endings import Form

MAX_DOCUMENT_BYTES = 10_000_000  # one report: three novels; a larger one is a dump of something else
MAX_ARRAY_BYTES = 256_000_000  # a .json file is read whole; put more than that into .jsonl, which streams
MAX_PDF_BYTES = 100_000_000  # pictures count: a report of 200 pages with photographs
MAX_PDF_PAGES = 3_000
MAX_PAGE_CHARACTERS = 200_000  # the densest newspaper page has a fifth of it
MAX_PDF_SECONDS = 120  # 3,000 dense pages take thirty; one that is made to hang never ends
MAX_DOCX_BYTES = 100_000_000
MAX_DOCX_XML = 60_000_000  # of its text with all markup, unpacked
MAX_DOCX_UNPACKED = 400_000_000  # of all its parts together
MAX_MAIL_BYTES = 100_000_000  # attachments count
MAX_MAIL_PARTS = 1_000
MAX_MARKUP = 20_000_000  # characters of HTML in a mail or a feed
MAX_FEED_BYTES = 20_000_000
MAX_ZIP_BYTES = 2_000_000_000
MAX_ZIP_MEMBERS = 50_000
MAX_ZIP_UNPACKED = 4_000_000_000  # of all that is read of one file, zips in zips included
MAX_ZIP_RATIO = 250  # unpacked to packed; text packs 5 to 30 times, and a bomb 1,000 times
RATIO_COUNTS_FROM = 10_000_000  # bytes: less than this is no bomb, whatever its ratio

LIMITS: dict[Form, int] = {
    "plain": MAX_DOCUMENT_BYTES,
    "html": MAX_DOCUMENT_BYTES,
    "lines": MAX_ARRAY_BYTES,  # inside a zip or a mail; a file of its own streams
    "json": MAX_ARRAY_BYTES,
    "table": MAX_ARRAY_BYTES,
    "pdf": MAX_PDF_BYTES,
    "docx": MAX_DOCX_BYTES,
    "mail": MAX_MAIL_BYTES,
    "feed": MAX_FEED_BYTES,
    "zip": MAX_ZIP_BYTES,
    "parquet": MAX_ARRAY_BYTES,  # inside a zip; a file of its own is read by its row groups
}
