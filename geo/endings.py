"""Which files are read, by their endings: the one list that reading, commands and the page go by."""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["FORMS", "LISTED", "Form"]

Form = Literal["plain", "html", "lines", "json", "table", "pdf", "docx", "mail", "feed", "zip", "parquet"]

FORMS: Final[dict[str, Form]] = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "table", ".tsv": "table",
    ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed", ".zip": "zip", ".parquet": "parquet",
}  # fmt: skip
# As people are told.
LISTED = ".txt, .md, .html, .json, .jsonl, .csv, .pdf, .docx, .eml, .rss, .atom, .xml, .zip, .parquet"
